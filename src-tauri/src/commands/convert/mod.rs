//! From the program's own values to the window's JSON, and back for what the window asks with.

use desk::{Desk, DeskError, SessionState as Signed, SyncStatus};
use desk_core::money::{Currency, Micros};
use desk_core::query::{Ordered, Sort};
use desk_core::search::{FieldKind, Terms};
use desk_core::time::Instant;

mod arranged;
mod attention;
mod cases;
mod clients;
mod columns;
mod earnings;
mod fee;
mod filters;
mod history;
mod news;
mod picking;
mod preferences;
mod single;

pub(super) use arranged::{found, opened, recent_page, saved_view, view_to_keep};
pub(super) use attention::attention;
pub(super) use cases::{case_cards, case_column, case_counts, case_query, case_row};
pub(super) use clients::{client_cards, client_column, client_counts, client_query, client_row};
pub(super) use columns::{arranged, arranged_columns};
pub(super) use earnings::{
    earnings_cards, earnings_chart, earnings_column, earnings_query, earnings_row, earnings_sums,
};
pub(super) use fee::fee_answer;
pub(super) use filters::{choice_field, chosen_days};
pub(super) use history::seen_change;
pub(super) use news::{news, news_kind};
pub(super) use picking::{listing, picked_rows};
pub(super) use preferences::{chart_months, chosen_preferences, preferences};
pub(super) use single::{case_detail, client_detail, onboarding};

use super::types::{
    Amount, Cell, CommandError, Connectivity, Environment, ErrorCode, SessionState, SessionView, SyncKind, SyncTable,
    SyncView, TableProgress,
};

impl From<DeskError> for CommandError {
    fn from(error: DeskError) -> Self {
        use desk::Code;
        let code = match error.code {
            Code::MalformedGuid => ErrorCode::MalformedGuid,
            Code::Refused => ErrorCode::Refused,
            Code::Inactive => ErrorCode::NotFound,
            Code::Offline => ErrorCode::Offline,
            Code::Tls => ErrorCode::Tls,
            Code::Timeout => ErrorCode::Timeout,
            Code::RateLimited => ErrorCode::RateLimited,
            Code::Server => ErrorCode::Server,
            Code::BadAnswer => ErrorCode::BadAnswer,
            Code::Keyring => ErrorCode::Keyring,
            Code::NotSignedIn => ErrorCode::NotSignedIn,
            Code::Cache => ErrorCode::Cache,
            Code::Disk => ErrorCode::Disk,
            Code::NotFound | Code::InvalidRequest | Code::Cancelled => ErrorCode::InvalidRequest,
            Code::Busy => ErrorCode::Busy,
            Code::Internal => ErrorCode::Internal,
        };
        Self { code, message: error.message, hint: error.hint }
    }
}

/// A request that makes no sense.
pub(super) fn invalid(message: &str) -> CommandError {
    DeskError::invalid(message).into()
}

/// An order, as long as the column has one.
fn sorted<C: Ordered + Copy>(column: C, descending: bool) -> Result<Sort<C>, CommandError> {
    if column.has_order() {
        Ok(Sort { column, descending })
    } else {
        Err(invalid("No table can be sorted by this column."))
    }
}

/// Row numbers fit 32 bits, since JavaScript would turn wider ones into another type.
pub(super) fn count(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

pub(super) fn instant(at: Instant) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

pub(super) fn amount(micros: Option<Micros>, currency: Option<&Currency>) -> Option<Amount> {
    let currency = currency.map_or_else(String::new, |currency| currency.as_str().to_owned());
    micros.map(|micros| Amount { value: micros.to_string(), currency })
}

pub(super) fn session_view(desk: &Desk, session: desk::SessionStatus) -> SessionView {
    SessionView {
        state: match session.state {
            Signed::SignedOut => SessionState::SignedOut,
            Signed::SignedIn => SessionState::SignedIn,
            Signed::Locked => SessionState::Locked,
            Signed::Expired => SessionState::Expired,
            Signed::Refused => SessionState::Refused,
            Signed::KeyringUnavailable => SessionState::KeyringUnavailable,
        },
        partner_name: session.partner_name,
        expires_at: session.expires.map(instant),
        this_session_only: session.this_session_only,
        environment: match desk.environment() {
            None => Environment::Custom,
            Some(desk::Environment::Production) => Environment::Production,
            Some(desk::Environment::Test) => Environment::Test,
        },
        notice: session.notice.map(Into::into),
    }
}

pub(super) fn sync_table(table: desk::Table) -> SyncTable {
    match table {
        desk::Table::Clients => SyncTable::Clients,
        desk::Table::Cases => SyncTable::Cases,
        desk::Table::Transactions => SyncTable::Transactions,
    }
}

pub(super) fn sync_view(status: SyncStatus) -> SyncView {
    SyncView {
        running: status.running,
        cancelling: status.cancelling,
        kind: status.kind.and_then(|kind| match kind {
            desk::Kind::First => Some(SyncKind::First),
            desk::Kind::Refresh => Some(SyncKind::Refresh),
            desk::Kind::Full => Some(SyncKind::Full),
            desk::Kind::Nothing => None,
        }),
        progress: status
            .progress
            .into_iter()
            .map(|at| TableProgress { table: sync_table(at.table), done: count(at.done), total: at.total.map(count) })
            .collect(),
        as_of: status.as_of.map(instant),
        open_as_of: status.refreshed.map(instant),
        last_attempt_at: status.last_attempt.map(instant),
        partial: status.partial,
        connectivity: match status.online {
            None => Connectivity::Unknown,
            Some(true) => Connectivity::Online,
            Some(false) => Connectivity::Offline,
        },
        wait_until: status.wait_until.map(instant),
        problem: status.problem.map(Into::into),
        requests: count(status.requests),
        requests_today: count(status.requests_today),
    }
}

/// Each row with whether it has news; where that was not asked, none has.
pub(super) fn with_news<R>(rows: Vec<R>, news: Vec<bool>) -> impl Iterator<Item = (R, bool)> {
    rows.into_iter().zip(news.into_iter().chain(std::iter::repeat(false)))
}

/// Finds what a search has to highlight.
pub(super) struct Hits(Terms);

impl Hits {
    /// Of a search as it was typed.
    pub(super) fn of(search: &str) -> Self {
        Self(Terms::parse(search))
    }

    /// Of no search: a detail highlights nothing.
    pub(super) fn none() -> Self {
        Self::of("")
    }

    fn cell(&self, text: Option<String>, kind: FieldKind) -> Option<Cell> {
        text.map(|text| Cell { hits: self.0.hits(&text, kind), text })
    }
}

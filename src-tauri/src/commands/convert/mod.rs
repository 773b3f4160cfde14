//! From the program's own values to the window's JSON, and back for what the window asks with.

use desk::{Desk, DeskError, SessionState as Signed, SyncStatus};
use desk_core::lifecycle::{self, CaseGroup};
use desk_core::money::{Currency, Micros};
use desk_core::query as core;
use desk_core::search::FieldKind;
use desk_core::time::Instant;

use super::types::{
    Amount, CaseColumn, CaseRow, CaseStatus, CaseTab, Cell, CommandError, Connectivity, Environment, ErrorCode,
    LastActivity, LastActivityKind, SessionState, SessionView, StatusGroup, SyncKind, SyncTable, SyncView,
    TableProgress,
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
            Code::InvalidRequest | Code::Cancelled => ErrorCode::InvalidRequest,
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

/// Row numbers fit 32 bits, since JavaScript would turn wider ones into another type.
pub(super) fn count(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn instant(at: Instant) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

fn amount(micros: Option<Micros>, currency: Option<&Currency>) -> Option<Amount> {
    let currency = currency.map_or_else(String::new, |currency| currency.as_str().to_owned());
    micros.map(|micros| Amount { value: micros.to_string(), currency })
}

pub(super) fn session_view(desk: &Desk, session: desk::SessionStatus) -> SessionView {
    SessionView {
        state: match session.state {
            Signed::SignedOut => SessionState::SignedOut,
            Signed::SignedIn => SessionState::SignedIn,
            Signed::Expired => SessionState::Expired,
            Signed::Refused => SessionState::Refused,
            Signed::KeyringUnavailable => SessionState::KeyringUnavailable,
        },
        partner_name: session.partner_name,
        expires_at: session.expires.map(instant),
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
        kind: status.running.then_some(if status.first { SyncKind::First } else { SyncKind::Full }),
        progress: status
            .progress
            .into_iter()
            .map(|at| TableProgress { table: sync_table(at.table), done: count(at.done), total: at.total.map(count) })
            .collect(),
        as_of: status.as_of.map(instant),
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
    }
}

pub(super) fn case_tab(tab: CaseTab) -> lifecycle::CaseTab {
    match tab {
        CaseTab::All => lifecycle::CaseTab::All,
        CaseTab::Active => lifecycle::CaseTab::Group(CaseGroup::Active),
        CaseTab::Pending => lifecycle::CaseTab::Group(CaseGroup::Pending),
        CaseTab::Closed => lifecycle::CaseTab::Group(CaseGroup::Closed),
        CaseTab::Paused => lifecycle::CaseTab::Group(CaseGroup::Paused),
        CaseTab::Other => lifecycle::CaseTab::Group(CaseGroup::Other),
    }
}

pub(super) fn case_column(column: CaseColumn) -> core::CaseColumn {
    match column {
        CaseColumn::Reference => core::CaseColumn::Reference,
        CaseColumn::Customer => core::CaseColumn::Customer,
        CaseColumn::Debtor => core::CaseColumn::Debtor,
        CaseColumn::Amount => core::CaseColumn::Amount,
        CaseColumn::Status => core::CaseColumn::Status,
        CaseColumn::CollectionPartner => core::CaseColumn::CollectionPartner,
        CaseColumn::Created => core::CaseColumn::Created,
        CaseColumn::LastActivity => core::CaseColumn::LastActivity,
        CaseColumn::Remaining => core::CaseColumn::Remaining,
        CaseColumn::CreditorReference => core::CaseColumn::CreditorReference,
        CaseColumn::Country => core::CaseColumn::Country,
        CaseColumn::Phase => core::CaseColumn::Phase,
        CaseColumn::Due => core::CaseColumn::Due,
        CaseColumn::CollectionStarted => core::CaseColumn::CollectionStarted,
        CaseColumn::Closed => core::CaseColumn::Closed,
        CaseColumn::CloseCode => core::CaseColumn::CloseCode,
        CaseColumn::ExpectedFee => core::CaseColumn::ExpectedFee,
    }
}

/// One row, with the search's hits in the four fields that it looks into.
pub(super) fn case_row(row: desk::CaseRow, hits: impl Fn(&str, FieldKind) -> Vec<(u32, u32)>) -> CaseRow {
    let case = row.case;
    let cell = |text: Option<String>, kind| text.map(|text| Cell { hits: hits(&text, kind), text });
    let currency = case.currency.as_ref();
    let group = match lifecycle::group_of(case.lifecycle.as_deref()) {
        CaseGroup::Active => StatusGroup::Active,
        CaseGroup::Pending => StatusGroup::Pending,
        CaseGroup::Closed => StatusGroup::Closed,
        CaseGroup::Paused => StatusGroup::Paused,
        CaseGroup::Other => StatusGroup::Other,
    };
    CaseRow {
        id: case.id.to_string(),
        amount: amount(case.amount, currency),
        remaining: amount(case.remaining, currency),
        reference: cell(Some(case.reference.unwrap_or_default()), FieldKind::Reference)
            .unwrap_or(Cell { text: String::new(), hits: Vec::new() }),
        creditor_reference: cell(case.creditor_reference, FieldKind::Reference),
        customer: cell(case.customer, FieldKind::Text),
        debtor: cell(case.debtor, FieldKind::Text),
        status: CaseStatus { label: case.lifecycle.unwrap_or_default(), tab: group },
        collection_partner: case.collection_partner,
        created: case.created.map(instant),
        last_activity: row.last_activity.map(|(at, kind)| LastActivity { at: instant(at), kind: activity(kind) }),
        country: case.debtor_country,
        phase: case.phase,
        due: case.due.map(|due| due.to_string()),
        collection_started: case.collection_started.map(instant),
        closed: case.closed.map(instant),
        close_code: case.close_code,
        expected_fee_percent: case.expected_fee_percent.map(|percent| percent.to_string()),
        needs_info: case.needs_info,
    }
}

fn activity(kind: desk::ActivityKind) -> LastActivityKind {
    match kind {
        desk::ActivityKind::Created => LastActivityKind::Created,
        desk::ActivityKind::CollectionStarted => LastActivityKind::CollectionStarted,
        desk::ActivityKind::Closed => LastActivityKind::Closed,
        desk::ActivityKind::ClientAnswered => LastActivityKind::ClientAnswered,
        desk::ActivityKind::Payment => LastActivityKind::Payment,
        desk::ActivityKind::ChangeSeen => LastActivityKind::ChangeSeen,
    }
}

//! The questions of the Clients view, the command line and the export.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use desk_core::fee::Outlook;
use desk_core::ids::TenantId;
use desk_core::lifecycle::CaseGroup;
use desk_core::query::{ClientColumn, ClientQuery, ClientTab, Sort, Window};
use desk_core::rows::Client;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::row::{COLUMNS, read};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::reader::Reader;
use crate::sql::{List, order, plan as plan_of};

/// A client as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    /// What Debitura said of it, its own counts of cases included.
    pub client: Client,
    /// Cases of the client in the cache: by tenant id or, where it has none, by its id at Debitura.
    pub cases_total: u64,
    /// Those of them that are not closed.
    pub cases_open: u64,
    /// Whether fees can be expected of it; nothing where that was not asked.
    pub outlook: Option<Outlook>,
}

/// Clients per tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientCounts {
    /// Every client.
    pub all: u64,
    /// Agreement not signed.
    pub unsigned: u64,
    /// Onboarding done.
    pub complete: u64,
}

impl ClientCounts {
    /// The count of one tab.
    #[must_use]
    pub fn of(&self, tab: ClientTab) -> u64 {
        match tab {
            ClientTab::All => self.all,
            ClientTab::Unsigned => self.unsigned,
            ClientTab::Complete => self.complete,
        }
    }
}

/// A part of the Clients view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPage {
    /// The rows of the window.
    pub rows: Vec<ClientRow>,
    /// Rows of the tab under the search.
    pub total: u64,
    /// Rows of every tab under the search.
    pub counts: ClientCounts,
    /// Which of the rows have changed since somebody last said that all is seen, one for each; empty when that was not asked.
    pub news: Vec<bool>,
}

/// The numbers on the cards: all clients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientCards {
    /// Clients in all.
    pub total: u64,
    /// Brought to Debitura by the partner.
    pub attributed: u64,
    /// Onboarding done.
    pub complete: u64,
    /// Onboarding open.
    pub pending: u64,
}

/// The facts, and the client's cases in the cache: in all, and without the closed ones.
pub(super) static SELECTED: LazyLock<String> = LazyLock::new(|| {
    let open = format!("AND grp <> {}", CaseGroup::Closed.number());
    format!("{}, {}, {}", COLUMNS.join(", "), own_cases(""), own_cases(&open))
});

/// How many columns that are.
pub(super) const SELECTED_COLUMNS: usize = COLUMNS.len() + 2;

/// How many cases the client has, of those that a further clause leaves.
fn own_cases(clause: &str) -> String {
    format!(
        "CASE WHEN clients.tenant IS NULL
         THEN (SELECT count(*) FROM cases INDEXED BY cases_by_creditor
               WHERE cases.tenant IS NULL AND cases.creditor = clients.creditor AND cases.gone_at IS NULL {clause})
         ELSE (SELECT count(*) FROM cases INDEXED BY cases_by_tenant
               WHERE cases.tenant = clients.tenant AND cases.gone_at IS NULL {clause}) END"
    )
}

static CASES: LazyLock<String> = LazyLock::new(|| own_cases(""));

pub(crate) fn read_row(row: &Row<'_>) -> rusqlite::Result<ClientRow> {
    let count = |at: usize| row.get::<_, i64>(COLUMNS.len() + at).map(i64::unsigned_abs);
    Ok(ClientRow { client: read(row)?, cases_total: count(0)?, cases_open: count(1)?, outlook: None })
}

fn column(column: ClientColumn) -> &'static str {
    match column {
        ClientColumn::Customer => "name_key",
        // Pending before Complete, not attributed before attributed.
        ClientColumn::Onboarding => "onboarding_done",
        ClientColumn::Attribution => "attributed",
        ClientColumn::Linked => "linked",
        // As it is shown: what the cache has. Debitura's own count may be of another moment.
        ClientColumn::Cases => &CASES,
        ClientColumn::Earned => "earnings_usd",
        ClientColumn::Country => "country_key",
        ClientColumn::RegistrationNumber => "registration_key",
        ClientColumn::Email => "email_key",
        // Nothing is held of it: every row is as one without a value.
        ClientColumn::FeeOutlook => "NULL",
    }
}

fn list(query: &ClientQuery) -> List<'static> {
    let filter = filter(query);
    let filter = match query.tab {
        ClientTab::All => filter,
        ClientTab::Unsigned => filter.in_either("onboarding_done = 0"),
        ClientTab::Complete => filter.in_either("onboarding_done = 1"),
    };
    let Sort { column: by, descending } = query.sort;
    List {
        table: "clients",
        columns: &SELECTED,
        filter,
        order: order(column(by), descending, "key"),
        order_index: (by == ClientColumn::Linked).then_some("clients_by_linked"),
        // One client for forty cases: the table itself is narrow enough.
        search_index: None,
    }
}

/// Search and filters, without the tab.
fn filter(query: &ClientQuery) -> Filter {
    Filter::searched(&query.search).clients(&query.filter)
}

fn counts(reader: &Reader<'_>, filter: &Filter) -> Result<(ClientCounts, u64), StoreError> {
    let sql = format!(
        "SELECT count(*), count(*) FILTER (WHERE onboarding_done = 1), count(*) FILTER (WHERE attributed = 1)
         {}",
        filter.source("clients", None),
    );
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
    let (all, complete, attributed) =
        reader.conn.prepare_cached(&sql)?.query_row(params_from_iter(filter.values()), read)?;
    let (all, complete) = (all.unsigned_abs(), complete.unsigned_abs());
    Ok((ClientCounts { all, unsigned: all - complete, complete }, attributed.unsigned_abs()))
}

/// A window of the view, and how many rows each tab has.
///
/// # Errors
/// Any [`StoreError`] of a read; [`StoreError::Interrupted`] when a newer question took its place.
pub fn page(reader: &Reader<'_>, query: &ClientQuery, window: Window) -> Result<ClientPage, StoreError> {
    let (counts, _) = counts(reader, &filter(query))?;
    let total = counts.of(query.tab);
    let rows = list(query).page(reader.conn, window, total, read_row)?;
    Ok(ClientPage { rows, total, counts, news: Vec::new() })
}

/// Hands on every row of the answer with its place, many of them not in order, until there are no more or the receiver breaks off.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each(
    reader: &Reader<'_>,
    query: &ClientQuery,
    receive: impl FnMut(u32, ClientRow) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    list(query).each(reader.conn, read_row, receive)
}

/// The rowids of all rows of the answer, in order.
pub(crate) fn ordered(reader: &Reader<'_>, query: &ClientQuery) -> Result<Vec<i64>, StoreError> {
    list(query).rowids_of_all(reader.conn)
}

/// What a row is read from.
pub(crate) fn selected() -> &'static str {
    &SELECTED
}

/// The cards.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn cards(reader: &Reader<'_>) -> Result<ClientCards, StoreError> {
    let (counts, attributed) = counts(reader, &Filter::default())?;
    Ok(ClientCards { total: counts.all, attributed, complete: counts.complete, pending: counts.unsigned })
}

/// One client.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn by_tenant(reader: &Reader<'_>, tenant: &TenantId) -> Result<Option<ClientRow>, StoreError> {
    Ok(reader.conn.prepare_cached(&by_tenant_sql())?.query_row([&tenant.0], read_row).optional()?)
}

fn by_tenant_sql() -> String {
    format!("SELECT {} FROM clients WHERE tenant = ?1 AND gone_at IS NULL", *SELECTED)
}

/// How SQLite goes about the rows of a question and one client with its cases: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan(reader: &Reader<'_>, query: &ClientQuery) -> Result<Vec<String>, StoreError> {
    let mut steps = list(query).plan(reader.conn)?;
    steps.extend(plan_of(reader.conn, &by_tenant_sql())?);
    Ok(steps)
}

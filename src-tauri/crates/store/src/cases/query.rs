//! The questions of the Cases view, the command line and the export.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use desk_core::ids::CaseId;
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, CaseFilter, CaseQuery, Sort, Window};
use desk_core::time::Instant;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use super::recall::{self, recall};
use super::row::{COLUMNS, CaseRow, columns_for, folded, read, read_some};
use crate::columns::{blob, millis};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::reader::Reader;
use crate::scan;
use crate::sql::{List, order, plan as plan_of};

/// Cases per tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Every case.
    pub all: u64,
    /// Active ones.
    pub active: u64,
    /// Pending ones.
    pub pending: u64,
    /// Closed ones.
    pub closed: u64,
    /// Paused ones.
    pub paused: u64,
    /// Those in no group.
    pub other: u64,
}

impl CaseCounts {
    pub(super) fn add(&mut self, group: CaseGroup, count: u64) {
        self.all += count;
        *match group {
            CaseGroup::Active => &mut self.active,
            CaseGroup::Pending => &mut self.pending,
            CaseGroup::Closed => &mut self.closed,
            CaseGroup::Paused => &mut self.paused,
            CaseGroup::Other => &mut self.other,
        } += count;
    }

    /// The count of one tab.
    #[must_use]
    pub fn of(&self, tab: CaseTab) -> u64 {
        match tab {
            CaseTab::All => self.all,
            CaseTab::Group(CaseGroup::Active) => self.active,
            CaseTab::Group(CaseGroup::Pending) => self.pending,
            CaseTab::Group(CaseGroup::Closed) => self.closed,
            CaseTab::Group(CaseGroup::Paused) => self.paused,
            CaseTab::Group(CaseGroup::Other) => self.other,
        }
    }
}

/// A part of the Cases view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePage {
    /// The rows of the window.
    pub rows: Vec<CaseRow>,
    /// Rows of the tab under the search.
    pub total: u64,
    /// Rows of every tab under the search.
    pub counts: CaseCounts,
    /// Which of the rows have changed since somebody last said that all is seen, one for each; empty when that was not asked.
    pub news: Vec<bool>,
}

/// The numbers on the cards: the whole portfolio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCards {
    /// Cases in all.
    pub total: u64,
    /// Active ones.
    pub active: u64,
    /// Pending ones.
    pub pending: u64,
    /// Closed ones.
    pub closed: u64,
    /// Paused ones.
    pub paused: u64,
    /// Those in no group.
    pub other: u64,
    /// Created since the month began, where the user is.
    pub created_this_month: u64,
}

const EVERYTHING: Window = Window { offset: 0, limit: u32::MAX };

static SELECTED: LazyLock<String> = LazyLock::new(|| COLUMNS.join(", "));

pub(super) fn column(column: CaseColumn) -> &'static str {
    match column {
        CaseColumn::Reference => "reference_key",
        CaseColumn::Customer => "customer_key",
        CaseColumn::Debtor => "debtor_key",
        CaseColumn::Amount => "amount",
        CaseColumn::Status => "status_key",
        CaseColumn::CollectionPartner => "partner_key",
        CaseColumn::Created => "created",
        CaseColumn::LastActivity => "last_activity_at",
        CaseColumn::Remaining => "remaining",
        CaseColumn::CreditorReference => "creditor_reference_key",
        CaseColumn::Country => "country_key",
        CaseColumn::Phase => "phase_key",
        CaseColumn::Due => "due",
        CaseColumn::CollectionStarted => "collection_started",
        CaseColumn::Closed => "closed",
        CaseColumn::CloseCode => "close_code_key",
        CaseColumn::ExpectedFee => "expected_fee_percent",
        // Nothing is held of it: every row is as one without a value.
        CaseColumn::FeeOutlook => "NULL",
    }
}

fn list(query: &CaseQuery, filter: Filter) -> List<'static> {
    let Sort { column: by, descending } = query.sort;
    let filter = match query.tab.group() {
        None => filter,
        Some(group) => filter.in_index("grp = ?", [Value::Integer(group.number())]),
    };
    List {
        table: "cases",
        columns: &SELECTED,
        filter,
        order: order(column(by), descending, "id"),
        order_index: match by {
            CaseColumn::Created => Some("cases_by_created"),
            CaseColumn::LastActivity => Some("cases_by_activity"),
            _ => None,
        },
        search_index: Some("cases_by_search"),
    }
}

/// Search and filters, without the tab.
fn filter(reader: &Reader<'_>, query: &CaseQuery) -> Result<Filter, StoreError> {
    Filter::searched(&query.search).cases(&query.filter).weighed(reader.conn, "cases")
}

fn counts_sql(filter: &Filter) -> String {
    let index = if filter.looks_at_each() { "cases_by_search" } else { "cases_by_filter" };
    format!("SELECT grp, count(*) {} GROUP BY grp", filter.source("cases", Some(index)))
}

fn counts(reader: &Reader<'_>, filter: &Filter) -> Result<CaseCounts, StoreError> {
    let mut statement = reader.conn.prepare_cached(&counts_sql(filter))?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let mut counts = CaseCounts::default();
    while let Some(row) = rows.next()? {
        let count = row.get::<_, i64>(1)?.unsigned_abs();
        counts.add(CaseGroup::from_number(row.get(0)?), count);
    }
    Ok(counts)
}

/// A window of the view, and how many rows each tab has.
///
/// # Errors
/// Any [`StoreError`] of a read; [`StoreError::Interrupted`] when a newer question took its place.
pub fn page(reader: &Reader<'_>, query: &CaseQuery, window: Window) -> Result<CasePage, StoreError> {
    if let Some(recalled) = recall(reader, query)? {
        let mut one = reader.conn.prepare_cached(&format!("SELECT {} FROM cases WHERE rowid = ?1", *SELECTED))?;
        let rowids = recalled.catalog.window(&recalled.found, recalled.order, window);
        let rows = rowids.iter().map(|rowid| one.query_row([rowid], read)).collect::<Result<_, _>>()?;
        return Ok(CasePage { rows, total: recalled.counts.of(query.tab), counts: recalled.counts, news: Vec::new() });
    }
    let filter = filter(reader, query)?;
    let counts = counts(reader, &filter)?;
    let total = counts.of(query.tab);
    let rows = list(query, filter).page(reader.conn, window, total, read)?;
    Ok(CasePage { rows, total, counts, news: Vec::new() })
}

/// Hands on every row of the answer with its place, many of them not in order, until there are no more or the receiver
/// breaks off. A row holds its id and the facts that these columns show; all others are missing. What it holds in memory
/// grows by some tens of bytes a row, for the places.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each(
    reader: &Reader<'_>,
    query: &CaseQuery,
    shown: &[CaseColumn],
    receive: impl FnMut(u32, CaseRow) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    each_made(reader, query, shown, |row| row, receive)
}

/// The same with what is made of each row, on the thread that has read it: of two that share the reading each makes its own.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each_made<T: Send>(
    reader: &Reader<'_>,
    query: &CaseQuery,
    shown: &[CaseColumn],
    make: impl Fn(CaseRow) -> T + Sync,
    receive: impl FnMut(u32, T) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let rowids = ordered(reader, query)?;
    let (columns, selected) = columns_for(shown);
    let read = |row: &rusqlite::Row<'_>| read_some(row, selected).map(&make);
    scan::each(reader.conn, reader.helper, ("cases", &columns), &rowids, read, receive)
}

/// The rowids of all rows of the answer, in order.
pub(crate) fn ordered(reader: &Reader<'_>, query: &CaseQuery) -> Result<Vec<i64>, StoreError> {
    match recall(reader, query)? {
        Some(recalled) => Ok(recalled.catalog.window(&recalled.found, recalled.order, EVERYTHING)),
        None => list(query, filter(reader, query)?).rowids_of_all(reader.conn),
    }
}

/// What a row is read from.
pub(crate) fn selected() -> &'static str {
    &SELECTED
}

/// The cards. `month_start` is the instant at which this month began where the user is.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn cards(reader: &Reader<'_>, month_start: Instant) -> Result<CaseCards, StoreError> {
    let counts = match &reader.view {
        Some(view) => recall::counts(&view.catalogs.cases, &view.searched("")),
        None => counts(reader, &Filter::default())?,
    };
    cards_of(reader, counts, month_start)
}

/// The same where the counts of the tabs are known, without a search: counting them is most of it.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn cards_of(reader: &Reader<'_>, counts: CaseCounts, month_start: Instant) -> Result<CaseCards, StoreError> {
    let mut statement =
        reader.conn.prepare_cached("SELECT count(*) FROM cases WHERE gone_at IS NULL AND created >= ?1")?;
    let this_month: i64 = statement.query_row([millis(month_start)], |row| row.get(0))?;
    let CaseCounts { all: total, active, pending, closed, paused, other } = counts;
    Ok(CaseCards { total, active, pending, closed, paused, other, created_this_month: this_month.unsigned_abs() })
}

/// How many cases wait for something from their client, per tab.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn waiting_for_clients(reader: &Reader<'_>) -> Result<CaseCounts, StoreError> {
    let narrow = CaseFilter { needs_info: true, ..CaseFilter::default() };
    counts(reader, &Filter::default().cases(&narrow))
}

/// One case, also when Debitura no longer lists it.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn held(reader: &Reader<'_>, id: CaseId) -> Result<Option<(CaseRow, bool)>, StoreError> {
    let sql = format!("SELECT {}, gone_at IS NULL FROM cases WHERE id = ?1", *SELECTED);
    let read = |row: &rusqlite::Row<'_>| Ok((read(row)?, row.get(COLUMNS.len())?));
    Ok(reader.conn.prepare_cached(&sql)?.query_row([blob(id.0)], read).optional()?)
}

/// One case.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn by_id(reader: &Reader<'_>, id: CaseId) -> Result<Option<CaseRow>, StoreError> {
    let mut statement =
        reader.conn.prepare_cached(&format!("SELECT {} FROM cases WHERE id = ?1 AND gone_at IS NULL", *SELECTED))?;
    Ok(statement.query_row([blob(id.0)], read).optional()?)
}

/// The cases of exactly this reference, whatever its case and the blanks around it. References are opaque text, so there may
/// be several (contract question Q18).
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn by_reference(reader: &Reader<'_>, reference: &str) -> Result<Vec<CaseRow>, StoreError> {
    let mut statement = reader.conn.prepare_cached(&by_reference_sql())?;
    let rows = statement.query_map([folded(reference)], read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

fn by_reference_sql() -> String {
    format!("SELECT {} FROM cases WHERE reference_folded = ?1 AND gone_at IS NULL ORDER BY id", *SELECTED)
}

/// How SQLite goes about the rows of a question, its counts, and a case's reference: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan(reader: &Reader<'_>, query: &CaseQuery) -> Result<Vec<String>, StoreError> {
    let filter = filter(reader, query)?;
    let counts = counts_sql(&filter);
    let mut steps = list(query, filter).plan(reader.conn)?;
    steps.extend(plan_of(reader.conn, &counts)?);
    steps.extend(plan_of(reader.conn, &by_reference_sql())?);
    Ok(steps)
}

//! The questions of the Earnings view, the command line and the export.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use desk_core::ids::TransactionId;
use desk_core::query::{EarningsColumn, EarningsQuery, Sort, Window};
use desk_core::rows::Transaction;
use desk_core::stage::{EarningsTab, InvoicingMode, Stage, Statuses};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::row::{COLUMNS, read};
use super::sums::{EarningsSums, sums};
use crate::columns::blob;
use crate::error::StoreError;
use crate::filter::Filter;
use crate::narrow::stages;
use crate::reader::Reader;
use crate::sql::{List, order};

/// A transaction as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningsRow {
    /// What Debitura said of it.
    pub transaction: Transaction,
    /// Its stage under the query's mode; nothing when it meets no predicate.
    pub stage: Option<Stage>,
    /// Whether the fee is still an estimate.
    pub is_estimate: bool,
}

/// A part of the Earnings view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningsPage {
    /// The rows of the window.
    pub rows: Vec<EarningsRow>,
    /// Rows of the tab under the search.
    pub total: u64,
    /// Counts and sums of every tab under the search.
    pub sums: EarningsSums,
    /// Which of the rows have changed since somebody last said that all is seen, one for each; empty when that was not asked.
    pub news: Vec<bool>,
}

pub(super) static SELECTED: LazyLock<String> = LazyLock::new(|| COLUMNS.join(", "));

/// The stage in SQL: the number that `desk-core` gives, so that a filter or an order can use it.
const STAGE_PAY_WHEN_PAID: &str = "stage(commission, platform, referral, 0)";
const STAGE_CONFIRMED_PIPELINE: &str = "stage(commission, platform, referral, 1)";

pub(crate) fn stage_sql(mode: InvoicingMode) -> &'static str {
    match mode {
        InvoicingMode::PayWhenPaid => STAGE_PAY_WHEN_PAID,
        InvoicingMode::ConfirmedPipeline => STAGE_CONFIRMED_PIPELINE,
    }
}

/// Makes `stage` known to a connection. No index and no column uses it: the file does not depend on it.
pub(crate) fn register(conn: &Connection) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    conn.create_scalar_function("stage", 4, flags, |arguments| {
        let statuses =
            Statuses { commission: arguments.get(0)?, platform: arguments.get(1)?, referral: arguments.get(2)? };
        let mode =
            if arguments.get::<i64>(3)? == 0 { InvoicingMode::PayWhenPaid } else { InvoicingMode::ConfirmedPipeline };
        Ok(statuses.stage(mode).map(|stage| i64::from(stage.number())))
    })?;
    Ok(())
}

fn column(column: EarningsColumn, mode: InvoicingMode) -> &'static str {
    match column {
        EarningsColumn::Reference => "reference_key",
        EarningsColumn::Customer => "customer_key",
        EarningsColumn::Debtor => "debtor_key",
        EarningsColumn::Collected => "collected",
        EarningsColumn::Fee => "fee_usd",
        EarningsColumn::FeePercent => "fee_percent",
        EarningsColumn::Stage => stage_sql(mode),
        EarningsColumn::Paid => "paid",
    }
}

/// The rows of a tab: those whose stage `desk-core` puts into it.
fn tab_clause(tab: EarningsTab, mode: InvoicingMode) -> Option<String> {
    if tab == EarningsTab::All {
        return None;
    }
    let every = Stage::ALL.into_iter().map(Some).chain([None]);
    stages(&every.filter(|stage| EarningsTab::of(*stage) == tab).collect::<Vec<_>>(), mode)
}

fn list(query: &EarningsQuery, filter: Filter) -> List<'static> {
    let filter = match stages(&query.filter.stages, query.mode) {
        None => filter,
        Some(clause) => filter.in_either(&clause),
    };
    let filter = match tab_clause(query.tab, query.mode) {
        None => filter,
        Some(clause) => filter.in_either(&clause),
    };
    let Sort { column: by, descending } = query.sort;
    List {
        table: "transactions",
        columns: &SELECTED,
        filter,
        order: order(column(by, query.mode), descending, "id"),
        order_index: (by == EarningsColumn::Paid).then_some("transactions_by_paid"),
        search_index: Some("transactions_by_status"),
    }
}

/// Search and filters, without what depends on the stage: tab and stages.
pub(super) fn filter(reader: &Reader<'_>, query: &EarningsQuery) -> Result<Filter, StoreError> {
    Filter::searched(&query.search).transactions(&query.filter).weighed(reader.conn, "transactions")
}

pub(crate) fn read_row(row: &Row<'_>, mode: InvoicingMode) -> rusqlite::Result<EarningsRow> {
    let transaction = read(row)?;
    let (stage, is_estimate) = (transaction.statuses.stage(mode), transaction.statuses.is_estimate(mode));
    Ok(EarningsRow { transaction, stage, is_estimate })
}

/// A window of the view, and what each tab counts and sums up to.
///
/// # Errors
/// Any [`StoreError`] of a read; [`StoreError::Interrupted`] when a newer question took its place.
pub fn page(reader: &Reader<'_>, query: &EarningsQuery, window: Window) -> Result<EarningsPage, StoreError> {
    let filter = filter(reader, query)?;
    let sums = sums(reader, &filter, &query.filter.stages, query.mode)?;
    let total = sums.of(query.tab).count;
    let read = |row: &Row<'_>| read_row(row, query.mode);
    let rows = list(query, filter).page(reader.conn, window, total, read)?;
    Ok(EarningsPage { rows, total, sums, news: Vec::new() })
}

/// Hands on every row of the answer with its place, many of them not in order, until there are no more or the receiver breaks off.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each(
    reader: &Reader<'_>,
    query: &EarningsQuery,
    receive: impl FnMut(u32, EarningsRow) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    list(query, filter(reader, query)?).each(reader.conn, |row| read_row(row, query.mode), receive)
}

/// The three statuses of a transaction, also when Debitura no longer lists it.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn statuses(reader: &Reader<'_>, id: TransactionId) -> Result<Option<Statuses>, StoreError> {
    let sql = "SELECT commission, platform, referral FROM transactions WHERE id = ?1";
    let read = |row: &Row<'_>| Ok(Statuses { commission: row.get(0)?, platform: row.get(1)?, referral: row.get(2)? });
    Ok(reader.conn.prepare_cached(sql)?.query_row([blob(id.0)], read).optional()?)
}

/// One transaction, also when Debitura no longer lists it, and whether it does.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn held(
    reader: &Reader<'_>,
    id: TransactionId,
    mode: InvoicingMode,
) -> Result<Option<(EarningsRow, bool)>, StoreError> {
    let sql = format!("SELECT {}, gone_at IS NULL FROM transactions WHERE id = ?1", *SELECTED);
    let read = |row: &Row<'_>| Ok((read_row(row, mode)?, row.get(COLUMNS.len())?));
    Ok(reader.conn.prepare_cached(&sql)?.query_row([blob(id.0)], read).optional()?)
}

/// The rowids of all rows of the answer, in order.
pub(crate) fn ordered(reader: &Reader<'_>, query: &EarningsQuery) -> Result<Vec<i64>, StoreError> {
    list(query, filter(reader, query)?).rowids_of_all(reader.conn)
}

/// What a row is read from.
pub(crate) fn selected() -> &'static str {
    &SELECTED
}

/// How SQLite goes about the rows of a question and its sums: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan(reader: &Reader<'_>, query: &EarningsQuery) -> Result<Vec<String>, StoreError> {
    let filter = filter(reader, query)?;
    let sums = super::sums::plan(reader, &filter)?;
    let mut steps = list(query, filter).plan(reader.conn)?;
    steps.extend(sums);
    Ok(steps)
}

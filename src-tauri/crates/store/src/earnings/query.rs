//! The questions of the Earnings view, the command line and the export.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use desk_core::ids::CaseId;
use desk_core::query::{EarningsColumn, EarningsQuery, Sort, Window};
use desk_core::rows::Transaction;
use desk_core::stage::{EarningsTab, InvoicingMode, Stage, Statuses};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Row};

use super::row::{COLUMNS, read};
use super::sums::{EarningsSums, sums};
use crate::columns::blob;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::sql::{Filter, List, order, plan as plan_of};

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
}

static SELECTED: LazyLock<String> = LazyLock::new(|| COLUMNS.join(", "));

/// The stage in SQL: the number that `desk-core` gives, so that a filter or an order can use it.
const STAGE_PAY_WHEN_PAID: &str = "stage(commission, platform, referral, 0)";
const STAGE_CONFIRMED_PIPELINE: &str = "stage(commission, platform, referral, 1)";

fn stage_sql(mode: InvoicingMode) -> &'static str {
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
    let stage = stage_sql(mode);
    if EarningsTab::of(None) == tab {
        return Some(format!("{stage} IS NULL"));
    }
    let numbers: Vec<String> = Stage::ALL
        .into_iter()
        .filter(|stage| EarningsTab::of(Some(*stage)) == tab)
        .map(|stage| stage.number().to_string())
        .collect();
    Some(format!("{stage} IN ({})", numbers.join(", ")))
}

fn list(query: &EarningsQuery) -> List<'static> {
    let filter = Filter::searched(&query.search);
    let filter = match tab_clause(query.tab, query.mode) {
        None => filter,
        Some(clause) => filter.in_search(&clause),
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

fn read_row(row: &Row<'_>, mode: InvoicingMode) -> rusqlite::Result<EarningsRow> {
    let transaction = read(row)?;
    let (stage, is_estimate) = (transaction.statuses.stage(mode), transaction.statuses.is_estimate(mode));
    Ok(EarningsRow { transaction, stage, is_estimate })
}

/// A window of the view, and what each tab counts and sums up to.
///
/// # Errors
/// Any [`StoreError`] of a read; [`StoreError::Interrupted`] when a newer question took its place.
pub fn page(reader: &Reader<'_>, query: &EarningsQuery, window: Window) -> Result<EarningsPage, StoreError> {
    let sums = sums(reader, &query.search, query.mode)?;
    let total = sums.of(query.tab).count;
    let read = |row: &Row<'_>| read_row(row, query.mode);
    let rows = list(query).page(reader.conn, window, total, read)?;
    Ok(EarningsPage { rows, total, sums })
}

/// Hands on every row of the answer, in order, until there are no more or the receiver breaks off.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each(
    reader: &Reader<'_>,
    query: &EarningsQuery,
    receive: impl FnMut(EarningsRow) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    list(query).each(reader.conn, |row| read_row(row, query.mode), receive)
}

/// The transactions of one case, newest payment first.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn of_case(reader: &Reader<'_>, case: CaseId, mode: InvoicingMode) -> Result<Vec<EarningsRow>, StoreError> {
    let mut statement = reader.conn.prepare_cached(&of_case_sql())?;
    let rows = statement.query_map([blob(case.0)], |row| read_row(row, mode))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

fn of_case_sql() -> String {
    format!("SELECT {} FROM transactions WHERE case_id = ?1 AND gone_at IS NULL ORDER BY paid DESC, id", *SELECTED)
}

/// How SQLite goes about the rows of a question, its sums, and a case's transactions: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan(reader: &Reader<'_>, query: &EarningsQuery) -> Result<Vec<String>, StoreError> {
    let mut steps = list(query).plan(reader.conn)?;
    steps.extend(super::sums::plan(reader, &query.search)?);
    steps.extend(plan_of(reader.conn, &of_case_sql())?);
    Ok(steps)
}

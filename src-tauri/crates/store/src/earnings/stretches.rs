//! Sums of the Earnings view along time: by stage and by when the debtor paid. Whatever a stretch of time is called (a month,
//! say) and in which time zone it begins, is the caller's business; here it is an instant.

use std::ops::Range;

use desk_core::query::EarningsQuery;
use desk_core::stage::{EarningsTab, Statuses};
use desk_core::time::Instant;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::query::filter;
use super::sums::{COUNT_AND_FEES, EarningsSums, Running, count_and_fees};
use crate::columns::{instant_of, millis};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::reader::Reader;
use crate::sql::plan;

/// What was paid before an instant, between each two, and after the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretches {
    /// One more than there are edges: the first ends at the first edge, the last has no end. An edge begins its stretch.
    pub between: Vec<EarningsSums>,
    /// The rows without a payment date.
    pub undated: EarningsSums,
}

/// In which stretch a payment lies, as a tree of comparisons: with edges for ten years that is seven of them a row. The
/// values come in the order of the text, which is the one in which a tree is walked from its root.
fn stretch(edges: &[Instant], of: Range<usize>, sql: &mut String, values: &mut Vec<Value>) {
    let middle = usize::midpoint(of.start, of.end);
    match edges.get(middle).filter(|_| !of.is_empty()) {
        None => sql.push_str(&of.start.to_string()),
        Some(edge) => {
            values.push(millis(*edge).into());
            sql.push_str("CASE WHEN paid < ? THEN ");
            stretch(edges, of.start..middle, sql, values);
            sql.push_str(" ELSE ");
            stretch(edges, middle + 1..of.end, sql, values);
            sql.push_str(" END");
        }
    }
}

fn statement(filter: &Filter, edges: &[Instant]) -> (String, Vec<Value>) {
    let (mut which, mut values) = (String::new(), Vec::new());
    stretch(edges, 0..edges.len(), &mut which, &mut values);
    let sql = format!(
        "SELECT CASE WHEN paid IS NULL THEN -1 ELSE {which} END, commission, platform, referral, {COUNT_AND_FEES}
         {} GROUP BY 1, commission, platform, referral",
        filter.source("transactions", Some("transactions_by_status")),
    );
    values.extend(filter.values().cloned());
    (sql, values)
}

/// Counts and sums per tab along time, under the search and the filters of a question; its tab and its order say nothing here.
/// The edges ascend.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn stretches(reader: &Reader<'_>, query: &EarningsQuery, edges: &[Instant]) -> Result<Stretches, StoreError> {
    let (sql, values) = statement(&filter(reader, query)?.through_filters(), edges);
    let mut between: Vec<Vec<(EarningsTab, Running)>> = vec![Vec::new(); edges.len() + 1];
    let mut undated = Vec::new();
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let statuses = Statuses { commission: row.get(1)?, platform: row.get(2)?, referral: row.get(3)? };
        let wanted = &query.filter.stages;
        if !wanted.is_empty() && !wanted.contains(&statuses.stage(query.mode)) {
            continue;
        }
        let (count, fee) = count_and_fees(row, 4)?;
        let at = usize::try_from(row.get::<_, i64>(0)?).ok();
        let groups = at.and_then(|at| between.get_mut(at)).unwrap_or(&mut undated);
        groups.push(Running::of(&statuses, query.mode, count, fee));
    }
    let between = between.iter().map(|groups| EarningsSums::of_groups(groups)).collect();
    Ok(Stretches { between, undated: EarningsSums::of_groups(&undated) })
}

/// The oldest payment that is known, whatever is searched for.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn first_paid(reader: &Reader<'_>) -> Result<Option<Instant>, StoreError> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT min(paid) FROM transactions INDEXED BY transactions_by_paid WHERE gone_at IS NULL AND paid IS NOT NULL",
    )?;
    let at: Option<i64> = statement.query_row([], |row| row.get(0))?;
    Ok(at.and_then(instant_of))
}

/// How SQLite goes about it: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan_of_stretches(
    reader: &Reader<'_>,
    query: &EarningsQuery,
    edges: &[Instant],
) -> Result<Vec<String>, StoreError> {
    plan(reader.conn, &statement(&filter(reader, query)?.through_filters(), edges).0)
}

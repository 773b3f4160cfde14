//! Statements put together from fixed pieces. What a person typed is only ever bound to a `?`.
//!
//! A list is read in steps that each touch as little as they can, because a page that is not in the page cache has to be
//! decrypted: the search runs over a narrow index and gives rowids, an index in the asked order or one pass over the table
//! puts them in order, and only the rows of the window are read whole. Which index serves is said and not left to SQLite,
//! which without statistics prefers any index to a pass over the table and then jumps about in it. Sorting whole rows was
//! rejected: an export of a million cases would hold all of them in memory.

use std::ops::ControlFlow;

use desk_core::query::Window;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::columns::integer;
use crate::error::StoreError;
use crate::filter::{Filter, are_few, held, through};
use crate::scan;

/// The order of a column: missing values last in either direction. Descending, SQLite puts NULL last by itself, and only
/// without the words does it use an index.
pub(crate) fn order(column: &'static str, descending: bool, tie: &'static str) -> String {
    let direction = if descending { "DESC" } else { "ASC NULLS LAST" };
    format!("{column} {direction}, {tie}")
}

/// A list: which table, which of its columns, which rows, in which order.
pub(crate) struct List<'q> {
    pub(crate) table: &'static str,
    pub(crate) columns: &'q str,
    pub(crate) filter: Filter,
    pub(crate) order: String,
    /// The index that has the order; nothing when one pass over the table has to make it.
    pub(crate) order_index: Option<&'static str>,
    /// The index that has what the search looks at; nothing when that is the table itself.
    pub(crate) search_index: Option<&'static str>,
}

/// How the rows that answer a search or filters are put in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Along the index of the order, looking at each row until there are enough: for a window that fills up soon.
    Along,
    /// Those found first, by the index that finds them, and then in order: for hits that are few, or all wanted.
    FoundFirst,
    /// The same, put in order by what the table says of each: for the few that filters leave.
    FewFirst,
}

impl List<'_> {
    /// Expects the hits to be spread evenly over the order.
    fn way(&self, conn: &Connection, window: Window, hits: u64) -> Result<Way, StoreError> {
        if self.order_index.is_none() || !self.filter.looks_at_each() {
            return Ok(Way::FoundFirst);
        }
        let held = held(conn, self.table)?;
        if self.filter.is_narrowed() && are_few(hits, held) {
            return Ok(Way::FewFirst);
        }
        let wanted = window.offset.saturating_add(window.limit.into());
        let looks = wanted.saturating_mul(held) / hits.max(1);
        Ok(if are_few(looks, held) { Way::Along } else { Way::FoundFirst })
    }

    /// The statement that lists rowids in order; the two last parameters are limit and offset.
    fn rowids_sql(&self, way: Way) -> String {
        let Self { table, filter, order, .. } = self;
        let clauses = match way {
            Way::FoundFirst | Way::FewFirst if filter.looks_at_each() => {
                let (tab, found) = (filter.tab().0, filter.source(table, self.search_index));
                format!("gone_at IS NULL{tab} AND rowid IN (SELECT rowid {found})")
            }
            _ => filter.of_each(),
        };
        let through = through(self.order_index.filter(|_| way != Way::FewFirst));
        format!("SELECT rowid FROM {table} {through} WHERE {clauses} ORDER BY {order} LIMIT ? OFFSET ?")
    }

    fn rowids_values(&self, way: Way, window: Option<Window>) -> Vec<Value> {
        let twice = way != Way::Along && self.filter.looks_at_each();
        let tab = twice.then_some(self.filter.tab().1).into_iter().flatten();
        let (limit, offset) = window.map_or((-1, 0), |window| (i64::from(window.limit), integer(window.offset)));
        tab.chain(self.filter.values()).cloned().chain([Value::Integer(limit), Value::Integer(offset)]).collect()
    }

    /// Hands on every row with its place, until there are no more or the receiver has enough.
    pub(crate) fn each<T: Send>(
        &self,
        conn: &Connection,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T> + Sync,
        receive: impl FnMut(u32, T) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let rowids = self.rowids_of_all(conn)?;
        // Commits are numbered for cases alone: whether a helper sees the same rows could not be told.
        scan::each(conn, None, (self.table, self.columns), &rowids, read, receive)
    }

    /// The rows of a window, given how many rows there are in all.
    pub(crate) fn page<T>(
        &self,
        conn: &Connection,
        window: Window,
        total: u64,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        if window.offset < total {
            let way = self.way(conn, window, total)?;
            let mut one =
                conn.prepare_cached(&format!("SELECT {} FROM {} WHERE rowid = ?1", self.columns, self.table))?;
            for rowid in self.rowids(conn, way, Some(window))? {
                rows.push(one.query_row([rowid], &read)?);
            }
        }
        Ok(rows)
    }

    /// The rowids of all rows, in order.
    pub(crate) fn rowids_of_all(&self, conn: &Connection) -> Result<Vec<i64>, StoreError> {
        self.rowids(conn, Way::FoundFirst, None)
    }

    fn rowids(&self, conn: &Connection, way: Way, window: Option<Window>) -> Result<Vec<i64>, StoreError> {
        let mut statement = conn.prepare_cached(&self.rowids_sql(way))?;
        let rowids = statement.query_map(params_from_iter(self.rowids_values(way, window)), |row| row.get(0))?;
        Ok(rowids.collect::<Result<_, _>>()?)
    }

    /// How SQLite goes about it when hits are few, step by step.
    pub(crate) fn plan(&self, conn: &Connection) -> Result<Vec<String>, StoreError> {
        plan(conn, &self.rowids_sql(Way::FoundFirst))
    }
}

/// So many parameters, for a list of values.
pub(crate) fn places(count: usize) -> String {
    vec!["?"; count].join(", ")
}

pub(crate) fn plan(conn: &Connection, sql: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let mut steps = Vec::new();
    // The plan is made without values: those that are missing count as NULL.
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        steps.push(row.get(3)?);
    }
    Ok(steps)
}

/// `UPDATE` of some columns by rowid, the last parameter.
pub(crate) fn update_sql(table: &'static str, columns: &[&str]) -> String {
    let updates: Vec<String> = columns.iter().map(|name| format!("{name} = ?")).collect();
    format!("UPDATE {table} SET {} WHERE rowid = ?", updates.join(", "))
}

//! Statements put together from fixed pieces. What a person typed is only ever bound to a `?`.
//!
//! A list is read in steps that each touch as little as they can, because a page that is not in the page cache has to be
//! decrypted: the search runs over a narrow index and gives rowids, an index in the asked order or one pass over the table
//! puts them in order, and only the rows of the window are read whole. Which index serves is said and not left to SQLite,
//! which without statistics prefers any index to a pass over the table and then jumps about in it. Sorting whole rows was
//! rejected: an export of a million cases would hold all of them in memory.

use std::ops::ControlFlow;

use desk_core::query::Window;
use desk_core::search::Terms;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::columns::integer;
use crate::error::StoreError;

/// Which rows are meant, of those that are still at Debitura.
#[derive(Default)]
pub(crate) struct Filter {
    /// What the index of the order can tell: the tab of a case.
    outer: Clauses,
    /// What only looking at each row can tell: the search, and what narrows it beside.
    inner: Clauses,
    /// The inner part reads what stands in the table alone: the index of the search does not serve it.
    reads_table: bool,
    /// An index that finds these rows in the table.
    index: Option<&'static str>,
}

#[derive(Default)]
struct Clauses {
    sql: String,
    values: Vec<Value>,
}

impl Clauses {
    fn and(&mut self, clause: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(clause);
        self.values.extend(values);
    }
}

impl Filter {
    /// The rows that answer the search.
    pub(crate) fn searched(search: &str) -> Self {
        let mut filter = Self::default();
        for term in Terms::parse(search).terms() {
            let alternatives = vec!["instr(search, ?) > 0"; term.alternatives().len()].join(" OR ");
            filter.inner.and(&format!("({alternatives})"), term.alternatives().iter().cloned().map(Value::Text));
        }
        filter
    }

    /// Narrows it by what the index of the order holds. The clause is ours, never a person's.
    pub(crate) fn in_index(mut self, clause: &str, values: impl IntoIterator<Item = Value>) -> Self {
        self.outer.and(clause, values);
        self
    }

    /// Narrows it by what the index of the search holds.
    pub(crate) fn in_search(mut self, clause: &str) -> Self {
        self.inner.and(clause, []);
        self
    }

    /// Narrows it by what only the table holds. The clause is ours, never a person's; what a person chose is a value.
    pub(crate) fn in_table(mut self, clause: &str, values: impl IntoIterator<Item = Value>) -> Self {
        self.inner.and(clause, values);
        self.reads_table = true;
        self
    }

    /// Says which index finds what [`Filter::in_table`] asks for.
    pub(crate) fn through_index(mut self, index: &'static str) -> Self {
        self.index = Some(index);
        self
    }

    /// The index that serves the inner part, where `usual` serves the search.
    pub(crate) fn search_index(&self, usual: Option<&'static str>) -> Option<&'static str> {
        if self.reads_table { self.index } else { usual }
    }

    /// Whether every row is looked at.
    pub(crate) fn looks_at_each(&self) -> bool {
        !self.inner.sql.is_empty()
    }

    /// For a statement that goes through the index of the search itself.
    pub(crate) fn sql(&self) -> String {
        format!("gone_at IS NULL{}{}", self.outer.sql, self.inner.sql)
    }

    /// The values of [`Filter::sql`].
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.outer.values.iter().chain(&self.inner.values)
    }
}

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
    /// The index that has what the inner part of the filter looks at; nothing when that is the table itself.
    pub(crate) search_index: Option<&'static str>,
}

/// Says which index to use: this one, or none at all.
pub(crate) fn through(index: Option<&str>) -> String {
    index.map_or_else(|| "NOT INDEXED".to_owned(), |index| format!("INDEXED BY {index}"))
}

/// How the rows that answer a search are put in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Along the index of the order, looking at each row until there are enough: for a window that fills up soon.
    Along,
    /// Those found first, by the index of the search, and then in order: for hits that are few, or all wanted.
    FoundFirst,
}

/// Rows that [`Way::FoundFirst`] goes through in the time in which [`Way::Along`] looks one up in the table (measured).
const ROWS_PER_LOOK: u64 = 20;

impl List<'_> {
    /// Expects the hits to be spread evenly over the order.
    fn way(&self, conn: &Connection, window: Window, hits: u64) -> Result<Way, StoreError> {
        if self.order_index.is_none() || !self.filter.looks_at_each() {
            return Ok(Way::FoundFirst);
        }
        let sql = format!("SELECT ifnull(max(rowid), 0) FROM {}", self.table);
        let held = conn.prepare_cached(&sql)?.query_row([], |row| row.get::<_, i64>(0))?.unsigned_abs();
        let wanted = window.offset.saturating_add(window.limit.into());
        let looks = wanted.saturating_mul(held) / hits.max(1);
        Ok(if looks.saturating_mul(ROWS_PER_LOOK) <= held { Way::Along } else { Way::FoundFirst })
    }

    /// The statement that lists rowids in order; the two last parameters are limit and offset.
    fn rowids_sql(&self, way: Way) -> String {
        let Self { table, filter, order, .. } = self;
        let clauses = match way {
            Way::FoundFirst if filter.looks_at_each() => format!(
                "gone_at IS NULL{} AND rowid IN (SELECT rowid FROM {table} {} WHERE {})",
                filter.outer.sql,
                through(self.search_index),
                filter.sql(),
            ),
            _ => filter.sql(),
        };
        let through = through(self.order_index);
        format!("SELECT rowid FROM {table} {through} WHERE {clauses} ORDER BY {order} LIMIT ? OFFSET ?")
    }

    fn rowids_values(&self, way: Way, window: Option<Window>) -> Vec<Value> {
        let twice = way == Way::FoundFirst && self.filter.looks_at_each();
        let outer = twice.then_some(&self.filter.outer.values).into_iter().flatten();
        let (limit, offset) = window.map_or((-1, 0), |window| (i64::from(window.limit), integer(window.offset)));
        outer.chain(self.filter.values()).cloned().chain([Value::Integer(limit), Value::Integer(offset)]).collect()
    }

    /// Hands on every row, until there are no more or the receiver has enough.
    pub(crate) fn each<T>(
        &self,
        conn: &Connection,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        receive: impl FnMut(T) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.walk(conn, Way::FoundFirst, None, read, receive)
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
            self.walk(conn, way, Some(window), read, |row| {
                rows.push(row);
                ControlFlow::Continue(())
            })?;
        }
        Ok(rows)
    }

    fn walk<T>(
        &self,
        conn: &Connection,
        way: Way,
        window: Option<Window>,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        mut receive: impl FnMut(T) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let mut statement = conn.prepare_cached(&self.rowids_sql(way))?;
        let mut rowids = statement.query(params_from_iter(self.rowids_values(way, window)))?;
        let mut one = conn.prepare_cached(&format!("SELECT {} FROM {} WHERE rowid = ?1", self.columns, self.table))?;
        while let Some(row) = rowids.next()? {
            let rowid: i64 = row.get(0)?;
            if receive(one.query_row([rowid], &read)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// How SQLite goes about it when hits are few, step by step.
    pub(crate) fn plan(&self, conn: &Connection) -> Result<Vec<String>, StoreError> {
        plan(conn, &self.rowids_sql(Way::FoundFirst))
    }
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

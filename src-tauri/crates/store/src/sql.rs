//! Statements put together from fixed pieces. What a person typed is only ever bound to a `?`.
//!
//! Lists are read in two steps: the rowids in order, from narrow rows, and then each row by its rowid. Sorting whole rows
//! was rejected: an export of a million cases would hold all of them in memory.

use std::ops::ControlFlow;

use desk_core::query::Window;
use desk_core::search::Terms;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::columns::integer;
use crate::error::StoreError;

/// Which rows are meant.
pub(crate) struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    /// The rows that are still at Debitura and answer the search.
    pub(crate) fn searched(search: &str) -> Self {
        let mut filter = Self { sql: "gone_at IS NULL".to_owned(), values: Vec::new() };
        for term in Terms::parse(search).terms() {
            let alternatives = vec!["instr(search, ?) > 0"; term.alternatives().len()].join(" OR ");
            filter.and(&format!("({alternatives})"), term.alternatives().iter().map(|text| Value::Text(text.clone())));
        }
        filter
    }

    /// Narrows it. The clause is ours, never a person's.
    pub(crate) fn and(&mut self, clause: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(clause);
        self.values.extend(values);
    }

    /// The same, for a view's tab, which may be no limit at all.
    pub(crate) fn tab(mut self, clause: Option<(&str, Vec<Value>)>) -> Self {
        if let Some((clause, values)) = clause {
            self.and(clause, values);
        }
        self
    }

    pub(crate) fn sql(&self) -> &str {
        &self.sql
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.values.iter()
    }
}

/// The order of a column: missing values last in either direction. Descending, SQLite puts NULL last by itself, and only
/// without the words does it use an index.
pub(crate) fn order(column: &'static str, descending: bool, tie: &'static str) -> String {
    let direction = if descending { "DESC" } else { "ASC NULLS LAST" };
    format!("{column} {direction}, {tie}")
}

/// The statement that lists rowids in order; the two last parameters are limit and offset.
pub(crate) fn rowids_sql(table: &'static str, filter: &Filter, order: &str) -> String {
    format!("SELECT rowid FROM {table} WHERE {} ORDER BY {order} LIMIT ? OFFSET ?", filter.sql)
}

/// A list: which table, which of its columns, which rows, in which order.
pub(crate) struct List<'q> {
    pub(crate) table: &'static str,
    pub(crate) columns: &'q str,
    pub(crate) filter: Filter,
    pub(crate) order: String,
}

impl List<'_> {
    /// Hands the rows on one by one, until there are no more or the receiver has enough. No window: all of them.
    pub(crate) fn each<T>(
        &self,
        conn: &Connection,
        window: Option<Window>,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        mut receive: impl FnMut(T) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let (limit, offset) = window.map_or((-1, 0), |window| (i64::from(window.limit), integer(window.offset)));
        let mut statement = conn.prepare_cached(&rowids_sql(self.table, &self.filter, &self.order))?;
        let values = self.filter.values.iter().cloned().chain([Value::Integer(limit), Value::Integer(offset)]);
        let mut rowids = statement.query(params_from_iter(values))?;
        let mut one = conn.prepare_cached(&format!("SELECT {} FROM {} WHERE rowid = ?1", self.columns, self.table))?;
        while let Some(row) = rowids.next()? {
            let rowid: i64 = row.get(0)?;
            if receive(one.query_row([rowid], &read)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The rows of a window.
    pub(crate) fn page<T>(
        &self,
        conn: &Connection,
        window: Window,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.each(conn, Some(window), read, |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// How SQLite goes about it, step by step.
    pub(crate) fn plan(&self, conn: &Connection) -> Result<Vec<String>, StoreError> {
        plan(conn, &rowids_sql(self.table, &self.filter, &self.order))
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

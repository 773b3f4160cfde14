//! Which rows a question is about, as clauses of fixed pieces with values bound to their `?`, and which index finds them.
//!
//! What people search in stands in one narrow index and what filters compare in another, because either is a fraction of
//! the table. A question with both takes the rows of one index that the other has too. One index for all was rejected: with
//! the search text in it, it would be too large to stay in the page cache.

use desk_core::search::Terms;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::error::StoreError;

/// Rows that an index is read through for in the time in which one is looked up in the table (measured).
pub(crate) const ROWS_PER_LOOK: u64 = 20;

/// Which rows are meant, of those that are still at Debitura.
#[derive(Default)]
pub(crate) struct Filter {
    /// What the index of the order can tell: the tab of a case.
    outer: Clauses,
    /// What the filters compare.
    narrow: Clauses,
    /// Where that stands; nothing when it is the table itself.
    narrow_index: Option<NarrowIndex>,
    /// The search.
    search: Clauses,
    /// So few rows are left by the filters that the table tells what each is searched for.
    few: bool,
    /// What the index of the search and the one of the filters both hold.
    shared: Clauses,
    /// What is asked for stands in the index of the filters, whether or not one is set.
    through_filters: bool,
}

#[derive(Clone, Copy)]
struct NarrowIndex {
    name: &'static str,
    /// It holds everything that the filters compare. Else it finds few rows, and the table tells the rest.
    holds_all: bool,
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

    fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }
}

impl Filter {
    /// The rows that answer the search.
    pub(crate) fn searched(search: &str) -> Self {
        let mut filter = Self::default();
        for term in Terms::parse(search).terms() {
            let alternatives = vec!["instr(search, ?) > 0"; term.alternatives().len()].join(" OR ");
            filter.search.and(&format!("({alternatives})"), term.alternatives().iter().cloned().map(Value::Text));
        }
        filter
    }

    /// Limits it to a tab that the index of the order holds. Clauses are ours, never a person's.
    pub(crate) fn in_index(mut self, clause: &str, values: impl IntoIterator<Item = Value>) -> Self {
        self.outer.and(clause, values);
        self
    }

    /// Limits it by what the index of the search and the one of the filters both hold.
    pub(crate) fn in_either(mut self, clause: &str) -> Self {
        self.shared.and(clause, []);
        self
    }

    /// Narrows it. The clause is ours; what a person chose is a value.
    pub(crate) fn narrowed(mut self, clause: &str, values: impl IntoIterator<Item = Value>) -> Self {
        self.narrow.and(clause, values);
        self
    }

    /// Says which index finds the few rows that are meant; the table tells the rest.
    pub(crate) fn found_by(mut self, name: &'static str) -> Self {
        self.narrow_index = Some(NarrowIndex { name, holds_all: false });
        self
    }

    /// Says which index holds all that the filters compare, unless another finds the rows sooner.
    pub(crate) fn held_by(mut self, name: &'static str) -> Self {
        self.narrow_index = self.narrow_index.or(Some(NarrowIndex { name, holds_all: true }));
        self
    }

    /// Says that what is asked for stands in the index of the filters and not in the one of the search.
    pub(crate) fn through_filters(mut self) -> Self {
        self.through_filters = true;
        self
    }

    /// Counts what the filters leave, where there is a search besides: whether it is worth while to go through the index of
    /// the search depends on it.
    pub(crate) fn weighed(mut self, conn: &Connection, table: &str) -> Result<Self, StoreError> {
        if self.is_narrowed() && !self.search.is_empty() {
            let search = std::mem::take(&mut self.search);
            let sql = format!("SELECT count(*) {}", self.source(table, None));
            let left: i64 = conn.prepare_cached(&sql)?.query_row(params_from_iter(self.values()), |row| row.get(0))?;
            self.few = are_few(left.unsigned_abs(), held(conn, table)?);
            self.search = search;
        }
        Ok(self)
    }

    /// Whether filters narrow it.
    pub(crate) fn is_narrowed(&self) -> bool {
        !self.narrow.is_empty()
    }

    /// Whether every row is looked at, beside the tab.
    pub(crate) fn looks_at_each(&self) -> bool {
        !(self.narrow.is_empty() && self.search.is_empty() && self.shared.is_empty())
    }

    /// `FROM … WHERE …` for the rows that are meant, through the index that finds them soonest; `search_index` is the one
    /// that serves the search, nothing for the table.
    pub(crate) fn source(&self, table: &str, search_index: Option<&str>) -> String {
        let Self { outer, narrow, search, shared, .. } = self;
        let (index, searched) = match self.narrow_index.filter(|_| self.through_filters || !narrow.is_empty()) {
            None if narrow.is_empty() => (search_index, search.sql.clone()),
            None => (None, search.sql.clone()),
            Some(NarrowIndex { name, holds_all: true }) if !search.is_empty() && !self.few => {
                let (through, found) = (through(search_index), &search.sql);
                let found = format!("SELECT rowid FROM {table} {through} WHERE gone_at IS NULL{found}");
                (Some(name), format!(" AND rowid IN ({found})"))
            }
            Some(NarrowIndex { name, .. }) => (Some(name), search.sql.clone()),
        };
        let through = through(index);
        format!("FROM {table} {through} WHERE gone_at IS NULL{}{}{searched}{}", outer.sql, narrow.sql, shared.sql)
    }

    /// The conditions as one row alone answers them.
    pub(crate) fn of_each(&self) -> String {
        let Self { outer, narrow, search, shared, .. } = self;
        format!("gone_at IS NULL{}{}{}{}", outer.sql, narrow.sql, search.sql, shared.sql)
    }

    /// The values of [`Filter::source`] and [`Filter::of_each`].
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        [&self.outer, &self.narrow, &self.search, &self.shared].into_iter().flat_map(|clauses| &clauses.values)
    }

    /// The condition of the tab alone, for a list whose rows were found already.
    pub(crate) fn tab(&self) -> (&str, &[Value]) {
        (&self.outer.sql, &self.outer.values)
    }
}

/// Rows of a table, about: at most as many as its highest rowid.
pub(crate) fn held(conn: &Connection, table: &str) -> Result<u64, StoreError> {
    let sql = format!("SELECT ifnull(max(rowid), 0) FROM {table}");
    Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get::<_, i64>(0))?.unsigned_abs())
}

/// Whether looking so many rows up in the table takes less than going through an index of all that are held.
pub(crate) fn are_few(rows: u64, held: u64) -> bool {
    rows.saturating_mul(ROWS_PER_LOOK) <= held
}

/// Says which index to use: this one, or none at all.
pub(crate) fn through(index: Option<&str>) -> String {
    index.map_or_else(|| "NOT INDEXED".to_owned(), |index| format!("INDEXED BY {index}"))
}

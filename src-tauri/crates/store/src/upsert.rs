//! Putting rows in by key, so that a row that is held just so costs a look and no write: a pass that finds nothing new
//! leaves the file as it is.
//!
//! Rows are compared as they are held, column by column. A stored hash of the content was rejected: it is one more thing
//! that can be wrong, and the look at the row is cheap beside the network.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::error::StoreError;

/// What became of the rows of one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upserted {
    /// Rows that were not held before.
    pub inserted: u64,
    /// Rows that were held and differed.
    pub changed: u64,
    /// Rows that were held just so: nothing was written for them.
    pub unchanged: u64,
}

/// How the rows of one table are put in.
pub(crate) struct Upsert<T> {
    /// Finds a row by its key; gives the columns that `read` takes and `gone_at`.
    pub(crate) select: &'static str,
    /// Made by [`upsert_sql`].
    pub(crate) upsert: &'static str,
    pub(crate) read: fn(&Row<'_>) -> rusqlite::Result<T>,
    pub(crate) key: fn(&T) -> Value,
}

impl<T: PartialEq> Upsert<T> {
    /// Puts the rows in. `values` gives the columns of a row that has to be written, and is told what was held before.
    pub(crate) fn run(
        &self,
        conn: &Connection,
        rows: impl Iterator<Item = T>,
        mut values: impl FnMut(&T, Option<&T>) -> Result<Vec<Value>, StoreError>,
    ) -> Result<Upserted, StoreError> {
        let mut select = conn.prepare_cached(self.select)?;
        let mut upsert = conn.prepare_cached(self.upsert)?;
        let mut upserted = Upserted::default();
        for row in rows {
            let held = |held: &Row<'_>| Ok(((self.read)(held)?, held.get::<_, Option<i64>>("gone_at")?.is_some()));
            let held = select.query_row([(self.key)(&row)], held).optional()?;
            match &held {
                Some((held, is_gone)) if *held == row && !is_gone => {
                    upserted.unchanged += 1;
                    continue;
                }
                Some(_) => upserted.changed += 1,
                None => upserted.inserted += 1,
            }
            let values = values(&row, held.as_ref().map(|(held, _)| held))?;
            upsert.execute(params_from_iter(values))?;
        }
        Ok(upserted)
    }
}

/// `INSERT`, or `UPDATE` of every column but the first, the key, where that is held already; with `and_then`, further assignments of
/// the update. Parameters in the order of the columns.
pub(crate) fn upsert_sql(table: &'static str, columns: &[&str], and_then: &str) -> String {
    let key = columns.first().copied().unwrap_or_default();
    let places = vec!["?"; columns.len()].join(", ");
    let updates: Vec<String> = columns
        .iter()
        .skip(1)
        .filter(|name| **name != "first_seen_at")
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {}{and_then}, gone_at = NULL",
        columns.join(", "),
        updates.join(", "),
    )
}

//! Putting rows in by key, so that a row that is held just so costs a look and no write: a pass that finds nothing new
//! leaves the file as it is.
//!
//! Rows are compared as they are held, column by column. A stored hash of the content was rejected: it is one more thing
//! that can be wrong, and the look at the row is cheap beside the network.

use desk_core::time::Instant;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::changes::{Log, Watched};
use crate::columns::millis;
use crate::error::StoreError;
use crate::passes::Table;
use crate::writer::Writer;

/// What became of the rows of one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upserted {
    /// Rows that were not held before.
    pub inserted: u64,
    /// Rows that were held and differed.
    pub changed: u64,
    /// Rows that were held just so, or for which a newer answer has been written: nothing was written for them.
    pub unchanged: u64,
}

/// How the rows of one table are put in.
pub(crate) struct Upsert<T> {
    pub(crate) table: Table,
    /// Finds a row by its key; gives the columns that `read` takes, `gone_at` and `absent_at`.
    pub(crate) select: &'static str,
    /// Made by [`upsert_sql`]. Its last parameters are when a row was first seen and, where the table has that, when it was
    /// last seen to change.
    pub(crate) upsert: &'static str,
    pub(crate) read: fn(&Row<'_>) -> rusqlite::Result<T>,
    pub(crate) key: fn(&T) -> Value,
    /// The values that the change log is about, always the same fields in the same order.
    pub(crate) watched: fn(&T) -> Vec<Watched>,
}

impl<T: PartialEq> Upsert<T> {
    /// Puts the rows in. `values` gives the columns of a row that has to be written, and is told what was held before.
    pub(crate) fn run(
        &self,
        writer: &Writer<'_>,
        rows: impl Iterator<Item = T>,
        now: Instant,
        mut values: impl FnMut(&T, Option<&T>) -> Result<Vec<Value>, StoreError>,
    ) -> Result<Upserted, StoreError> {
        let conn = writer.conn;
        let mut select = conn.prepare_cached(self.select)?;
        let mut upsert = conn.prepare_cached(self.upsert)?;
        let mut log = Log::new(conn, self.table, now)?;
        let mut upserted = Upserted::default();
        for row in rows {
            let key = (self.key)(&row);
            let row_key = key_bytes(&key);
            if !writer.is_news(self.table, row_key) {
                upserted.unchanged += 1;
                continue;
            }
            let is_set =
                |held: &Row<'_>, column| Ok::<_, rusqlite::Error>(held.get::<_, Option<i64>>(column)?.is_some());
            let held = |held: &Row<'_>| Ok(((self.read)(held)?, is_set(held, "gone_at")?, is_set(held, "absent_at")?));
            let held = select.query_row([&key], held).optional()?;
            let changed = match &held {
                Some((held, false, false)) if *held == row => {
                    upserted.unchanged += 1;
                    continue;
                }
                Some((held, false, true)) if *held == row => {
                    self.listed_again(writer, &key)?;
                    upserted.unchanged += 1;
                    continue;
                }
                Some((held, is_gone, _)) => {
                    upserted.changed += 1;
                    if *is_gone {
                        log.listed(row_key, true)?;
                    }
                    log.changed(row_key, &(self.watched)(held), &(self.watched)(&row))?;
                    Some(now)
                }
                None => {
                    upserted.inserted += 1;
                    log.came(row_key, &(self.watched)(&row))?
                }
            };
            let values = values(&row, held.as_ref().map(|(held, ..)| held))?;
            let changed = (self.table == Table::Cases).then(|| Value::from(changed.map(millis)));
            upsert.execute(params_from_iter(values.into_iter().chain([millis(now).into()]).chain(changed)))?;
        }
        log.close()?;
        Ok(upserted)
    }

    /// A pass had missed the row, and here it is.
    fn listed_again(&self, writer: &Writer<'_>, key: &Value) -> Result<(), StoreError> {
        let (table, column) = (self.table.name(), self.table.key_column());
        let sql = format!("UPDATE {table} SET absent_at = NULL WHERE {column} = ?1");
        writer.conn.prepare_cached(&sql)?.execute([key])?;
        Ok(())
    }
}

/// The key as the ledger and the change log know it.
pub(crate) fn key_bytes(key: &Value) -> &[u8] {
    match key {
        Value::Blob(bytes) => bytes,
        Value::Text(text) => text.as_bytes(),
        Value::Null | Value::Integer(_) | Value::Real(_) => &[],
    }
}

/// `INSERT`, or `UPDATE` of every column but the first, the key, and `first_seen_at`, where that is held already; with
/// `and_then`, further assignments of the update. Parameters in the order of the columns.
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
        "INSERT INTO {table} ({}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {}{and_then}, gone_at = NULL, absent_at = NULL",
        columns.join(", "),
        updates.join(", "),
    )
}

//! From what a write touched to what the catalog has to change.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension as _};

use super::catalog::{Catalog, Facts, TooLarge};
use crate::error::StoreError;

/// The rows that a transaction touched.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    pub(crate) cases: Vec<i64>,
    /// So much that it was not counted.
    pub(crate) all: bool,
}

impl Touched {
    pub(crate) fn is_empty(&self) -> bool {
        self.cases.is_empty() && !self.all
    }
}

/// Hears from SQLite which rows the transaction under way touches.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listener(Arc<Mutex<Touched>>);

impl Listener {
    fn touched(&self) -> MutexGuard<'_, Touched> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens to a connection from now on.
    pub(crate) fn listen(&self, conn: &Connection) -> Result<(), StoreError> {
        let listener = self.clone();
        let hear = move |_, _: &str, table: &str, rowid: i64| {
            if table == "cases" {
                listener.touched().cases.push(rowid);
            }
        };
        Ok(conn.update_hook(Some(hear))?)
    }

    /// A table was emptied, of which SQLite does not tell.
    pub(crate) fn all(&self) {
        self.touched().all = true;
    }

    /// What was touched since the last time that this was asked.
    pub(crate) fn take(&self) -> Touched {
        let mut touched = std::mem::take(&mut *self.touched());
        touched.cases.sort_unstable();
        touched.cases.dedup();
        touched
    }
}

/// What became of a row.
#[derive(Debug)]
pub(crate) enum Change {
    /// It is there, and this is what is known of it now.
    Put { rowid: i64, id: Vec<u8>, group: i64, text: Vec<u8>, keys: Vec<Value> },
    /// It is not there, or no longer listed.
    Gone(i64),
}

/// Reads what became of rows.
pub(crate) fn read(catalog: &Catalog, conn: &Connection, rowids: &[i64]) -> Result<Vec<Change>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{} AND rowid = ?1", catalog.select()))?;
    let columns = Facts::COLUMNS..Facts::COLUMNS + catalog.columns();
    rowids
        .iter()
        .map(|rowid| {
            let change = statement.query_row([rowid], |row| {
                let Facts { rowid, id, group, text } = Facts::read(row)?;
                let keys = columns.clone().map(|at| row.get(at)).collect::<Result<_, _>>()?;
                Ok(Change::Put { rowid, id: id.to_vec(), group, text: text.to_vec(), keys })
            });
            Ok(change.optional()?.unwrap_or(Change::Gone(*rowid)))
        })
        .collect()
}

/// Makes the catalog follow.
pub(crate) fn apply(catalog: &mut Catalog, changes: &[Change]) -> Result<(), TooLarge> {
    let mut slots = Vec::with_capacity(changes.len());
    for change in changes {
        match change {
            Change::Put { rowid, id, group, text, keys } => {
                let facts = Facts { rowid: *rowid, id, group: *group, text };
                slots.push(catalog.put(&facts, keys.iter().map(ValueRef::from))?);
            }
            Change::Gone(rowid) => slots.extend(catalog.remove(*rowid)),
        }
    }
    catalog.reorder(&slots);
    Ok(())
}

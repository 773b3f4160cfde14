//! What became of each row since an entry of the log, all its changes in one. The mark is the number of an entry and not a
//! time: numbers grow whatever the clock does, so a clock set back neither loses news nor tells any twice.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::time::Instant;
use rusqlite::params;
use uuid::Uuid;

use super::{CHANGES_MAX, Change, ChangedField, SELECTED, read};
use crate::error::StoreError;
use crate::passes::Table;
use crate::reader::Reader;
use crate::sql::plan as plan_of;

/// A field that differs from what it was at the mark.
pub type NetField = (ChangedField, Option<String>, Option<String>);

/// What became of one row. What changed and changed back is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetChange {
    /// Whose table.
    pub table: Table,
    /// The row's key, as in [`Change::row_key`].
    pub row_key: Vec<u8>,
    /// Its newest entry.
    pub newest: i64,
    /// When a sync saw that.
    pub seen: Instant,
    /// Debitura did not list it before, and had never done so.
    pub is_new: bool,
    /// Each field once, with its value at the mark and now, in the order in which they changed first.
    pub fields: Vec<NetField>,
}

impl NetChange {
    /// What a field was at the mark and is now; nothing when it is the same.
    #[must_use]
    pub fn field(&self, field: ChangedField) -> Option<(Option<&str>, Option<&str>)> {
        let found = self.fields.iter().find(|(name, ..)| *name == field);
        found.map(|(_, before, after)| (before.as_deref(), after.as_deref()))
    }

    /// The case that it is about; nothing for a row of another table.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        let id = Uuid::from_slice(&self.row_key).ok()?;
        (self.table == Table::Cases).then_some(CaseId(id))
    }

    /// The transaction that it is about; nothing for a row of another table.
    #[must_use]
    pub fn transaction(&self) -> Option<TransactionId> {
        let id = Uuid::from_slice(&self.row_key).ok()?;
        (self.table == Table::Transactions).then_some(TransactionId(id))
    }

    /// The client that it is about; nothing for a row of another table.
    #[must_use]
    pub fn client(&self) -> Option<ClientKey> {
        let key = String::from_utf8(self.row_key.clone()).ok()?;
        (self.table == Table::Clients).then(|| ClientKey::stored(key))
    }

    /// With one entry.
    fn of(change: Change) -> Self {
        let (table, row_key) = (change.table, change.row_key.clone());
        let mut net = Self { table, row_key, newest: change.id, seen: change.seen, is_new: false, fields: Vec::new() };
        net.add(change);
        net
    }

    /// Once all entries are in; nothing where nothing is left of them.
    fn settled(mut self, reader: &Reader<'_>, mark: i64) -> Result<Option<Self>, StoreError> {
        if self.field(ChangedField::Listed) == Some((None, None)) {
            // It came and left again: nobody has seen it, and there is nothing to see.
            return Ok(None);
        }
        self.fields.retain(|(_, before, after)| before != after);
        let came = self.field(ChangedField::Listed).is_some_and(|(_, after)| after.is_some());
        self.is_new = came && !was_known(reader, self.table, &self.row_key, mark)?;
        Ok((!self.fields.is_empty()).then_some(self))
    }

    fn add(&mut self, change: Change) {
        (self.newest, self.seen) = (change.id, change.seen);
        match self.fields.iter_mut().find(|(name, ..)| *name == change.field) {
            Some((_, _, after)) => *after = change.after,
            None => self.fields.push((change.field, change.before, change.after)),
        }
    }
}

/// The number of the newest entry; 0 when there is none.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn newest(reader: &Reader<'_>) -> Result<i64, StoreError> {
    let mut statement = reader.conn.prepare_cached("SELECT ifnull(max(id), 0) FROM changes")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Whether entries after the mark have made room for newer ones.
#[must_use]
pub fn is_trimmed(mark: i64, newest: i64) -> bool {
    newest.saturating_sub(mark) > i64::from(CHANGES_MAX)
}

/// What became of each row since the mark, the newest first.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn net_since(reader: &Reader<'_>, mark: i64) -> Result<Vec<NetChange>, StoreError> {
    let mut found: HashMap<(Table, Vec<u8>), NetChange> = HashMap::new();
    let mut statement = reader.conn.prepare_cached(&since_sql())?;
    let mut rows = statement.query([mark])?;
    while let Some(row) = rows.next()? {
        let Some(change) = read(row)? else { continue };
        let key = (change.table, change.row_key.clone());
        match found.entry(key) {
            Entry::Occupied(mut net) => net.get_mut().add(change),
            Entry::Vacant(place) => {
                place.insert(NetChange::of(change));
            }
        }
    }
    let mut nets = Vec::with_capacity(found.len());
    for net in found.into_values() {
        nets.extend(net.settled(reader, mark)?);
    }
    nets.sort_unstable_by_key(|net| std::cmp::Reverse(net.newest));
    Ok(nets)
}

/// The same for some rows of a table, one answer for each: a look into an index each, and none when nothing is new.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn net_of_each<K: AsRef<[u8]>>(
    reader: &Reader<'_>,
    table: Table,
    row_keys: impl Iterator<Item = K>,
    mark: i64,
) -> Result<Vec<Option<NetChange>>, StoreError> {
    if newest(reader)? <= mark {
        return Ok(row_keys.map(|_| None).collect());
    }
    let mut statement = reader.conn.prepare_cached(&after_sql())?;
    let mut nets = Vec::with_capacity(row_keys.size_hint().0);
    for key in row_keys {
        let mut net: Option<NetChange> = None;
        let mut rows = statement.query(params![table.name(), key.as_ref(), mark])?;
        while let Some(row) = rows.next()? {
            let Some(change) = read(row)? else { continue };
            match &mut net {
                Some(net) => net.add(change),
                None => net = Some(NetChange::of(change)),
            }
        }
        nets.push(net.map_or(Ok(None), |net| net.settled(reader, mark))?);
    }
    Ok(nets)
}

/// A row that left the list before the mark has an entry about that: it came back.
fn was_known(reader: &Reader<'_>, table: Table, row_key: &[u8], mark: i64) -> Result<bool, StoreError> {
    let mut statement = reader.conn.prepare_cached(BEFORE)?;
    Ok(statement.exists(params![table.name(), row_key, mark])?)
}

const BEFORE: &str = "SELECT 1 FROM changes INDEXED BY changes_by_row WHERE name = ?1 AND row_key = ?2 AND id <= ?3";

fn after_sql() -> String {
    format!("{SELECTED} INDEXED BY changes_by_row WHERE name = ?1 AND row_key = ?2 AND id > ?3 ORDER BY id")
}

fn since_sql() -> String {
    format!("{SELECTED} WHERE id > ?1 ORDER BY id")
}

/// How SQLite goes about these questions: for tests.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan(reader: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    let mut steps = plan_of(reader.conn, &since_sql())?;
    steps.extend(plan_of(reader.conn, BEFORE)?);
    steps.extend(plan_of(reader.conn, &after_sql())?);
    steps.extend(plan_of(reader.conn, "SELECT ifnull(max(id), 0) FROM changes")?);
    Ok(steps)
}

//! One client: found by its key or from one of its cases, and read by itself.

use std::collections::{HashMap, HashSet};

use desk_core::ids::ClientKey;
use desk_core::rows::{Case, Client};
use desk_core::time::Instant;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::query::{ClientRow, SELECTED, SELECTED_COLUMNS, by_tenant, read_row};
use super::row::{COLUMNS, read};
use crate::columns::{instant_of, millis};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::sql::places;
use crate::upsert::Upserted;
use crate::writer::Writer;

/// See [`Writer::keep_client_read`].
pub(crate) fn keep(writer: &Writer<'_>, client: &Client, now: Instant) -> Result<Upserted, StoreError> {
    let upserted = super::upsert(writer, std::slice::from_ref(client), now)?;
    let mut statement = writer.conn.prepare_cached("UPDATE clients SET read_at = ?2 WHERE key = ?1")?;
    statement.execute(params![client.key.as_str(), millis(now)])?;
    Ok(upserted)
}

/// One client by what it is held under.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn by_key(reader: &Reader<'_>, key: &ClientKey) -> Result<Option<ClientRow>, StoreError> {
    let sql = format!("SELECT {} FROM clients WHERE key = ?1 AND gone_at IS NULL", *SELECTED);
    Ok(reader.conn.prepare_cached(&sql)?.query_row([key.as_str()], read_row).optional()?)
}

/// The same, also when Debitura no longer lists it.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn held(reader: &Reader<'_>, key: &ClientKey) -> Result<Option<(ClientRow, bool)>, StoreError> {
    let sql = format!("SELECT {}, gone_at IS NULL FROM clients WHERE key = ?1", *SELECTED);
    let read = |row: &Row<'_>| Ok((read_row(row)?, row.get(SELECTED_COLUMNS)?));
    Ok(reader.conn.prepare_cached(&sql)?.query_row([key.as_str()], read).optional()?)
}

/// Of these clients the ones that are held, each with whether Debitura still lists it, in one statement.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn held_among(
    reader: &Reader<'_>,
    keys: &HashSet<ClientKey>,
) -> Result<HashMap<ClientKey, (Client, bool)>, StoreError> {
    let sql =
        format!("SELECT {}, gone_at IS NULL FROM clients WHERE key IN ({})", COLUMNS.join(", "), places(keys.len()));
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let found = statement.query_map(params_from_iter(keys.iter().map(ClientKey::as_str)), |row| {
        let client = read(row)?;
        Ok((client.key.clone(), (client, row.get(COLUMNS.len())?)))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The client of a case: by its tenant id or, where the case names none, by its id at Debitura.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn of_case(reader: &Reader<'_>, case: &Case) -> Result<Option<ClientRow>, StoreError> {
    match (&case.tenant, case.creditor) {
        (Some(tenant), _) => by_tenant(reader, tenant),
        (None, creditor) => match ClientKey::of(None, creditor) {
            Some(key) => by_key(reader, &key),
            None => Ok(None),
        },
    }
}

/// When a client was last read by itself; nothing once a pass has brought other facts, as with
/// [`cases::read_at`](crate::cases::read_at).
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn read_at(reader: &Reader<'_>, key: &ClientKey) -> Result<Option<Instant>, StoreError> {
    let mut statement = reader.conn.prepare_cached("SELECT read_at FROM clients WHERE key = ?1")?;
    let at: Option<Option<i64>> = statement.query_row([key.as_str()], |row| row.get(0)).optional()?;
    Ok(at.flatten().and_then(instant_of))
}

//! What has waited for long: open cases in one status, clients that have not signed. Each is found by one pass over an index
//! of its own; only the rows that are shown are read whole.

use std::collections::HashMap;

use desk_core::ids::{CaseId, ClientKey};
use desk_core::lifecycle::CaseGroup;
use desk_core::standing::Standing;
use desk_core::time::Instant;
use rusqlite::Row;
use uuid::Uuid;

use crate::cases::{self, CaseRow};
use crate::clients::{self, ClientRow};
use crate::columns::{Cells, instant_of};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::sql::plan as plan_of;

/// Rows that have waited, the longest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting<T> {
    /// As many as were asked for.
    pub rows: Vec<T>,
    /// All of them.
    pub total: u64,
}

/// A client that has not signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedClient {
    /// The client.
    pub row: ClientRow,
    /// Since when it could have signed: the link was made.
    pub since: Instant,
    /// Debitura told no date of the link: this is when the client was first seen, so it is at least since then.
    pub at_least: bool,
}

/// A first sight of 0 is none: the column had no value when the row came in.
fn first_seen(cells: &mut Cells<'_, '_>) -> rusqlite::Result<Option<Instant>> {
    Ok(cells.get::<Option<i64>>()?.filter(|at| *at > 0).and_then(instant_of))
}

const STATUS_CHANGES: &str = "SELECT row_key, max(seen_at) FROM changes INDEXED BY changes_of_status
     WHERE name = 'cases' AND field = 'status' GROUP BY row_key";

const OPEN_CASES: &str = "SELECT grp, id, created, collection_started, first_seen_at FROM cases INDEXED BY cases_open
     WHERE grp IN (0, 1, 3) AND gone_at IS NULL";

const UNSIGNED: &str = "SELECT key, linked, first_seen_at FROM clients INDEXED BY clients_unsigned
     WHERE onboarding_done = 0 AND gone_at IS NULL";

/// The open cases whose status has not changed since `before`, as far as anybody here can tell, the longest first; `limit`
/// of them.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn stuck(reader: &Reader<'_>, before: Instant, limit: u32) -> Result<Waiting<(CaseRow, Standing)>, StoreError> {
    let mut changes = reader.conn.prepare_cached(STATUS_CHANGES)?;
    let changed = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?));
    let changed: HashMap<Vec<u8>, i64> = changes.query_map([], changed)?.collect::<Result<_, _>>()?;
    let mut cases = reader.conn.prepare_cached(OPEN_CASES)?;
    let mut rows = cases.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let group = CaseGroup::from_number(cells.get()?);
        let id = cells.id()?;
        let (created, started) = (cells.instant()?, cells.instant()?);
        let seen = changed.get(id.as_bytes().as_slice()).copied().and_then(instant_of);
        let standing = Standing::of(group, created, started, seen, first_seen(&mut cells)?);
        found.extend(standing.filter(|standing| standing.since() < before).map(|standing| (standing, id)));
    }
    longest(
        found,
        |(standing, id): &(Standing, Uuid)| (standing.since(), *id),
        limit,
        |(standing, id)| Ok(cases::by_id(reader, CaseId(id))?.map(|row| (row, standing))),
    )
}

/// The clients that have not signed and could have done so since before `before`, the longest first; `limit` of them.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn unsigned(reader: &Reader<'_>, before: Instant, limit: u32) -> Result<Waiting<UnsignedClient>, StoreError> {
    let mut clients = reader.conn.prepare_cached(UNSIGNED)?;
    let mut rows = clients.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let key: String = cells.get()?;
        let linked = cells.instant()?;
        let since = linked.or(first_seen(&mut cells)?).filter(|since| *since < before);
        found.extend(since.map(|since| (since, linked.is_none(), key)));
    }
    longest(
        found,
        |(since, _, key): &(Instant, bool, String)| (*since, key.clone()),
        limit,
        |(since, at_least, key)| {
            let row = clients::by_key(reader, &ClientKey::stored(key))?;
            Ok(row.map(|row| UnsignedClient { row, since, at_least }))
        },
    )
}

/// Reads the first few of them.
fn longest<F, K: Ord, T>(
    mut found: Vec<F>,
    order: impl FnMut(&F) -> K,
    limit: u32,
    read: impl FnMut(F) -> Result<Option<T>, StoreError>,
) -> Result<Waiting<T>, StoreError> {
    found.sort_by_cached_key(order);
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let wanted = found.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX));
    let rows = wanted.map(read).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    Ok(Waiting { rows, total })
}

/// How SQLite goes about these questions: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan(reader: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    let mut steps = plan_of(reader.conn, STATUS_CHANGES)?;
    steps.extend(plan_of(reader.conn, OPEN_CASES)?);
    steps.extend(plan_of(reader.conn, UNSIGNED)?);
    Ok(steps)
}

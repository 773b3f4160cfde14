//! Rows of a list that somebody picked: by their keys, or all but some. They come in the order of the list, and only those
//! that are still in it.

use std::collections::HashSet;

use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery, Window};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::cases::CaseRow;
use crate::clients::ClientRow;
use crate::earnings::EarningsRow;
use crate::error::StoreError;
use crate::listing::RowKey;
use crate::passes::Table;
use crate::reader::Reader;
use crate::{cases, clients, earnings};

/// Which rows of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// These.
    Some(Vec<RowKey>),
    /// All but these.
    AllBut(Vec<RowKey>),
}

/// The cases of a list that were picked; nothing when they are more than `max`.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn cases(
    reader: &Reader<'_>,
    query: &CaseQuery,
    pick: &Pick,
    max: usize,
) -> Result<Option<Vec<CaseRow>>, StoreError> {
    let rowids = rowids(reader.conn, Table::Cases, pick, max, || cases::ordered(reader, query))?;
    rowids.map(|rowids| rows(reader.conn, (Table::Cases, cases::selected()), &rowids, cases::read)).transpose()
}

/// The same for clients.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn clients(
    reader: &Reader<'_>,
    query: &ClientQuery,
    pick: &Pick,
    max: usize,
) -> Result<Option<Vec<ClientRow>>, StoreError> {
    let rowids = rowids(reader.conn, Table::Clients, pick, max, || clients::ordered(reader, query))?;
    rowids
        .map(|rowids| rows(reader.conn, (Table::Clients, clients::selected()), &rowids, clients::read_row))
        .transpose()
}

/// The same for transactions.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn earnings(
    reader: &Reader<'_>,
    query: &EarningsQuery,
    pick: &Pick,
    max: usize,
) -> Result<Option<Vec<EarningsRow>>, StoreError> {
    let rowids = rowids(reader.conn, Table::Transactions, pick, max, || earnings::ordered(reader, query))?;
    let read = |row: &Row<'_>| earnings::read_row(row, query.mode);
    rowids.map(|rowids| rows(reader.conn, (Table::Transactions, earnings::selected()), &rowids, read)).transpose()
}

/// The keys of some cases of a list, in its order.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn case_keys(reader: &Reader<'_>, query: &CaseQuery, window: Window) -> Result<Vec<RowKey>, StoreError> {
    keys(reader.conn, Table::Cases, &cases::ordered(reader, query)?, window)
}

/// The same for clients.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn client_keys(reader: &Reader<'_>, query: &ClientQuery, window: Window) -> Result<Vec<RowKey>, StoreError> {
    keys(reader.conn, Table::Clients, &clients::ordered(reader, query)?, window)
}

/// The same for transactions.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn earnings_keys(reader: &Reader<'_>, query: &EarningsQuery, window: Window) -> Result<Vec<RowKey>, StoreError> {
    keys(reader.conn, Table::Transactions, &earnings::ordered(reader, query)?, window)
}

fn keys(conn: &Connection, table: Table, ordered: &[i64], window: Window) -> Result<Vec<RowKey>, StoreError> {
    let from = usize::try_from(window.offset).unwrap_or(usize::MAX);
    let sql = format!("SELECT {} FROM {} WHERE rowid = ?1", table.key_column(), table.name());
    let mut one = conn.prepare_cached(&sql)?;
    let wanted = ordered.iter().skip(from).take(window.limit as usize);
    Ok(wanted.map(|rowid| one.query_row([rowid], RowKey::read)).collect::<Result<_, _>>()?)
}

/// Where the picked rows are, in the order of the list.
fn rowids(
    conn: &Connection,
    table: Table,
    pick: &Pick,
    max: usize,
    ordered: impl FnOnce() -> Result<Vec<i64>, StoreError>,
) -> Result<Option<Vec<i64>>, StoreError> {
    let (Pick::Some(keys) | Pick::AllBut(keys)) = pick;
    let sql = format!("SELECT rowid FROM {} WHERE {} = ?1 AND gone_at IS NULL", table.name(), table.key_column());
    let mut one = conn.prepare_cached(&sql)?;
    let mut named = HashSet::with_capacity(keys.len());
    for key in keys {
        named.extend(one.query_row([key.value(table)], |row| row.get::<_, i64>(0)).optional()?);
    }
    let wanted = matches!(pick, Pick::Some(_));
    if wanted && keys.len() == 1 {
        // The row at hand: no list has to be put in order for it.
        return Ok(Some(named.into_iter().collect()));
    }
    let picked: Vec<i64> =
        ordered()?.into_iter().filter(|rowid| named.contains(rowid) == wanted).take(max.saturating_add(1)).collect();
    Ok((picked.len() <= max).then_some(picked))
}

fn rows<T>(
    conn: &Connection,
    (table, columns): (Table, &str),
    rowids: &[i64],
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut one = conn.prepare_cached(&format!("SELECT {columns} FROM {} WHERE rowid = ?1", table.name()))?;
    Ok(rowids.iter().map(|rowid| one.query_row([rowid], &read)).collect::<Result<_, _>>()?)
}

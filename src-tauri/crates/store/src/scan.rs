//! Many rows of a list at once, each with its place in the order.
//!
//! Looking rows up in the order in which they are wanted decrypts a page for nearly each of them, and the same page again and
//! again. One pass over the table decrypts each page once; who receives the rows puts them in their places.

use std::ops::ControlFlow;

use rusqlite::{Connection, Row};

use crate::error::StoreError;
use crate::filter::{are_few, held};
use crate::memory::{NONE, ROWID_MAX};

/// Hands on these rows with their places, until there are no more or the receiver has enough: few of them in order, many in
/// the order of the table. Needs twelve bytes a row, whichever it is.
pub(crate) fn each<T>(
    conn: &Connection,
    (table, columns): (&str, &str),
    rowids: &[i64],
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    mut receive: impl FnMut(u32, T) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let highest = rowids.iter().copied().max().unwrap_or(0);
    let few = are_few(u64::try_from(rowids.len()).unwrap_or(u64::MAX), held(conn, table)?);
    if few || !(0..ROWID_MAX).contains(&highest) {
        let mut one = conn.prepare_cached(&format!("SELECT {columns} FROM {table} WHERE rowid = ?1"))?;
        for (place, rowid) in (0..).zip(rowids) {
            if receive(place, one.query_row([rowid], &read)?).is_break() {
                break;
            }
        }
        return Ok(());
    }
    // Rowids are given out one after the other, so this is hardly longer than the table.
    let mut places = vec![NONE; usize::try_from(highest).unwrap_or(0) + 1];
    for (place, rowid) in (0..).zip(rowids) {
        if let Some(at) = usize::try_from(*rowid).ok().and_then(|at| places.get_mut(at)) {
            *at = place;
        }
    }
    let mut pass = conn.prepare_cached(&format!("SELECT {columns}, rowid FROM {table} NOT INDEXED"))?;
    let last = pass.column_count() - 1;
    let mut rows = pass.query([])?;
    while let Some(row) = rows.next()? {
        let at = usize::try_from(row.get::<_, i64>(last)?).unwrap_or(usize::MAX);
        let place = places.get(at).copied().unwrap_or(NONE);
        if place != NONE && receive(place, read(row)?).is_break() {
            break;
        }
    }
    Ok(())
}

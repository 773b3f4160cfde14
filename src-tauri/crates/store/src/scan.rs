//! Many rows of a list at once, each with its place in the order.
//!
//! Looking rows up in the order in which they are wanted decrypts a page for nearly each of them, and the same page again and
//! again. One pass over the table decrypts each page once; who receives the rows puts them in their places. Half of such a
//! pass is decrypting, so a second thread takes a part of it on a connection of its own, where that sees the same rows.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::Builder;

use rusqlite::{CachedStatement, Connection, Row};

use crate::error::StoreError;
use crate::filter::{are_few, held};
use crate::helper::{Helper, Lent};
use crate::memory::{NONE, ROWID_MAX, commit};

/// Rowids that one of the two takes at a time.
const STRETCH: i64 = 1_024;

/// Rows that the helper hands over together.
const BATCH_ROWS: usize = 256;

/// Batches that may lie ready: what one stretch is longer read than the other.
const BATCHES_READY: usize = 8;

/// Hands on these rows with their places, until there are no more or the receiver has enough: few of them in order, many in
/// the order of the table, or with a helper in the order of two that share it. Needs twelve bytes a row, whichever it is.
pub(crate) fn each<T: Send>(
    conn: &Connection,
    helper: Option<&Helper>,
    (table, columns): (&str, &str),
    rowids: &[i64],
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T> + Sync,
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
    let sql = format!("SELECT {columns}, rowid FROM {table} NOT INDEXED WHERE rowid >= ?1 AND rowid < ?2");
    let pass = Pass { sql, places, read, next: AtomicI64::new(0) };
    let mut lent = helper.filter(|_| highest > STRETCH).and_then(Helper::take);
    let Some(conn_of_helper) = lent.as_mut().and_then(Lent::conn) else {
        return pass.work(conn, &mut receive, std::iter::empty).map(drop);
    };
    let seen = commit(conn)?;
    std::thread::scope(|scope| {
        let (ready, batches) = sync_channel(BATCHES_READY);
        let pass = &pass;
        let help = move || {
            if let Err(error) = pass.help(conn_of_helper, seen, &ready) {
                // Nobody listens any more where the rest has failed, too.
                let _ = ready.send(Err(error));
            }
        };
        // Where there is no thread to be had, one does it all: the sender is gone with the closure.
        drop(Builder::new().name("store-helper".to_owned()).spawn_scoped(scope, help));
        if pass.work(conn, &mut receive, || batches.try_iter())?.is_continue() {
            for batch in &batches {
                if hand_on(batch?, &mut receive).is_break() {
                    break;
                }
            }
        }
        Ok(())
    })
}

fn hand_on<T>(rows: Vec<(u32, T)>, receive: &mut impl FnMut(u32, T) -> ControlFlow<()>) -> ControlFlow<()> {
    rows.into_iter().try_for_each(|(place, row)| receive(place, row))
}

/// One pass over a table, in stretches of rowids that whoever is free takes.
struct Pass<R> {
    sql: String,
    /// By rowid.
    places: Vec<u32>,
    read: R,
    next: AtomicI64,
}

impl<T, R: Fn(&Row<'_>) -> rusqlite::Result<T>> Pass<R> {
    /// Reads stretches until there are none, and hands on their rows and, between two, what somebody else has read.
    fn work<O: Iterator<Item = Result<Vec<(u32, T)>, StoreError>>>(
        &self,
        conn: &Connection,
        receive: &mut impl FnMut(u32, T) -> ControlFlow<()>,
        others: impl Fn() -> O,
    ) -> Result<ControlFlow<()>, StoreError> {
        let mut statement = conn.prepare_cached(&self.sql)?;
        while let Some(start) = self.stretch() {
            if self.read_stretch(&mut statement, start, receive)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            for batch in others() {
                if hand_on(batch?, receive).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The same on a connection of one's own, as long as somebody takes the rows. Does nothing where that sees another
    /// state of the table than the asking one: then something was committed just now.
    fn help(
        &self,
        conn: &mut Connection,
        seen: i64,
        ready: &SyncSender<Result<Vec<(u32, T)>, StoreError>>,
    ) -> Result<(), StoreError> {
        // What fails before the first stretch is taken costs no row: the other reads them all.
        let Ok(transaction) = conn.unchecked_transaction() else { return Ok(()) };
        if commit(&transaction).ok() != Some(seen) {
            return Ok(());
        }
        let mut statement = transaction.prepare_cached(&self.sql)?;
        let mut batch = Vec::with_capacity(BATCH_ROWS);
        while let Some(start) = self.stretch() {
            let read = self.read_stretch(&mut statement, start, &mut |place, row| {
                batch.push((place, row));
                if batch.len() < BATCH_ROWS {
                    return ControlFlow::Continue(());
                }
                match ready.send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(BATCH_ROWS)))) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            })?;
            if read.is_break() {
                return Ok(());
            }
        }
        let _ = ready.send(Ok(batch));
        Ok(())
    }

    /// Where the next stretch begins; nothing when all are taken.
    fn stretch(&self) -> Option<i64> {
        let start = self.next.fetch_add(STRETCH, Ordering::Relaxed);
        usize::try_from(start).is_ok_and(|start| start < self.places.len()).then_some(start)
    }

    fn read_stretch(
        &self,
        statement: &mut CachedStatement<'_>,
        start: i64,
        receive: &mut impl FnMut(u32, T) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let last = statement.column_count() - 1;
        let mut rows = statement.query([start, start + STRETCH])?;
        while let Some(row) = rows.next()? {
            let at = usize::try_from(row.get::<_, i64>(last)?).unwrap_or(usize::MAX);
            let place = self.places.get(at).copied().unwrap_or(NONE);
            if place != NONE && receive(place, (self.read)(row)?).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

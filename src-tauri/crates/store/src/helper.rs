//! One more connection, for a second thread of a read that goes over a whole table.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use rusqlite::Connection;

/// Lent to one read at a time; the next one does without.
#[derive(Debug, Default)]
pub(crate) struct Helper(Mutex<Option<Connection>>);

/// The right to the connection, until this is dropped.
pub(crate) struct Lent<'h>(MutexGuard<'h, Option<Connection>>);

impl Lent<'_> {
    /// The connection, where there is one.
    pub(crate) fn conn(&mut self) -> Option<&mut Connection> {
        self.0.as_mut()
    }
}

impl Helper {
    /// Lends this one from now on.
    pub(crate) fn give(&self, conn: Connection) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(conn);
    }

    /// What is lent; nothing where another read has it.
    pub(crate) fn take(&self) -> Option<Lent<'_>> {
        match self.0.try_lock() {
            Ok(lent) => Some(Lent(lent)),
            Err(TryLockError::Poisoned(poisoned)) => Some(Lent(poisoned.into_inner())),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Closes it. Where the read that has it runs on this very thread it goes with the last of the cache instead.
    pub(crate) fn close(&self) {
        if let Some(mut lent) = self.take() {
            lent.0.take();
        }
    }
}

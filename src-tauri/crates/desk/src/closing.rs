//! Closings of the cache that are under way in the background. Windows deletes no file that is open, so whoever wants to
//! delete one waits for them first.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::cache::Open;
use crate::open::{Desk, State};

/// How many are under way, and who waits for none.
#[derive(Default)]
pub(crate) struct Closings {
    under_way: Mutex<usize>,
    fewer: Condvar,
}

impl Closings {
    fn count(&self) -> MutexGuard<'_, usize> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A cache that nobody can ask any more. Dropping it closes it, which waits for those who still read.
pub(crate) struct Closing {
    desk: Desk,
    open: Open,
}

impl Drop for Closing {
    fn drop(&mut self) {
        // What could not be merged now is merged by the next opening.
        let _ = self.open.store.close();
        let closings = &self.desk.inner.closings;
        let mut under_way = closings.count();
        *under_way = under_way.saturating_sub(1);
        closings.fewer.notify_all();
    }
}

impl Closing {
    /// Closes it off the threads that serve everybody.
    pub(crate) fn in_the_background(self) {
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(move || drop(self))),
            Err(_) => drop(self),
        }
    }
}

impl Desk {
    /// Takes the open cache out of the state. It counts as being closed from this moment on: there is none in which it is
    /// neither open nor waited for.
    pub(crate) fn take_open(&self, state: &mut State) -> Option<Closing> {
        let open = state.open.take()?;
        *self.inner.closings.count() += 1;
        Some(Closing { desk: self.clone(), open })
    }

    /// Closes a cache and waits until every other closing is done: from then on this process has no cache open. Blocks.
    pub(crate) fn close_all(&self, closing: Option<Closing>) {
        drop(closing);
        let closings = &self.inner.closings;
        let none = closings.fewer.wait_while(closings.count(), |under_way| *under_way > 0);
        drop(none.unwrap_or_else(PoisonError::into_inner));
    }
}

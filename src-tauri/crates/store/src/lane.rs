//! Lanes: in each, only the newest question matters.
//!
//! A question is stopped through a flag of its own, which SQLite's progress handler reads. `sqlite3_interrupt` was rejected:
//! it stops whatever runs on the connection when it arrives, which may already be the next question, and it is lost when it
//! arrives between two statements.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The wish that one question stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub(crate) fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// A series of questions of which each makes the ones before it pointless: the keystrokes in one search box. Clones are the
/// same lane.
#[derive(Clone, Debug, Default)]
pub struct Lane(Arc<Mutex<Cancel>>);

impl Lane {
    /// An empty lane.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the question before and makes room for the next.
    pub(crate) fn take_over(&self) -> Cancel {
        let next = Cancel::default();
        let before = std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), next.clone());
        before.cancel();
        next
    }
}

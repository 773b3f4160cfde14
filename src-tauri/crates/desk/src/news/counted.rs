//! How much news there is, as it was counted last: a badge asks after every change of the data, and most of those are of
//! nothing that is watched.
//!
//! What a count follows from is in the log, since every watched value of a row is in it: so the mark, the newest entry and the
//! invoicing mode tell whether it still holds. A rebuild of the rows writes no entry, though, and until they are back some
//! payments cannot be asked about: what is counted then is not kept.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_core::stage::InvoicingMode;

use super::NewsKind;

/// What a count follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CountOf {
    pub(super) mark: i64,
    pub(super) until: i64,
    pub(super) mode: InvoicingMode,
}

/// How much there is of each kind, and whether nothing differs at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) groups: Vec<(NewsKind, u64)>,
    pub(super) total: u64,
    pub(super) nothing: bool,
}

/// The newest count of an open cache. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    newest: Option<(CountOf, Counts)>,
    walks: u64,
}

impl Counted {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The count, as long as it holds.
    pub(super) fn of(&self, of: CountOf) -> Option<Counts> {
        self.held().newest.as_ref().filter(|(held, _)| *held == of).map(|(_, counts)| counts.clone())
    }

    pub(super) fn keep(&self, of: CountOf, counts: Counts) {
        self.held().newest = Some((of, counts));
    }

    /// The log is read through.
    pub(super) fn walk(&self) {
        self.held().walks += 1;
    }

    pub(crate) fn walks(&self) -> u64 {
        self.held().walks
    }
}

//! One pass that brings the cache up to the API's present state.
//!
//! A pass reads through a [`Source`] of its own, so that order, time and faults are under a test's control; `desk` puts the
//! HTTP client behind it. It writes through `desk-store` and tells an observer what moved. It knows no wire JSON, no UI
//! and no schedule timer: [`schedule`] only answers when the next pass is due.
//!
//! Offset pages of a live list can skip and repeat rows (contract section 4). So rows are keyed by id, a list is swept to
//! its end in the stable order, and a sweep counts as complete only when the rows seen add up to the list's own total.
//! Reading page after page with a growing offset until one comes back empty was rejected: it is slower and proves less.

mod pass;
mod progress;
pub mod schedule;
mod source;
mod sweep;
mod tally;

pub use pass::{Outcome, Pass, PassError, TableOutcome};
pub use progress::{Observer, Progress, TableProgress};
pub use source::Source;
pub use tally::{Tally, Verdict};

//! One pass that brings the cache up to the API's present state.
//!
//! A pass is planned by a pure function ([`plan()`]), reads through a [`Source`] of its own, so that order, time and faults
//! are under a test's control (`desk` puts the HTTP client behind it), writes through `desk-store` and tells an observer
//! what moved. It spawns nothing and needs no runtime. It knows no wire JSON, no UI and no timer: [`schedule`] only answers
//! when the next pass is due.
//!
//! The API has no "changed since", no tombstones and unstable offsets (contract sections 4 and 15). So lists are walked
//! along their dates ([`Walk`]), what is no longer listed is asked for before it counts as gone, and of two answers about
//! one row the one that was asked for later wins.

mod batch;
mod compare;
mod gone;
mod known;
mod list;
mod outcome;
mod pass;
mod plan;
mod progress;
mod reading;
mod refresh;
pub mod schedule;
mod source;
mod sweep;
mod tally;
mod walk;
mod walker;

pub use batch::Silence;
pub use outcome::{Outcome, PassError, TableOutcome};
pub use pass::Pass;
pub use plan::{ALWAYS_FULL_MAX, FULL_EVERY, Kind, Known, Limits, Plan, Step, Why, plan};
pub use progress::{Observer, Progress, TableProgress};
pub use source::Source;
pub use tally::{Tally, Verdict};
pub use walk::{Ask, Fact, Facts, Unfit, Walk};

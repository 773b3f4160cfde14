//! A pass over a list that stands still, moves, lies, breaks off or is stopped; and when the next one is due.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failed expectation is the test's verdict")]

mod fake;
mod fixture;
mod live;
mod offsets;
mod passes;
mod plan;
mod schedule;
mod sums;
mod tally;
mod trouble;

#[path = "../store/rows.rs"]
#[expect(dead_code, reason = "the maker of rows is the store's; not every part of it is needed here")]
mod rows;

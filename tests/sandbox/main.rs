//! The sandbox keeps the contract, and its faults are the faults that they claim to be.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed expectation is the test's verdict"
)]

mod ask;
mod control;
mod faults;
mod filters;
mod mutations;
mod numbers;
mod paging;
mod portfolio;
mod ranges;
mod readings;
mod refusals;
mod schema;
mod server;
mod stages;
mod summaries;

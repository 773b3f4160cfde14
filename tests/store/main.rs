//! The cache: opening, sealing, putting in, asking, stopping, and what must survive when something goes wrong.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed expectation is the test's verdict")]

mod asking;
mod attention;
mod cases;
mod clients;
mod crash;
mod earnings;
mod filters;
mod fixture;
mod kept;
mod limits;
mod listing;
mod memory;
mod news;
mod opening;
mod oracle;
mod payments;
mod plans;
mod putting_in;
mod rows;
mod sealed;
mod sharing;
mod single;
mod state;
mod stretches;
mod upgrade;

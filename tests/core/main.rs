//! What `desk-core` promises, by tables and by properties.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed expectation is the test's verdict")]

mod cells;
mod collation;
mod fees;
mod folding;
#[path = "../shared/golden.rs"]
mod golden;
mod links;
mod mail;
mod money;
mod names;
mod oracle;
mod rank;
mod remote;
mod search;
mod secret;
mod stages;
mod statuses;
mod tidings;
mod times;

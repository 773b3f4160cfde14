//! What `desk-export` promises: the bytes of a file, the file that is whole or not there, and the sentences.
#![expect(clippy::unwrap_used, reason = "a failed expectation is the test's verdict")]

mod clip;
mod content;
mod errors;
mod files;
#[path = "../shared/golden.rs"]
mod golden;
mod names;

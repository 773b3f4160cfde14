//! What `desk-session` promises: who is signed in, for how long, and that nobody else is.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a failed expectation is the test's verdict"
)]

mod accepting;
mod credentials;
mod fakes;
#[path = "../shared/golden.rs"]
mod golden;
mod guids;
mod histories;
mod items;
mod locking;
mod log_in;
mod log_out;
mod messages;
mod reconcile;
mod sealing;
mod secrecy;
mod transitions;

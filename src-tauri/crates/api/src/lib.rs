//! The Referral Partner API over HTTP: strict in what it sends, tolerant in what it reads.
//!
//! [`Api`] turns one question into one answer in the words of `desk-core`, whatever it takes: pace, retry, waits that the
//! server asks for, and wire JSON in all its variants. It keeps nothing, decides nothing about a sync and logs nothing; the
//! secret leaves it in one request header and nowhere else.
//!
//! Retry middleware around the HTTP client was rejected: the wait after a 429 stands in the JSON body (contract section
//! 3), and such middleware judges by status and headers.

mod client;
mod exchange;
mod options;
mod origin;
mod pace;
pub mod retry;
pub mod retry_after;
pub mod wire;

pub use client::Api;
pub use options::Options;
pub use origin::{Origin, OriginError};

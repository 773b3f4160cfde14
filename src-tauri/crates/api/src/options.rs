//! How patient, how fast and how careful the client is: values only.

use std::time::Duration;

use crate::retry::RetryPolicy;

/// Settings of an [`Api`](crate::Api). The defaults are for Debitura's servers; no field needs changing in normal use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Longest wait for a connection, encryption included.
    pub connect_timeout: Duration,
    /// Longest wait for one whole exchange: connection, request and the last byte of the answer.
    pub request_timeout: Duration,
    /// Attempts per read, the first one included; at least 1.
    pub attempts_max: u32,
    /// Attempts per read that may end in a time-out: a server that hung twice hangs, and nobody waits two minutes at a
    /// log-in page. At least 1.
    pub timeouts_max: u32,
    /// First back-off; doubled at each further one.
    pub backoff_base: Duration,
    /// Longest back-off, before jitter, which adds up to the same again.
    pub backoff_max: Duration,
    /// Longest wait for a rate limit that a read sits out. A longer one ends the read at once with the wait as answer.
    pub wait_max: Duration,
    /// Steady pace of all clones together. The API allows 2,000, perhaps shared with colleagues (contract section 3).
    pub requests_per_minute: u32,
    /// Steady pace of the reads that nobody waits for, inside the one of all.
    pub background_per_minute: u32,
    /// Requests that may go out at once before the steady pace holds.
    pub burst: u32,
    /// Exchanges under way at the same time, of all clones together.
    pub concurrent_max: usize,
    /// Largest body, decompressed, that is read. A page of 100 rows is around 100 KB.
    pub body_bytes_max: usize,
    /// `User-Agent`.
    pub user_agent: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            attempts_max: 4,
            timeouts_max: 2,
            backoff_base: Duration::from_millis(500),
            backoff_max: Duration::from_secs(8),
            wait_max: Duration::from_secs(120),
            requests_per_minute: 1_000,
            background_per_minute: 120,
            burst: 60,
            concurrent_max: 6,
            body_bytes_max: 32 * 1024 * 1024,
            user_agent: concat!("PartnerDesk/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

impl Options {
    /// The same behaviour in a hurry, for servers on this computer: back-offs of milliseconds and no pace to speak of.
    #[must_use]
    pub fn for_tests() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            request_timeout: Duration::from_secs(10),
            backoff_base: Duration::from_millis(1),
            backoff_max: Duration::from_millis(4),
            wait_max: Duration::from_secs(2),
            requests_per_minute: 6_000_000,
            background_per_minute: 6_000_000,
            burst: 10_000,
            ..Self::default()
        }
    }

    /// The part of it that says what to do after a failure.
    #[must_use]
    pub fn retry_policy(&self) -> RetryPolicy {
        RetryPolicy {
            attempts_max: self.attempts_max,
            timeouts_max: self.timeouts_max,
            backoff_base: self.backoff_base,
            backoff_max: self.backoff_max,
            wait_max: self.wait_max,
        }
    }
}

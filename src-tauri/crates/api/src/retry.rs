//! What to do after a failed attempt, as a value: no clock, no sleep, no network.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use desk_core::remote::RemoteError;

/// Bounds of the retries of one read (contract section 2, column *retry*, and section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts, the first one included.
    pub attempts_max: u32,
    /// Attempts that may end in a time-out.
    pub timeouts_max: u32,
    /// First back-off; doubled at each further one.
    pub backoff_base: Duration,
    /// Longest back-off before jitter; jitter adds up to the same again.
    pub backoff_max: Duration,
    /// Longest wait asked for by the server that is sat out.
    pub wait_max: Duration,
}

/// The verdict on a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again after this wait.
    Retry {
        /// How long.
        after: Duration,
        /// The rate limit is the reason, so everybody who uses the same key waits too.
        shared: bool,
    },
    /// The error is the answer.
    GiveUp,
}

impl RetryPolicy {
    /// The count of one read's attempts.
    #[must_use]
    pub fn start(&self) -> Attempts {
        let backoff = ExponentialBuilder::new()
            .with_min_delay(self.backoff_base)
            .with_max_delay(self.backoff_max)
            .with_factor(2.0)
            .with_jitter()
            .without_max_times()
            .build();
        Attempts { policy: *self, failed: 0, timed_out: 0, backoff }
    }
}

/// The failed attempts of one read so far.
#[derive(Debug)]
pub struct Attempts {
    policy: RetryPolicy,
    failed: u32,
    timed_out: u32,
    backoff: ExponentialBackoff,
}

impl Attempts {
    /// Counts a failure and says what follows. Only what can mend itself is tried again: 429, 5xx, time-outs and broken
    /// connections; never another 4xx, a certificate, a redirect or a body of the wrong shape.
    pub fn after(&mut self, error: &RemoteError) -> Next {
        self.failed = self.failed.saturating_add(1);
        if *error == RemoteError::Timeout {
            self.timed_out = self.timed_out.saturating_add(1);
        }
        let asked = match error {
            RemoteError::RateLimited { retry_after } => *retry_after,
            _ => None,
        };
        let exhausted = self.failed >= self.policy.attempts_max || self.timed_out >= self.policy.timeouts_max;
        // A shorter wait than the one asked for would only be refused again, and count against the limit.
        let too_long = asked.is_some_and(|wait| wait > self.policy.wait_max);
        if !error.is_retryable() || exhausted || too_long {
            return Next::GiveUp;
        }
        let backoff = self.backoff.next().unwrap_or(self.policy.backoff_max);
        Next::Retry { after: asked.unwrap_or(backoff), shared: matches!(error, RemoteError::RateLimited { .. }) }
    }
}

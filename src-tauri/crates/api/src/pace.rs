//! One gate for all clones of an [`Api`](crate::Api): how fast, how many at once, and not before when.
//!
//! Nothing runs on its own here. Whoever waits does so in the caller's future, and dropping that future ends the wait.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use desk_core::remote::RemoteError;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::{Semaphore, SemaphorePermit, watch};
use tokio::time::sleep;

use crate::options::Options;

/// Longest time for which one 429 closes the gate. The API is asked again after that, whatever it said: a proxy's nonsense
/// must not lock the program out for good.
const CLOSED_MAX: Duration = Duration::from_secs(60 * 60);

/// Longest sleep between two looks at whether a background read has become urgent.
const NAP_MAX: Duration = Duration::from_millis(200);

/// Pace, slots and the shared wait.
pub(crate) struct Pace {
    limiter: DefaultDirectRateLimiter,
    /// For those whom nobody waits for; they pass this one first.
    background: DefaultDirectRateLimiter,
    clock: DefaultClock,
    slots: Semaphore,
    not_before: watch::Sender<Option<Instant>>,
    wait_max: Duration,
}

impl Pace {
    pub(crate) fn new(options: &Options) -> Self {
        let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = |per_minute: u32, burst: u32| {
            RateLimiter::direct(Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst)))
        };
        let background_burst = options.burst.min(options.background_per_minute / 12);
        Self {
            limiter: quota(options.requests_per_minute, options.burst),
            background: quota(options.background_per_minute, background_burst),
            clock: DefaultClock::default(),
            slots: Semaphore::new(options.concurrent_max.clamp(1, Semaphore::MAX_PERMITS)),
            not_before: watch::Sender::new(None),
            wait_max: options.wait_max,
        }
    }

    /// Waits until a request may be sent. It may be sent for as long as the permit lives.
    ///
    /// # Errors
    /// [`RemoteError::RateLimited`] when the server's own wait is longer than anybody here waits.
    pub(crate) async fn enter(&self, background: &AtomicBool) -> Result<SemaphorePermit<'_>, RemoteError> {
        while background.load(Ordering::Relaxed) {
            match self.background.check() {
                Ok(()) => break,
                // In short naps: somebody may begin to wait for the answer meanwhile.
                Err(refusal) => sleep(refusal.wait_time_from(self.clock.now()).min(NAP_MAX)).await,
            }
        }
        loop {
            self.opened().await?;
            let permit = self.slots.acquire().await.map_err(|_| RemoteError::Cancelled)?;
            loop {
                // The gate may have closed while this one queued: queue again, and let the slot go meanwhile.
                if self.closed_for().is_some() {
                    break;
                }
                match self.limiter.check() {
                    Ok(()) => return Ok(permit),
                    Err(refusal) => sleep(refusal.wait_time_from(self.clock.now())).await,
                }
            }
        }
    }

    /// Closes the gate for everybody, at least for `wait`.
    pub(crate) fn close_for(&self, wait: Duration) {
        let until = Instant::now().checked_add(wait.min(CLOSED_MAX));
        self.not_before.send_if_modified(|current| {
            let later = until > *current;
            if later {
                *current = until;
            }
            later
        });
    }

    /// Tells of the shared wait: the instant before which nothing is sent. One that is past means no wait.
    pub(crate) fn waits(&self) -> watch::Receiver<Option<Instant>> {
        self.not_before.subscribe()
    }

    fn closed_for(&self) -> Option<Duration> {
        let until = *self.not_before.borrow();
        until?.checked_duration_since(Instant::now()).filter(|wait| !wait.is_zero())
    }

    async fn opened(&self) -> Result<(), RemoteError> {
        while let Some(wait) = self.closed_for() {
            if wait > self.wait_max {
                return Err(RemoteError::RateLimited { retry_after: Some(wait) });
            }
            sleep(wait).await;
        }
        Ok(())
    }
}

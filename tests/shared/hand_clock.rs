//! A clock that stands still until a test moves it. Clones are the same clock.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use desk_core::time::{Clock, Instant, parse_instant};

/// The clock.
#[derive(Clone)]
pub(crate) struct HandClock(Arc<Mutex<Instant>>);

impl Default for HandClock {
    /// A Wednesday in the middle of a month, some minutes after the sandbox's own present.
    fn default() -> Self {
        Self::at("2026-06-17T10:00:00Z")
    }
}

impl HandClock {
    pub(crate) fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(parse_instant(text).unwrap())))
    }

    /// On, or with a negative span back.
    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }

    pub(crate) fn set(&self, now: Instant) {
        *self.0.lock().unwrap() = now;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

//! The program's clock in a bench: it runs, since how long pages wait to be written together follows from it, and can be
//! set on.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use desk_core::time::{Clock, Instant, parse_instant};

/// Clones are the same clock.
#[derive(Clone)]
pub(crate) struct RunningClock {
    began: std::time::Instant,
    at: Arc<Mutex<Instant>>,
}

impl Default for RunningClock {
    /// Some minutes after the sandbox's own present.
    fn default() -> Self {
        let at = parse_instant("2026-06-17T10:00:00Z").unwrap();
        Self { began: std::time::Instant::now(), at: Arc::new(Mutex::new(at)) }
    }
}

impl RunningClock {
    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.at.lock().unwrap() += by;
    }
}

impl Clock for RunningClock {
    fn now(&self) -> Instant {
        *self.at.lock().unwrap() + TimeDelta::from_std(self.began.elapsed()).unwrap()
    }
}

//! The one place of the program that reads the computer's clock.

use chrono::Utc;
use desk_core::time::{Clock, Instant};

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Utc::now()
    }
}

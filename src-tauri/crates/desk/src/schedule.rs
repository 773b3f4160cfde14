//! Keeping the data fresh while the program is open: on a schedule, after the computer woke up, and ending the session on
//! time even when nobody asks anything.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use desk_sync::schedule::{self, INTERVAL_DEFAULT};

use crate::open::Desk;

/// How often the clock is looked at. The timer is Rust's, because the webview's is throttled when hidden.
const LOOK_EVERY: Duration = Duration::from_secs(15);

impl Desk {
    /// Never ends by itself; run it beside the window.
    pub async fn keep_fresh(&self) {
        let mut wall = self.now();
        let mut timer = Instant::now();
        loop {
            let signed_in = self.opened().is_ok();
            let slept = TimeDelta::from_std(timer.elapsed()).unwrap_or_default();
            let woke = schedule::woke_up(self.now() - wall, slept);
            (wall, timer) = (self.now(), Instant::now());
            if let Some(history) = self.sync_history().filter(|_| signed_in)
                && (woke || schedule::is_due(&history, INTERVAL_DEFAULT, self.now()))
            {
                let _ = self.sync().await;
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

//! Keeping the data fresh while the program is open: on a schedule, after the computer woke up, and ending the session on
//! time even when nobody asks anything.

use std::time::Duration;

use chrono::TimeDelta;
use desk_sync::Why;
use desk_sync::schedule;

use crate::budget;
use crate::open::Desk;

/// How often the clock is looked at. The timer is Rust's, because the webview's is throttled when hidden.
const LOOK_EVERY: Duration = Duration::from_secs(15);

impl Desk {
    /// Looks at the clock every 15 seconds and syncs when it is time. Never ends by itself; run it beside the window.
    pub async fn keep_fresh(&self) {
        self.keep_fresh_by(|| tokio::time::sleep(LOOK_EVERY)).await;
    }

    /// The same with a timer of the caller's: each future that it makes is one wait of 15 seconds between two looks. By the
    /// wall clock a wait takes longer when the computer sleeps in it, and that is how waking up is noticed: whether a timer
    /// counts the sleep differs from system to system.
    pub async fn keep_fresh_by<F: Future<Output = ()>>(&self, mut wait: impl FnMut() -> F) {
        let asked = TimeDelta::from_std(LOOK_EVERY).unwrap_or_default();
        let mut woke = false;
        loop {
            self.look(woke).await;
            let before = self.now();
            wait().await;
            woke = schedule::woke_up(self.now() - before, asked);
        }
    }

    async fn look(&self, woke: bool) {
        let Ok(open) = self.opened() else { return };
        if self.seems_left(&open) && self.recover_cache().await.is_err() {
            // Asked again at the next look.
            return;
        }
        drop(open);
        let Ok(open) = self.opened() else { return };
        let Some(history) = self.sync_history() else { return };
        let now = self.now();
        let is_wanted = woke && !schedule::is_silent(&history, now);
        let Ok(left) = budget::left(&open.store, now).await else { return };
        let usual = TimeDelta::minutes(i64::from(self.preferences().sync_minutes));
        let interval = schedule::interval(usual, history.cost, left, budget::until_tomorrow(now));
        if is_wanted || schedule::is_due(&history, interval, now) {
            // How it went is part of the status that everybody is told of.
            let _ = self.sync_because(Why::Scheduled).await;
        }
    }
}

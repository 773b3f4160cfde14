//! At most one pass at a time, and what is known of it and of the ones before.

use std::sync::{MutexGuard, PoisonError};

use chrono::TimeDelta;
use desk_api::Api;
use desk_core::time::Instant;
use desk_sync::schedule::History;
use desk_sync::{Kind, TableProgress};
use tokio_util::sync::CancellationToken;

use crate::error::DeskError;
use crate::open::{Desk, Event};

/// What is known of past and present passes. Lives in memory: what a pass achieved is in the cache.
#[derive(Default)]
pub(crate) struct SyncState {
    pub(crate) running: Option<Running>,
    /// Log-ins and log-outs under way, during which no pass may begin.
    halted: u32,
    pub(crate) history: History,
    pub(crate) last_attempt: Option<Instant>,
    pub(crate) online: Option<bool>,
    pub(crate) problem: Option<DeskError>,
    pub(crate) requests: u64,
}

pub(crate) struct Running {
    pub(crate) cancel: CancellationToken,
    /// Nothing before it is planned.
    pub(crate) kind: Option<Kind>,
    pub(crate) progress: Vec<TableProgress>,
    /// The client, and the requests that it had sent before.
    pub(crate) reading: Option<(Api, u64)>,
}

impl Running {
    fn requests(&self) -> u64 {
        self.reading.as_ref().map_or(0, |(api, before)| api.requests().saturating_sub(*before))
    }

    /// Somebody waits for the pass now.
    pub(crate) fn hurry(&self) {
        if let Some((api, _)) = &self.reading {
            api.hurry();
        }
    }

    /// Until when the client sits out a wait that Debitura asked for; a past instant is no wait.
    pub(crate) fn waits_until(&self, now: Instant) -> Option<Instant> {
        let (api, _) = self.reading.as_ref()?;
        let until = *api.waits().borrow();
        let wait = until?.checked_duration_since(std::time::Instant::now())?;
        now.checked_add_signed(TimeDelta::from_std(wait).ok()?)
    }
}

impl SyncState {
    pub(crate) fn requests(&self) -> u64 {
        self.running.as_ref().map_or(self.requests, Running::requests)
    }
}

/// The right to be the one pass of this process; gives it back when dropped, however the pass ends.
pub(crate) struct Place {
    desk: Desk,
    pub(crate) cancel: CancellationToken,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.desk.sync_state().running = None;
        self.desk.tell(Event::Sync);
    }
}

/// No pass runs and none begins for as long as this lives.
pub(crate) struct Halted(Desk);

impl Drop for Halted {
    fn drop(&mut self) {
        let mut sync = self.0.sync_state();
        sync.halted = sync.halted.saturating_sub(1);
    }
}

impl Desk {
    /// Asks the running pass to stop between two pages.
    pub fn cancel_sync(&self) {
        if let Some(running) = &self.sync_state().running {
            running.cancel.cancel();
        }
        self.tell(Event::Sync);
    }

    /// The place of a pass that is about to begin.
    pub(crate) fn take_place(&self) -> Result<Place, DeskError> {
        let mut sync = self.sync_state();
        if sync.running.is_some() || sync.halted > 0 {
            return Err(DeskError::sync_running());
        }
        let cancel = CancellationToken::new();
        sync.last_attempt = Some(self.now());
        sync.running = Some(Running { cancel: cancel.clone(), kind: None, progress: Vec::new(), reading: None });
        Ok(Place { desk: self.clone(), cancel })
    }

    /// Asks the running pass to stop, waits until it has, and lets none begin before the answer is dropped.
    pub(crate) async fn halt_sync(&self) -> Halted {
        self.sync_state().halted += 1;
        let halted = Halted(self.clone());
        let mut events = self.events();
        self.cancel_sync();
        while self.sync_state().running.is_some() {
            // Every end of a pass is an event; a missed one means that there were many.
            let _ = events.recv().await;
        }
        halted
    }

    /// The same where no pass runs, without stopping one.
    pub(crate) fn halted_unless_running(&self) -> Option<Halted> {
        let mut sync = self.sync_state();
        if sync.running.is_some() {
            return None;
        }
        sync.halted += 1;
        Some(Halted(self.clone()))
    }

    pub(crate) fn forget_sync_history(&self) {
        let mut sync = self.sync_state();
        let halted = sync.halted;
        *sync = SyncState { halted, ..SyncState::default() };
    }

    /// What the schedule needs to know; nothing while a pass runs or none may begin.
    pub(crate) fn sync_history(&self) -> Option<History> {
        let sync = self.sync_state();
        (sync.running.is_none() && sync.halted == 0).then_some(sync.history)
    }

    pub(crate) fn sync_state(&self) -> MutexGuard<'_, SyncState> {
        self.inner.sync.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

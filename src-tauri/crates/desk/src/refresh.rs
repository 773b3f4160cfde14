//! Running a sync: one at a time in this process and on this data folder, told to whoever listens, ended by whoever asks.

use std::fs::File;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use desk_core::remote::RemoteError;
use desk_store::{Freshness, Table};
use desk_sync::schedule::History;
use desk_sync::{Outcome, Pass, PassError, Progress, TableProgress};
use tokio_util::sync::CancellationToken;

use crate::error::{Code, DeskError};
use crate::folder;
use crate::open::{Desk, Event, Open, blocking};
use crate::source::HttpSource;
use crate::status::SyncStatus;

/// What is known of past and present passes. Lives in memory: what a pass achieved is in the cache.
#[derive(Default)]
pub(crate) struct SyncState {
    running: Option<Running>,
    pub(crate) history: History,
    last_attempt: Option<desk_core::time::Instant>,
    online: Option<bool>,
    problem: Option<DeskError>,
    requests: u64,
}

struct Running {
    cancel: CancellationToken,
    first: bool,
    progress: Vec<TableProgress>,
    requests_before: u64,
    api: desk_api::Api,
}

/// How a pass ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncReport {
    /// Every row of every list was seen.
    pub complete: bool,
    /// HTTP requests, retries included.
    pub requests: u64,
    /// Cases seen.
    pub cases: u64,
    /// Clients seen.
    pub clients: u64,
    /// Transactions seen.
    pub transactions: u64,
    /// How long it took.
    pub duration: Duration,
    /// What is missing, for a person.
    pub partial: Option<String>,
    /// What ended it early.
    pub error: Option<DeskError>,
}

impl Desk {
    /// Starts a pass in the background unless one runs. Must be called inside a tokio runtime.
    pub fn start_sync(&self) {
        let desk = self.clone();
        tokio::spawn(async move {
            // The outcome is part of the status that everybody is told of.
            let _ = desk.sync().await;
        });
    }

    /// Asks the running pass to stop between two pages.
    pub fn cancel_sync(&self) {
        if let Some(running) = &self.sync_state().running {
            running.cancel.cancel();
        }
        self.tell(Event::Sync);
    }

    /// Runs a pass to its end. A pass that ends early is a report, not an error.
    ///
    /// # Errors
    /// When no pass could begin: nobody is signed in, or one runs already here or in another process.
    pub async fn sync(&self) -> Result<SyncReport, DeskError> {
        // Another process may have logged out meanwhile. A keyring that does not answer now leaves the session as it is.
        let _ = self.reconcile().await;
        let open = self.opened()?;
        let _lock = self.lock_folder().await?;
        let first = open.store.read(|reader| reader.count(Table::Cases)).await? == 0;
        let cancel = CancellationToken::new();
        self.begin_pass(&open, first, &cancel)?;
        self.tell(Event::Sync);
        let started = std::time::Instant::now();
        let outcome = self.run_pass(&open, first, &cancel).await;
        let report = self.end_pass(outcome, started.elapsed()).await;
        self.tell(Event::Changed(Table::ALL.to_vec()));
        self.tell(Event::Sync);
        Ok(report)
    }

    fn begin_pass(&self, open: &Open, first: bool, cancel: &CancellationToken) -> Result<(), DeskError> {
        let mut sync = self.sync_state();
        if sync.running.is_some() {
            return Err(DeskError::sync_running());
        }
        sync.last_attempt = Some(self.now());
        sync.running = Some(Running {
            cancel: cancel.clone(),
            first,
            progress: Vec::new(),
            requests_before: open.api.requests(),
            api: open.api.clone(),
        });
        Ok(())
    }

    async fn run_pass(&self, open: &Open, first: bool, cancel: &CancellationToken) -> Outcome {
        let partner = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(RemoteError::Cancelled.into()),
            partner = self.partner_of(open) => partner,
        };
        if let Err(error) = partner {
            return Outcome { tables: Vec::new(), error: Some(error) };
        }
        let desk = self.clone();
        let observer = move |progress| desk.hear(progress);
        let pass = Pass {
            source: Arc::new(HttpSource(open.api.clone())),
            store: &open.store,
            clock: self.inner.options.clock.as_ref(),
            cancel,
            observer: &observer,
            first,
        };
        pass.run().await
    }

    /// Reads who the partner is, since name and invoicing mode can change.
    async fn partner_of(&self, open: &Open) -> Result<(), PassError> {
        let partner = open.api.me().await?;
        open.store.write(move |writer| writer.set_partner(&partner)).await?;
        Ok(())
    }

    /// The same at log-in, where a failure to write it is the log-in's failure.
    pub(crate) async fn partner_of_log_in(&self) -> Result<(), DeskError> {
        let open = self.opened()?;
        match self.partner_of(&open).await {
            Err(PassError::Store(error)) => Err(error.into()),
            // Debitura has just accepted the credential; a second answer that fails is the next sync's matter.
            Ok(()) | Err(PassError::Remote(_) | PassError::Interrupted) => Ok(()),
        }
    }

    fn hear(&self, progress: Progress) {
        match progress {
            Progress::Page { at, changed } => {
                if let Some(running) = &mut self.sync_state().running {
                    match running.progress.iter_mut().find(|known| known.table == at.table) {
                        Some(known) => *known = at,
                        None => running.progress.push(at),
                    }
                }
                if changed {
                    self.tell(Event::Changed(vec![at.table]));
                }
            }
            Progress::Again { .. } | Progress::Finished { .. } => {}
        }
        self.tell(Event::Sync);
    }

    async fn end_pass(&self, outcome: Outcome, duration: Duration) -> SyncReport {
        let complete = outcome.is_complete();
        let rows = |table| outcome.tables.iter().find(|one| one.table == table).map_or(0, |one| one.rows);
        let partial = outcome.tables.iter().find_map(|one| one.partial.clone());
        let (cases, clients, transactions) = (rows(Table::Cases), rows(Table::Clients), rows(Table::Transactions));
        let remote = match &outcome.error {
            Some(PassError::Remote(error)) => Some(error.clone()),
            _ => None,
        };
        let refused = matches!(remote, Some(RemoteError::Unauthorized)) && self.is_refused_twice().await;
        let error = outcome.error.map(DeskError::from);
        let now = self.now();
        let requests = {
            let mut sync = self.sync_state();
            let requests = sync.running.take().map_or(0, |running| running.api.requests() - running.requests_before);
            sync.requests = requests;
            sync.online = remote.as_ref().map(|error| !error.is_offline()).or(Some(true));
            let failed = remote.as_ref().is_some_and(RemoteError::is_retryable);
            sync.history.failures = if failed { sync.history.failures.saturating_add(1) } else { 0 };
            sync.history.last_end = Some(now);
            sync.history.not_before = match remote {
                Some(RemoteError::RateLimited { retry_after: Some(wait) }) => TimeDelta::from_std(wait).ok().map(|wait| now + wait),
                _ => None,
            };
            sync.problem = error.clone().filter(|error| error.code != Code::Cancelled);
            requests
        };
        if refused {
            self.refuse();
        }
        SyncReport { complete, requests, cases, clients, transactions, duration, partial, error }
    }

    /// A 401 in the middle of a session is checked once against `/me`, which every key may read.
    async fn is_refused_twice(&self) -> bool {
        match self.opened() {
            Ok(open) => matches!(open.api.me().await, Err(RemoteError::Unauthorized)),
            Err(_) => false,
        }
    }

    fn refuse(&self) {
        let checked = {
            let mut state = self.state();
            state.open = None;
            state.session.refuse(self.now())
        };
        if checked.save_due {
            self.save_session();
        }
        self.tell(Event::Session);
    }

    /// Waits until no pass runs, having asked it to stop.
    pub(crate) async fn stop_sync(&self) {
        let mut events = self.events();
        self.cancel_sync();
        while self.sync_state().running.is_some() {
            // Every end of a pass is an event; a missed one means that there were many.
            let _ = events.recv().await;
        }
    }

    pub(crate) fn forget_sync_history(&self) {
        *self.sync_state() = SyncState::default();
    }

    pub(crate) fn sync_history(&self) -> Option<History> {
        let sync = self.sync_state();
        sync.running.is_none().then_some(sync.history)
    }

    /// The sync and the age of the data.
    pub async fn sync_status(&self) -> SyncStatus {
        let freshness = match self.opened() {
            Ok(open) => open.store.read(|reader| reader.freshness()).await.unwrap_or_default(),
            Err(_) => Freshness::default(),
        };
        let tables = Table::ALL.map(|table| freshness.of(table));
        // `None` sorts first: one table without a complete pass means that there is no age to state.
        let as_of = tables.iter().map(|table| table.last_complete.map(|pass| pass.started)).min().flatten();
        let attempts = || tables.iter().filter_map(|table| table.last_attempt.as_ref());
        let partial = attempts().find_map(|attempt| attempt.problem.clone());
        let sync = self.sync_state();
        let running = sync.running.as_ref();
        SyncStatus {
            running: running.is_some(),
            cancelling: running.is_some_and(|running| running.cancel.is_cancelled()),
            first: running.is_some_and(|running| running.first),
            progress: running.map(|running| running.progress.clone()).unwrap_or_default(),
            as_of,
            last_attempt: sync.last_attempt.or(attempts().map(|attempt| attempt.started).max()),
            partial,
            online: sync.online,
            wait_until: sync.history.not_before.filter(|until| *until > self.now()),
            problem: sync.problem.clone(),
            requests: running.map_or(sync.requests, |running| running.api.requests() - running.requests_before),
        }
    }

    fn sync_state(&self) -> MutexGuard<'_, SyncState> {
        self.inner.sync.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// App and command line on one folder take turns. The lock goes with the process, however it ends.
    async fn lock_folder(&self) -> Result<File, DeskError> {
        let folder = self.inner.options.folder.clone();
        blocking(move || match folder::try_lock(&folder) {
            Ok(Some(lock)) => Ok(lock),
            Ok(None) => Err(DeskError::sync_running()),
            Err(error) => Err(DeskError::folder(&error)),
        })
        .await
    }
}

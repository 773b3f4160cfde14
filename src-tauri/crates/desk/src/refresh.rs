//! Running a sync: one at a time in this process and on this data folder, told to whoever listens, ended by whoever asks.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use desk_core::remote::RemoteError;
use desk_session::LogInError;
use desk_store::Table;
use desk_sync::{Kind, Limits, Outcome, Pass, PassError, Progress, Why};
use tokio_util::sync::CancellationToken;

use crate::budget;
use crate::cache::Open;
use crate::error::{Code, DeskError};
use crate::folder;
use crate::journal::Entry;
use crate::open::{Desk, Event, blocking};
use crate::running::Place;
use crate::source::{HttpSource, silence};

/// How a pass ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncReport {
    /// What was read: everything, or what is open and new.
    pub kind: Kind,
    /// Everything that the pass was to see was seen.
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

impl SyncReport {
    fn entry(&self, why: Why) -> Entry {
        Entry::Synced {
            why,
            kind: self.kind,
            complete: self.complete,
            requests: self.requests,
            rows: self.cases + self.clients + self.transactions,
            milliseconds: self.duration.as_millis(),
            failed: self.error.as_ref().map(|error| error.code),
        }
    }
}

impl Desk {
    /// Starts a pass in the background. One that runs already at the pace of what nobody waits for makes haste from now on.
    /// Must be called inside a tokio runtime.
    pub fn start_sync(&self) {
        if let Some(running) = &self.sync_state().running {
            running.hurry();
        }
        let desk = self.clone();
        tokio::spawn(async move {
            // The outcome is part of the status that everybody is told of.
            let _ = desk.sync().await;
        });
    }

    /// Runs a pass to its end. A pass that ends early is a report, not an error.
    ///
    /// # Errors
    /// When no pass could begin: nobody is signed in, one runs already here or in another process, or the cache or its folder
    /// cannot be used.
    pub async fn sync(&self) -> Result<SyncReport, DeskError> {
        self.sync_because(Why::Asked).await
    }

    /// The same for another reason, which decides how much is read and how fast.
    ///
    /// # Errors
    /// As [`Desk::sync`].
    pub async fn sync_because(&self, why: Why) -> Result<SyncReport, DeskError> {
        // Another process may have logged out meanwhile. A keyring that does not answer now leaves the session as it is.
        let _ = self.reconcile().await;
        // Before a place is taken, so that nothing seems to run when nobody is signed in.
        self.opened()?;
        let place = self.take_place()?;
        let before = self.before_tidings().await;
        let report = self.sync_in(&place, why).await;
        match &report {
            Ok(report) => self.note(report.entry(why)),
            Err(error) => self.note_failure(why, error),
        }
        drop(place);
        self.tell_tidings(before).await;
        report
    }

    async fn sync_in(&self, place: &Place, why: Why) -> Result<SyncReport, DeskError> {
        let _lock = self.lock_folder().await?;
        let mut open = self.opened()?;
        let first = open.store.read(|reader| reader.count(Table::Cases)).await? == 0;
        if why == Why::Scheduled && !first {
            open.api = open.api.in_background();
        }
        let left = budget::left(&open.store, self.now()).await?;
        if let Some(running) = &mut self.sync_state().running {
            running.kind = first.then_some(Kind::First);
            running.reading = Some((open.api.clone(), open.api.requests()));
        }
        self.tell(Event::Sync);
        let started = std::time::Instant::now();
        let (outcome, inactive) = self.run_pass(&open, why, left, &place.cancel).await;
        let requests = self.sync_state().requests();
        budget::spend(&open.store, self.now(), requests).await;
        let report = self.end_pass(&open, outcome, inactive, started.elapsed(), &place.cancel).await;
        self.tell(Event::Changed(Table::ALL.to_vec()));
        Ok(report)
    }

    /// A pass that could not even begin is tried again later, not at every look at the clock.
    fn note_failure(&self, why: Why, error: &DeskError) {
        self.note(Entry::SyncFailed { why, code: error.code });
        if error.code == Code::NotSignedIn {
            return;
        }
        let mut sync = self.sync_state();
        sync.history.failures = sync.history.failures.saturating_add(1);
        sync.history.last_end = Some(self.now());
        sync.problem = Some(error.clone());
    }

    /// Who the partner is comes first, since name and invoicing mode can change. An account that is no longer active, or set
    /// up, is not synced (contract sections 2 and 5): then the error beside the outcome says so.
    async fn run_pass(
        &self,
        open: &Open,
        why: Why,
        left: u64,
        cancel: &CancellationToken,
    ) -> (Outcome, Option<DeskError>) {
        let none = |error| Outcome { kind: Kind::Nothing, tables: Vec::new(), error, again: false };
        if left == 0 {
            return (none(None), Some(DeskError::budget_spent()));
        }
        let inactive = || (none(None), Some(LogInError::NotActive.into()));
        let partner = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(RemoteError::Cancelled),
            partner = open.api.me() => partner,
        };
        let partner = match partner {
            Ok(partner) if partner.is_active => partner,
            Ok(_) | Err(RemoteError::NotFound) => return inactive(),
            Err(error) => return (none(Some(error.into())), None),
        };
        if let Err(error) = open.store.write(move |writer| writer.set_partner(&partner)).await {
            return (none(Some(error.into())), None);
        }
        let (desk, folder) = (self.clone(), self.inner.options.folder.clone());
        let stop = cancel.clone();
        let (api, before) = (open.api.clone(), open.api.requests());
        let is_spent = Arc::new(AtomicBool::new(false));
        let spent = Arc::clone(&is_spent);
        let observer = move |progress| {
            // Retries and a first sync that is larger than a day's requests: what is left goes on tomorrow.
            if api.requests().saturating_sub(before) >= left {
                spent.store(true, Ordering::Relaxed);
                stop.cancel();
            }
            // The name of the lock is gone: another process logs out and waits for this pass to end.
            if !folder::may_sync(&folder) {
                stop.cancel();
            }
            desk.hear(progress);
        };
        let pass = Pass {
            source: Arc::new(HttpSource(open.api.clone())),
            store: &open.store,
            clock: self.inner.options.clock.as_ref(),
            cancel,
            observer: &observer,
            silence: &silence,
            why,
            left: Some(left),
            limits: Limits::default(),
        };
        let outcome = pass.run().await;
        let nothing = outcome.kind == Kind::Nothing && outcome.error.is_none();
        let spent = nothing || is_spent.load(Ordering::Relaxed);
        (outcome, spent.then(DeskError::budget_spent))
    }

    fn hear(&self, progress: Progress) {
        match progress {
            Progress::Planned { kind } => {
                if let Some(running) = &mut self.sync_state().running {
                    running.kind = Some(kind);
                    running.progress.clear();
                }
            }
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
            Progress::Gone { table } => self.tell(Event::Changed(vec![table])),
            Progress::Again { .. } | Progress::Finished { .. } => {}
        }
        self.tell(Event::Sync);
    }

    async fn end_pass(
        &self,
        open: &Open,
        mut outcome: Outcome,
        inactive: Option<DeskError>,
        duration: Duration,
        cancel: &CancellationToken,
    ) -> SyncReport {
        let complete = outcome.is_complete();
        let rows = |table| outcome.tables.iter().find(|one| one.table == table).map_or(0, |one| one.rows);
        let (cases, clients, transactions) = (rows(Table::Cases), rows(Table::Clients), rows(Table::Transactions));
        let partial = outcome.tables.iter().find_map(|one| one.partial.clone());
        if cancel.is_cancelled() && matches!(outcome.error, Some(PassError::Store(_))) {
            // The session ended, and its cache was closed under the pass.
            outcome.error = Some(RemoteError::Cancelled.into());
        }
        let remote = match &outcome.error {
            Some(PassError::Remote(error)) => Some(error.clone()),
            _ => None,
        };
        if remote == Some(RemoteError::Unauthorized) && is_refused_again(open, cancel).await {
            self.refuse().await;
        }
        if !folder::may_sync(&self.inner.options.folder) {
            // Another process logged out; a keyring that does not answer now is asked again before the next pass.
            let _ = self.reconcile().await;
        }
        let error = match outcome.error.map(DeskError::from) {
            Some(error) if error.code != Code::Cancelled => Some(error),
            stopped => inactive.or(stopped),
        };
        let requests = self.note_end(remote.as_ref(), error.clone(), outcome.again);
        SyncReport { kind: outcome.kind, complete, requests, cases, clients, transactions, duration, partial, error }
    }

    fn note_end(&self, remote: Option<&RemoteError>, error: Option<DeskError>, again: bool) -> u64 {
        let now = self.now();
        let mut sync = self.sync_state();
        let requests = sync.requests();
        sync.requests = requests;
        sync.online = reached(remote).or(sync.online);
        let failed = remote.is_some_and(RemoteError::is_retryable);
        sync.history.failures = if failed { sync.history.failures.saturating_add(1) } else { 0 };
        sync.history.last_end = Some(now);
        sync.history.again = again;
        sync.history.cost = requests;
        sync.history.not_before = match remote {
            Some(RemoteError::RateLimited { retry_after: Some(wait) }) => {
                TimeDelta::from_std(*wait).ok().and_then(|wait| now.checked_add_signed(wait))
            }
            _ => None,
        };
        sync.problem = error.filter(|error| error.code != Code::Cancelled);
        requests
    }

    /// What a single read tells of the way to Debitura.
    pub(crate) fn note_reached(&self, error: Option<&RemoteError>) {
        let changed = {
            let mut sync = self.sync_state();
            let before = sync.online;
            sync.online = reached(error).or(before);
            sync.online != before
        };
        if changed {
            self.tell(Event::Sync);
        }
    }

    /// Locks the session. Its end is in the keyring before this returns: a command may be the last thing its process does,
    /// and what only waits for a thread is lost with the process.
    pub(crate) async fn refuse(&self) {
        let (checked, closed) = {
            let mut state = self.state();
            (state.session.refuse(self.now()), self.take_open(&mut state))
        };
        self.tell_session();
        if let Some(closing) = closed {
            closing.in_the_background();
        }
        if checked.save_due {
            // A keyring that does not answer now is asked again later; the session is locked all the same.
            let _ = self.reconcile().await;
        }
    }

    /// App and command line on one folder take turns. The lock goes with the process, however it ends.
    pub(crate) async fn lock_folder(&self) -> Result<File, DeskError> {
        let folder = self.inner.options.folder.clone();
        blocking(move || match folder::try_lock(&folder) {
            Ok(Some(lock)) => Ok(lock),
            Ok(None) => Err(DeskError::sync_running()),
            Err(error) => Err(DeskError::folder(&error)),
        })
        .await
    }
}

/// Whether a read reached Debitura. Who was stopped learned nothing about the way there.
fn reached(error: Option<&RemoteError>) -> Option<bool> {
    match error {
        None => Some(true),
        Some(RemoteError::Cancelled) => None,
        Some(error) => Some(!error.is_offline()),
    }
}

/// A 401 in the middle of a session is checked once against `/me`, which every key may read.
pub(crate) async fn is_refused_again(open: &Open, cancel: &CancellationToken) -> bool {
    tokio::select! {
        biased;
        () = cancel.cancelled() => false,
        me = open.api.me() => me == Err(RemoteError::Unauthorized),
    }
}

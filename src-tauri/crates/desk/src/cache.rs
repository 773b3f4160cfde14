//! The open cache of the session in force: opened with it, closed when it ends, and what a crash left of others removed.

use desk_api::Api;
use desk_session::{Active, Leftovers};
use desk_store::{CacheKey, OpenOptions, Outcome, Store};

use crate::error::DeskError;
use crate::folder;
use crate::open::{Desk, Event, blocking, origin_of};
use crate::settings::Environment;

/// What exists only while somebody is signed in.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) api: Api,
    pub(crate) store: Store,
}

impl Desk {
    /// The open cache of a session that is in force at this moment. Every use case begins here, so that the end of the 14
    /// days holds for each of them: whatever still reads or writes the cache is stopped.
    pub(crate) fn opened(&self) -> Result<Open, DeskError> {
        let (opened, closed, ended, save_due) = {
            let mut state = self.state();
            let checked = state.session.check(self.now());
            let is_active = state.session.active().is_some();
            let closed = if is_active { None } else { state.open.take() };
            // Signed in without a cache: the notice says why. Signed out, what it says is history.
            let missing = state.notice.clone().filter(|_| is_active).unwrap_or_else(DeskError::not_signed_in);
            (state.open.clone().ok_or(missing), closed, checked.changed, checked.save_due)
        };
        if save_due {
            self.save_session();
        }
        if ended {
            self.cancel_sync();
            self.tell(Event::Session);
        }
        if let Some(open) = closed {
            shut(open);
        }
        opened
    }

    /// Opens the cache of the session that is in force, if there is one; what goes wrong is kept as the notice. Blocks, and
    /// nobody waits for `state` meanwhile: an upgrade or a check of the whole file takes its time.
    pub(crate) fn open_cache(&self) -> Result<(), DeskError> {
        let (active, environment) = {
            let state = self.state();
            let Some(active) = state.session.active() else { return Ok(()) };
            (active.clone(), state.environment)
        };
        let opened = self.open_with(&active, environment);
        let mut state = self.state();
        if state.session.active().is_none_or(|present| present.cache_file() != active.cache_file()) {
            // The session ended meanwhile; the store closes with its handle.
            return Ok(());
        }
        let (open, notice, outcome) = match opened {
            Ok((open, notice)) => (Some(open), notice, Ok(())),
            Err(error) => (None, Some(error.clone()), Err(error)),
        };
        (state.open, state.notice) = (open, notice);
        outcome
    }

    fn open_with(
        &self,
        active: &Active,
        environment: Option<Environment>,
    ) -> Result<(Open, Option<DeskError>), DeskError> {
        let options = &self.inner.options;
        let key = CacheKey::from_secret(active.cache_key()).map_err(|_| DeskError::internal())?;
        let path = options.folder.join(active.cache_file());
        let opened = Store::open(&path, &key, &OpenOptions::new(&options.locale))?;
        let origin = origin_of(options, environment);
        let api = Api::new(origin, active.credential().key().clone(), options.api.clone())?;
        let notice = matches!(opened.outcome, Outcome::Rebuilt { .. }).then(DeskError::cache_rebuilt);
        Ok((Open { api, store: opened.store }, notice))
    }

    /// Finishes what a crash left undone: caches whose key is gone can be read by nobody and are removed.
    pub(crate) fn sweep_leftovers(&self) {
        let keep = match self.state().session.leftovers() {
            Leftovers::KeepAll => return,
            Leftovers::KeepNone => None,
            Leftovers::KeepOnly(name) => Some(name),
        };
        let folder = &self.inner.options.folder;
        for name in folder::orphans(folder, keep.as_deref()).unwrap_or_default() {
            // The caches of another environment are not this session's. What cannot be removed now is tried again later.
            if self.state().session.owns_cache(&name) {
                let _ = folder::remove_cache(folder, &name);
            }
        }
    }

    /// The cache's file has gone from the folder. Either another process logged out, which the keyring tells, or somebody
    /// deleted it, and then a new one takes its place.
    pub(crate) async fn recover_cache(&self) -> Result<(), DeskError> {
        let desk = self.clone();
        blocking(move || {
            desk.reconcile_blocking()?;
            let _keyring = desk.keyring();
            let gone = desk.state().open.take_if(|open| !open.store.path().exists());
            let Some(open) = gone else { return Ok(()) };
            desk.cancel_sync();
            let _ = open.store.close();
            desk.open_cache()
        })
        .await
    }
}

/// Closes the cache of a session that has ended, which stops everything that reads it. Off the threads that serve everybody,
/// because it waits for them.
pub(crate) fn shut(open: Open) {
    let close = move || {
        // What could not be merged now is merged by the next opening.
        let _ = open.store.close();
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn_blocking(close)),
        Err(_) => close(),
    }
}

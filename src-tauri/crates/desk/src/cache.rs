//! The open cache of the session in force: opened with it, closed when it ends, and what was left of others removed.

use std::collections::BTreeSet;

use desk_api::Api;
use desk_session::{Active, Leftovers, Seals as _};
use desk_store::{CacheKey, OpenOptions, Outcome, Store, StoreError};

use crate::error::DeskError;
use crate::folder;
use crate::news::Counted;
use crate::open::{Desk, blocking, origin_of};
use crate::settings::Environment;

/// What exists only while somebody is signed in.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) api: Api,
    pub(crate) store: Store,
    /// How much news there is, as it was counted last.
    pub(crate) counted: Counted,
}

impl Desk {
    /// The open cache of a session that is in force at this moment. Every use case begins here, so that the end of the 14
    /// days holds for each of them: whatever still reads or writes the cache is stopped.
    pub(crate) fn opened(&self) -> Result<Open, DeskError> {
        let (opened, closed, ended, save_due) = {
            let mut state = self.state();
            let checked = state.session.check(self.now());
            let is_active = state.session.active().is_some();
            let closed = if is_active { None } else { self.take_open(&mut state) };
            // Signed in without a cache: the notice says why. Signed out, what it says is history.
            let missing = state.notice.clone().filter(|_| is_active).unwrap_or_else(DeskError::not_signed_in);
            (state.open.clone().ok_or(missing), closed, checked.changed, checked.save_due)
        };
        if save_due {
            self.save_session();
        }
        if ended {
            self.cancel_sync();
            self.tell_session();
        }
        if let Some(closing) = closed {
            closing.in_the_background();
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
        Ok((Open { api, store: opened.store, counted: Counted::default() }, notice))
    }

    /// Finishes what a crash left undone, or a log-out while the file was open elsewhere: caches whose key is gone can be read
    /// by nobody and are removed. `found` was in the folder before the keyring was asked: a log-in by another process is in
    /// the keyring before its cache is in the folder, so that one is never among them.
    pub(crate) fn sweep_leftovers(&self, found: &BTreeSet<String>) {
        let (seals, now) = (self.seals(), self.now());
        // A copy is asked: nobody waits for `state` while the folder is read.
        let session = self.state().session.clone();
        let leftovers = session.leftovers(&seals, now);
        for name in session.stale_seals(&seals, now) {
            let _ = seals.remove(&name);
        }
        let Leftovers::KeepOnly(keep) = leftovers else { return };
        for name in found.iter().filter(|name| !keep.contains(name)) {
            // The caches of another environment are not this session's. What cannot be removed now is tried again later.
            if self.state().session.owns_cache(name) {
                let _ = self.remove_cache(name);
            }
        }
    }

    /// Removes a closed cache with what SQLite keeps beside it.
    pub(crate) fn remove_cache(&self, file_name: &str) -> Result<(), StoreError> {
        match folder::cache_path(&self.inner.options.folder, file_name) {
            Some(path) => (self.inner.options.erase)(&path),
            None => Ok(()),
        }
    }

    /// Whether the folder looks as if another process had logged out, or in with another credential. It is the keyring that
    /// knows; asking it at every look would bother whoever has to unlock it.
    pub(crate) fn seems_left(&self, open: &Open) -> bool {
        let folder = &self.inner.options.folder;
        let sealed = self.seals().list();
        let is_sealed = |name: &String| sealed.iter().any(|seal| seal.cache_file() == name);
        let is_foreign = |name: &String| {
            self.state().session.owns_cache(name) && !open.store.path().ends_with(name) && !is_sealed(name)
        };
        // Where an open file cannot be deleted it is still there, and the other signs have to do.
        !open.store.path().exists() || !folder::may_sync(folder) || folder::caches(folder).iter().any(is_foreign)
    }

    /// The folder is not as this session left it. Either another process logged out or in, which the keyring tells, or
    /// somebody deleted the cache's file, and then a new one takes its place.
    pub(crate) async fn recover_cache(&self) -> Result<(), DeskError> {
        let desk = self.clone();
        blocking(move || {
            desk.reconcile_blocking()?;
            let _keyring = desk.keyring();
            let gone = {
                let mut state = desk.state();
                let is_gone = state.open.as_ref().is_some_and(|open| !open.store.path().exists());
                if is_gone { desk.take_open(&mut state) } else { None }
            };
            if gone.is_none() {
                return Ok(());
            }
            desk.cancel_sync();
            desk.close_all(gone);
            desk.open_cache()
        })
        .await
    }
}

//! Log in and log out.

use std::time::Duration;

use desk_core::secret::Secret;
use desk_session::{Accepted, Credential, Persistence, Session, VaultItem};
use desk_store::StoreError;

use crate::error::DeskError;
use crate::folder;
use crate::journal::Entry;
use crate::open::{Desk, Event, blocking, origin_of};
use crate::settings::Environment;
use crate::source::HttpAuthenticator;
use crate::status::SessionStatus;

/// What was typed into the log-in page.
#[derive(Clone, Debug)]
pub struct LogIn {
    /// The Partner GUID in any usual spelling.
    pub guid: Secret,
    /// The API key, for partners to whom Debitura issued one that differs from the GUID (contract, question Q1).
    pub api_key: Option<Secret>,
    /// Which Debitura to ask; nothing keeps the present one. Ignored when the program was started with an address.
    pub environment: Option<Environment>,
    /// Keep nothing: for computers without a keyring.
    pub this_session_only: bool,
}

/// What a log-out left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoggedOut {
    /// The cache's file is still there, because another Partner Desk has it open and this system deletes no open file. Its key
    /// is gone; that Partner Desk deletes it when it notices the log-out, else the next start does.
    pub file_in_use: bool,
}

/// How long a log-out waits for another process's sync to let go of the files.
const PATIENCE: Duration = Duration::from_secs(5);

impl Desk {
    /// Opens what was locked by hand when this is its Partner GUID, without asking Debitura. Else asks Debitura about the
    /// credential; when it is accepted, keeps it for 14 days and opens its cache: the one that this
    /// credential had before, else a new, empty one.
    ///
    /// # Errors
    /// When Debitura, the network or the keyring stands in the way: the session is then what it was. When the cache cannot be
    /// opened: the log-in holds all the same, and every question answers with this error until it is mended.
    pub async fn log_in(&self, log_in: LogIn) -> Result<SessionStatus, DeskError> {
        let session = self.begin_session(log_in).await;
        self.note(match &session {
            Ok(_) => Entry::LoggedIn,
            Err(error) => Entry::LogInFailed { code: error.code },
        });
        session
    }

    async fn begin_session(&self, log_in: LogIn) -> Result<SessionStatus, DeskError> {
        let credential = Credential::parse(log_in.guid.expose(), log_in.api_key.as_ref().map(Secret::expose))?;
        if self.unlock(&credential).await? {
            return Ok(self.session());
        }
        let options = &self.inner.options;
        let environment =
            options.origin.is_none().then(|| log_in.environment.or(self.environment()).unwrap_or_default());
        let origin = origin_of(options, environment);
        let authenticator = HttpAuthenticator { origin, options: options.api.clone() };
        let accepted = Accepted::ask(credential, &authenticator, options.clock.as_ref()).await?;
        let persistence = if log_in.this_session_only { Persistence::ThisSessionOnly } else { Persistence::Keyring };
        let halted = self.halt_sync().await;
        let desk = self.clone();
        let begun = blocking(move || desk.begin(&accepted, environment, persistence)).await;
        drop(halted);
        self.tell(Event::Session);
        begun.map(|()| self.session())
    }

    /// Keeps an accepted credential and opens its cache. Blocks.
    fn begin(
        &self,
        accepted: &Accepted,
        environment: Option<Environment>,
        persistence: Persistence,
    ) -> Result<(), DeskError> {
        let options = &self.inner.options;
        let (vault, seals) = (options.vault.as_ref(), self.seals());
        let _keyring = self.keyring();
        // A copy makes the transition: the keyring may take minutes, and when it refuses nothing has happened.
        let (mut session, environment_before) = {
            let state = self.state();
            (state.session.clone(), state.environment)
        };
        if environment != environment_before {
            // Another environment has a keyring item of its own; the item of the one that is left stays untouched.
            let origin = origin_of(options, environment);
            let item = VaultItem::new(origin.as_str(), &options.folder);
            session = Session::restore(vault, &seals, item, origin.as_str(), options.clock.now());
        }
        let logged_in = session.log_in(accepted, vault, &seals, persistence)?;
        let open_before = {
            let mut state = self.state();
            state.session = session;
            state.environment = environment;
            state.notice = None;
            self.take_open(&mut state)
        };
        // One writer per process: the cache may be the same file.
        self.close_all(open_before);
        let saved = environment
            .map_or(Ok(()), |environment| self.change_settings(|settings| settings.environment = environment));
        for name in &logged_in.obsolete_cache_files {
            // Its key is gone, so nobody can read it; what cannot be removed now is swept later.
            let _ = self.remove_cache(name);
        }
        self.forget_sync_history();
        self.open_cache()?;
        if let Err(error) = saved {
            // The log-in holds; only the next start may look for it in the other environment.
            self.state().notice = Some(DeskError::folder(&error));
        }
        let partner = accepted.partner().clone();
        self.opened()?.store.write(move |writer| writer.set_partner(&partner)).wait()?;
        Ok(())
    }

    /// Erases the secret, the key, the cache and the settings, the key first: from then on nothing is readable, whatever
    /// happens to the files. A sync is stopped before, also one of another process on the same folder. A file that such a
    /// process has open is no error.
    ///
    /// # Errors
    /// When the keyring does not let go of the key, in which case nothing else was touched; or when a file could not be
    /// removed, which the next start tries again.
    pub async fn log_out(&self) -> Result<LoggedOut, DeskError> {
        let halted = self.halt_sync().await;
        let desk = self.clone();
        let erased = blocking(move || desk.erase()).await;
        if erased.is_ok() {
            self.forget_sync_history();
        }
        drop(halted);
        self.tell_session();
        erased
    }

    /// Blocks.
    fn erase(&self) -> Result<LoggedOut, DeskError> {
        let folder = &self.inner.options.folder;
        let _keyring = self.keyring();
        let mut session = self.state().session.clone();
        let plan = session.log_out(self.inner.options.vault.as_ref(), &self.seals())?;
        let open = {
            let mut state = self.state();
            state.session = session;
            state.notice = None;
            self.take_open(&mut state)
        };
        self.close_all(open);
        let lock = folder::withdraw_lock(folder, PATIENCE);
        let (mut erased, mut file_in_use) = (Ok(()), false);
        for name in &plan.cache_files {
            match self.remove_cache(name) {
                Err(StoreError::Locked) => file_in_use = true,
                other => erased = erased.and(other.map_err(DeskError::from)),
            }
        }
        let plain = self.remove_settings().and(self.inner.journal.remove()).and(lock);
        erased.and(plain.map_err(|error| DeskError::folder(&error)))?;
        Ok(LoggedOut { file_in_use })
    }
}

//! Log in and log out.

use desk_core::secret::Secret;
use desk_session::{Accepted, Credential, Persistence, Session, VaultItem};

use crate::error::DeskError;
use crate::folder;
use crate::open::{Desk, Event, blocking, origin_of};
use crate::settings::{Environment, Settings};
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

impl Desk {
    /// Asks Debitura about the credential; when it is accepted, keeps it and opens its cache.
    ///
    /// # Errors
    /// Everything that can stand in the way; the stored session is untouched then.
    pub async fn log_in(&self, log_in: LogIn) -> Result<SessionStatus, DeskError> {
        let credential = Credential::parse(log_in.guid.expose(), log_in.api_key.as_ref().map(Secret::expose))?;
        let options = &self.inner.options;
        let environment = options.origin.is_none().then(|| log_in.environment.or(self.environment()).unwrap_or_default());
        let origin = origin_of(options, environment);
        let authenticator = HttpAuthenticator { origin, options: options.api.clone() };
        let accepted = Accepted::ask(credential, &authenticator, options.clock.as_ref()).await?;
        let persistence = if log_in.this_session_only { Persistence::ThisSessionOnly } else { Persistence::Keyring };
        self.stop_sync().await;
        let desk = self.clone();
        blocking(move || desk.begin(&accepted, environment, persistence)).await?;
        let partner = self.partner_of_log_in().await;
        self.tell(Event::Session);
        partner?;
        Ok(self.session())
    }

    /// Keeps an accepted credential and opens its cache. Blocks.
    fn begin(&self, accepted: &Accepted, environment: Option<Environment>, persistence: Persistence) -> Result<(), DeskError> {
        let options = &self.inner.options;
        let _keyring = self.keyring();
        let logged_in = {
            let mut state = self.state();
            if environment != state.environment {
                // Another environment has a keyring item of its own; the item of the one that was left stays untouched.
                let origin = origin_of(options, environment);
                let item = VaultItem::new(origin.as_str(), &options.folder);
                state.session = Session::restore(options.vault.as_ref(), item, origin.as_str(), options.clock.now());
                state.environment = environment;
            }
            let logged_in = state.session.log_in(accepted, options.vault.as_ref(), persistence)?;
            state.open = None;
            state.notice = None;
            logged_in
        };
        if let Some(environment) = environment {
            Settings { environment }.save(&options.folder).map_err(|error| DeskError::folder(&error))?;
        }
        for name in &logged_in.obsolete_cache_files {
            // Its key is gone, so nobody can read it; what cannot be removed now is swept at the next start.
            let _ = folder::remove_cache(&options.folder, name);
        }
        self.forget_sync_history();
        self.open_cache()
    }

    /// Erases the secret, the key, the cache and the settings, the key first: from then on nothing is readable, whatever
    /// happens to the files.
    ///
    /// # Errors
    /// When the keyring does not let go of the key, in which case nothing else was touched; or when a file could not be
    /// removed, which the next start tries again.
    pub async fn log_out(&self) -> Result<(), DeskError> {
        self.stop_sync().await;
        let desk = self.clone();
        let erased = blocking(move || {
            let options = &desk.inner.options;
            let _keyring = desk.keyring();
            let (plan, open) = {
                let mut state = desk.state();
                let plan = state.session.log_out(options.vault.as_ref())?;
                state.notice = None;
                (plan, state.open.take())
            };
            if let Some(open) = open {
                // Windows deletes no file that is open.
                open.store.close()?;
            }
            let mut outcome = Ok(());
            for name in &plan.cache_files {
                outcome = outcome.and(folder::remove_cache(&options.folder, name).map_err(DeskError::from));
            }
            let plain = Settings::remove(&options.folder).and(folder::remove_lock(&options.folder));
            outcome.and(plain.map_err(|error| DeskError::folder(&error)))
        })
        .await;
        self.forget_sync_history();
        self.tell(Event::Session);
        erased
    }
}

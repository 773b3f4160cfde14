//! The state machine: what brings a session from one [`State`] to another.
//!
//! [`Session::check`] is cheap and asks nobody, so that every command can call it first. [`Session::reconcile`] talks to
//! the keyring and is called rarely, when a check says so, and where another process may have logged in or out.

mod locking;
mod reconcile;
mod sealing;

use chrono::TimeDelta;
use desk_core::time::Instant;

use crate::accepted::{Accepted, LogInError};
use crate::outcome::{Checked, Leftovers, LogOutPlan, LoggedIn};
use crate::sealed::Seals;
use crate::state::{Active, Held, Kept, LockReason, Persistence, SignOutReason, State};
use crate::stored::{Cache, DamagedItem, Ended, StoredSession, whole_millis};
use crate::vault::{Vault, VaultError, VaultItem};

pub use reconcile::{Reconciled, Reconciliation};
use reconcile::{SAVE_EVERY, is_old};

/// A clock may be put right by this much without anybody being logged out.
const SKEW: TimeDelta = TimeDelta::minutes(5);

/// A session on one data folder and one API. A clone can be taken through a slow transition while others go on asking the
/// original, and then take its place.
#[derive(Clone, Debug)]
pub struct Session {
    item: VaultItem,
    origin: String,
    state: State,
    /// The mark that the keyring holds.
    saved_high_water: Option<Instant>,
    /// A lock, or the end of one, that the keyring does not know of yet.
    lock_unsaved: bool,
    save_tried: Option<Instant>,
}

impl Session {
    /// The session that the keyring holds, at the start of a process. Blocks. Never fails: what cannot be read is a
    /// [`State`] of its own. `origin` is the API's, `https://host[:port]`.
    #[must_use]
    pub fn restore(vault: &dyn Vault, seals: &dyn Seals, item: VaultItem, origin: &str, now: Instant) -> Self {
        let state = State::SignedOut { reason: None };
        let mut session = Self {
            item,
            origin: origin.to_owned(),
            state,
            saved_high_water: None,
            lock_unsaved: false,
            save_tried: None,
        };
        match session.load(vault) {
            Ok(Some(Ok(stored))) => session.adopt(stored, now),
            Ok(None) => session.adopt_sealed(seals, now),
            Ok(Some(Err(damage))) => session.state = State::SignedOut { reason: Some(sign_out_reason(damage)) },
            Err(error) => session.state = State::KeyringUnavailable { error },
        }
        session
    }

    /// Where the session stands.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The session in force, if there is one. Call [`Self::check`] first.
    #[must_use]
    pub fn active(&self) -> Option<&Active> {
        match &self.state {
            State::SignedIn(active) => Some(active),
            State::SignedOut { .. } | State::Locked { .. } | State::KeyringUnavailable { .. } => None,
        }
    }

    /// The API that this session is for.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Looks at the clock: ends the session after 14 days, locks it when the clock was set back by more than five
    /// minutes, else remembers the time. Asks nobody and is cheap: call it on start, resume and focus, and before each
    /// command.
    pub fn check(&mut self, now: Instant) -> Checked {
        let stored = match &mut self.state {
            State::SignedIn(active) => &mut active.stored,
            // The 14 days go on behind the lock.
            State::Locked { why: LockReason::ByHand, held: Held { kept: Kept::Whole(stored), .. } } => stored.as_mut(),
            _ => return Checked { changed: false, save_due: self.is_save_due(now) },
        };
        if let Some(why) = verdict(stored, now) {
            let changed = self.lock(why);
            return Checked { changed, save_due: self.is_save_due(now) };
        }
        stored.high_water = stored.high_water.max(whole_millis(now));
        Checked { changed: false, save_due: self.is_save_due(now) }
    }

    /// Debitura refused the credential twice in a row (401, and 401 from `/me`): locks the session as expiry does.
    pub fn refuse(&mut self, now: Instant) -> Checked {
        let changed = self.active().is_some();
        if changed {
            self.lock(LockReason::Refused);
        }
        Checked { changed, save_due: self.is_save_due(now) }
    }

    /// Starts 14 days for a credential that Debitura has just accepted. A credential whose cache is in the keyring or sealed
    /// gets it back; another one gets a new, empty cache, and what the keyring held is sealed and left alone. Blocks.
    ///
    /// # Errors
    /// [`LogInError::Keyring`] when the session could not be kept, [`LogInError::NoRandomness`]. The state before is
    /// then the state after, and the same call can be made again.
    pub fn log_in(
        &mut self,
        accepted: &Accepted,
        vault: &dyn Vault,
        seals: &dyn Seals,
        persistence: Persistence,
    ) -> Result<LoggedIn, LogInError> {
        let previous = self.previous(vault, persistence)?;
        let kept = previous.as_ref().filter(|stored| stored.belongs_to(accepted, &self.origin));
        let kept = kept.map(StoredSession::cache);
        let opened = if kept.is_none() { self.unseal(accepted, seals) } else { None };
        let unsealed = opened.is_some();
        let kept = kept.or(opened);
        let new_cache = kept.is_none();
        let cache = kept.map_or_else(|| Cache::new(&self.item), Ok)?;
        let stored = StoredSession::issue(accepted, &self.origin, cache);
        let replaced = previous.filter(|previous| {
            previous.cache_file != stored.cache_file
                && (persistence == Persistence::Keyring || self.is_in_memory_only())
        });
        let obsolete = replaced.filter(|replaced| !self.seal_replaced(replaced, seals, accepted.at()));
        if persistence == Persistence::Keyring {
            self.store(vault, &stored)?;
            // From here on the keyring has the key; a seal that stays is removed by the next start.
            let _ = seals.remove(&stored.cache_file);
        }
        self.saved_high_water = (persistence == Persistence::Keyring).then_some(stored.high_water);
        self.lock_unsaved = false;
        self.save_tried = None;
        self.state = State::SignedIn(Active { stored, persistence });
        Ok(LoggedIn {
            new_cache,
            unsealed,
            obsolete_cache_files: obsolete.into_iter().map(|stored| stored.cache_file).collect(),
        })
    }

    /// Forgets the secret and the cache key, which makes the cache unreadable, and says which files are left to delete.
    /// Works in every state, so that a log-out that was interrupted can be finished. Blocks.
    ///
    /// # Errors
    /// A [`VaultError`] when the keyring did not let go of the session. Nothing has changed then, for a session that
    /// would be back after a restart must not look as if it were gone.
    pub fn log_out(&mut self, vault: &dyn Vault, seals: &dyn Seals) -> Result<LogOutPlan, VaultError> {
        let deleted = vault.delete(&self.item);
        // A session that never was in the keyring can be forgotten without it.
        if !self.is_in_memory_only() {
            deleted?;
        }
        let cache_files: Vec<String> = self.own_cache().map(str::to_owned).into_iter().collect();
        for name in &cache_files {
            // Without its credential nobody opens it; one that cannot be removed goes after 30 days.
            let _ = seals.remove(name);
        }
        self.sign_out(Some(SignOutReason::LoggedOut));
        Ok(LogOutPlan { cache_files })
    }

    /// Whether the key of a cache file can only be in this session's keyring item. One data folder may hold the caches
    /// of several, one for each environment: those of the others are not this session's to delete.
    #[must_use]
    pub fn owns_cache(&self, file_name: &str) -> bool {
        file_name.starts_with(&self.item.cache_prefix())
    }

    /// Which of its own cache files may be deleted. Ask after [`Self::restore`] and after each log-in and log-out.
    #[must_use]
    pub fn leftovers(&self, seals: &dyn Seals, now: Instant) -> Leftovers {
        match &self.state {
            // The keyring that did not work may hold the key of another cache.
            State::SignedIn(_) | State::Locked { .. } if self.is_in_memory_only() => Leftovers::KeepAll,
            State::SignedIn(_)
            | State::Locked { .. }
            | State::SignedOut { reason: None | Some(SignOutReason::LoggedOut | SignOutReason::LoggedOutElsewhere) } => {
                let own = self.own_cache().map(str::to_owned);
                let sealed = self.seals(seals, now).into_iter().map(|sealed| sealed.cache_file);
                let sealed = sealed.filter(|name| Some(name) != own.as_ref()).collect::<Vec<_>>();
                Leftovers::KeepOnly(own.into_iter().chain(sealed).collect())
            }
            State::SignedOut { reason: Some(SignOutReason::ItemDamaged | SignOutReason::ItemOfNewerVersion) }
            | State::KeyringUnavailable { .. } => Leftovers::KeepAll,
        }
    }

    /// The session whose cache a log-in may go on with. The keyring's word counts, because another process may have
    /// logged out; memory counts where the session is only there, or has to do without the keyring.
    fn previous(&self, vault: &dyn Vault, persistence: Persistence) -> Result<Option<StoredSession>, VaultError> {
        let in_memory = self.stored().cloned();
        if persistence == Persistence::ThisSessionOnly {
            return Ok(in_memory);
        }
        match self.load(vault) {
            Ok(Some(Ok(stored))) => Ok(Some(stored)),
            Ok(None | Some(Err(_))) => Ok(in_memory.filter(|_| self.is_in_memory_only())),
            Err(VaultError::Damaged) => {
                // No text, or twice there: storing would fail the same way for ever.
                vault.delete(&self.item)?;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Takes over what the keyring holds.
    fn adopt(&mut self, stored: StoredSession, now: Instant) {
        // An item for another API under this name was not written by this program as it is.
        if stored.origin != self.origin {
            self.sign_out(Some(SignOutReason::ItemDamaged));
            return;
        }
        self.saved_high_water = Some(stored.high_water);
        self.lock_unsaved = false;
        self.save_tried = None;
        self.state = State::SignedIn(Active { stored, persistence: Persistence::Keyring });
        let _ = self.check(now);
    }

    /// Whether that was news.
    fn lock(&mut self, why: LockReason) -> bool {
        let (mut stored, persistence) = match &self.state {
            State::SignedIn(Active { stored, persistence }) => (stored.clone(), *persistence),
            State::Locked { why: LockReason::ByHand, held: Held { kept: Kept::Whole(stored), persistence } }
                if why != LockReason::ByHand =>
            {
                (stored.as_ref().clone(), *persistence)
            }
            _ => return false,
        };
        let ended = match why {
            LockReason::Expired => Some(Ended::Expired),
            LockReason::Refused => Some(Ended::Refused),
            // Not an end: with the clock put right, the next start finds the session in force.
            LockReason::ClockSetBack | LockReason::ByHand => None,
        };
        if ended.is_some() && stored.ended != ended {
            stored.ended = ended;
            self.save_tried = None;
        }
        self.state = State::Locked { why, held: Held { kept: Kept::Whole(Box::new(stored)), persistence } };
        true
    }

    fn sign_out(&mut self, reason: Option<SignOutReason>) -> bool {
        self.state = State::SignedOut { reason };
        self.saved_high_water = None;
        self.lock_unsaved = false;
        self.save_tried = None;
        true
    }

    fn is_save_due(&self, now: Instant) -> bool {
        let Some(stored) = self.stored().filter(|_| self.is_seal_due() || !self.is_in_memory_only()) else {
            return false;
        };
        let mark_is_old = self.saved_high_water.is_none_or(|saved| is_old(saved, stored.high_water));
        let tried_lately = self.save_tried.is_some_and(|tried| now.signed_duration_since(tried).abs() < SAVE_EVERY);
        (self.is_seal_due() || self.lock_unsaved || mark_is_old) && !tried_lately
    }

    /// The cache of the session that is in force or locked.
    fn own_cache(&self) -> Option<&str> {
        match &self.state {
            State::SignedIn(active) => Some(active.cache_file()),
            State::Locked { held, .. } => Some(held.cache_file()),
            State::SignedOut { .. } | State::KeyringUnavailable { .. } => None,
        }
    }

    fn is_in_memory_only(&self) -> bool {
        matches!(
            &self.state,
            State::SignedIn(Active { persistence: Persistence::ThisSessionOnly, .. })
                | State::Locked { held: Held { persistence: Persistence::ThisSessionOnly, .. }, .. }
        )
    }

    fn is_unavailable(&self) -> bool {
        matches!(self.state, State::KeyringUnavailable { .. })
    }

    fn stored(&self) -> Option<&StoredSession> {
        match &self.state {
            State::SignedIn(Active { stored, .. }) => Some(stored),
            State::Locked { held, .. } => held.kept.stored(),
            State::SignedOut { .. } | State::KeyringUnavailable { .. } => None,
        }
    }

    fn stored_mut(&mut self) -> Option<&mut StoredSession> {
        match &mut self.state {
            State::SignedIn(Active { stored, .. }) => Some(stored),
            State::Locked { held: Held { kept: Kept::Whole(stored), .. }, .. } => Some(stored),
            State::Locked { .. } | State::SignedOut { .. } | State::KeyringUnavailable { .. } => None,
        }
    }

    fn load(&self, vault: &dyn Vault) -> Result<Option<Result<StoredSession, DamagedItem>>, VaultError> {
        Ok(vault.load(&self.item)?.map(|text| StoredSession::decode(&text)))
    }

    fn store(&self, vault: &dyn Vault, stored: &StoredSession) -> Result<(), VaultError> {
        vault.store(&self.item, &stored.encode().map_err(|_| VaultError::Other)?)
    }
}

/// Why a session is not in force at this instant; nothing when it is.
fn verdict(stored: &StoredSession, now: Instant) -> Option<LockReason> {
    if let Some(ended) = stored.ended {
        return Some(ended.into());
    }
    if stored.high_water.signed_duration_since(now) > SKEW {
        return Some(LockReason::ClockSetBack);
    }
    if now >= stored.expires {
        return Some(LockReason::Expired);
    }
    stored.locked.then_some(LockReason::ByHand)
}

fn sign_out_reason(damage: DamagedItem) -> SignOutReason {
    match damage {
        DamagedItem::NewerVersion => SignOutReason::ItemOfNewerVersion,
        DamagedItem::Unreadable | DamagedItem::Field(_) => SignOutReason::ItemDamaged,
    }
}

impl From<Ended> for LockReason {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Expired => Self::Expired,
            Ended::Refused => Self::Refused,
        }
    }
}

//! The meeting of a session and its copy in the keyring, which another process may have replaced or removed. It works
//! without the session itself, because the keyring can take as long as a person takes to type a password.

use chrono::TimeDelta;
use desk_core::time::Instant;

use crate::outcome::Checked;
use crate::sealed::{SealedCache, Seals};
use crate::state::{Held, Kept, LockReason, Persistence, SignOutReason, State};
use crate::stored::{DamagedItem, StoredSession};
use crate::vault::{Vault, VaultError, VaultItem};

use super::{Session, sign_out_reason};

/// The high-water mark is written at most this often, and a write that failed is tried again after as long: a keyring
/// that asks for a password must not ask on every command.
pub(crate) const SAVE_EVERY: TimeDelta = TimeDelta::minutes(10);

/// What is to be compared with the keyring; made by [`Session::begin_reconcile`](Session::begin_reconcile).
#[derive(Clone, Debug)]
#[must_use]
pub struct Reconciliation {
    pub(crate) item: VaultItem,
    pub(crate) mine: Option<StoredSession>,
    pub(crate) in_memory_only: bool,
    pub(crate) lock_unsaved: bool,
    pub(crate) now: Instant,
}

/// What the keyring said; for [`Session::settle`](Session::settle).
#[derive(Clone, Debug)]
#[must_use]
pub struct Reconciled {
    pub(crate) mine: Option<StoredSession>,
    pub(crate) found: Found,
}

/// What is in the keyring now.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    Nothing,
    Damaged(DamagedItem),
    /// This log-in, with the mark and the end that are kept now.
    Same(Box<StoredSession>),
    /// Another log-in.
    Other(Box<StoredSession>),
    /// This log-in has ended: its key is wrapped under the credential, and the keyring holds neither any more.
    Sealed(Box<SealedCache>),
}

impl Reconciliation {
    /// Reads the keyring and writes what is worth writing. Blocks.
    ///
    /// # Errors
    /// A [`VaultError`].
    pub fn run(self, vault: &dyn Vault, seals: &dyn Seals) -> Result<Reconciled, VaultError> {
        let found = self.find(vault, seals)?;
        Ok(Reconciled { mine: self.mine, found })
    }

    fn find(&self, vault: &dyn Vault, seals: &dyn Seals) -> Result<Found, VaultError> {
        if self.in_memory_only {
            // Nothing of it was ever kept, and nothing is now.
            let sealed = self.mine.as_ref().and_then(|mine| SealedCache::seal(mine, seals.cost(), self.now));
            return Ok(sealed.map_or(Found::Nothing, |sealed| Found::Sealed(Box::new(sealed))));
        }
        Ok(match vault.load(&self.item)?.map(|text| StoredSession::decode(&text)) {
            None => match self.sealed_elsewhere(seals) {
                Some(sealed) => Found::Sealed(Box::new(sealed)),
                None => Found::Nothing,
            },
            Some(Err(damage)) => Found::Damaged(damage),
            Some(Ok(theirs)) => match &self.mine {
                Some(mine) if mine.is_same_log_in(&theirs) => self.meet(vault, seals, mine, theirs)?,
                _ => Found::Other(Box::new(theirs)),
            },
        })
    }

    /// Another process noticed the end first.
    fn sealed_elsewhere(&self, seals: &dyn Seals) -> Option<SealedCache> {
        let mine = self.mine.as_ref()?;
        seals.list().into_iter().find(|sealed| sealed.cache_file == mine.cache_file && sealed.origin == mine.origin)
    }

    /// Two copies of one log-in. One that has ended is sealed; the seal is kept before the keyring lets go, so that a crash in
    /// between loses nothing, and is made anew by the next start. Where it cannot be kept the keyring notes the end.
    fn meet(
        &self,
        vault: &dyn Vault,
        seals: &dyn Seals,
        mine: &StoredSession,
        theirs: StoredSession,
    ) -> Result<Found, VaultError> {
        let mut ended = theirs.clone();
        ended.take_over(mine);
        if ended.ended.is_some()
            && let Some(sealed) = SealedCache::seal(&ended, seals.cost(), self.now)
            && seals.keep(&sealed).is_ok()
        {
            vault.delete(&self.item)?;
            return Ok(Found::Sealed(Box::new(sealed)));
        }
        Ok(Found::Same(Box::new(self.merge(vault, mine, theirs)?)))
    }

    /// The later mark and any end win; the outcome is what the keyring holds afterwards.
    fn merge(
        &self,
        vault: &dyn Vault,
        mine: &StoredSession,
        theirs: StoredSession,
    ) -> Result<StoredSession, VaultError> {
        let mut merged = theirs.clone();
        merged.take_over(mine);
        if self.lock_unsaved {
            merged.locked = mine.locked;
        }
        if (merged.ended, merged.locked) == (theirs.ended, theirs.locked)
            && !is_old(theirs.high_water, merged.high_water)
        {
            return Ok(theirs);
        }
        vault.store(&self.item, &merged.encode().map_err(|_| VaultError::Other)?)?;
        Ok(merged)
    }
}

impl Session {
    /// Brings session and keyring together: saves the mark or the end of this session, and notices that another
    /// process has logged in or out meanwhile, whose word counts. Blocks; where others wait for the session, use
    /// [`Self::begin_reconcile`].
    ///
    /// # Errors
    /// A [`VaultError`]. The session goes on as it is and says again that a save is due, but not at once.
    pub fn reconcile(&mut self, vault: &dyn Vault, seals: &dyn Seals, now: Instant) -> Result<Checked, VaultError> {
        let Some(reconciliation) = self.begin_reconcile(now) else { return Ok(Checked::default()) };
        let reconciled = reconciliation.run(vault, seals)?;
        Ok(self.settle(reconciled, now))
    }

    /// The same in three steps, so that nobody waits for the session while the keyring asks its owner for a password:
    /// this one, [`Reconciliation::run`] without the session, [`Self::settle`]. Nothing when the session is not in the
    /// keyring. No log-in or log-out may use the keyring between the three, or an erased session could be written again.
    pub fn begin_reconcile(&mut self, now: Instant) -> Option<Reconciliation> {
        let in_memory_only = self.is_in_memory_only();
        if in_memory_only && !self.is_seal_due() {
            return None;
        }
        self.save_tried = Some(now);
        Some(Reconciliation {
            item: self.item.clone(),
            mine: self.stored().cloned(),
            in_memory_only,
            lock_unsaved: self.lock_unsaved,
            now,
        })
    }

    /// Takes over what a reconciliation found.
    pub fn settle(&mut self, reconciled: Reconciled, now: Instant) -> Checked {
        let Reconciled { mine, found } = reconciled;
        let is_the_same = match (self.stored(), &mine) {
            (Some(own), Some(mine)) => own.is_same_log_in(mine),
            (None, None) => true,
            _ => false,
        };
        // Somebody logged in or out while the keyring was being asked: its answer is out of date.
        if !is_the_same {
            return Checked { changed: false, save_due: self.is_save_due(now) };
        }
        let changed = match (mine.is_some(), found) {
            (_, Found::Same(kept)) => return self.settle_same(&kept, now),
            (_, Found::Sealed(sealed)) => self.settle_sealed(*sealed),
            (_, Found::Other(stored)) => {
                self.adopt(*stored, now);
                true
            }
            (true, Found::Damaged(damage)) => self.sign_out(Some(sign_out_reason(damage))),
            (true, Found::Nothing) => self.sign_out(Some(SignOutReason::LoggedOutElsewhere)),
            (false, Found::Damaged(damage)) if self.is_unavailable() => self.sign_out(Some(sign_out_reason(damage))),
            (false, Found::Nothing) if self.is_unavailable() => self.sign_out(None),
            (false, Found::Damaged(_) | Found::Nothing) => false,
        };
        Checked { changed, save_due: self.is_save_due(now) }
    }

    /// The secrets are gone from the keyring, and go from here.
    fn settle_sealed(&mut self, sealed: SealedCache) -> bool {
        let was_active = self.active().is_some();
        let partner_name = self.stored().and_then(|stored| stored.partner_name.clone());
        let persistence = if self.is_in_memory_only() { Persistence::ThisSessionOnly } else { Persistence::Keyring };
        let why = match &self.state {
            State::Locked { why, .. } => *why,
            _ => sealed.ended.map_or(LockReason::Expired, LockReason::from),
        };
        self.sign_out(None);
        self.state =
            State::Locked { why, held: Held { kept: Kept::Sealed { cache: sealed, partner_name }, persistence } };
        was_active
    }

    /// The keyring holds this log-in: its mark and its end count here too.
    fn settle_same(&mut self, kept: &StoredSession, now: Instant) -> Checked {
        let was_active = self.active().is_some();
        if let Some(ended) = kept.ended {
            self.lock(ended.into());
        }
        if kept.locked && !self.lock_unsaved {
            // Locked by another process, and not opened here since.
            self.lock(LockReason::ByHand);
        }
        self.lock_unsaved &= self.stored().is_some_and(|own| own.locked != kept.locked);
        if let Some(own) = self.stored_mut() {
            own.take_over(kept);
        }
        self.saved_high_water = Some(kept.high_water);
        let checked = self.check(now);
        Checked { changed: was_active != self.active().is_some(), ..checked }
    }
}

/// Whether a saved mark is far enough behind the present one to be worth a write.
pub(crate) fn is_old(saved: Instant, present: Instant) -> bool {
    present.signed_duration_since(saved) >= SAVE_EVERY
}

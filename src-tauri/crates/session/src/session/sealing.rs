//! What a session does with seals: what it leaves behind when it ends, and how the same credential gets it back.

use desk_core::time::Instant;

use crate::accepted::Accepted;
use crate::sealed::{SealedCache, Seals};
use crate::state::{Active, Held, Kept, LockReason, Persistence, State};
use crate::stored::{Cache, StoredSession};

use super::Session;

impl Session {
    /// The seals of this session's item that are not over.
    pub(super) fn seals(&self, seals: &dyn Seals, now: Instant) -> Vec<SealedCache> {
        let is_ours = |sealed: &SealedCache| {
            self.owns_cache(sealed.cache_file()) && sealed.origin == self.origin && !sealed.is_over(now)
        };
        seals.list().into_iter().filter(is_ours).collect()
    }

    /// Seals that are of no use any more: over, or of a cache whose key is in the keyring again. Ask when nobody logs in or
    /// out.
    #[must_use]
    pub fn stale_seals(&self, seals: &dyn Seals, now: Instant) -> Vec<String> {
        let active = self.active().map(Active::cache_file);
        let is_stale = |sealed: &SealedCache| {
            self.owns_cache(sealed.cache_file()) && (sealed.is_over(now) || active == Some(sealed.cache_file()))
        };
        seals.list().into_iter().filter(is_stale).map(|sealed| sealed.cache_file).collect()
    }

    /// The sealed cache that this credential opens.
    pub(super) fn unseal(&self, accepted: &Accepted, seals: &dyn Seals) -> Option<Cache> {
        let in_memory = match &self.state {
            State::Locked { held: Held { kept: Kept::Sealed { cache, .. }, .. }, .. } => Some(cache.clone()),
            _ => None,
        };
        let all = in_memory.into_iter().chain(self.seals(seals, accepted.at()));
        all.filter(|sealed| sealed.origin == self.origin).find_map(|sealed| {
            let key = sealed.open(accepted)?;
            Some(Cache { key, file: sealed.cache_file })
        })
    }

    /// Seals what another credential's log-in pushes out of the keyring. A session of this process only leaves nothing.
    pub(super) fn seal_replaced(&self, replaced: &StoredSession, seals: &dyn Seals, now: Instant) -> bool {
        !self.is_in_memory_only()
            && SealedCache::seal(replaced, seals.cost(), now).is_some_and(|sealed| seals.keep(&sealed).is_ok())
    }

    /// Nothing in the keyring: a log-in that ended is known by its seal.
    pub(super) fn adopt_sealed(&mut self, seals: &dyn Seals, now: Instant) {
        let newest = self.seals(seals, now).into_iter().filter(|sealed| sealed.ended.is_some());
        if let Some(cache) = newest.max_by_key(SealedCache::sealed_at) {
            let why = cache.ended.map_or(LockReason::Expired, LockReason::from);
            let kept = Kept::Sealed { cache, partner_name: None };
            self.state = State::Locked { why, held: Held { kept, persistence: Persistence::Keyring } };
        }
    }

    /// Whether an ended session's secrets are still here.
    #[must_use]
    pub fn is_seal_due(&self) -> bool {
        matches!(&self.state, State::Locked { .. }) && self.stored().is_some_and(|stored| stored.ended.is_some())
    }
}

//! The lock that a person turns by hand: the data is hidden, the 14 days go on, and the Partner GUID alone opens it again.

use desk_core::time::Instant;

use crate::credential::Credential;
use crate::outcome::Checked;
use crate::state::{Active, Held, Kept, LockReason, State};

use super::Session;

impl Session {
    /// Locks a session that is in force. The keyring learns of it with the next [`Session::reconcile`], so that a restart
    /// opens nothing.
    pub fn lock_by_hand(&mut self, now: Instant) -> Checked {
        let State::SignedIn(active) = &mut self.state else {
            return Checked { changed: false, save_due: self.is_save_due(now) };
        };
        active.stored.locked = true;
        (self.lock_unsaved, self.save_tried) = (true, None);
        let changed = self.lock(LockReason::ByHand);
        Checked { changed, save_due: self.is_save_due(now) }
    }

    /// Opens what was locked by hand with the Partner GUID of its log-in. Asks nobody. False, and nothing has changed: it is
    /// not locked so, it is another GUID, or its time is over.
    pub fn unlock(&mut self, credential: &Credential, now: Instant) -> bool {
        // Behind the lock time went on.
        let _ = self.check(now);
        let State::Locked { why: LockReason::ByHand, held: Held { kept: Kept::Whole(stored), persistence } } =
            &self.state
        else {
            return false;
        };
        if stored.credential.guid != credential.guid {
            return false;
        }
        let (mut stored, persistence) = (stored.as_ref().clone(), *persistence);
        stored.locked = false;
        (self.lock_unsaved, self.save_tried) = (true, None);
        self.state = State::SignedIn(Active { stored, persistence });
        true
    }
}

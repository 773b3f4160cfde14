//! *Lock now*: the data is hidden at once, and the 14 days go on.

use desk_session::Credential;

use crate::error::DeskError;
use crate::open::{Desk, Event, blocking};

impl Desk {
    /// Closes the cache and hides the data behind the log-in page. A sync is stopped. Nobody signed in: nothing happens.
    pub fn lock(&self) {
        let (closing, changed) = {
            let mut state = self.state();
            let changed = state.session.lock_by_hand(self.now()).changed;
            (if changed { self.take_open(&mut state) } else { None }, changed)
        };
        if !changed {
            return;
        }
        self.cancel_sync();
        self.tell_session();
        if let Some(closing) = closing {
            closing.in_the_background();
        }
        // The keyring has to know, or a restart would open everything.
        self.save_session();
    }

    /// Whether this Partner GUID opened what was locked by hand.
    pub(crate) async fn unlock(&self, credential: &Credential) -> Result<bool, DeskError> {
        let now = self.now();
        if !self.state().session.unlock(credential, now) {
            return Ok(false);
        }
        self.save_session();
        let desk = self.clone();
        let opened = blocking(move || {
            // The file may still be closing.
            desk.close_all(None);
            desk.open_cache()
        });
        let opened = opened.await;
        self.tell(Event::Session);
        opened.map(|()| true)
    }
}

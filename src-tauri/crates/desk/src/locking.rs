//! *Lock now*: the data is hidden at once, and the 14 days go on.

use desk_session::Credential;

use crate::error::DeskError;
use crate::open::{Desk, Event, blocking};
use crate::settings::Settings;

/// Minutes without a key or a movement after which a window may lock itself, as offered.
const IDLE_MINUTES: std::ops::RangeInclusive<u32> = 1..=24 * 60;

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

    /// After how many idle minutes the window locks itself; nothing: never, which is how it begins.
    #[must_use]
    pub fn idle_lock_minutes(&self) -> Option<u32> {
        Settings::load(&self.inner.options.folder).idle_lock_minutes
    }

    /// Chooses it.
    ///
    /// # Errors
    /// When the number makes no sense, or the settings cannot be written.
    pub fn set_idle_lock_minutes(&self, minutes: Option<u32>) -> Result<(), DeskError> {
        if minutes.is_some_and(|minutes| !IDLE_MINUTES.contains(&minutes)) {
            return Err(DeskError::invalid("The time until the lock is between a minute and a day."));
        }
        let folder = &self.inner.options.folder;
        let settings = Settings { idle_lock_minutes: minutes, ..Settings::load(folder) };
        settings.save(folder).map_err(|error| DeskError::folder(&error))
    }
}

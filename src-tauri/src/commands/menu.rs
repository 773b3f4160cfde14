//! The system's menu bar and the page: what was picked goes to the page, which alone knows what can be done now.

use tauri::{AppHandle, Runtime};
use tokio::sync::broadcast;

use super::Answer;
use super::types::MenuAction;
use crate::platform::menu;

/// More picks than anybody makes while the page is busy.
const WAITING_MAX: usize = 16;

/// What is picked in the menu bar, for whoever listens.
pub struct Picks(broadcast::Sender<MenuAction>);

impl Default for Picks {
    fn default() -> Self {
        Self(broadcast::channel(WAITING_MAX).0)
    }
}

impl Picks {
    /// Somebody picked this. While no page listens, nobody could do it.
    pub fn note(&self, action: MenuAction) {
        let _ = self.0.send(action);
    }

    pub(super) fn listen(&self) -> broadcast::Receiver<MenuAction> {
        self.0.subscribe()
    }
}

/// Which commands fit now: the bar offers no other ones. Where there is no bar, nothing.
#[tauri::command]
pub(crate) async fn menu_fits<R: Runtime>(app: AppHandle<R>, actions: Vec<MenuAction>) -> Answer<()> {
    menu::tell(&app, actions).map_err(|_| desk::DeskError::internal().into())
}

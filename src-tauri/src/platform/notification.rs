//! The system's notifications, each by its own interface: libraries over all three were passed over, because each brought a second
//! zbus or a second `windows`, and on macOS an interface that Apple has given up.
//!
//! What is said comes from `desk-core::tidings`, whose type takes numbers alone. One takes the place of the one before it.

#[cfg(not(any(windows, target_os = "macos")))]
#[path = "notification/linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "notification/macos.rs"]
mod system;
#[cfg(windows)]
#[path = "notification/windows.rs"]
mod system;

use std::sync::Arc;

use desk_core::tidings::Tidings;
use tauri::{AppHandle, Manager as _, Runtime};

use super::window;

/// What a click does, where the system tells of one.
type Clicked = Arc<dyn Fn() + Send + Sync>;

/// The way to the system's notifications.
#[derive(Clone, Default)]
pub struct Notifications(Arc<system::Center>);

/// Whether the system lets this program notify anybody; on macOS it asks the person, the first time.
pub(crate) async fn ask<R: Runtime>(app: &AppHandle<R>) -> bool {
    let Some(center) = app.try_state::<Notifications>().map(|state| state.inner().clone()) else { return false };
    let identifier = app.config().identifier.clone();
    // The person may take their time.
    tauri::async_runtime::spawn_blocking(move || center.0.ask(&identifier)).await.unwrap_or(false)
}

/// Says what a sync brought, where that is worth it.
pub(crate) async fn tell<R: Runtime>(app: &AppHandle<R>, tidings: Tidings) {
    let Some(center) = app.try_state::<Notifications>().map(|state| state.inner().clone()) else { return };
    let Some(sentence) = tidings.sentence() else { return };
    let identifier = app.config().identifier.clone();
    let front = app.clone();
    let clicked: Clicked = Arc::new(move || window::focus(&front));
    // Nobody waits for it, and where it is not shown nothing is lost: Today tells the same.
    let _ = tauri::async_runtime::spawn_blocking(move || {
        center.0.show(&identifier, "Partner Desk", &sentence, clicked);
    })
    .await;
}

//! Who is away is told what a sync brought: once per sync, in numbers, and only when they want to know.

use desk::{Desk, Event};
use tauri::{AppHandle, Manager as _, Runtime};
use tokio::sync::broadcast::error::RecvError;

use crate::platform::{notification, window};

/// Listens as long as the program runs.
pub(crate) async fn tell_who_is_away<R: Runtime>(app: AppHandle<R>) {
    let Some(mut events) = app.try_state::<Desk>().map(|desk| desk.events()) else { return };
    loop {
        match events.recv().await {
            Ok(Event::News(tidings)) if !window::is_in_front(&app) => notification::tell(&app, tidings).await,
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

//! Who is signed in, and what the window has to know at its start.

use desk::{Desk, LogIn};
use desk_core::secret::Secret;
use tauri::{AppHandle, Runtime, State};

use super::convert::{chosen_preferences, preferences, session_view, sync_view};
use super::update::view_for;
use super::{Answer, blocking};
use crate::platform::notification;
use crate::timeline::{Moment, Timeline};

use super::types::{AppState, CommandError, Environment, LogInRequest, Platform, Preferences, SessionView};

/// Everything that the window needs before it can draw.
#[tauri::command]
pub(crate) async fn app_state<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    timeline: State<'_, Timeline>,
) -> Answer<AppState> {
    timeline.note(Moment::Page);
    let session = session_view(&desk, desk.session());
    Ok(AppState {
        environment: session.environment,
        session,
        sync: sync_view(desk.sync_status().await),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        platform: if cfg!(windows) {
            Platform::Windows
        } else if cfg!(target_os = "macos") {
            Platform::Macos
        } else {
            Platform::Linux
        },
        locale: desk.locale().to_owned(),
        demo: desk.is_demo(),
        preferences: preferences(desk.preferences()),
        update: view_for(&app),
    })
}

/// Asks Debitura whether the credential is good and, when it is, opens the cache and starts a sync.
#[tauri::command]
pub(crate) async fn log_in(desk: State<'_, Desk>, request: LogInRequest) -> Answer<SessionView> {
    let environment = match request.environment {
        Environment::Production => Some(desk::Environment::Production),
        Environment::Test => Some(desk::Environment::Test),
        Environment::Custom => None,
    };
    let log_in = LogIn {
        guid: Secret::new(request.guid),
        api_key: request.api_key.map(Secret::new),
        environment,
        this_session_only: request.this_session_only,
    };
    let session = desk.log_in(log_in).await?;
    desk.start_sync();
    Ok(session_view(&desk, session))
}

/// Hides everything behind the log-in page; the Partner GUID opens it again.
#[tauri::command]
pub(crate) async fn lock(desk: State<'_, Desk>) -> Answer<()> {
    blocking(&desk, Desk::lock).await
}

/// Keeps what the person prefers; answers it as it is kept.
#[tauri::command]
pub(crate) async fn set_preferences<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    request: Preferences,
) -> Answer<Preferences> {
    // The system is asked when somebody wants to be notified, and not before.
    if request.notify && !desk.preferences().notify && !notification::ask(&app).await {
        return Err(CommandError::notifications());
    }
    let chosen = chosen_preferences(request);
    Ok(preferences(blocking(&desk, move |desk| desk.set_preferences(chosen)).await??))
}

/// Erases the secret, the key and the cache.
#[tauri::command]
pub(crate) async fn log_out(desk: State<'_, Desk>) -> Answer<()> {
    // A file that another Partner Desk has open lost its key, and goes when that one notices: nothing for the page to say.
    desk.log_out().await?;
    Ok(())
}

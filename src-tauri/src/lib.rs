//! The shell: the only place that knows Tauri. It opens the window, takes the page's questions to `desk`, and brings the
//! answers back. What the answers are is decided elsewhere.

mod arguments;
pub mod commands;
mod notifying;
mod platform;
mod timeline;

use std::process::ExitCode;

use desk::{Desk, DeskError, Options};
use tauri::{App, Manager as _, RunEvent};

use crate::arguments::Arguments;
pub use crate::platform::menu::{MenuKey, menu_actions};
pub use crate::platform::notification::Notifications;
use crate::platform::pages::Awaited;
pub use crate::platform::updater::updater;
use crate::timeline::Moment;
pub use crate::timeline::Timeline;

/// The exit code where the system has nothing to draw the window's page with.
const NO_WEBVIEW: u8 = 3;

/// Runs the program until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(sentence) => return failed(&sentence),
    };
    // Before anything is opened: Tauri would find out in the middle, and could tell nobody.
    if platform::message::is_webview_missing() {
        platform::message::complain_of_missing_webview();
        return ExitCode::from(NO_WEBVIEW);
    }
    start(arguments).map_or_else(|sentence| failed(&sentence), |()| ExitCode::SUCCESS)
}

fn failed(sentence: &str) -> ExitCode {
    platform::message::complain(sentence);
    ExitCode::FAILURE
}

fn start(arguments: Arguments) -> Result<(), String> {
    let timeline = Timeline::default();
    desk::silence_panics();
    platform::nap::prevent();
    // A folder of one's own is a program of one's own: it neither wakes nor is woken by the normal installation.
    let shared = arguments.data_dir.is_none();
    let options = Options::new(arguments.data_dir, arguments.api_url.as_deref()).map_err(|error| error.to_string())?;
    let mut builder = tauri::Builder::default();
    if shared {
        // The first plugin, so that a second start ends before it has touched anything.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| platform::window::focus(app)));
    }
    let mut context = tauri::generate_context!();
    let noted = timeline.clone();
    let awaited = platform::pages::illustrate(&mut context, move || noted.note(Moment::Rows));
    let updater = updater(&context.config().plugins);
    if cfg!(target_os = "macos") {
        let updates = updater.is_some();
        builder = builder.menu(move |app| platform::menu::build(app, updates)).on_menu_event(|app, event| {
            if let (Some(action), Some(picks)) =
                (platform::menu::picked(event.id()), app.try_state::<commands::Picks>())
            {
                picks.note(action);
            }
        });
    }
    if let Some(updater) = updater {
        builder = builder.plugin(updater);
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(commands::handler())
        .manage(commands::Exports::default())
        .manage(commands::Picks::default())
        .manage(commands::Shown::default())
        .manage(commands::Updates::default())
        .manage(Notifications::default())
        .manage(platform::window::Seen::default())
        .manage(timeline)
        .setup(move |app| {
            if let Err(sentence) = open(app, options, awaited) {
                // Handed back, it would be a panic, whose words nobody sees.
                platform::message::complain(&sentence);
                std::process::exit(1);
            }
            Ok(())
        })
        .build(context)
        .map_err(|error| format!("Partner Desk could not open its window: {error}"))?
        .run(|app, event| {
            // On macOS a program can be quit without its window being closed.
            if matches!(event, RunEvent::ExitRequested { .. }) {
                platform::place::note(app);
            }
        });
    Ok(())
}

/// Opens the data, while the system makes the window, and the window on it.
fn open(app: &App, options: Options, Awaited { picture, room }: Awaited) -> Result<(), String> {
    let timeline = app.state::<Timeline>().inner().clone();
    let noted = timeline.clone();
    let opening = tauri::async_runtime::spawn(async move {
        let desk = Desk::open(options).await?;
        noted.note(Moment::Open);
        let ahead = desk.clone();
        tauri::async_runtime::spawn(async move {
            // Gone already: the page did not wait.
            let _ = picture.send(commands::first_sight(&ahead).await);
        });
        Ok::<_, DeskError>(desk)
    });
    let window = platform::window::create(app.handle())
        .map_err(|error| format!("Partner Desk could not open its window: {error}"))?;
    // No page asks for the data before it is there: pages are loaded on this thread, which is here.
    let desk = tauri::async_runtime::block_on(opening)
        .unwrap_or_else(|_| Err(DeskError::internal()))
        .map_err(|error| error.to_string())?;
    app.manage(desk.clone());
    if let Some(inside) = platform::window::arrange(&window, &desk) {
        let _ = room.set(inside);
    }
    let (fresh, seen) = (desk, app.state::<platform::window::Seen>().wait());
    tauri::async_runtime::spawn(async move {
        seen.await;
        fresh.hold_lists();
        fresh.keep_fresh().await;
    });
    tauri::async_runtime::spawn(notifying::tell_who_is_away(app.handle().clone()));
    tauri::async_runtime::spawn(commands::keep_looking(app.handle().clone()));
    timeline.note(Moment::Window);
    Ok(())
}

//! What the webview may ask of the shell. A command is: typed arguments in, one call, typed answer or
//! `{code, message, hint}`. The rules are in `desk`, where the command line finds them too.

mod cases;
mod convert;
mod export;
mod session;
mod sync;
pub mod types;
mod window;

use types::CommandError;

/// What a command answers.
type Answer<T> = Result<T, CommandError>;

/// Every command of the program, for the app and for the tests of the commands.
pub fn handler<R: tauri::Runtime>() -> impl Fn(tauri::ipc::Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        cases::case_cards,
        cases::cases_page,
        cases::copy_reference,
        export::cancel_export,
        export::export_cases,
        session::app_state,
        session::log_in,
        session::log_out,
        sync::sync_cancel,
        sync::sync_start,
        window::subscribe,
        window::window_shown,
    ]
}

pub use export::Exports;

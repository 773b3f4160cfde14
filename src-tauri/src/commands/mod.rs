//! What the webview may ask of the shell. A command is: typed arguments in, one call, typed answer or
//! `{code, message, hint}`. The rules are in `desk`, where the command line finds them too.

mod arranged;
mod cases;
mod choices;
mod clients;
mod columns;
mod convert;
mod diagnostics;
mod earnings;
mod escalation;
mod export;
mod find;
mod first_sight;
mod menu;
mod picking;
mod session;
mod sync;
mod today;
pub mod types;
mod update;
mod window;

use desk::Desk;
use desk_core::query::Window;
use types::CommandError;

/// What a command answers.
type Answer<T> = Result<T, CommandError>;

/// Rows in one answer: more make the bridge slow, and no screen shows as many.
const ROWS_MAX: u32 = 200;

fn window_of(offset: u32, limit: u32) -> Answer<Window> {
    if limit > ROWS_MAX {
        return Err(convert::invalid("At most 200 rows can be asked for at once."));
    }
    Ok(Window { offset: u64::from(offset), limit })
}

/// Runs what waits for a disk off the threads that serve everybody.
async fn blocking<T: Send + 'static>(desk: &Desk, work: impl FnOnce(&Desk) -> T + Send + 'static) -> Answer<T> {
    let desk = desk.clone();
    let done = tauri::async_runtime::spawn_blocking(move || work(&desk)).await;
    done.map_err(|_| desk::DeskError::internal().into())
}

/// Every command of the program, for the app and for the tests of the commands.
pub fn handler<R: tauri::Runtime>() -> impl Fn(tauri::ipc::Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        arranged::keep_saved_views,
        arranged::note_opened,
        arranged::recent,
        arranged::saved_views,
        cases::case_cards,
        cases::case_detail,
        cases::case_refresh,
        cases::cases_page,
        cases::copy_case,
        choices::choices,
        clients::client_cards,
        clients::client_detail,
        clients::client_refresh,
        clients::clients_page,
        clients::copy_onboarding_link,
        clients::copy_onboarding_message,
        clients::onboarding,
        clients::open_onboarding_link,
        columns::columns,
        columns::keep_columns,
        diagnostics::copy_diagnostics,
        diagnostics::diagnostics,
        diagnostics::save_diagnostics,
        earnings::earnings_cards,
        earnings::earnings_chart,
        earnings::earnings_page,
        escalation::copy_escalation,
        escalation::escalation,
        escalation::mail_escalation,
        export::cancel_export,
        export::export_cases,
        export::export_clients,
        export::export_earnings,
        find::find,
        first_sight::keep_first_sight,
        menu::menu_fits,
        picking::copy_rows,
        picking::row_ids,
        session::app_state,
        session::lock,
        session::log_in,
        session::log_out,
        session::set_preferences,
        sync::sync_cancel,
        sync::sync_start,
        today::attention,
        today::news,
        today::see_news,
        update::install_update,
        update::look_for_update,
        update::put_update_off,
        window::subscribe,
        window::window_painted,
        window::window_shown,
        window::zoom,
    ]
}

pub use diagnostics::Shown;
pub use export::Exports;
pub use first_sight::first_sight;
pub use menu::Picks;
pub(crate) use update::keep_looking;
pub use update::{Updates, look_if_due};

//! Starting and stopping a sync. Its progress comes over the channel of `subscribe`.

use desk::Desk;
use tauri::State;

use super::Answer;

/// Starts a pass unless one runs.
#[tauri::command]
pub(crate) async fn sync_start(desk: State<'_, Desk>) -> Answer<()> {
    desk.start_sync();
    Ok(())
}

/// Stops a running pass between two pages. What has arrived stays.
#[tauri::command]
pub(crate) async fn sync_cancel(desk: State<'_, Desk>) -> Answer<()> {
    desk.cancel_sync();
    Ok(())
}

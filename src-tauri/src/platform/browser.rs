//! The system's browser. Only addresses that `desk-core::link` let pass come here.

use crate::commands::types::CommandError;

/// Opens an address. What opens it is the system's choice; it is started apart from this program and outlives it.
pub(crate) async fn open(url: String) -> Result<(), CommandError> {
    // Off the threads that serve everybody: the system may take its time to find a browser.
    match tauri::async_runtime::spawn_blocking(move || open::that_detached(url)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(CommandError::browser()),
    }
}

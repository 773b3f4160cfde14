//! The system's mail program. Only addresses that `desk-core::mail` made come here.

use crate::commands::types::CommandError;

/// Opens an e-mail in it. Nothing is sent by that.
pub(crate) async fn open(url: String) -> Result<(), CommandError> {
    match tauri::async_runtime::spawn_blocking(move || open::that_detached(url)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(CommandError::mail()),
    }
}

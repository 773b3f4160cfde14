//! The system's mail program. Only addresses that `desk-core::mail` made come here.

use std::time::Duration;

use crate::commands::types::CommandError;

/// How long a launcher is given to say that it found nothing to launch.
const LAUNCHING: Duration = Duration::from_millis(1500);

/// Opens an e-mail in it. Nothing is sent by that.
pub(crate) async fn open(url: String) -> Result<(), CommandError> {
    // A launcher without a mail program starts all the same, and ends soon with an error.
    match tauri::async_runtime::spawn_blocking(move || open::that_detached_with_timeout(url, LAUNCHING)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(CommandError::mail()),
    }
}

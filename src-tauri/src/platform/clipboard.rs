//! The system's clipboard: written from Rust, never read.

use tauri::{AppHandle, Runtime};
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use crate::commands::types::{CommandError, ErrorCode};

/// Puts a text there.
pub(crate) fn write<R: Runtime>(app: &AppHandle<R>, text: String) -> Result<(), CommandError> {
    app.clipboard().write_text(text).map_err(|_| CommandError {
        code: ErrorCode::Internal,
        message: "The clipboard could not be used, so nothing was copied.".to_owned(),
        hint: Some("Another program may be holding it. Try again.".to_owned()),
    })
}

//! The system's clipboard: written from Rust, never read.

use tauri::{AppHandle, Manager as _, Runtime};
use tauri_plugin_clipboard_manager::Clipboard;

use crate::commands::types::CommandError;

/// Puts a text there.
pub(crate) fn write<R: Runtime>(app: &AppHandle<R>, text: String) -> Result<(), CommandError> {
    // A test has none.
    let clipboard = app.try_state::<Clipboard<R>>().ok_or_else(CommandError::clipboard)?;
    clipboard.write_text(text).map_err(|_| CommandError::clipboard())
}

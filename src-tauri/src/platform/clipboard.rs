//! The system's clipboard: written from Rust, never read.

use tauri::{AppHandle, Runtime};
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use crate::commands::types::CommandError;

/// Puts a text there.
pub(crate) fn write<R: Runtime>(app: &AppHandle<R>, text: String) -> Result<(), CommandError> {
    app.clipboard().write_text(text).map_err(|_| CommandError::clipboard())
}

//! The native save dialog. The webview asks for a file; the path never passes through it.

use std::path::PathBuf;

use tauri::{Runtime, WebviewWindow};
use tauri_plugin_dialog::{DialogExt as _, FilePath};
use tokio::sync::oneshot;

/// A kind of file, for the dialog.
pub(crate) struct FileKind {
    /// What the dialog is called.
    pub(crate) title: &'static str,
    /// What the kind is called.
    pub(crate) name: &'static str,
    /// Without the dot.
    pub(crate) extension: &'static str,
}

/// Asks where to save; nothing when the person cancels.
///
/// With a callback and not with the plugin's `blocking_save_file`, which dead-locks when it is called on macOS's main
/// thread.
pub(crate) async fn ask<R: Runtime>(
    window: &WebviewWindow<R>,
    kind: &FileKind,
    proposed_name: &str,
) -> Option<PathBuf> {
    let (answer, chosen) = oneshot::channel();
    window
        .dialog()
        .file()
        .set_parent(window)
        .set_title(kind.title)
        .set_file_name(proposed_name)
        .add_filter(kind.name, &[kind.extension])
        .save_file(move |path| {
            // The command that waits is gone only when the window is.
            let _ = answer.send(path);
        });
    match chosen.await {
        Ok(Some(FilePath::Path(path))) => Some(path),
        Ok(Some(FilePath::Url(url))) => url.to_file_path().ok(),
        Ok(None) | Err(_) => None,
    }
}

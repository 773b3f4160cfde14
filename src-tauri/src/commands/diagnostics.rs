//! The report for whoever mends the program. What is copied or saved is what was shown, word for word.

use std::sync::{Mutex, PoisonError};

use desk::Desk;
use tauri::{AppHandle, Runtime, State, WebviewWindow};

use super::Answer;
use super::convert::invalid;
use crate::platform::clipboard;
use crate::platform::save_dialog::{self, FileKind};
use crate::timeline::Timeline;

const TEXT: FileKind = FileKind { title: "Save diagnostics", name: "Text", extension: "txt" };

/// The report that the page shows.
#[derive(Debug, Default)]
pub struct Shown(Mutex<Option<String>>);

impl Shown {
    fn text(&self) -> Answer<String> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.clone().ok_or_else(|| invalid("The diagnostics have to be shown before they can be passed on."))
    }
}

/// Puts it together, to be read.
#[tauri::command]
pub(crate) async fn diagnostics(
    desk: State<'_, Desk>,
    shown: State<'_, Shown>,
    timeline: State<'_, Timeline>,
) -> Answer<String> {
    let text = desk.diagnostics(concat!("Partner Desk ", env!("CARGO_PKG_VERSION")), &timeline.words()).await;
    *shown.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.clone());
    Ok(text)
}

/// Puts what was shown on the clipboard.
#[tauri::command]
pub(crate) async fn copy_diagnostics<R: Runtime>(app: AppHandle<R>, shown: State<'_, Shown>) -> Answer<()> {
    clipboard::write(&app, shown.text()?)
}

/// Asks where to save what was shown. Answers the file's name, or nothing when the person cancels.
#[tauri::command]
pub(crate) async fn save_diagnostics<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    shown: State<'_, Shown>,
) -> Answer<Option<String>> {
    let text = shown.text()?;
    match save_dialog::ask(&window, &TEXT, &desk.diagnostics_name()).await {
        Some(path) => Ok(Some(desk.save_diagnostics(text, path).await?)),
        None => Ok(None),
    }
}

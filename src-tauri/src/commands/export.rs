//! Export of what the table shows. The webview says what; where, the native dialog asks; only the file's name goes back.

use std::sync::{Mutex, PoisonError};

use desk::{Desk, ExportJob, ExportOptions};
use tauri::{Runtime, State, WebviewWindow};
use tokio_util::sync::CancellationToken;

use super::Answer;
use super::convert::{
    case_column, case_query, client_column, client_query, count, earnings_column, earnings_query, invalid,
};
use super::types::{CasesExport, ClientsExport, EarningsExport, ExportOutcome, ExportProfile};
use crate::platform::save_dialog::{self, FileKind};

/// Columns in one file: there are no more.
const COLUMNS_MAX: usize = 32;

const CSV: FileKind = FileKind { title: "Export CSV", name: "CSV", extension: "csv" };

/// The export that runs, so that it can be stopped.
#[derive(Debug, Default)]
pub struct Exports(Mutex<Option<CancellationToken>>);

impl Exports {
    /// Nothing while one runs; none begins as long as the answer lives.
    pub(crate) fn begin(&self) -> Option<Exporting<'_>> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_some() {
            return None;
        }
        let stop = running.insert(CancellationToken::new()).clone();
        Some(Exporting { exports: self, stop })
    }

    fn cancel(&self) {
        if let Some(running) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            running.cancel();
        }
    }
}

/// The place of the one export.
pub(crate) struct Exporting<'e> {
    exports: &'e Exports,
    stop: CancellationToken,
}

impl Drop for Exporting<'_> {
    fn drop(&mut self) {
        *self.exports.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Asks where to save and writes every row that the Cases table would show.
#[tauri::command]
pub(crate) async fn export_cases<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    exports: State<'_, Exports>,
    request: CasesExport,
) -> Answer<ExportOutcome> {
    let columns = columns(request.columns, case_column)?;
    let query = case_query(request.search, request.tab, request.filters, request.sort)?;
    export(&window, &desk, &exports, ExportJob::Cases { query, columns }, request.profile).await
}

/// The same for the Clients table.
#[tauri::command]
pub(crate) async fn export_clients<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    exports: State<'_, Exports>,
    request: ClientsExport,
) -> Answer<ExportOutcome> {
    let columns = columns(request.columns, client_column)?;
    let query = client_query(request.search, request.tab, request.filters, request.sort)?;
    export(&window, &desk, &exports, ExportJob::Clients { query, columns }, request.profile).await
}

/// The same for the Earnings table.
#[tauri::command]
pub(crate) async fn export_earnings<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    exports: State<'_, Exports>,
    request: EarningsExport,
) -> Answer<ExportOutcome> {
    let columns = columns(request.columns, earnings_column)?;
    let query = earnings_query(request.search, request.tab, request.filters, request.sort)?;
    export(&window, &desk, &exports, ExportJob::Earnings { query, columns }, request.profile).await
}

fn columns<C, D>(columns: Vec<C>, convert: fn(C) -> D) -> Answer<Vec<D>> {
    if columns.is_empty() || columns.len() > COLUMNS_MAX {
        return Err(invalid("An export needs between 1 and 32 columns."));
    }
    Ok(columns.into_iter().map(convert).collect())
}

async fn export<R: Runtime>(
    window: &WebviewWindow<R>,
    desk: &Desk,
    exports: &Exports,
    job: ExportJob,
    profile: ExportProfile,
) -> Answer<ExportOutcome> {
    let Some(exporting) = exports.begin() else {
        return Err(desk::DeskError::export_running().into());
    };
    ask_and_write(window, desk, job, profile == ExportProfile::Excel, exporting.stop.clone()).await
}

async fn ask_and_write<R: Runtime>(
    window: &WebviewWindow<R>,
    desk: &Desk,
    job: ExportJob,
    excel: bool,
    cancel: CancellationToken,
) -> Answer<ExportOutcome> {
    let Some(path) = save_dialog::ask(window, &CSV, &desk.export_name(&job)).await else {
        return Ok(ExportOutcome::Cancelled);
    };
    match desk.export(job, ExportOptions { path, excel, cancel }).await {
        Ok(file) => Ok(ExportOutcome::Saved { file_name: file.name, rows: count(file.rows) }),
        Err(error) if error.code == desk::Code::Cancelled => Ok(ExportOutcome::Cancelled),
        Err(error) => Err(error.into()),
    }
}

/// Stops a running export; its half-written file goes away.
#[tauri::command]
pub(crate) async fn cancel_export(exports: State<'_, Exports>) -> Answer<()> {
    exports.cancel();
    Ok(())
}

//! The columns of the tables as a person arranged them.

use desk::Desk;
use tauri::State;

use super::Answer;
use super::convert::{arranged, arranged_columns};
use super::types::ArrangedColumns;

/// As they were arranged; a table without any is as the program comes.
#[tauri::command]
pub(crate) async fn columns(desk: State<'_, Desk>) -> Answer<ArrangedColumns> {
    Ok(arranged_columns(desk.columns().await?))
}

/// Keeps them for the next time.
#[tauri::command]
pub(crate) async fn keep_columns(desk: State<'_, Desk>, columns: ArrangedColumns) -> Answer<()> {
    Ok(desk.keep_columns(arranged(columns)).await?)
}

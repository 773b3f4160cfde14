//! Rows that were picked in a table. The page names them; their text comes from the cache.

use desk::Desk;
use desk_core::query::Window;
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use super::convert::{listing, picked_rows};
use super::types::{RowIdsRequest, RowsCopy};
use crate::platform::clipboard;

/// Puts rows on the system's clipboard, and says how many.
#[tauri::command]
pub(crate) async fn copy_rows<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>, request: RowsCopy) -> Answer<u32> {
    let copied = desk
        .copied_rows(desk::RowsCopy {
            listing: listing(request.listing)?,
            columns: request.columns,
            rows: picked_rows(request.rows),
            headings: request.headings,
        })
        .await?;
    clipboard::write(&app, copied.text)?;
    Ok(u32::try_from(copied.rows).unwrap_or(u32::MAX))
}

/// The ids of rows of a list, for a selection that reaches over rows which the page does not hold.
#[tauri::command]
pub(crate) async fn row_ids(desk: State<'_, Desk>, request: RowIdsRequest) -> Answer<Vec<String>> {
    let window = Window { offset: request.offset.into(), limit: request.limit };
    Ok(desk.row_ids(listing(request.listing)?, window).await?)
}

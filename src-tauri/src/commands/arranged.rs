//! What a person arranged or left behind: saved views and the pages opened last.

use desk::Desk;
use tauri::State;

use super::Answer;
use super::convert::{self, invalid};
use super::types::{OpenedPage, RecentPage, SavedView};

/// Pages in one note: more are not remembered anyway.
const NOTED_MAX: usize = 50;

/// The pages that were opened last, the newest first, as their rows are now.
#[tauri::command]
pub(crate) async fn recent(desk: State<'_, Desk>) -> Answer<Vec<RecentPage>> {
    Ok(desk.recent().await?.into_iter().map(convert::recent_page).collect())
}

/// Remembers that pages were opened, the newest first.
#[tauri::command]
pub(crate) async fn note_opened(desk: State<'_, Desk>, pages: Vec<OpenedPage>) -> Answer<()> {
    if pages.len() > NOTED_MAX {
        return Err(invalid("So many pages are not remembered."));
    }
    let pages = pages.into_iter().map(convert::opened).collect::<Answer<Vec<_>>>()?;
    Ok(desk.note_opened(pages).await?)
}

/// The saved views in the person's order.
#[tauri::command]
pub(crate) async fn saved_views(desk: State<'_, Desk>) -> Answer<Vec<SavedView>> {
    let views = desk.saved_views().await?;
    views.into_iter().map(|(view, client)| convert::saved_view(&view, client)).collect()
}

/// Keeps these views in place of those that were saved.
#[tauri::command]
pub(crate) async fn keep_saved_views(desk: State<'_, Desk>, views: Vec<SavedView>) -> Answer<()> {
    let views = views.iter().map(convert::view_to_keep).collect::<Answer<Vec<_>>>()?;
    Ok(desk.keep_saved_views(views).await?)
}

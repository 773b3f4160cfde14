//! The palette's question.

use desk::Desk;
use tauri::State;

use super::Answer;
use super::convert::{self, Hits};
use super::types::Found;

/// A few cases, clients and transactions that answer a text, and how many there are of each.
#[tauri::command]
pub(crate) async fn find(desk: State<'_, Desk>, search: String) -> Answer<Found> {
    let hits = Hits::of(&search);
    Ok(convert::found(desk.find(search).await?, &hits))
}

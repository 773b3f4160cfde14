//! What the filters offer.

use desk::Desk;
use tauri::State;

use super::Answer;
use super::convert::{choice_field, count};
use super::types::{Choice, Choices, ChoicesRequest};

/// The values of a column that answer a search, with how many rows have each.
#[tauri::command]
pub(crate) async fn choices(desk: State<'_, Desk>, request: ChoicesRequest) -> Answer<Choices> {
    let (choices, more) = desk.choices(choice_field(request.field), request.search).await?;
    let choices = choices.into_iter().map(|(name, rows)| Choice { name, count: count(rows) }).collect();
    Ok(Choices { choices, more })
}

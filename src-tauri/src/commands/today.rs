//! What changed, and what needs attention.

use desk::Desk;
use tauri::State;

use super::convert::{self, invalid};
use super::types::{Attention, News, NewsRequest};
use super::{Answer, window_of};

/// What changed since the person last said that all is seen.
#[tauri::command]
pub(crate) async fn news(desk: State<'_, Desk>, request: NewsRequest) -> Answer<News> {
    let window = window_of(request.offset, request.limit)?;
    Ok(convert::news(desk.news(request.kind.map(convert::news_kind), window).await?))
}

/// Everything that was told up to here is seen.
#[tauri::command]
pub(crate) async fn see_news(desk: State<'_, Desk>, until: String) -> Answer<()> {
    let until = until.parse().map_err(|_| invalid("There is no such change to be marked as seen."))?;
    Ok(desk.see_news(until).await?)
}

/// What needs attention at this moment.
#[tauri::command]
pub(crate) async fn attention(desk: State<'_, Desk>) -> Answer<Attention> {
    Ok(convert::attention(desk.attention().await?))
}

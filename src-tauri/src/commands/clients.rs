//! The Clients view's questions, one client's, and its onboarding link.

use desk::Desk;
use desk_core::ids::ClientKey;
use tauri::{AppHandle, Runtime, State};

use super::convert::{self, Hits, chosen_days, client_counts, client_query, client_row, count, with_news};
use super::types::{ChosenDays, ClientCards, ClientDetail, ClientRow, ClientsPage, ClientsRequest, Onboarding};
use super::{Answer, window_of};
use crate::platform::{browser, clipboard};

/// One page of rows, and how many rows each tab has under this search and these filters.
#[tauri::command]
pub(crate) async fn clients_page(desk: State<'_, Desk>, request: ClientsRequest) -> Answer<ClientsPage> {
    let window = window_of(request.offset, request.limit)?;
    let hits = Hits::of(&request.search);
    let query = client_query(request.search, request.tab, request.filters, request.sort)?;
    let page = desk.clients_with(query, window, request.outlook).await?;
    Ok(ClientsPage {
        seq: request.seq,
        total: count(page.total),
        counts: client_counts(&page.counts),
        rows: with_news(page.rows, page.news)
            .map(|(row, has_news)| ClientRow { has_news, ..client_row(row, &hits) })
            .collect(),
    })
}

/// The numbers on the cards.
#[tauri::command]
pub(crate) async fn client_cards(desk: State<'_, Desk>) -> Answer<ClientCards> {
    Ok(convert::client_cards(&desk.client_cards().await?))
}

/// A client's page, from the cache.
#[tauri::command]
pub(crate) async fn client_detail(
    desk: State<'_, Desk>,
    id: String,
    chosen: Option<ChosenDays>,
) -> Answer<ClientDetail> {
    let chosen = chosen_days(chosen.as_ref())?;
    Ok(convert::client_detail(desk.client_detail_beside(ClientKey::stored(id), chosen).await?))
}

/// Reads one client from Debitura into the cache.
#[tauri::command]
pub(crate) async fn client_refresh(desk: State<'_, Desk>, id: String) -> Answer<()> {
    Ok(desk.refresh_client(ClientKey::stored(id)).await?)
}

/// What the onboarding dialog shows, from the cache.
#[tauri::command]
pub(crate) async fn onboarding(desk: State<'_, Desk>, id: String) -> Answer<Onboarding> {
    Ok(convert::onboarding(desk.onboarding(ClientKey::stored(id)).await?))
}

/// Puts a client's onboarding link on the clipboard. The page names the client; the link comes from the cache, checked.
#[tauri::command]
pub(crate) async fn copy_onboarding_link<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<()> {
    clipboard::write(&app, desk.onboarding_link(ClientKey::stored(id)).await?)
}

/// Puts an invitation with the link on the clipboard.
#[tauri::command]
pub(crate) async fn copy_onboarding_message<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<()> {
    clipboard::write(&app, desk.onboarding_message(ClientKey::stored(id)).await?)
}

/// Opens the link in the browser, after the same check.
#[tauri::command]
pub(crate) async fn open_onboarding_link(desk: State<'_, Desk>, id: String) -> Answer<()> {
    browser::open(desk.onboarding_link(ClientKey::stored(id)).await?).await
}

//! Saved views and recent pages for the window, and back.
//!
//! A saved view's JSON on the bridge is the one in which it is kept: the same names of the same things. So it is taken from
//! one type into the other through that JSON, and a test rolls every name of either through both.

use desk_core::ids::{CaseId, ClientKey};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Hits, case_row, client_row, count, earnings_row, invalid};
use crate::commands::Answer;
use crate::commands::types::{Found, OpenedPage, RecentPage, SavedQuery, SavedView};

fn through_json<F: Serialize, T: DeserializeOwned>(from: &F) -> Option<T> {
    serde_json::from_value(serde_json::to_value(from).ok()?).ok()
}

/// A saved view, with the name of the client that it is about.
pub(in crate::commands) fn saved_view(view: &desk::SavedView, client_name: Option<String>) -> Answer<SavedView> {
    let shows = through_json::<_, SavedQuery>(&view.shows).ok_or_else(|| invalid("A saved view could not be read."))?;
    Ok(SavedView { id: view.id, name: view.name.clone(), shows, client_name })
}

/// A saved view as it is kept.
pub(in crate::commands) fn view_to_keep(view: &SavedView) -> Answer<desk::SavedView> {
    let shows = through_json(&view.shows).ok_or_else(|| invalid("A day has to be written like 2026-05-11."))?;
    Ok(desk::SavedView { id: view.id, name: view.name.clone(), shows })
}

/// A page as it is remembered.
pub(in crate::commands) fn opened(page: OpenedPage) -> Answer<desk::Opened> {
    match page {
        OpenedPage::Case { id } => {
            let id = CaseId::parse(&id).map_err(|_| invalid("There is no such case in the synced data."))?;
            Ok(desk::Opened::Case(id))
        }
        OpenedPage::Client { id } => {
            let key = ClientKey::stored(id);
            // What is no key is no client's, and would be carried along for nothing.
            if key.id().is_none() {
                return Err(invalid("There is no such customer in the synced data."));
            }
            Ok(desk::Opened::Client(key))
        }
    }
}

/// A page that can be opened again.
pub(in crate::commands) fn recent_page(row: desk::RecentRow) -> RecentPage {
    match row {
        desk::RecentRow::Case(row) => RecentPage::Case { row: Box::new(case_row(*row, &Hits::none())) },
        desk::RecentRow::Client(row) => RecentPage::Client { row: Box::new(client_row(*row, &Hits::none())) },
    }
}

/// What the palette found.
pub(in crate::commands) fn found(found: desk::Found, hits: &Hits) -> Found {
    Found {
        cases: found.cases.into_iter().map(|row| case_row(row, hits)).collect(),
        cases_total: count(found.cases_total),
        clients: found.clients.into_iter().map(|row| client_row(row, hits)).collect(),
        clients_total: count(found.clients_total),
        earnings: found.fees.into_iter().map(|(row, case)| earnings_row(row, case, hits)).collect(),
        earnings_total: count(found.fees_total),
    }
}

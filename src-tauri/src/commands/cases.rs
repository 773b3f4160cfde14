//! The Cases view's questions, and one case's.

use desk::Desk;
use desk_core::ids::CaseId;
use desk_core::query::Window;
use tauri::{AppHandle, Runtime, State};

use super::convert::{self, Hits, case_counts, case_query, case_row, chosen_days, count, invalid, with_news};
use super::types::{CaseCards, CaseDetail, CaseRow, CaseText, CasesPage, CasesRequest, ChosenDays};
use super::{Answer, window_of};
use crate::platform::clipboard;
use crate::timeline::{Moment, Timeline};

/// One page of rows, and how many rows each tab has under this search and these filters.
#[tauri::command]
pub(crate) async fn cases_page(
    desk: State<'_, Desk>,
    timeline: State<'_, Timeline>,
    request: CasesRequest,
) -> Answer<CasesPage> {
    let window: Window = window_of(request.offset, request.limit)?;
    let hits = Hits::of(&request.search);
    let query = case_query(request.search, request.tab, request.filters, request.sort)?;
    let page = desk.cases_with(query, window, request.outlook).await?;
    timeline.note(Moment::Rows);
    Ok(CasesPage {
        seq: request.seq,
        total: count(page.total),
        counts: case_counts(&page.counts),
        rows: with_news(page.rows, page.news)
            .map(|(row, has_news)| CaseRow { has_news, ..case_row(row, &hits) })
            .collect(),
    })
}

/// The numbers on the cards.
#[tauri::command]
pub(crate) async fn case_cards(desk: State<'_, Desk>) -> Answer<CaseCards> {
    Ok(convert::case_cards(&desk.case_cards().await?))
}

/// A case's page, from the cache.
#[tauri::command]
pub(crate) async fn case_detail(desk: State<'_, Desk>, id: String, chosen: Option<ChosenDays>) -> Answer<CaseDetail> {
    let chosen = chosen_days(chosen.as_ref())?;
    Ok(convert::case_detail(desk.case_detail_beside(case_id(&id)?, chosen).await?))
}

/// Reads one case from Debitura into the cache.
#[tauri::command]
pub(crate) async fn case_refresh(desk: State<'_, Desk>, id: String) -> Answer<()> {
    Ok(desk.refresh_case(case_id(&id)?).await?)
}

/// Puts a text of a case on the system's clipboard. The page names the case; the text comes from the cache.
#[tauri::command]
pub(crate) async fn copy_case<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    id: String,
    what: CaseText,
) -> Answer<()> {
    let id = case_id(&id)?;
    let text = match what {
        CaseText::Summary => desk.case_summary(id).await?,
        CaseText::Reference => {
            desk.case_detail(id).await?.row.case.reference.ok_or_else(|| invalid("This case has no reference."))?
        }
        CaseText::CreditorReference => {
            let reference = desk.case_detail(id).await?.row.case.creditor_reference;
            reference.ok_or_else(|| invalid("The customer gave this case no reference."))?
        }
    };
    clipboard::write(&app, text)
}

pub(super) fn case_id(text: &str) -> Answer<CaseId> {
    CaseId::parse(text).map_err(|_| invalid("There is no such case in the synced data."))
}

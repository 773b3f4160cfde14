//! The Cases view's questions.

use desk::Desk;
use desk_core::ids::CaseId;
use desk_core::query::{CaseQuery, Sort, Window};
use desk_core::search::{FieldKind, Terms};
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use super::convert::{case_column, case_row, case_tab, count, invalid};
use crate::platform::clipboard;

use super::types::{CaseCards, CaseCounts, CaseSort, CaseTab, CasesPage, CasesRequest};

/// Rows in one answer: more make the bridge slow, and no screen shows as many.
const ROWS_MAX: u32 = 200;

/// One page of rows, and how many rows each tab has under this search.
#[tauri::command]
pub(crate) async fn cases_page(desk: State<'_, Desk>, request: CasesRequest) -> Answer<CasesPage> {
    if request.limit > ROWS_MAX {
        return Err(invalid("At most 200 rows can be asked for at once."));
    }
    let terms = Terms::parse(&request.search);
    let window = Window { offset: u64::from(request.offset), limit: request.limit };
    let page = desk.cases(query(request.search, request.tab, request.sort), window).await?;
    let counts = &page.counts;
    Ok(CasesPage {
        seq: request.seq,
        total: count(page.total),
        counts: CaseCounts {
            all: count(counts.all),
            active: count(counts.active),
            pending: count(counts.pending),
            closed: count(counts.closed),
            paused: count(counts.paused),
            other: count(counts.other),
        },
        rows: page.rows.into_iter().map(|row| case_row(row, |text, kind: FieldKind| terms.hits(text, kind))).collect(),
    })
}

/// The numbers on the cards.
#[tauri::command]
pub(crate) async fn case_cards(desk: State<'_, Desk>) -> Answer<CaseCards> {
    let cards = desk.case_cards().await?;
    Ok(CaseCards {
        total: count(cards.total),
        active: count(cards.active),
        pending: count(cards.pending),
        closed: count(cards.closed),
        paused: count(cards.paused),
        other: count(cards.other),
        created_this_month: count(cards.created_this_month),
    })
}

/// Puts a case's reference on the system's clipboard. The page names the case; the text comes from the cache.
#[tauri::command]
pub(crate) async fn copy_reference<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>, id: String) -> Answer<()> {
    let id = CaseId::parse(&id).map_err(|_| invalid("There is no such case in the synced data."))?;
    let case = desk.case(&id.to_string()).await?;
    let reference =
        case.into_iter().find_map(|row| row.case.reference).ok_or_else(|| invalid("This case has no reference."))?;
    clipboard::write(&app, reference)
}

/// The view's state as a question to the cache.
pub(super) fn query(search: String, tab: CaseTab, sort: CaseSort) -> CaseQuery {
    CaseQuery {
        search,
        tab: case_tab(tab),
        sort: Sort { column: case_column(sort.column), descending: sort.descending },
    }
}

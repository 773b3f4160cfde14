//! The Earnings view's questions.

use desk::Desk;
use tauri::State;

use super::convert::{self, Hits, chart_months, count, earnings_query, earnings_row, earnings_sums, with_news};
use super::types::{
    ChartRequest, EarningsCards, EarningsChart, EarningsColumn, EarningsPage, EarningsRequest, EarningsRow,
    EarningsSort, EarningsTab,
};
use super::{Answer, window_of};

/// One page of rows, and what each tab counts and sums up to under this search and these filters.
#[tauri::command]
pub(crate) async fn earnings_page(desk: State<'_, Desk>, request: EarningsRequest) -> Answer<EarningsPage> {
    let window = window_of(request.offset, request.limit)?;
    let hits = Hits::of(&request.search);
    let query = earnings_query(request.search, request.tab, request.filters, request.sort)?;
    let view = desk.earnings(query, window).await?;
    Ok(EarningsPage {
        seq: request.seq,
        total: count(view.page.total),
        counts: earnings_sums(&view.page.sums),
        rows: with_news(view.page.rows, view.page.news)
            .zip(view.cases)
            .map(|((row, has_news), case)| EarningsRow { has_news, ..earnings_row(row, case, &hits) })
            .collect(),
    })
}

/// The cards, and how they compare with Debitura's own sums.
#[tauri::command]
pub(crate) async fn earnings_cards(desk: State<'_, Desk>) -> Answer<EarningsCards> {
    Ok(convert::earnings_cards(&desk.earnings_cards().await?))
}

/// The fees by month and stage under this search and these filters.
#[tauri::command]
pub(crate) async fn earnings_chart(desk: State<'_, Desk>, request: ChartRequest) -> Answer<EarningsChart> {
    // A chart has no order and no tab of its own.
    let any = EarningsSort { column: EarningsColumn::Paid, descending: false };
    let query = earnings_query(request.search, EarningsTab::All, request.filters, any)?;
    let chart = desk.earnings_chart(query, chart_months(request.months)).await?;
    Ok(convert::earnings_chart(request.seq, &chart))
}

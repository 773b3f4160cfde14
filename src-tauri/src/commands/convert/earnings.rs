//! Transactions with their fees for the window.

use desk_core::ids::CaseId;
use desk_core::money::{Currency, Micros};
use desk_core::query::{self, EarningsQuery, Sort};
use desk_core::search::FieldKind;
use desk_core::stage;

use super::filters::{earnings_filter, revenue_stage};
use super::{Hits, amount, count, instant};
use crate::commands::Answer;
use crate::commands::types::{
    ChartMonth, EarningsCards, EarningsChart, EarningsColumn, EarningsFilters, EarningsRow, EarningsSort, EarningsSums,
    EarningsTab, InvoicingMode, StageDifference, SummaryCheck, TabSum,
};

/// The view's state as a question to the cache. The invoicing mode is the partner's, whatever stands here.
pub(in crate::commands) fn earnings_query(
    search: String,
    tab: EarningsTab,
    filters: EarningsFilters,
    sort: EarningsSort,
) -> Answer<EarningsQuery> {
    Ok(EarningsQuery {
        search,
        tab: match tab {
            EarningsTab::All => stage::EarningsTab::All,
            EarningsTab::Ready => stage::EarningsTab::Ready,
            EarningsTab::Awaiting => stage::EarningsTab::Awaiting,
            EarningsTab::Pending => stage::EarningsTab::Pending,
            EarningsTab::Paid => stage::EarningsTab::Paid,
            EarningsTab::Disputed => stage::EarningsTab::Disputed,
            EarningsTab::Unclassified => stage::EarningsTab::Unclassified,
        },
        filter: earnings_filter(filters)?,
        sort: Sort { column: earnings_column(sort.column), descending: sort.descending },
        ..EarningsQuery::default()
    })
}

pub(in crate::commands) fn earnings_column(column: EarningsColumn) -> query::EarningsColumn {
    match column {
        EarningsColumn::Reference => query::EarningsColumn::Reference,
        EarningsColumn::Customer => query::EarningsColumn::Customer,
        EarningsColumn::Debtor => query::EarningsColumn::Debtor,
        EarningsColumn::Collected => query::EarningsColumn::Collected,
        EarningsColumn::Fee => query::EarningsColumn::Fee,
        EarningsColumn::FeePercent => query::EarningsColumn::FeePercent,
        EarningsColumn::Stage => query::EarningsColumn::Stage,
        EarningsColumn::Paid => query::EarningsColumn::Paid,
    }
}

fn text(micros: Option<Micros>) -> Option<String> {
    micros.map(|micros| micros.to_string())
}

/// Estimates are never added to what is confirmed: the window gets the two apart.
pub(super) fn tab_sum(sum: desk::TabSum) -> TabSum {
    let confirmed = sum.fee_usd.zip(sum.estimate_usd).and_then(|(all, part)| all.0.checked_sub(part.0)).map(Micros);
    TabSum {
        count: count(sum.count),
        confirmed_usd: text(confirmed),
        estimates: count(sum.estimates),
        estimate_usd: text(sum.estimate_usd),
    }
}

pub(in crate::commands) fn earnings_sums(sums: &desk::EarningsSums) -> EarningsSums {
    EarningsSums {
        all: tab_sum(sums.all),
        ready: tab_sum(sums.ready),
        awaiting: tab_sum(sums.awaiting),
        pending: tab_sum(sums.pending),
        paid: tab_sum(sums.paid),
        disputed: tab_sum(sums.disputed),
        unclassified: tab_sum(sums.unclassified),
        earned_usd: text(sums.earned_usd()),
    }
}

pub(in crate::commands) fn earnings_cards(cards: &desk::EarningsCards) -> EarningsCards {
    let difference = |one: &desk::StageDifference| StageDifference {
        stage: revenue_stage(one.stage),
        here: count(one.here),
        here_usd: text(one.here_usd),
        there: one.there.map(|there| count(u64::try_from(there).unwrap_or(0))),
        there_usd: text(one.there_usd),
    };
    EarningsCards {
        sums: earnings_sums(&cards.sums),
        mode: match cards.mode {
            stage::InvoicingMode::PayWhenPaid => InvoicingMode::PayWhenPaid,
            stage::InvoicingMode::ConfirmedPipeline => InvoicingMode::ConfirmedPipeline,
        },
        check: SummaryCheck {
            at: cards.check.at.map(instant),
            differences: cards.check.differences.iter().map(difference).collect(),
        },
    }
}

pub(in crate::commands) fn earnings_chart(seq: u32, chart: &desk::EarningsChart) -> EarningsChart {
    let month = |month: &desk::ChartMonth| ChartMonth {
        first: month.first.to_string(),
        last: month.last.to_string(),
        sums: earnings_sums(&month.sums),
    };
    EarningsChart {
        seq,
        months: chart.months.iter().map(month).collect(),
        before: earnings_sums(&chart.before),
        after: earnings_sums(&chart.after),
        undated: earnings_sums(&chart.undated),
    }
}

/// One row, with the search's hits in the fields that it looks into.
pub(in crate::commands) fn earnings_row(row: desk::EarningsRow, case: Option<CaseId>, hits: &Hits) -> EarningsRow {
    let fee = row.transaction;
    EarningsRow {
        id: fee.id.to_string(),
        case_id: case.map(|case| case.to_string()),
        reference: hits.cell(fee.case_reference, FieldKind::Reference),
        customer: hits.cell(fee.customer, FieldKind::Text),
        debtor: fee.debtor,
        collected: amount(fee.collected, fee.collected_currency.as_ref()),
        fee: amount(fee.fee_usd, Some(&Currency::usd())),
        is_estimate: row.is_estimate,
        fee_percent: text(fee.fee_percent),
        stage: row.stage.map(revenue_stage),
        paid: fee.paid.map(instant),
        has_news: false,
    }
}

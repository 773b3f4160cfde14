//! Cases for the window.

use desk_core::lifecycle::{self, CaseGroup};
use desk_core::query::{self, CaseQuery};
use desk_core::search::FieldKind;

use super::fee::fee_outlook;
use super::filters::case_filter;
use super::{Hits, amount, count, instant, sorted};
use crate::commands::Answer;
use crate::commands::types::{
    CaseCards, CaseColumn, CaseCounts, CaseFilters, CaseRow, CaseSort, CaseStatus, CaseTab, Cell, LastActivity,
    LastActivityKind, StatusGroup,
};

/// The view's state as a question to the cache.
pub(in crate::commands) fn case_query(
    search: String,
    tab: CaseTab,
    filters: CaseFilters,
    sort: CaseSort,
) -> Answer<CaseQuery> {
    Ok(CaseQuery {
        search,
        tab: case_tab(tab),
        filter: case_filter(filters)?,
        sort: sorted(case_column(sort.column), sort.descending)?,
    })
}

fn case_tab(tab: CaseTab) -> lifecycle::CaseTab {
    match tab {
        CaseTab::All => lifecycle::CaseTab::All,
        CaseTab::Active => lifecycle::CaseTab::Group(CaseGroup::Active),
        CaseTab::Pending => lifecycle::CaseTab::Group(CaseGroup::Pending),
        CaseTab::Closed => lifecycle::CaseTab::Group(CaseGroup::Closed),
        CaseTab::Paused => lifecycle::CaseTab::Group(CaseGroup::Paused),
        CaseTab::Other => lifecycle::CaseTab::Group(CaseGroup::Other),
    }
}

pub(in crate::commands) fn case_column(column: CaseColumn) -> query::CaseColumn {
    match column {
        CaseColumn::Reference => query::CaseColumn::Reference,
        CaseColumn::Customer => query::CaseColumn::Customer,
        CaseColumn::Debtor => query::CaseColumn::Debtor,
        CaseColumn::Amount => query::CaseColumn::Amount,
        CaseColumn::Status => query::CaseColumn::Status,
        CaseColumn::CollectionPartner => query::CaseColumn::CollectionPartner,
        CaseColumn::Created => query::CaseColumn::Created,
        CaseColumn::LastActivity => query::CaseColumn::LastActivity,
        CaseColumn::Remaining => query::CaseColumn::Remaining,
        CaseColumn::CreditorReference => query::CaseColumn::CreditorReference,
        CaseColumn::Country => query::CaseColumn::Country,
        CaseColumn::Phase => query::CaseColumn::Phase,
        CaseColumn::Due => query::CaseColumn::Due,
        CaseColumn::CollectionStarted => query::CaseColumn::CollectionStarted,
        CaseColumn::Closed => query::CaseColumn::Closed,
        CaseColumn::CloseCode => query::CaseColumn::CloseCode,
        CaseColumn::ExpectedFee => query::CaseColumn::ExpectedFee,
        CaseColumn::FeeOutlook => query::CaseColumn::FeeOutlook,
    }
}

/// The numbers of the tabs.
pub(in crate::commands) fn case_counts(counts: &desk::CaseCounts) -> CaseCounts {
    CaseCounts {
        all: count(counts.all),
        active: count(counts.active),
        pending: count(counts.pending),
        closed: count(counts.closed),
        paused: count(counts.paused),
        other: count(counts.other),
    }
}

/// The numbers of the cards.
pub(in crate::commands) fn case_cards(cards: &desk::CaseCards) -> CaseCards {
    CaseCards {
        total: count(cards.total),
        active: count(cards.active),
        pending: count(cards.pending),
        closed: count(cards.closed),
        paused: count(cards.paused),
        other: count(cards.other),
        created_this_month: count(cards.created_this_month),
    }
}

/// One row, with the search's hits in the four fields that it looks into.
pub(in crate::commands) fn case_row(row: desk::CaseRow, hits: &Hits) -> CaseRow {
    let case = row.case;
    let currency = case.currency.as_ref();
    CaseRow {
        id: case.id.to_string(),
        amount: amount(case.amount, currency),
        remaining: amount(case.remaining, currency),
        reference: hits
            .cell(Some(case.reference.unwrap_or_default()), FieldKind::Reference)
            .unwrap_or(Cell { text: String::new(), hits: Vec::new() }),
        creditor_reference: hits.cell(case.creditor_reference, FieldKind::Reference),
        customer: hits.cell(case.customer, FieldKind::Text),
        debtor: hits.cell(case.debtor, FieldKind::Text),
        status: case_status(case.lifecycle),
        collection_partner: case.collection_partner,
        created: case.created.map(instant),
        last_activity: row.last_activity.map(|(at, kind)| LastActivity { at: instant(at), kind: activity(kind) }),
        country: case.debtor_country,
        phase: case.phase,
        due: case.due.map(|due| due.to_string()),
        collection_started: case.collection_started.map(instant),
        closed: case.closed.map(instant),
        close_code: case.close_code,
        expected_fee_percent: case.expected_fee_percent.map(|percent| percent.to_string()),
        needs_info: case.needs_info,
        outlook: row.outlook.map(fee_outlook),
        has_news: false,
    }
}

/// A status as Debitura calls it, and the group that it belongs to.
pub(super) fn case_status(label: Option<String>) -> CaseStatus {
    let tab = match lifecycle::group_of(label.as_deref()) {
        CaseGroup::Active => StatusGroup::Active,
        CaseGroup::Pending => StatusGroup::Pending,
        CaseGroup::Closed => StatusGroup::Closed,
        CaseGroup::Paused => StatusGroup::Paused,
        CaseGroup::Other => StatusGroup::Other,
    };
    CaseStatus { label: label.unwrap_or_default(), tab }
}

fn activity(kind: desk::ActivityKind) -> LastActivityKind {
    match kind {
        desk::ActivityKind::Created => LastActivityKind::Created,
        desk::ActivityKind::CollectionStarted => LastActivityKind::CollectionStarted,
        desk::ActivityKind::Closed => LastActivityKind::Closed,
        desk::ActivityKind::ClientAnswered => LastActivityKind::ClientAnswered,
        desk::ActivityKind::Payment => LastActivityKind::Payment,
        desk::ActivityKind::ChangeSeen => LastActivityKind::ChangeSeen,
    }
}

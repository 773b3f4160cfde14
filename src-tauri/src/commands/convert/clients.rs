//! Clients for the window.

use desk_core::money::Currency;
use desk_core::query::{self, ClientQuery};
use desk_core::search::FieldKind;

use super::fee::fee_outlook;
use super::filters::client_filter;
use super::{Hits, amount, count, instant, sorted};
use crate::commands::Answer;
use crate::commands::types::{
    ClientCards, ClientColumn, ClientCounts, ClientFilters, ClientRow, ClientSort, ClientTab,
};

/// The view's state as a question to the cache.
pub(in crate::commands) fn client_query(
    search: String,
    tab: ClientTab,
    filters: ClientFilters,
    sort: ClientSort,
) -> Answer<ClientQuery> {
    Ok(ClientQuery {
        search,
        tab: match tab {
            ClientTab::All => query::ClientTab::All,
            ClientTab::Unsigned => query::ClientTab::Unsigned,
            ClientTab::Complete => query::ClientTab::Complete,
        },
        filter: client_filter(filters)?,
        sort: sorted(client_column(sort.column), sort.descending)?,
    })
}

pub(in crate::commands) fn client_column(column: ClientColumn) -> query::ClientColumn {
    match column {
        ClientColumn::Customer => query::ClientColumn::Customer,
        ClientColumn::Onboarding => query::ClientColumn::Onboarding,
        ClientColumn::Attribution => query::ClientColumn::Attribution,
        ClientColumn::Linked => query::ClientColumn::Linked,
        ClientColumn::Cases => query::ClientColumn::Cases,
        ClientColumn::Earned => query::ClientColumn::Earned,
        ClientColumn::Country => query::ClientColumn::Country,
        ClientColumn::RegistrationNumber => query::ClientColumn::RegistrationNumber,
        ClientColumn::Email => query::ClientColumn::Email,
        ClientColumn::FeeOutlook => query::ClientColumn::FeeOutlook,
    }
}

/// The numbers of the tabs.
pub(in crate::commands) fn client_counts(counts: &desk::ClientCounts) -> ClientCounts {
    ClientCounts { all: count(counts.all), unsigned: count(counts.unsigned), complete: count(counts.complete) }
}

/// The numbers of the cards.
pub(in crate::commands) fn client_cards(cards: &desk::ClientCards) -> ClientCards {
    ClientCards {
        total: count(cards.total),
        attributed: count(cards.attributed),
        complete: count(cards.complete),
        pending: count(cards.pending),
    }
}

/// One row, with the search's hits in the fields that it looks into.
pub(in crate::commands) fn client_row(row: desk::ClientRow, hits: &Hits) -> ClientRow {
    let client = row.client;
    ClientRow {
        id: client.key.as_str().to_owned(),
        customer: hits.cell(client.name, FieldKind::Text),
        tenant: hits.cell(client.tenant.map(|tenant| tenant.0), FieldKind::Reference),
        registration_number: hits.cell(client.registration_number, FieldKind::Reference),
        email: hits.cell(client.email, FieldKind::Text),
        country: client.country,
        onboarding_done: client.onboarding_done,
        attributed: client.attributed,
        linked: client.linked.map(instant),
        cases_open: count(row.cases_open),
        cases_total: count(row.cases_total),
        earned: amount(client.earnings_usd, Some(&Currency::usd())),
        outlook: row.outlook.map(fee_outlook),
        has_news: false,
    }
}

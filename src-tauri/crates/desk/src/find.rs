//! One question to all three lists, for the palette: a few rows of each, the one meant first, and how many there are.

use desk_core::ids::CaseId;
use desk_core::lifecycle::{CaseGroup, CaseTab, group_of};
use desk_core::query::{
    CaseColumn, CaseQuery, ClientColumn, ClientQuery, EarningsColumn, EarningsQuery, SEARCH_CHARS_MAX, Sort, Window,
};
use desk_core::search::{Closeness, FieldKind, Terms, closeness};
use desk_store::cases::CaseRow;
use desk_store::clients::ClientRow;
use desk_store::earnings::EarningsRow;
use desk_store::{Reader, StoreError, cases, clients, earnings};

use crate::error::DeskError;
use crate::open::Desk;
use crate::views::{cases_of, mode_of};

/// Cases in one answer.
const CASES_MAX: usize = 6;
/// Clients in one answer, and fees.
const OTHERS_MAX: usize = 4;
/// Rows of each list among which the closest are looked for.
const CANDIDATES: u32 = 50;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// A few cases.
    pub cases: Vec<CaseRow>,
    /// Cases in all.
    pub cases_total: u64,
    /// A few clients.
    pub clients: Vec<ClientRow>,
    /// Clients in all.
    pub clients_total: u64,
    /// A few transactions, with the case of each.
    pub fees: Vec<(EarningsRow, Option<CaseId>)>,
    /// Transactions in all.
    pub fees_total: u64,
}

impl Desk {
    /// Looks for a text in cases, clients and transactions, all of one state of the data. Another text ends an older question
    /// that still runs, and leaves the views' own questions alone. Nothing is found for a text without a word.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn find(&self, search: String) -> Result<Found, DeskError> {
        let store = self.opened()?.store;
        let search: String = search.chars().take(SEARCH_CHARS_MAX).collect();
        if Terms::parse(&search).is_empty() {
            return Ok(Found::default());
        }
        let question = search.clone();
        let found = move |reader: &Reader<'_>| {
            let (cases, cases_total) = find_cases(reader, &search)?;
            let (clients, clients_total) = find_clients(reader, &search)?;
            let (fees, fees_total) = find_fees(reader, &search)?;
            Ok(Found { cases, cases_total, clients, clients_total, fees, fees_total })
        };
        Ok(self.inner.typing.find.read(&store, &question, found).await?)
    }
}

const FIRST: Window = Window { offset: 0, limit: CANDIDATES };

fn find_cases(reader: &Reader<'_>, search: &str) -> Result<(Vec<CaseRow>, u64), StoreError> {
    let sorted = |column, descending| CaseQuery {
        search: search.to_owned(),
        sort: Sort { column, descending },
        ..CaseQuery::default()
    };
    let newest = sorted(CaseColumn::LastActivity, true);
    let page = cases::page(reader, &newest, FIRST)?;
    let mut rows = page.rows;
    // The newest may all be closed ones, and whoever calls mostly asks about one that is not.
    for group in CaseGroup::ALL.into_iter().filter(|group| group.is_open()) {
        let tab = CaseTab::Group(group);
        let here = rows.iter().filter(|row| group_of(row.case.lifecycle.as_deref()) == group).count();
        if here < CASES_MAX && page.counts.of(tab) > u64::try_from(here).unwrap_or(u64::MAX) {
            rows.extend(cases::page(reader, &CaseQuery { tab, ..newest.clone() }, FIRST)?.rows);
        }
    }
    if page.total > u64::from(CANDIDATES) && search.chars().any(char::is_numeric) {
        // Of the references that hold a number, the number itself is the smallest: it may be an old case.
        let by_reference = cases::page(reader, &sorted(CaseColumn::Reference, false), FIRST)?.rows;
        rows.extend(by_reference.into_iter().filter(|row| is_of(search, row.case.reference.as_deref())));
    }
    rows.sort_by_cached_key(|row| {
        let case = &row.case;
        let names = [&case.debtor, &case.customer].map(|name| closeness(search, name.as_deref(), FieldKind::Text));
        (
            !is_of(search, case.reference.as_deref()),
            !is_of(search, case.creditor_reference.as_deref()),
            names.into_iter().min(),
            !group_of(case.lifecycle.as_deref()).is_open(),
            // Rows of several lists: of those that answer as closely, the one with the newest activity.
            std::cmp::Reverse(row.last_activity.map(|(at, _)| at)),
        )
    });
    let mut seen = std::collections::HashSet::new();
    rows.retain(|row| seen.insert(row.case.id));
    rows.truncate(CASES_MAX);
    Ok((rows, page.total))
}

/// Whether this reference is what was typed.
fn is_of(search: &str, reference: Option<&str>) -> bool {
    closeness(search, reference, FieldKind::Reference) == Closeness::Same
}

fn find_clients(reader: &Reader<'_>, search: &str) -> Result<(Vec<ClientRow>, u64), StoreError> {
    let sort = Sort { column: ClientColumn::Customer, descending: false };
    let query = ClientQuery { search: search.to_owned(), sort, ..ClientQuery::default() };
    let page = clients::page(reader, &query, FIRST)?;
    let mut rows = page.rows;
    rows.sort_by_cached_key(|row| {
        let client = &row.client;
        let is_its_number = is_of(search, client.registration_number.as_deref())
            || is_of(search, client.tenant.as_ref().map(|tenant| tenant.0.as_str()));
        (!is_its_number, closeness(search, client.name.as_deref(), FieldKind::Text))
    });
    rows.truncate(OTHERS_MAX);
    Ok((rows, page.total))
}

type Fees = Vec<(EarningsRow, Option<CaseId>)>;

fn find_fees(reader: &Reader<'_>, search: &str) -> Result<(Fees, u64), StoreError> {
    let sort = Sort { column: EarningsColumn::Paid, descending: true };
    let mode = mode_of(reader)?;
    let query = EarningsQuery { search: search.to_owned(), sort, mode, ..EarningsQuery::default() };
    let mut page = earnings::page(reader, &query, FIRST)?;
    page.rows.sort_by_cached_key(|row| {
        let transaction = &row.transaction;
        let is_its_case = is_of(search, transaction.case_reference.as_deref());
        (!is_its_case, closeness(search, transaction.customer.as_deref(), FieldKind::Text))
    });
    page.rows.truncate(OTHERS_MAX);
    let cases = cases_of(reader, &page.rows)?;
    Ok((page.rows.into_iter().zip(cases).collect(), page.total))
}

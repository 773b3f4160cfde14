//! The questions of the views, answered from the cache alone.

use std::sync::atomic::Ordering;

use desk_core::ids::CaseId;
use desk_core::query::{CaseColumn, CaseQuery, ChoiceField, ClientQuery, EarningsQuery, Sort, Window};
use desk_core::stage::InvoicingMode;
use desk_store::cases::{CaseCards, CasePage, CaseRow};
use desk_store::clients::{ClientCards, ClientPage};
use desk_store::earnings::{EarningsPage, EarningsRow, EarningsSums};
use desk_store::{Choices, Reader, StoreError, Table, cases, choices, clients, earnings};

use crate::check::{SummaryCheck, compare};
use crate::days::month_start;
use crate::error::DeskError;
use crate::fees::{self, Ground};
use crate::news::marked;
use crate::open::Desk;

/// Values of a column in one answer: a person looks for more by typing.
const CHOICES_MAX: usize = 200;

/// What stands over the Earnings table: all transactions, whatever the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningsCards {
    /// Counts and sums per tab.
    pub sums: EarningsSums,
    /// The invoicing mode that the stages were derived under.
    pub mode: InvoicingMode,
    /// Beside what Debitura sums up itself.
    pub check: SummaryCheck,
}

/// A page of the Earnings view with the case of each row, where the cache has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningsView {
    /// The page.
    pub page: EarningsPage,
    /// One per row of the page.
    pub cases: Vec<Option<CaseId>>,
}

impl Desk {
    /// A page of cases, with how many each tab has under this search. Another question ends an older one that still runs;
    /// several pages of one question do not.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn cases(&self, query: CaseQuery, window: Window) -> Result<CasePage, DeskError> {
        self.cases_with(query, window, false).await
    }

    /// The same, where wanted with whether a fee can be expected of each row: some milliseconds that a table without that
    /// column does not spend.
    ///
    /// # Errors
    /// As [`Desk::cases`].
    pub async fn cases_with(&self, query: CaseQuery, window: Window, outlook: bool) -> Result<CasePage, DeskError> {
        let store = self.opened()?.store;
        let question = query.clone();
        let page =
            self.inner.typing.cases.read(&store, &question, move |reader| case_page(reader, &query, window, outlook));
        let page = page.await?;
        if self.inner.holds_lists.load(Ordering::Relaxed) {
            // The first rows came from the file, as soon as they could.
            store.hold_in_memory();
        }
        Ok(page)
    }

    /// All cases in an order, and the cards over them, of one state of the data; beside whoever types: neither question ends the
    /// other.
    ///
    /// # Errors
    /// As [`Desk::cases`].
    pub async fn first_cases(
        &self,
        sort: Sort<CaseColumn>,
        window: Window,
    ) -> Result<(CasePage, CaseCards), DeskError> {
        let (query, month) = (CaseQuery { sort, ..CaseQuery::default() }, month_start(self.now()));
        let both = self.opened()?.store.read(move |reader| {
            let page = case_page(reader, &query, window, false)?;
            let cards = cases::cards_of(reader, page.counts, month)?;
            Ok((page, cards))
        });
        Ok(both.await?)
    }

    /// From now on the lists of cases are held in memory, for whoever asks many questions: a window, once it is seen. Making
    /// them takes a processor for a second, which a start has not to spare.
    pub fn hold_lists(&self) {
        self.inner.holds_lists.store(true, Ordering::Relaxed);
        if let Ok(open) = self.opened() {
            open.store.hold_in_memory();
        }
    }

    /// Whether lists of cases are answered out of memory by now: for measurements.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn is_in_memory(&self) -> Result<bool, DeskError> {
        Ok(self.opened()?.store.read(|reader| Ok(reader.is_in_memory())).await?)
    }

    /// The numbers on the cards of the Cases view. *This month* is the month of this computer's time zone.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn case_cards(&self) -> Result<CaseCards, DeskError> {
        let month = month_start(self.now());
        Ok(self.opened()?.store.read(move |reader| cases::cards(reader, month)).await?)
    }

    /// The cases that a reference or an id names: one, or more when clients share references.
    ///
    /// # Errors
    /// When there is none, when nobody is signed in, or the cache fails.
    pub async fn case(&self, reference_or_id: &str) -> Result<Vec<CaseRow>, DeskError> {
        let store = self.opened()?.store;
        let wanted = reference_or_id.trim().to_owned();
        let rows = store
            .read(move |reader| match CaseId::parse(&wanted) {
                Ok(id) => Ok(cases::by_id(reader, id)?.into_iter().collect()),
                Err(_) => cases::by_reference(reader, &wanted),
            })
            .await?;
        if rows.is_empty() { Err(DeskError::no_such_case()) } else { Ok(rows) }
    }

    /// A page of clients; of several questions the newest counts, as with [`Desk::cases`].
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn clients(&self, query: ClientQuery, window: Window) -> Result<ClientPage, DeskError> {
        self.clients_with(query, window, false).await
    }

    /// The same, where wanted with whether fees can be expected of each row, as with [`Desk::cases_with`].
    ///
    /// # Errors
    /// As [`Desk::cases`].
    pub async fn clients_with(
        &self,
        query: ClientQuery,
        window: Window,
        outlook: bool,
    ) -> Result<ClientPage, DeskError> {
        let store = self.opened()?.store;
        let question = query.clone();
        Ok(self
            .inner
            .typing
            .clients
            .read(&store, &question, move |reader| {
                let mut page = clients::page(reader, &query, window)?;
                if outlook {
                    fees::look_out_clients(reader, Ground::plain(reader)?, &mut page.rows)?;
                }
                page.news = marked(reader, Table::Clients, page.rows.iter().map(|row| row.client.key.as_str()))?;
                Ok(page)
            })
            .await?)
    }

    /// The numbers on the cards of the Clients view.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn client_cards(&self) -> Result<ClientCards, DeskError> {
        Ok(self.opened()?.store.read(clients::cards).await?)
    }

    /// A page of transactions, their stages derived under the partner's present invoicing mode; of several questions the
    /// newest counts, as with [`Desk::cases`].
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn earnings(&self, mut query: EarningsQuery, window: Window) -> Result<EarningsView, DeskError> {
        let store = self.opened()?.store;
        let question = query.clone();
        let view = move |reader: &Reader<'_>| {
            query.mode = mode_of(reader)?;
            let mut page = earnings::page(reader, &query, window)?;
            let keys = page.rows.iter().map(|row| row.transaction.id.0.into_bytes());
            page.news = marked(reader, Table::Transactions, keys)?;
            let cases = cases_of(reader, &page.rows)?;
            Ok(EarningsView { page, cases })
        };
        Ok(self.inner.typing.earnings.read(&store, &question, view).await?)
    }

    /// The cards of the Earnings view, and how they compare with Debitura's own sums.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn earnings_cards(&self) -> Result<EarningsCards, DeskError> {
        let store = self.opened()?.store;
        let cards = store.read(|reader| {
            let mode = mode_of(reader)?;
            let check = compare(&earnings::stages(reader, mode)?, reader.earnings_summary()?);
            Ok(EarningsCards { sums: earnings::cards(reader, mode)?, mode, check })
        });
        Ok(cards.await?)
    }

    /// The values that a filter offers: those that answer the search, 200 at most, and whether there are more.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn choices(&self, field: ChoiceField, search: String) -> Result<(Choices, bool), DeskError> {
        let store = self.opened()?.store;
        Ok(store.read(move |reader| choices(reader, field, &search, CHOICES_MAX)).await?)
    }

    /// The invoicing mode that the partner had at the last sync.
    pub(crate) async fn invoicing_mode(&self) -> Result<InvoicingMode, DeskError> {
        Ok(self.opened()?.store.read(mode_of).await?)
    }
}

/// A page of cases with what is told of each row beside it.
fn case_page(reader: &Reader<'_>, query: &CaseQuery, window: Window, outlook: bool) -> Result<CasePage, StoreError> {
    let mut page = cases::page(reader, query, window)?;
    if outlook {
        fees::look_out(reader, Ground::plain(reader)?, &mut page.rows)?;
    }
    page.news = marked(reader, Table::Cases, page.rows.iter().map(|row| row.case.id.0.into_bytes()))?;
    Ok(page)
}

pub(crate) fn mode_of(reader: &Reader<'_>) -> Result<InvoicingMode, StoreError> {
    Ok(reader.partner()?.and_then(|partner| partner.invoicing_mode).unwrap_or_default())
}

/// The cached case of each row.
pub(crate) fn cases_of(reader: &Reader<'_>, rows: &[EarningsRow]) -> Result<Vec<Option<CaseId>>, StoreError> {
    rows.iter().map(|row| earnings::case_of(reader, &row.transaction)).collect()
}

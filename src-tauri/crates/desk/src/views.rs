//! The questions of the views, answered from the cache alone.

use std::sync::PoisonError;

use chrono::{Datelike as _, Local, NaiveDate, TimeZone as _, Utc};
use desk_core::ids::CaseId;
use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery, Window};
use desk_core::stage::InvoicingMode;
use desk_core::time::Instant;
use desk_store::cases::{CaseCards, CasePage, CaseRow};
use desk_store::clients::ClientPage;
use desk_store::earnings::EarningsPage;
use desk_store::{Reader, cases, clients, earnings};

use crate::error::DeskError;
use crate::open::Desk;

impl Desk {
    /// A page of cases, with how many each tab has under this search. Another question ends an older one that still runs;
    /// several pages of one question do not.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn cases(&self, query: CaseQuery, window: Window) -> Result<CasePage, DeskError> {
        let store = self.opened()?.store;
        let is_new = {
            let mut asked = self.inner.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.replace(query.clone()).as_ref() != Some(&query)
        };
        let page = move |reader: &Reader<'_>| cases::page(reader, &query, window);
        Ok(if is_new { store.read_latest(&self.inner.typing, page).await? } else { store.read(page).await? })
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

    /// A page of clients.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn clients(&self, query: ClientQuery, window: Window) -> Result<ClientPage, DeskError> {
        let store = self.opened()?.store;
        Ok(store.read(move |reader| clients::page(reader, &query, window)).await?)
    }

    /// A page of transactions, their stages derived under the partner's present invoicing mode.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn earnings(&self, mut query: EarningsQuery, window: Window) -> Result<EarningsPage, DeskError> {
        query.mode = self.invoicing_mode().await?;
        let store = self.opened()?.store;
        Ok(store.read(move |reader| earnings::page(reader, &query, window)).await?)
    }

    /// The invoicing mode that the partner had at the last sync.
    pub(crate) async fn invoicing_mode(&self) -> Result<InvoicingMode, DeskError> {
        let store = self.opened()?.store;
        let partner = store.read(|reader| reader.partner()).await?;
        Ok(partner.and_then(|partner| partner.invoicing_mode).unwrap_or_default())
    }
}

/// The first instant of the month that `now` is in, in this computer's time zone.
fn month_start(now: Instant) -> Instant {
    let local = now.with_timezone(&Local);
    let first = NaiveDate::from_ymd_opt(local.year(), local.month(), 1).and_then(|day| day.and_hms_opt(0, 0, 0));
    // A midnight that a clock change skips does not exist; the hour after it does.
    first
        .and_then(|midnight| {
            Local
                .from_local_datetime(&midnight)
                .earliest()
                .or_else(|| Local.from_local_datetime(&(midnight + chrono::TimeDelta::hours(1))).earliest())
        })
        .map_or(now, |start| start.with_timezone(&Utc))
}

//! One case and one client: their pages from the cache, and a fresh read of each when it is opened online.

use desk_core::fee::FeeAnswer;
use desk_core::ids::{CaseId, ClientKey};
use desk_core::lifecycle::group_of;
use desk_core::link::{self, LinkTrouble};
use desk_core::query::{CaseFilter, CaseQuery, EarningsFilter, EarningsQuery, Span, Window};
use desk_core::remote::RemoteError;
use desk_core::rows::PotentialRevenue;
use desk_core::time::Instant;
use desk_store::cases::CaseRow;
use desk_store::clients::ClientRow;
use desk_store::earnings::{EarningsRow, EarningsSums};
use desk_store::{Reader, StoreError, Table, cases, clients, earnings};
use tokio_util::sync::CancellationToken;

use crate::budget;
use crate::cache::Open;
use crate::error::DeskError;
use crate::fees::{self, Ground};
use crate::figures::Figures;
use crate::history::{self, SeenChange};
use crate::letters;
use crate::open::{Desk, Event};
use crate::refresh::is_refused_again;
use crate::views::{cases_of, mode_of};

/// Payments on a case's page; the sums hold all of them.
const TRANSACTIONS_MAX: usize = 200;

/// Cases on a client's page; all of them are in the Cases view.
const CASES_MAX: u32 = 50;

/// Payments in a client's timeline; all of them are in the Earnings view.
const PAYMENTS_MAX: u32 = 20;

/// A case's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDetail {
    /// The case.
    pub row: CaseRow,
    /// The client as the cache knows it; nothing when it is not listed.
    pub client: Option<ClientRow>,
    /// Payments, newest first, 200 at most, each with the case that it belongs to.
    pub transactions: Vec<EarningsRow>,
    /// Counts and sums of all of them.
    pub sums: EarningsSums,
    /// The projection and when it was read.
    pub potential: Option<(PotentialRevenue, Instant)>,
    /// Why there is no fee, or where it stands.
    pub fee: FeeAnswer,
    /// What was seen to change in the case and its payments, newest first, 300 at most.
    pub history: Vec<SeenChange>,
    /// When the case was last confirmed: by a read of its own, or by the last complete pass.
    pub confirmed: Option<Instant>,
}

/// A client's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientDetail {
    /// The client.
    pub row: ClientRow,
    /// Its newest cases, 50 at most.
    pub cases: Vec<CaseRow>,
    /// Counts and sums of its transactions.
    pub sums: EarningsSums,
    /// Its newest payments, 20 at most, each with the cached case that it belongs to.
    pub payments: Vec<(EarningsRow, Option<CaseId>)>,
    /// Why it has brought no fee, or where its fees stand.
    pub fee: FeeAnswer,
    /// What was seen to change in it, its cases and their payments, newest first, 300 at most.
    pub history: Vec<SeenChange>,
    /// When it was last confirmed.
    pub confirmed: Option<Instant>,
}

/// What the onboarding dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onboarding {
    /// The client.
    pub row: ClientRow,
    /// Why the link may be neither copied nor opened; nothing when it may.
    pub trouble: Option<LinkTrouble>,
    /// The invitation with the link; nothing without a usable one.
    pub message: Option<String>,
    /// When the link was last confirmed.
    pub confirmed: Option<Instant>,
}

impl Desk {
    /// A case's page from the cache.
    ///
    /// # Errors
    /// When there is no such case, nobody is signed in, or the cache fails.
    pub async fn case_detail(&self, id: CaseId) -> Result<CaseDetail, DeskError> {
        self.case_detail_beside(id, Span::default()).await
    }

    /// The same beside an Earnings view that shows payments of some days only: the answer about the fee says if that
    /// leaves one out.
    ///
    /// # Errors
    /// As [`Desk::case_detail`].
    pub async fn case_detail_beside(&self, id: CaseId, chosen: Span) -> Result<CaseDetail, DeskError> {
        let store = self.opened()?.store;
        let detail = store.read(move |reader| {
            let Some(row) = cases::by_id(reader, id)? else { return Ok(None) };
            let mode = mode_of(reader)?;
            let mut transactions = earnings::of_case(reader, &row.case, mode, u32::MAX)?;
            let sums = EarningsSums::of_rows(&transactions);
            let payments = transactions.iter().map(|row| &row.transaction);
            let fee = fees::for_case(reader, Ground::of(reader, mode, chosen)?, &row.case, payments)?;
            let history = history::of_case(reader, mode, &row.case, &transactions)?;
            transactions.truncate(TRANSACTIONS_MAX);
            let state = reader.freshness()?.of(Table::Cases).clone();
            let whole = state.last_complete.map(|pass| pass.started);
            // A refresh confirms the cases that are not closed.
            let pass =
                if group_of(row.case.lifecycle.as_deref()).is_open() { whole.max(state.refreshed) } else { whole };
            Ok(Some(CaseDetail {
                client: clients::of_case(reader, &row.case)?,
                sums,
                transactions,
                potential: cases::potential(reader, id)?,
                fee,
                history,
                confirmed: cases::read_at(reader, id)?.max(pass),
                row,
            }))
        });
        detail.await?.ok_or_else(DeskError::no_such_case)
    }

    /// Reads one case from Debitura into the cache, its projection included.
    ///
    /// # Errors
    /// When nobody is signed in, the cache fails, or Debitura cannot be read; what is cached stays then.
    pub async fn refresh_case(&self, id: CaseId) -> Result<(), DeskError> {
        let open = self.opened()?;
        let ticket = open.store.ticket();
        let answer = open.api.case(id).await;
        budget::spend(&open.store, self.now(), 1).await;
        let read = self.heard(&open, answer, DeskError::case_not_listed).await?;
        let now = self.now();
        let kept = open.store.write(move |writer| {
            writer.answers(&ticket);
            writer.keep_case_read(&read, now)
        });
        let kept = kept.await?;
        if kept.inserted + kept.changed > 0 {
            self.tell(Event::Changed(vec![Table::Cases]));
        }
        Ok(())
    }

    /// A summary of a case as plain text, fit for an e-mail.
    ///
    /// # Errors
    /// When there is no such case, nobody is signed in, or the cache fails.
    pub async fn case_summary(&self, id: CaseId) -> Result<String, DeskError> {
        Ok(letters::summary(&self.case_detail(id).await?, Figures::of(self.locale())))
    }

    /// A client's page from the cache.
    ///
    /// # Errors
    /// When there is no such client, nobody is signed in, or the cache fails.
    pub async fn client_detail(&self, key: ClientKey) -> Result<ClientDetail, DeskError> {
        self.client_detail_beside(key, Span::default()).await
    }

    /// The same beside an Earnings view that shows payments of some days only, as with [`Desk::case_detail_beside`].
    ///
    /// # Errors
    /// As [`Desk::client_detail`].
    pub async fn client_detail_beside(&self, key: ClientKey, chosen: Span) -> Result<ClientDetail, DeskError> {
        let store = self.opened()?.store;
        let detail = store.read(move |reader| {
            let Some(row) = clients::by_key(reader, &key)? else { return Ok(None) };
            let confirmed = confirmed(reader, &key)?;
            let mode = mode_of(reader)?;
            let fee = fees::for_client(reader, Ground::of(reader, mode, chosen)?, &row.client)?;
            let history = history::of_client(reader, mode, &key)?;
            // Not through the Cases view's questions: those end one another, and the view may be asking at this moment.
            let filter = CaseFilter { client: Some(key.clone()), ..CaseFilter::default() };
            let newest = CaseQuery { filter, ..CaseQuery::default() };
            let cases = cases::page(reader, &newest, Window { offset: 0, limit: CASES_MAX })?.rows;
            let filter = EarningsFilter { client: Some(key), ..EarningsFilter::default() };
            let query = EarningsQuery { filter, mode, ..EarningsQuery::default() };
            let newest = earnings::page(reader, &query, Window { offset: 0, limit: PAYMENTS_MAX })?;
            let of = cases_of(reader, &newest.rows)?;
            let (sums, payments) = (newest.sums, newest.rows.into_iter().zip(of).collect());
            Ok(Some(ClientDetail { row, cases, sums, payments, fee, history, confirmed }))
        });
        detail.await?.ok_or_else(DeskError::no_such_client)
    }

    /// Reads one client from Debitura into the cache: its link may have been overtaken (contract section 14).
    ///
    /// # Errors
    /// When the cache has no such client or it has no tenant id to ask by, nobody is signed in, the cache fails, or Debitura
    /// cannot be read; what is cached stays then.
    pub async fn refresh_client(&self, key: ClientKey) -> Result<(), DeskError> {
        let open = self.opened()?;
        let row = open.store.read(move |reader| clients::by_key(reader, &key)).await?;
        let tenant = row.ok_or_else(DeskError::no_such_client)?.client.tenant.ok_or_else(DeskError::no_tenant_id)?;
        let ticket = open.store.ticket();
        let answer = open.api.client(&tenant).await;
        budget::spend(&open.store, self.now(), 1).await;
        let client = self.heard(&open, answer, DeskError::client_not_listed).await?;
        let now = self.now();
        let kept = open.store.write(move |writer| {
            writer.answers(&ticket);
            writer.keep_client_read(&client, now)
        });
        let kept = kept.await?;
        if kept.inserted + kept.changed > 0 {
            self.tell(Event::Changed(vec![Table::Clients]));
        }
        Ok(())
    }

    /// What the onboarding dialog shows, from the cache.
    ///
    /// # Errors
    /// When there is no such client, nobody is signed in, or the cache fails.
    pub async fn onboarding(&self, key: ClientKey) -> Result<Onboarding, DeskError> {
        let (row, confirmed) = self.client_row(key).await?;
        let partner = self.session().partner_name;
        let (trouble, message) = match link::check(row.client.onboarding_url.as_deref()) {
            Ok(url) => (None, Some(letters::invitation(row.client.name.as_deref(), url, partner.as_deref()))),
            Err(trouble) => (Some(trouble), None),
        };
        Ok(Onboarding { row, trouble, message, confirmed })
    }

    /// The onboarding link of a client, checked: safe to be copied and opened.
    ///
    /// # Errors
    /// With the reason, when the link may be neither; else as [`Desk::onboarding`].
    pub async fn onboarding_link(&self, key: ClientKey) -> Result<String, DeskError> {
        let client = self.client_row(key).await?.0.client;
        let url = link::check(client.onboarding_url.as_deref());
        url.map(str::to_owned).map_err(|trouble| DeskError::invalid(trouble.to_string()))
    }

    /// The invitation with the onboarding link of a client.
    ///
    /// # Errors
    /// As [`Desk::onboarding_link`].
    pub async fn onboarding_message(&self, key: ClientKey) -> Result<String, DeskError> {
        let Onboarding { trouble, message, .. } = self.onboarding(key).await?;
        let reason = trouble.unwrap_or(LinkTrouble::Missing);
        message.ok_or_else(|| DeskError::invalid(reason.to_string()))
    }

    /// A client, and when it was last confirmed.
    async fn client_row(&self, key: ClientKey) -> Result<(ClientRow, Option<Instant>), DeskError> {
        let store = self.opened()?.store;
        let found = store.read(move |reader| match clients::by_key(reader, &key)? {
            Some(row) => Ok(Some((row, confirmed(reader, &key)?))),
            None => Ok(None),
        });
        found.await?.ok_or_else(DeskError::no_such_client)
    }

    /// What an answer to a single read means for the whole program: whether there is a way to Debitura, and whether the
    /// credential still holds. `gone` says what 404 means.
    async fn heard<T>(
        &self,
        open: &Open,
        answer: Result<T, RemoteError>,
        gone: fn() -> DeskError,
    ) -> Result<T, DeskError> {
        self.note_reached(answer.as_ref().err());
        match answer {
            Ok(read) => {
                // The session may have ended while Debitura was asked.
                self.opened()?;
                Ok(read)
            }
            Err(RemoteError::NotFound) => Err(gone()),
            Err(error) => {
                if error == RemoteError::Unauthorized && is_refused_again(open, &CancellationToken::new()).await {
                    self.refuse().await;
                }
                Err(error.into())
            }
        }
    }
}

/// When a client was last confirmed: by a read of its own, or by the last complete pass.
fn confirmed(reader: &Reader<'_>, key: &ClientKey) -> Result<Option<Instant>, StoreError> {
    let pass = reader.freshness()?.of(Table::Clients).last_complete.map(|pass| pass.started);
    Ok(clients::read_at(reader, key)?.max(pass))
}

//! The Clients view: one page of rows, the cards, a client's page and its onboarding.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Amount, CaseRow, Cell, ClientFilters, EarningsRow, EarningsSums, FeeAnswer, FeeOutlook, SeenChange};

/// A tab of the Clients view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClientTab {
    /// Every client.
    All,
    /// The agreement (SDCA) is not signed.
    Unsigned,
    /// Onboarding is complete.
    Complete,
}

/// A column of the Clients table and of its export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClientColumn {
    /// Company name.
    Customer,
    /// Pending or Complete.
    Onboarding,
    /// Brought to Debitura by the partner, or not.
    Attribution,
    /// The link was made.
    Linked,
    /// Open and all cases.
    Cases,
    /// Earned, as Debitura counts it, in USD.
    Earned,
    /// Country.
    Country,
    /// Registration number.
    RegistrationNumber,
    /// Office e-mail.
    Email,
    /// Whether fees can be expected. Rows cannot be put in order by it.
    FeeOutlook,
}

/// The order of the rows. Missing values come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientSort {
    /// The column.
    pub column: ClientColumn,
    /// Largest, newest or last in the alphabet first.
    pub descending: bool,
}

/// Asks for one page of the Clients view.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientsRequest {
    /// Given back with the answer, so that a late one can be dropped.
    pub seq: u32,
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: ClientTab,
    /// The filters.
    pub filters: ClientFilters,
    /// The order.
    pub sort: ClientSort,
    /// Index of the first row wanted.
    pub offset: u32,
    /// Rows wanted, 200 at most.
    pub limit: u32,
    /// Whether the rows are to say if a fee can be expected. No, where it is not said.
    #[serde(default)]
    pub outlook: bool,
}

/// One page of the Clients view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientsPage {
    /// The request's number.
    pub seq: u32,
    /// The rows from the asked offset.
    pub rows: Vec<ClientRow>,
    /// Rows in this tab under this search and these filters.
    pub total: u32,
    /// Rows per tab under this search and these filters.
    pub counts: ClientCounts,
}

/// Rows per tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientCounts {
    /// Every client.
    pub all: u32,
    /// Not signed.
    pub unsigned: u32,
    /// Onboarding complete.
    pub complete: u32,
}

/// The numbers on the cards: all clients, whatever the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientCards {
    /// Every client.
    pub total: u32,
    /// Brought to Debitura by the partner.
    pub attributed: u32,
    /// Onboarding complete.
    pub complete: u32,
    /// Onboarding pending.
    pub pending: u32,
}

/// One row of the Clients table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientRow {
    /// What the client is held under, to be given back as it is.
    pub id: String,
    /// Company name.
    pub customer: Option<Cell>,
    /// The partner's own id of the client.
    pub tenant: Option<Cell>,
    /// Registration number.
    pub registration_number: Option<Cell>,
    /// Office e-mail.
    pub email: Option<Cell>,
    /// Country, by its English name.
    pub country: Option<String>,
    /// The agreement is signed.
    pub onboarding_done: bool,
    /// Brought to Debitura by the partner.
    pub attributed: bool,
    /// The link was made: UTC, ISO 8601.
    pub linked: Option<String>,
    /// Cases on this computer that are not closed.
    pub cases_open: u32,
    /// Cases on this computer.
    pub cases_total: u32,
    /// Earned as Debitura states it, in USD. Which stages it counts is not known (contract question Q15).
    pub earned: Option<Amount>,
    /// Whether a fee can be expected; null where that was not asked.
    pub outlook: Option<FeeOutlook>,
    /// It has changed since the person last said that all is seen. Told in lists alone.
    pub has_news: bool,
}

/// A client's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClientDetail {
    /// The facts of its row; nothing is highlighted.
    pub client: ClientRow,
    /// Street, postal code and city, a line each.
    pub address: Vec<String>,
    /// `not_required`, `pending`, `verified`, or another word of Debitura's: the check of the company's people.
    pub kyc_status: Option<String>,
    /// Its newest cases, 50 at most; how many there are stands in its row.
    pub cases: Vec<CaseRow>,
    /// Its fees on this computer, by stage.
    pub earnings: EarningsSums,
    /// Its newest payments, 20 at most.
    pub payments: Vec<EarningsRow>,
    /// Why it has brought no fee, or where its fees stand.
    pub fee: FeeAnswer,
    /// What was seen to change in it, its cases and their payments, newest first, 300 at most.
    pub history: Vec<SeenChange>,
    /// When these facts were last confirmed: UTC, ISO 8601.
    pub confirmed_at: Option<String>,
}

/// Why a link is shown but neither copied nor opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LinkTrouble {
    /// Debitura sent no link.
    Missing,
    /// It is no address at all, or one with a user name, a port or hidden characters in it.
    Malformed,
    /// It does not begin with https.
    NotHttps,
    /// It leads to another host than Debitura's.
    ForeignHost,
}

/// What the onboarding dialog shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Onboarding {
    /// The client.
    pub client: ClientRow,
    /// The full link as Debitura sent it, to be shown as text alone.
    pub url: Option<String>,
    /// Why it may be neither copied nor opened; null when it may.
    pub trouble: Option<LinkTrouble>,
    /// The same in words: what is wrong and what to do.
    pub trouble_words: Option<String>,
    /// The invitation that *Copy as message* copies; null without a usable link.
    pub message: Option<String>,
    /// When the link was last confirmed: UTC, ISO 8601.
    pub confirmed_at: Option<String>,
}

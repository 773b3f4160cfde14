//! The Cases view: one page of rows, the cards, and what is asked for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaseFilters, FeeOutlook};

/// A tab of the Cases view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CaseTab {
    /// Every case.
    All,
    /// A collection partner is working.
    Active,
    /// Waiting for a signature or for a collection partner.
    Pending,
    /// Ended.
    Closed,
    /// On hold.
    Paused,
    /// A status in none of the groups.
    Other,
}

/// The group that a status belongs to: the tabs without *All*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StatusGroup {
    /// A collection partner is working.
    Active,
    /// Waiting for a signature or for a collection partner.
    Pending,
    /// Ended.
    Closed,
    /// On hold.
    Paused,
    /// In none of the groups.
    Other,
}

/// A column of the Cases table and of its export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CaseColumn {
    /// Debitura's short reference.
    Reference,
    /// The partner's client.
    Customer,
    /// Who owes.
    Debtor,
    /// The claim.
    Amount,
    /// Lifecycle label.
    Status,
    /// The agency or law firm.
    CollectionPartner,
    /// Creation of the case.
    Created,
    /// Newest thing known to have happened.
    LastActivity,
    /// What is still open of the claim.
    Remaining,
    /// The client's own reference.
    CreditorReference,
    /// The debtor's country.
    Country,
    /// Pre-legal, legal or enforcement.
    Phase,
    /// Due date of the claim.
    Due,
    /// Start of collection.
    CollectionStarted,
    /// End of the case.
    Closed,
    /// How it ended.
    CloseCode,
    /// Expected referral fee, per cent.
    ExpectedFee,
    /// Whether a fee can be expected. Rows cannot be put in order by it.
    FeeOutlook,
}

/// The order of the rows. Missing values come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseSort {
    /// The column.
    pub column: CaseColumn,
    /// Largest, newest or last in the alphabet first.
    pub descending: bool,
}

/// Asks for one page of the Cases view.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CasesRequest {
    /// Given back with the answer, so that a late one can be dropped.
    pub seq: u32,
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: CaseTab,
    /// The filters.
    pub filters: CaseFilters,
    /// The order.
    pub sort: CaseSort,
    /// Index of the first row wanted.
    pub offset: u32,
    /// Rows wanted, 200 at most.
    pub limit: u32,
    /// Whether the rows are to say if a fee can be expected. No, where it is not said.
    #[serde(default)]
    pub outlook: bool,
}

/// One page of the Cases view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CasesPage {
    /// The request's number.
    pub seq: u32,
    /// The rows from the asked offset.
    pub rows: Vec<CaseRow>,
    /// Rows in this tab under this search and these filters.
    pub total: u32,
    /// Rows per tab under this search and these filters.
    pub counts: CaseCounts,
}

/// Rows per tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseCounts {
    /// Every case.
    pub all: u32,
    /// Active ones.
    pub active: u32,
    /// Pending ones.
    pub pending: u32,
    /// Closed ones.
    pub closed: u32,
    /// Paused ones.
    pub paused: u32,
    /// Those in no group.
    pub other: u32,
}

/// The numbers on the cards: the whole portfolio, whatever the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseCards {
    /// Every case.
    pub total: u32,
    /// Active ones.
    pub active: u32,
    /// Pending ones.
    pub pending: u32,
    /// Closed ones.
    pub closed: u32,
    /// Paused ones.
    pub paused: u32,
    /// Those in no group.
    pub other: u32,
    /// Created this month, in the computer's time zone.
    pub created_this_month: u32,
}

/// One row of the Cases table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    /// The case's id, a UUID.
    pub id: String,
    /// Debitura's short reference.
    pub reference: Cell,
    /// The client's own reference.
    pub creditor_reference: Option<Cell>,
    /// The client's name.
    pub customer: Option<Cell>,
    /// The debtor's name.
    pub debtor: Option<Cell>,
    /// The claim.
    pub amount: Option<Amount>,
    /// What is still open.
    pub remaining: Option<Amount>,
    /// The status.
    pub status: CaseStatus,
    /// The agency or law firm; null until assigned.
    pub collection_partner: Option<String>,
    /// Created: UTC, ISO 8601.
    pub created: Option<String>,
    /// The newest thing known to have happened.
    pub last_activity: Option<LastActivity>,
    /// The debtor's country, by its English name.
    pub country: Option<String>,
    /// Phase of the engagement, as Debitura names it; null when there is none.
    pub phase: Option<String>,
    /// Due date of the claim, `YYYY-MM-DD`: a calendar date that no time zone moves.
    pub due: Option<String>,
    /// Collection started: UTC, ISO 8601.
    pub collection_started: Option<String>,
    /// Closed: UTC, ISO 8601.
    pub closed: Option<String>,
    /// How the case ended, as Debitura names it.
    pub close_code: Option<String>,
    /// Expected referral fee, per cent, as a decimal string.
    pub expected_fee_percent: Option<String>,
    /// The client has to supply something.
    pub needs_info: bool,
    /// Whether a fee can be expected; null where that was not asked.
    pub outlook: Option<FeeOutlook>,
    /// It has changed since the person last said that all is seen. Told in lists alone.
    pub has_news: bool,
}

/// A text in which the search may have hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// The text as it is stored.
    pub text: String,
    /// Half-open ranges of UTF-16 units, ascending and apart: what to highlight.
    pub hits: Vec<(u32, u32)>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    /// A decimal number with a point, for example `-1234.50`.
    pub value: String,
    /// ISO 4217 code; may be empty when Debitura gave none.
    pub currency: String,
}

/// A status: Debitura's label and the group that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseStatus {
    /// Debitura's label.
    pub label: String,
    /// The group.
    pub tab: StatusGroup,
}

/// The newest thing known to have happened to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastActivity {
    /// When: UTC, ISO 8601.
    pub at: String,
    /// What.
    pub kind: LastActivityKind,
}

/// What the last activity was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LastActivityKind {
    /// The case was created.
    Created,
    /// Collection started.
    CollectionStarted,
    /// The case was closed.
    Closed,
    /// The client answered a question.
    ClientAnswered,
    /// A payment came in.
    Payment,
    /// A sync was the first to see the case changed.
    ChangeSeen,
}

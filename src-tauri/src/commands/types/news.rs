//! What changed since the person last said that all is seen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Amount, CaseStatus, RevenueStage, SyncTable};

/// What kind of news it is. Each changed row is under exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NewsKind {
    /// Cases that were not there before.
    NewCases,
    /// Cases that ended.
    Closed,
    /// Cases with another status.
    Moved,
    /// Clients whose agreement is signed now.
    Onboarded,
    /// Fees at another stage.
    Fees,
    /// Payments that were not there before.
    Payments,
    /// Clients that were not there before.
    NewClients,
    /// Everything else that is watched.
    Other,
}

/// Asks for the news.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewsRequest {
    /// One kind alone. Null: every kind, each from this offset on.
    pub kind: Option<NewsKind>,
    /// Items of a kind to skip.
    pub offset: u32,
    /// Items of a kind wanted, 200 at most; none for the counts alone.
    pub limit: u32,
}

/// Something about a row that changed beside what its kind says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangedWhat {
    /// Debitura lists it again, or no longer.
    Listed,
    /// How a closed case ended.
    Outcome,
    /// Pre-legal, legal or enforcement.
    Phase,
    /// The agency or law firm.
    CollectionPartner,
    /// What is still open, a decimal string in the case's currency.
    Remaining,
    /// The client has to supply something, or no longer: the text is null for no.
    NeedsInfo,
    /// The agreement is signed, or no longer: the text is null for no.
    OnboardingDone,
    /// The client was made anew at Debitura.
    MadeAnew,
}

/// One such change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlsoChanged {
    /// What.
    pub what: ChangedWhat,
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
}

/// A fee in the news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeeNews {
    /// The fee in USD.
    pub amount: Option<Amount>,
    /// It is an estimate.
    pub is_estimate: bool,
    /// Its stage; null when it meets no predicate.
    pub stage: Option<RevenueStage>,
    /// Its stage before, under today's invoicing mode; null when it met no predicate, and for a new one.
    pub stage_before: Option<RevenueStage>,
}

/// One changed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsItem {
    /// Tells it from every other.
    pub entry: String,
    /// What it is.
    pub table: SyncTable,
    /// When a sync saw the newest change of it: UTC, ISO 8601.
    pub seen_at: String,
    /// The case that it leads to, a UUID.
    pub case_id: Option<String>,
    /// The client that it leads to.
    pub client_id: Option<String>,
    /// The case's reference.
    pub reference: Option<String>,
    /// The client's name.
    pub customer: Option<String>,
    /// The debtor's name.
    pub debtor: Option<String>,
    /// A case's claim, or what a payment brought.
    pub amount: Option<Amount>,
    /// A case's status.
    pub status: Option<CaseStatus>,
    /// Its status before, where that was another one.
    pub status_before: Option<CaseStatus>,
    /// How a closed case ended, as Debitura names it.
    pub outcome: Option<String>,
    /// A payment's fee.
    pub fee: Option<FeeNews>,
    /// What else changed.
    pub also: Vec<AlsoChanged>,
}

/// The news of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsGroup {
    /// Which.
    pub kind: NewsKind,
    /// Rows in all.
    pub total: u32,
    /// Those that were asked for, the newest first.
    pub items: Vec<NewsItem>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct News {
    /// When somebody last said that all is seen: UTC, ISO 8601. Null: nobody has yet.
    pub since: Option<String>,
    /// The mark of that, to be given back to take a newer one back.
    pub mark: String,
    /// To be given back when everything told here is seen.
    pub until: String,
    /// Changed rows of all kinds.
    pub total: u32,
    /// More changed than is kept.
    pub is_trimmed: bool,
    /// The kinds of which there are any.
    pub groups: Vec<NewsGroup>,
}

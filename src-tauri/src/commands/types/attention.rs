//! What needs attention.

use serde::Serialize;
use ts_rs::TS;

use super::{CaseCounts, CaseStatus, TabSum};

/// A client that has not signed for long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnsignedClient {
    /// What the client is held under.
    pub id: String,
    /// Company name.
    pub customer: Option<String>,
    /// Since when it could have signed: UTC, ISO 8601.
    pub since: String,
    /// It is at least since then.
    pub at_least: bool,
    /// Its cases that are not closed.
    pub cases_open: u32,
}

/// What *since* rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StandingBasis {
    /// A sync saw the status change.
    Seen,
    /// Collection started then, and no change was seen since.
    CollectionStarted,
    /// The case was created then, collection never started, and no change was seen since.
    Created,
    /// The case was first seen then: at least since.
    AtLeast,
}

/// A case in one status for long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StuckCase {
    /// The case's id, a UUID.
    pub id: String,
    /// Its reference.
    pub reference: Option<String>,
    /// The client's name.
    pub customer: Option<String>,
    /// The debtor's name.
    pub debtor: Option<String>,
    /// Its status.
    pub status: CaseStatus,
    /// Since when: UTC, ISO 8601.
    pub since: String,
    /// How that is known.
    pub basis: StandingBasis,
}

/// What needs attention, in the whole cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// Days after which an unsigned client is meant.
    pub unsigned_days: u32,
    /// How many there are.
    pub unsigned_total: u32,
    /// The longest first, 100 at most.
    pub unsigned: Vec<UnsignedClient>,
    /// Cases for which the client has to supply something, per tab.
    pub needs_info: CaseCounts,
    /// Fees that can be invoiced now.
    pub ready: TabSum,
    /// Fees under dispute.
    pub disputed: TabSum,
    /// Days after which a case counts as stuck.
    pub stuck_days: u32,
    /// How many there are.
    pub stuck_total: u32,
    /// The longest first, 100 at most.
    pub stuck: Vec<StuckCase>,
}

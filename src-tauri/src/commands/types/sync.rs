//! How fresh the data is and what a running sync has done.

use serde::Serialize;
use ts_rs::TS;

use super::CommandError;

/// What kind of pass runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncKind {
    /// The first pass into an empty cache.
    First,
    /// A short pass that fetches what changed.
    Refresh,
    /// A pass over everything.
    Full,
}

/// A list that is synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SyncTable {
    /// The partner's customers.
    Clients,
    /// The claims.
    Cases,
    /// The payments with their fees.
    Transactions,
}

/// How far a pass has come with one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TableProgress {
    /// The list.
    pub table: SyncTable,
    /// Rows that have arrived.
    pub done: u32,
    /// Rows to come in all, once Debitura has said so.
    pub total: Option<u32>,
}

/// Whether Debitura could be reached at the last attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Connectivity {
    /// Not tried yet.
    Unknown,
    /// Reached.
    Online,
    /// Not reached.
    Offline,
}

/// Freshness of the cache and the state of the sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncView {
    /// A pass runs.
    pub running: bool,
    /// It was told to stop and is finishing its page.
    pub cancelling: bool,
    /// What kind of pass runs. Null while none does, and before it is planned.
    pub kind: Option<SyncKind>,
    /// Progress per list, in the order in which they are read.
    pub progress: Vec<TableProgress>,
    /// The oldest complete pass of the three lists: UTC, ISO 8601. Null before the first one.
    pub as_of: Option<String>,
    /// What is open or new (and every client) is as of then, which a refresh brings beyond `as_of`; closed cases and paid
    /// fees are as of `as_of`. UTC, ISO 8601.
    pub open_as_of: Option<String>,
    /// When a pass was last begun: UTC, ISO 8601.
    pub last_attempt_at: Option<String>,
    /// What is missing from the data, as one whole sentence, when the last pass did not get everything.
    pub partial: Option<String>,
    /// Whether Debitura could be reached.
    pub connectivity: Connectivity,
    /// Until when Debitura asked to wait: UTC, ISO 8601.
    pub wait_until: Option<String>,
    /// Why the last pass failed.
    pub problem: Option<CommandError>,
    /// HTTP requests of the pass so far.
    pub requests: u32,
    /// Requests of today (UTC), of the 8,000 that an installation allows itself.
    pub requests_today: u32,
}

//! What the palette finds.

use serde::Serialize;
use ts_rs::TS;

use super::{CaseRow, ClientRow, EarningsRow};

/// A few rows of each list, the one that is most likely meant first, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// Six cases at most.
    pub cases: Vec<CaseRow>,
    /// Cases in all.
    pub cases_total: u32,
    /// Four clients at most.
    pub clients: Vec<ClientRow>,
    /// Clients in all.
    pub clients_total: u32,
    /// Four transactions at most.
    pub earnings: Vec<EarningsRow>,
    /// Transactions in all.
    pub earnings_total: u32,
}

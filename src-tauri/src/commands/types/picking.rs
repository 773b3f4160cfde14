//! Rows that were picked in a table.

use serde::Deserialize;
use ts_rs::TS;

use super::{
    CaseFilters, CaseSort, CaseTab, ClientFilters, ClientSort, ClientTab, EarningsFilters, EarningsSort, EarningsTab,
};

/// A list as the window asks for it, without paging.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "view", rename_all = "camelCase", deny_unknown_fields)]
pub enum Listing {
    /// Cases.
    Cases {
        /// What was typed into the search box.
        search: String,
        /// The tab.
        tab: CaseTab,
        /// The filters.
        filters: CaseFilters,
        /// The order.
        sort: CaseSort,
    },
    /// Clients.
    Clients {
        /// What was typed into the search box.
        search: String,
        /// The tab.
        tab: ClientTab,
        /// The filters.
        filters: ClientFilters,
        /// The order.
        sort: ClientSort,
    },
    /// Transactions.
    Earnings {
        /// What was typed into the search box.
        search: String,
        /// The tab.
        tab: EarningsTab,
        /// The filters.
        filters: EarningsFilters,
        /// The order.
        sort: EarningsSort,
    },
}

/// Which rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum PickedRows {
    /// These.
    Some {
        /// Their ids, 10,000 at most.
        ids: Vec<String>,
    },
    /// All but some.
    All {
        /// The ids of those.
        but: Vec<String>,
    },
}

/// Asks for rows on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowsCopy {
    /// The list.
    pub listing: Listing,
    /// Its columns by name, in their order.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: PickedRows,
    /// Whether the first line holds the headings.
    pub headings: bool,
}

/// Asks for the ids of rows that the window does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowIdsRequest {
    /// The list.
    pub listing: Listing,
    /// Index of the first row wanted.
    pub offset: u32,
    /// Rows wanted, 10,000 at most.
    pub limit: u32,
}

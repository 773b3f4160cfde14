//! Saved views and recent pages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ArrangedColumn, CaseFilters, CaseRow, CaseSort, CaseTab, ClientFilters, ClientRow, ClientSort, ClientTab,
    EarningsFilters, EarningsSort, EarningsTab,
};

/// What a table of cases is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedCases {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: CaseTab,
    /// The filters.
    pub filters: CaseFilters,
    /// The order.
    pub sort: CaseSort,
    /// All columns, shown or not, in their order; none in it: as the program comes; null: as they are.
    pub columns: Option<Vec<ArrangedColumn>>,
}

/// What a table of clients is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedClients {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: ClientTab,
    /// The filters.
    pub filters: ClientFilters,
    /// The order.
    pub sort: ClientSort,
    /// All columns, shown or not, in their order; none in it: as the program comes; null: as they are.
    pub columns: Option<Vec<ArrangedColumn>>,
}

/// What a table of transactions is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedEarnings {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: EarningsTab,
    /// The filters.
    pub filters: EarningsFilters,
    /// The order.
    pub sort: EarningsSort,
    /// All columns, shown or not, in their order; none in it: as the program comes; null: as they are.
    pub columns: Option<Vec<ArrangedColumn>>,
}

/// What a saved view shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "view", content = "query")]
pub enum SavedQuery {
    /// Cases.
    Cases(SavedCases),
    /// Clients.
    Clients(SavedClients),
    /// Earnings.
    Earnings(SavedEarnings),
}

/// A view with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedView {
    /// Tells it from the others.
    pub id: u32,
    /// As the person called it: one line, 80 characters at most.
    pub name: String,
    /// What it shows.
    pub shows: SavedQuery,
    /// The name of the one client that it is about. Looked up with every answer, and not kept.
    pub client_name: Option<String>,
}

/// A page that was opened, by its id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum OpenedPage {
    /// A case's.
    Case {
        /// The case.
        id: String,
    },
    /// A client's, or its onboarding.
    Client {
        /// The client.
        id: String,
    },
}

/// A page that can be opened again, with its row as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum RecentPage {
    /// A case.
    Case {
        /// The case.
        row: Box<CaseRow>,
    },
    /// A client.
    Client {
        /// The client.
        row: Box<ClientRow>,
    },
}

//! Export of what a table shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    CaseColumn, CaseFilters, CaseSort, CaseTab, ClientColumn, ClientFilters, ClientSort, ClientTab, EarningsColumn,
    EarningsFilters, EarningsSort, EarningsTab,
};

/// For which reader the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportProfile {
    /// Byte-order mark, separator and decimal mark of the region.
    Excel,
    /// Comma, point, RFC 4180.
    Plain,
}

/// Asks for a file with every row that the Cases table would show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CasesExport {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: CaseTab,
    /// The filters.
    pub filters: CaseFilters,
    /// The order.
    pub sort: CaseSort,
    /// The visible columns in their order.
    pub columns: Vec<CaseColumn>,
    /// For which reader.
    pub profile: ExportProfile,
}

/// Asks for a file with every row that the Clients table would show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientsExport {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: ClientTab,
    /// The filters.
    pub filters: ClientFilters,
    /// The order.
    pub sort: ClientSort,
    /// The visible columns in their order.
    pub columns: Vec<ClientColumn>,
    /// For which reader.
    pub profile: ExportProfile,
}

/// Asks for a file with every row that the Earnings table would show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EarningsExport {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: EarningsTab,
    /// The filters.
    pub filters: EarningsFilters,
    /// The order.
    pub sort: EarningsSort,
    /// The visible columns in their order.
    pub columns: Vec<EarningsColumn>,
    /// For which reader.
    pub profile: ExportProfile,
}

/// How an export ended, failures apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ExportOutcome {
    /// The file was written.
    Saved {
        /// Its name without the folder: the webview never learns a path.
        file_name: String,
        /// Rows in it, the heading not counted.
        rows: u32,
    },
    /// The person closed the dialog or stopped the export; there is no file.
    Cancelled,
}

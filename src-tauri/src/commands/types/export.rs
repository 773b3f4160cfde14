//! Export of what the Cases table shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaseColumn, CaseSort, CaseTab};

/// For which reader the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportProfile {
    /// Byte-order mark, separator and decimal mark of the region.
    Excel,
    /// Comma, point, RFC 4180.
    Plain,
}

/// Asks for a file with every row that the table would show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExportRequest {
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: CaseTab,
    /// The order.
    pub sort: CaseSort,
    /// The visible columns in their order.
    pub columns: Vec<CaseColumn>,
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

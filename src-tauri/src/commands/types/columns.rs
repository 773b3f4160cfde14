//! The columns of the tables as a person arranged them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArrangedColumn {
    /// Its name, as in the view's sort.
    pub name: String,
    /// CSS pixels, 48 to 800; null: as wide as the room allows.
    pub width: Option<u32>,
    /// Whether the table shows it.
    pub shown: bool,
}

/// The columns of each table in their order; none: as the program comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArrangedColumns {
    /// Of the Cases view.
    pub cases: Vec<ArrangedColumn>,
    /// Of the Clients view.
    pub clients: Vec<ArrangedColumn>,
    /// Of the Earnings view.
    pub earnings: Vec<ArrangedColumn>,
}

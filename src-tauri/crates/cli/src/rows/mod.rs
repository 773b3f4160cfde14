//! Rows as JSON and as cells of a table. Names in JSON are the columns' names where there is a column; amounts and
//! percentages are decimal text beside their currency, instants RFC 3339 in UTC.

mod cases;
mod clients;
mod earnings;

use std::io::Write;

pub(crate) use cases::{CaseJson, block};

use crate::table::Heading;

/// A row that can be written.
pub(crate) trait Shown {
    /// Of the table's columns.
    const HEADINGS: &'static [Heading];
    /// What several of them are called.
    const NOUN: &'static str;

    /// Writes the row as JSON.
    fn write(&self, out: &mut dyn Write) -> serde_json::Result<()>;

    /// The row as cells, one per heading.
    fn cells(&self) -> Vec<String>;
}

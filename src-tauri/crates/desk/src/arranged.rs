//! The columns of the three tables as a person arranged them: which are shown, in which order and how wide.
//!
//! Names are kept as texts, so that the columns of a newer version survive an older one: that one leaves them out and keeps
//! them when it keeps its own.

use std::collections::HashSet;
use std::str::FromStr;

use desk_core::query::{CaseColumn, ClientColumn, EarningsColumn};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::kept::Kept;
use crate::open::Desk;

/// The narrowest column, in CSS pixels: a heading can still be hit.
pub const COLUMN_WIDTH_MIN: u32 = 48;

/// The widest column, in CSS pixels.
pub const COLUMN_WIDTH_MAX: u32 = 800;

/// Columns kept for one table, those of other versions included.
const KEPT_COLUMNS_MAX: usize = 64;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrangedColumn {
    /// Its name in `desk_core::query`.
    pub name: String,
    /// CSS pixels; nothing: as wide as the room allows.
    #[serde(default)]
    pub width: Option<u32>,
    /// Whether the table shows it.
    #[serde(default)]
    pub shown: bool,
}

/// The columns of each table in their order; none: as the program comes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArrangedColumns {
    /// Of the Cases view.
    pub cases: Vec<ArrangedColumn>,
    /// Of the Clients view.
    pub clients: Vec<ArrangedColumn>,
    /// Of the Earnings view.
    pub earnings: Vec<ArrangedColumn>,
}

impl Kept for ArrangedColumns {
    const NAME: &'static str = "columns";
}

impl ArrangedColumns {
    /// What this version knows of it: each column once, widths within their bounds; a table of which nothing would be
    /// shown is as the program comes.
    fn understood(self) -> Self {
        Self {
            cases: understood::<CaseColumn>(self.cases),
            clients: understood::<ClientColumn>(self.clients),
            earnings: understood::<EarningsColumn>(self.earnings),
        }
    }

    /// With what only another version knows of what was kept before.
    fn beside(self, before: Self) -> Self {
        Self {
            cases: beside::<CaseColumn>(self.cases, before.cases),
            clients: beside::<ClientColumn>(self.clients, before.clients),
            earnings: beside::<EarningsColumn>(self.earnings, before.earnings),
        }
    }
}

fn understood<C: FromStr>(columns: Vec<ArrangedColumn>) -> Vec<ArrangedColumn> {
    let mut seen = HashSet::new();
    let known: Vec<ArrangedColumn> = columns
        .into_iter()
        .filter(|column| column.name.parse::<C>().is_ok() && seen.insert(column.name.clone()))
        .map(|column| ArrangedColumn { width: column.width.map(within_bounds), ..column })
        .collect();
    if known.iter().any(|column| column.shown) { known } else { Vec::new() }
}

fn within_bounds(width: u32) -> u32 {
    width.clamp(COLUMN_WIDTH_MIN, COLUMN_WIDTH_MAX)
}

fn beside<C: FromStr>(now: Vec<ArrangedColumn>, before: Vec<ArrangedColumn>) -> Vec<ArrangedColumn> {
    let unknown = before.into_iter().filter(|column| column.name.parse::<C>().is_err());
    now.into_iter().chain(unknown).take(KEPT_COLUMNS_MAX).collect()
}

/// Whether this is an arrangement at all: known columns, each once, and one of them at least to be seen.
fn check<C: FromStr>(columns: &[ArrangedColumn]) -> Result<(), DeskError> {
    let mut seen = HashSet::new();
    if columns.iter().any(|column| column.name.parse::<C>().is_err() || !seen.insert(&column.name)) {
        return Err(DeskError::invalid("The table has no such column, or has it only once."));
    }
    if !columns.is_empty() && !columns.iter().any(|column| column.shown) {
        return Err(DeskError::invalid("A table needs one column at least."));
    }
    Ok(())
}

impl Desk {
    /// The columns as they were arranged. A table without any is as the program comes.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn columns(&self) -> Result<ArrangedColumns, DeskError> {
        Ok(self.kept::<ArrangedColumns>().await?.understood())
    }

    /// Keeps the columns of all three tables.
    ///
    /// # Errors
    /// For a column that does not exist or stands there twice, for a table without a column to be seen; when nobody is
    /// signed in, or the cache fails.
    pub async fn keep_columns(&self, columns: ArrangedColumns) -> Result<(), DeskError> {
        check::<CaseColumn>(&columns.cases)?;
        check::<ClientColumn>(&columns.clients)?;
        check::<EarningsColumn>(&columns.earnings)?;
        self.rearrange::<ArrangedColumns>(move |kept| *kept = columns.understood().beside(std::mem::take(kept))).await
    }
}

//! How a pass ends, and what it says of a table that is not whole.

use desk_core::remote::{BadBody, RemoteError};
use desk_store::{StoreError, Table};
use thiserror::Error;

use crate::plan::Kind;
use crate::tally::Verdict;

/// Why a pass stopped before its end.
#[derive(Debug, Error)]
pub enum PassError {
    /// The API could not be read, or the user stopped it.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// The cache could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How one table fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableOutcome {
    /// Which one.
    pub table: Table,
    /// Everything that the pass was to see of the table was seen.
    pub complete: bool,
    /// Distinct rows seen in the last reading.
    pub rows: u64,
    /// Rows that the list says it has.
    pub total: Option<u64>,
    /// What is missing, for a person; nothing when complete.
    pub partial: Option<String>,
}

/// How a pass ended.
#[derive(Debug)]
pub struct Outcome {
    /// Which kind it was; a refresh that turned into a full pass is one.
    pub kind: Kind,
    /// One per table that was begun.
    pub tables: Vec<TableOutcome>,
    /// What ended the pass, or one of its lists, early. What had arrived by then is kept.
    pub error: Option<PassError>,
    /// Something is only settled by another pass, which should come soon.
    pub again: bool,
}

impl Outcome {
    /// Whether everything that the pass was to see was seen, of every table.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.error.is_none() && self.tables.len() == 3 && self.tables.iter().all(|table| table.complete)
    }
}

/// An error that concerns one list and lets the others be read; any other ends the pass.
pub(crate) fn passed_over(result: Result<(), PassError>) -> Result<Option<PassError>, PassError> {
    match result {
        Ok(()) => Ok(None),
        Err(PassError::Remote(error)) if concerns_one_list(&error) => Ok(Some(PassError::Remote(error))),
        Err(error) => Err(error),
    }
}

/// Whether another list may well be readable. No network, no credential, no allowance: then none is.
fn concerns_one_list(error: &RemoteError) -> bool {
    match error {
        RemoteError::Forbidden | RemoteError::NotFound | RemoteError::Rejected { .. } | RemoteError::Server { .. } => {
            true
        }
        RemoteError::BadBody(body) => *body != BadBody::WebPage,
        RemoteError::Unreachable
        | RemoteError::Tls
        | RemoteError::Timeout
        | RemoteError::Unauthorized
        | RemoteError::RateLimited { .. }
        | RemoteError::Redirected
        | RemoteError::Cancelled => false,
    }
}

pub(crate) fn noun(table: Table) -> &'static str {
    match table {
        Table::Cases => "cases",
        Table::Clients => "clients",
        Table::Transactions => "transactions",
    }
}

pub(crate) fn explain(table: Table, verdict: Verdict) -> Option<String> {
    let noun = noun(table);
    match verdict {
        Verdict::Complete => None,
        Verdict::Unusable { rows } => Some(format!("{rows} of the {noun} carry no usable id and cannot be kept.")),
        Verdict::Differs { seen, total: Some(total) } if seen < total => {
            Some(format!("{seen} of {total} {noun} were seen; the list changed while it was read."))
        }
        Verdict::Differs { seen, total: Some(total) } => {
            Some(format!("{seen} {noun} were seen where Debitura counts {total}; the list changed while it was read."))
        }
        Verdict::Differs { seen, total: None } => {
            Some(format!("{seen} {noun} were seen; Debitura did not say how many there are."))
        }
    }
}

//! A full pass: every list, one after the other, each swept until it adds up.

use std::sync::Arc;

use desk_core::remote::{BadBody, Order, PAGE_ROWS_MAX, PageRequest, RemoteError};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::time::Clock;
use desk_store::{PassRecord, Store, StoreError, Table};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use crate::progress::{Observer, Progress};
use crate::source::Source;
use crate::sweep::{List, Sweep};
use crate::tally::Verdict;

/// Sweeps of one list in one pass: a list that changes during each of them stays partial until the next pass.
const SWEEPS_MAX: u32 = 3;

/// Requests at once. More do not make a rate-limited API faster, and colleagues may share the key.
const CONNECTIONS: usize = 6;

/// Why a pass stopped before its end.
#[derive(Debug, Error)]
pub enum PassError {
    /// The API could not be read, or the user stopped it.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// The cache could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A reading task ended unexpectedly.
    #[error("The sync was interrupted.")]
    Interrupted,
}

/// How one table fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableOutcome {
    /// Which one.
    pub table: Table,
    /// Every row of the list was seen in one sweep.
    pub complete: bool,
    /// Distinct rows seen in the last sweep.
    pub rows: u64,
    /// Rows that the list says it has.
    pub total: Option<u64>,
    /// What is missing, for a person; nothing when complete.
    pub partial: Option<String>,
}

/// How a pass ended.
#[derive(Debug)]
pub struct Outcome {
    /// One per table that was begun.
    pub tables: Vec<TableOutcome>,
    /// What ended the pass, or one of its lists, early. What had arrived by then is kept.
    pub error: Option<PassError>,
}

impl Outcome {
    /// Whether every table is complete.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.error.is_none() && self.tables.len() == 3 && self.tables.iter().all(|table| table.complete)
    }
}

/// A pass about to run.
pub struct Pass<'a> {
    /// Reads.
    pub source: Arc<dyn Source>,
    /// Writes.
    pub store: &'a Store,
    /// Tells the time that rows and passes are marked with.
    pub clock: &'a dyn Clock,
    /// Ends the pass between two pages.
    pub cancel: &'a CancellationToken,
    /// Hears the reports.
    pub observer: &'a Observer,
    /// Nothing is cached yet: the newest cases are fetched before everything else.
    pub first: bool,
}

impl Pass<'_> {
    /// Reads everything. Errors are part of the outcome; what was written before one stays and is valid. One that concerns a
    /// single list (500 on `/clients`, say) does not keep the other lists from being read; any other ends the pass.
    pub async fn run(&self) -> Outcome {
        let mut tables = Vec::with_capacity(3);
        let error = self.tables(&mut tables).await.err();
        Outcome { tables, error }
    }

    async fn tables(&self, tables: &mut Vec<TableOutcome>) -> Result<(), PassError> {
        if self.first {
            let newest = PageRequest { page: 1, page_size: PAGE_ROWS_MAX, order: Order::NewestFirst };
            // Only an early look: when the list itself is the trouble, its own sweep says so.
            let _ = passed_over(self.sweep().peek::<Case>(newest).await)?;
        }
        let clients = passed_over(self.table::<Client>(tables).await)?;
        let cases = passed_over(self.table::<Case>(tables).await)?;
        let transactions = passed_over(self.table::<Transaction>(tables).await)?;
        clients.or(cases).or(transactions).map_or(Ok(()), Err)
    }

    fn sweep(&self) -> Sweep<'_> {
        Sweep {
            source: &self.source,
            store: self.store,
            cancel: self.cancel,
            observer: self.observer,
            connections: CONNECTIONS,
            now: self.clock.now(),
        }
    }

    async fn table<L: List>(&self, tables: &mut Vec<TableOutcome>) -> Result<(), PassError> {
        let mut outcome = TableOutcome { table: L::TABLE, complete: false, rows: 0, total: None, partial: None };
        let mut started = self.clock.now();
        let mut summary = None;
        let mut result = Ok(());
        for sweep in 1..=SWEEPS_MAX {
            if sweep > 1 {
                (self.observer)(Progress::Again { table: L::TABLE });
            }
            // The data is as old as the beginning of the sweep that proved it, not as its end.
            started = self.clock.now();
            let (tally, totals, swept) = self.sweep().run::<L>().await;
            summary = totals;
            (outcome.rows, outcome.total) = (tally.seen(), tally.total());
            if let Err(error) = swept {
                outcome.partial = Some(format!("Not all {} were read. {error}", noun(L::TABLE)));
                result = Err(error);
                break;
            }
            outcome.partial = explain(L::TABLE, tally.verdict());
            // A list that does not say how long it is will not say so at a second sweep either.
            if !matches!(tally.verdict(), Verdict::Differs { total: Some(_), .. }) {
                break;
            }
        }
        outcome.complete = outcome.partial.is_none();
        let recorded = self.record::<L>(&outcome, summary.filter(|_| outcome.complete), started).await;
        (self.observer)(Progress::Finished { table: L::TABLE, complete: outcome.complete });
        tables.push(outcome);
        // A cache that refused its rows may refuse this note too; the first trouble is the one to tell.
        result.and(recorded)
    }

    async fn record<L: List>(
        &self,
        outcome: &TableOutcome,
        summary: Option<L::Summary>,
        started: desk_core::time::Instant,
    ) -> Result<(), PassError> {
        let record = PassRecord {
            started,
            finished: Some(self.clock.now()),
            complete: outcome.complete,
            total: outcome.total,
            held: outcome.rows,
            problem: outcome.partial.clone(),
        };
        let table = outcome.table;
        self.store
            .write(move |writer| {
                if let Some(summary) = &summary {
                    L::keep(writer, summary, started)?;
                }
                writer.record_pass(table, &record)
            })
            .await?;
        Ok(())
    }
}

/// An error that concerns one list and lets the others be read; any other ends the pass.
fn passed_over(result: Result<(), PassError>) -> Result<Option<PassError>, PassError> {
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

fn noun(table: Table) -> &'static str {
    match table {
        Table::Cases => "cases",
        Table::Clients => "clients",
        Table::Transactions => "transactions",
    }
}

fn explain(table: Table, verdict: Verdict) -> Option<String> {
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

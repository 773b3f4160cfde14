//! A full pass: every list, one after the other, each swept until it adds up.

use std::sync::Arc;

use desk_core::remote::{Order, PAGE_ROWS_MAX, PageRequest, RemoteError};
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
    /// What ended the pass early. What had arrived by then is kept.
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
    /// Reads everything. An error ends the pass and is part of the outcome; what was written before stays and is valid.
    pub async fn run(&self) -> Outcome {
        let mut tables = Vec::with_capacity(3);
        let error = self.tables(&mut tables).await.err();
        Outcome { tables, error }
    }

    async fn tables(&self, tables: &mut Vec<TableOutcome>) -> Result<(), PassError> {
        if self.first {
            let newest = PageRequest { page: 1, page_size: PAGE_ROWS_MAX, order: Order::NewestFirst };
            self.sweep().peek::<Case>(newest).await?;
        }
        self.table::<Client>(tables).await?;
        self.table::<Case>(tables).await?;
        self.table::<Transaction>(tables).await
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
        let mut result = Ok(());
        for sweep in 1..=SWEEPS_MAX {
            if sweep > 1 {
                (self.observer)(Progress::Again { table: L::TABLE });
            }
            // The data is as old as the beginning of the sweep that proved it, not as its end.
            started = self.clock.now();
            match self.sweep().run::<L>().await {
                Ok(tally) => {
                    outcome.rows = tally.seen();
                    outcome.total = tally.total();
                    outcome.partial = explain(tally.verdict());
                    if !matches!(tally.verdict(), Verdict::Differs { .. }) {
                        break;
                    }
                }
                Err(error) => {
                    outcome.partial = Some(error.to_string());
                    result = Err(error);
                    break;
                }
            }
        }
        outcome.complete = outcome.partial.is_none();
        // A cache that refuses its rows cannot note the reason either.
        if !matches!(result, Err(PassError::Store(_))) {
            self.record(&outcome, started).await?;
        }
        (self.observer)(Progress::Finished { table: L::TABLE, complete: outcome.complete });
        tables.push(outcome);
        result
    }

    async fn record(&self, outcome: &TableOutcome, started: desk_core::time::Instant) -> Result<(), PassError> {
        let record = PassRecord {
            started,
            finished: Some(self.clock.now()),
            complete: outcome.complete,
            total: outcome.total,
            held: outcome.rows,
            problem: outcome.partial.clone(),
        };
        let table = outcome.table;
        self.store.write(move |writer| writer.record_pass(table, &record)).await?;
        Ok(())
    }
}

fn explain(verdict: Verdict) -> Option<String> {
    match verdict {
        Verdict::Complete => None,
        Verdict::Unusable { rows } => Some(format!("{rows} rows carry no usable id and cannot be kept.")),
        Verdict::Differs { seen, total: Some(total) } => {
            Some(format!("{seen} of {total} rows were seen; the list changed while it was read."))
        }
        Verdict::Differs { seen, total: None } => Some(format!("{seen} rows were seen; Debitura did not say how many there are.")),
    }
}

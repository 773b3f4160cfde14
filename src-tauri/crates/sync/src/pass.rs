//! One pass, from the plan to the outcome.

use std::sync::Arc;

use desk_core::remote::{BadBody, CaseScope, Order, PageRequest, RemoteError, TransactionScope};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::time::{Clock, Instant};
use desk_store::{PassRecord, RowKey, Store, StoreError, Table};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use crate::compare;
use crate::known;
use crate::list::List;
use crate::plan::{Kind, Limits, Plan, Step, Why, plan};
use crate::progress::{Observer, Progress};
use crate::reading::{Read, Reading, Start};
use crate::source::Source;
use crate::tally::Verdict;

/// Readings of one list in one pass: a list that cannot be proved complete in any of them stays partial until the next.
const READINGS_MAX: u32 = 3;

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
    /// Why.
    pub why: Why,
    /// Requests that may still be sent today; nothing: any number.
    pub left: Option<u64>,
    /// How patient.
    pub limits: Limits,
}

/// What a pass has found out so far.
struct Course {
    kind: Kind,
    tables: Vec<TableOutcome>,
    again: bool,
    /// A full pass is needed for what this one met.
    full_wanted: bool,
    /// The next pass has to be a full one.
    full_next: bool,
    totals: compare::Totals,
}

impl Pass<'_> {
    /// Plans and reads. Errors are part of the outcome; what was written before one stays and is valid. One that concerns a
    /// single list (500 on `/clients`, say) does not keep the other lists from being read; any other ends the pass.
    pub async fn run(&self) -> Outcome {
        let mut course = Course {
            kind: Kind::Nothing,
            tables: Vec::with_capacity(3),
            again: false,
            full_wanted: false,
            full_next: false,
            totals: compare::Totals::default(),
        };
        let error = self.go(&mut course).await.err();
        Outcome { kind: course.kind, tables: course.tables, error, again: course.again }
    }

    async fn go(&self, course: &mut Course) -> Result<(), PassError> {
        let now = self.clock.now();
        let known = self.store.read(known::known).await?;
        let Plan { kind, steps, .. } = plan(&known, self.why, self.left, &self.limits, now);
        course.kind = kind;
        let mut passed = self.steps(course, &steps).await?;
        if course.kind == Kind::Refresh && course.full_wanted {
            // More left the lists of what is open than may be asked for one by one.
            (course.kind, course.full_wanted) = (Kind::Full, false);
            course.tables.clear();
            passed = self.steps(course, &[Step::Clients, Step::Cases, Step::Transactions]).await?;
        }
        if passed.is_none() && course.kind != Kind::Nothing {
            let is_full = course.kind != Kind::Refresh && course.tables.iter().all(|table| table.complete);
            let (totals, wanted) = (course.totals, course.full_next);
            course.again |= self.store.write(move |writer| compare::note(writer, &totals, is_full, wanted)).await?;
        }
        passed.map_or(Ok(()), Err)
    }

    /// Runs the steps; the first error that concerned one list alone.
    async fn steps(&self, course: &mut Course, steps: &[Step]) -> Result<Option<PassError>, PassError> {
        let mut first = None;
        for step in steps {
            let passed = passed_over(self.step(course, *step).await)?;
            first = first.or(passed);
            if course.kind == Kind::Refresh && course.full_wanted {
                break;
            }
        }
        Ok(first)
    }

    async fn step(&self, course: &mut Course, step: Step) -> Result<(), PassError> {
        match step {
            Step::NewestCases => {
                if self.store.read(|reader| reader.count(Table::Cases)).await? > 0 {
                    return Ok(());
                }
                let newest = PageRequest { order: Order::NewestFirst, ..PageRequest::stable(1) };
                // Only an early look: when the list itself is the trouble, its own reading says so.
                passed_over(self.reading().peek::<Case>(newest).await.map(drop)).map(drop)
            }
            Step::Clients => self.table::<Client>(course).await.map(drop),
            Step::Cases => {
                course.totals.cases = self.table::<Case>(course).await?;
                Ok(())
            }
            Step::Transactions => {
                course.totals.earnings = self.table::<Transaction>(course).await?;
                Ok(())
            }
            Step::OpenCases => self.open_cases(course).await,
            Step::CasesSince(from) => self.since::<Case>(course, from).await,
            Step::Unpaid => self.unpaid(course).await,
            Step::TransactionsSince(from) => self.since::<Transaction>(course, from).await,
            Step::Totals => {
                course.totals.cases = self.reading().totals::<Case>().await?.1;
                course.totals.earnings = self.reading().totals::<Transaction>().await?.1;
                Ok(())
            }
        }
    }

    fn reading(&self) -> Reading<'_> {
        Reading {
            source: &self.source,
            store: self.store,
            cancel: self.cancel,
            observer: self.observer,
            clock: self.clock,
            connections: self.limits.connections,
        }
    }

    /// Reads a whole table until it is proved complete, and settles what was not seen. Its summary, when it is.
    async fn table<L: List>(&self, course: &mut Course) -> Result<Option<L::Summary>, PassError> {
        let reading = self.reading();
        let mut outcome = TableOutcome { table: L::TABLE, complete: false, rows: 0, total: None, partial: None };
        let is_first = self.store.read(|reader| Ok(reader.freshness()?.of(L::TABLE).last_complete.is_none())).await?;
        let left = self.store.read(|reader| reader.walk(L::TABLE)).await?.filter(|_| is_first);
        let mut started = self.clock.now();
        let mut resumed = left.filter(|(at, _)| *at <= started);
        let mut summary = None;
        let mut result = Ok(());
        for round in 1..=READINGS_MAX {
            if round > 1 {
                (self.observer)(Progress::Again { table: L::TABLE });
            }
            // The data is as old as the beginning of the reading that proved it, not as its end.
            started = self.clock.now();
            let held = self.store.read(|reader| reader.held(L::TABLE)).await?;
            let goes_on = resumed.take();
            let is_resumed = goes_on.is_some();
            let start = match goes_on {
                Some((at, text)) => {
                    started = at;
                    Start::Resumed(at, text)
                }
                None if is_first => Start::Kept(started),
                None => Start::Whole,
            };
            let (read, ended) = reading.list::<L>(&L::Scope::default(), start).await;
            (outcome.rows, outcome.total) = (read.seen.len() as u64, read.total);
            if let Err(error) = ended {
                outcome.partial = Some(format!("Not all {} were read. {error}", noun(L::TABLE)));
                result = Err(error);
                break;
            }
            outcome.partial = explain(L::TABLE, read.verdict);
            if read.verdict == Verdict::Complete {
                summary = read.summary;
                if !is_resumed {
                    result = self.settle::<L>(course, &mut outcome, &held, &read.seen, started).await;
                }
            }
            // A list that does not say how long it is will not say so at a second reading either.
            if !matches!(read.verdict, Verdict::Differs { total: Some(_), .. }) {
                break;
            }
        }
        outcome.complete = outcome.partial.is_none();
        let kept = if outcome.complete { summary } else { None };
        let recorded = self.record::<L>(&outcome, kept.as_ref(), started, result.is_ok()).await;
        (self.observer)(Progress::Finished { table: L::TABLE, complete: outcome.complete });
        course.tables.push(outcome);
        // A cache that refused its rows may refuse this note too; the first trouble is the one to tell.
        result.and(recorded).map(|()| kept)
    }

    async fn settle<L: List>(
        &self,
        course: &mut Course,
        outcome: &mut TableOutcome,
        held: &[RowKey],
        seen: &std::collections::HashSet<RowKey>,
        started: Instant,
    ) -> Result<(), PassError> {
        let settled = self.reading().settle(L::TABLE, held, seen, started, self.limits.asks_max).await?;
        course.again |= settled.doubtful.is_some() || settled.open > 0;
        if let Some(rows) = settled.doubtful {
            outcome.partial = Some(format!(
                "{rows} of {} {} are no longer listed. They stay until a second sync agrees.",
                held.len(),
                noun(L::TABLE),
            ));
        }
        Ok(())
    }

    /// The cases that are not closed. Those that were and are no longer among them are asked for by themselves.
    async fn open_cases(&self, course: &mut Course) -> Result<(), PassError> {
        let started = self.clock.now();
        let mut expected = self.store.read(|reader| reader.open_cases()).await?;
        let absent = self.store.read(|reader| reader.absent(Table::Cases)).await?;
        let read = self.open::<Case>(course, &CaseScope::Open).await?;
        let Some(read) = read else { return Ok(()) };
        expected.extend(absent.into_iter().map(|(row, _)| row));
        expected.sort_unstable();
        expected.dedup();
        expected.retain(|row| !read.seen.contains(row));
        if expected.len() > self.limits.singles_max {
            course.full_wanted = true;
            return Ok(());
        }
        self.reading().ask_for(Table::Cases, expected, self.limits.singles_max).await?;
        self.store.write(move |writer| writer.note_refresh(Table::Cases, started)).await?;
        Ok(())
    }

    /// The transactions that are not paid. Those that were and are no longer among them are looked for by their case.
    async fn unpaid(&self, course: &mut Course) -> Result<(), PassError> {
        let started = self.clock.now();
        let expected = self.store.read(|reader| reader.unpaid(known::mode(reader)?)).await?;
        let read = self.open::<Transaction>(course, &TransactionScope::Unpaid).await?;
        let Some(read) = read else { return Ok(()) };
        let left: Vec<_> = expected.into_iter().filter(|(row, _)| !read.seen.contains(row)).collect();
        let references: std::collections::BTreeSet<String> =
            left.iter().filter_map(|(_, reference)| crate::gone::searchable(reference.clone())).collect();
        if references.len() > self.limits.singles_max {
            course.full_wanted = true;
            return Ok(());
        }
        let mut found = std::collections::HashSet::new();
        for reference in references {
            found.extend(self.reading().search(reference).await?);
        }
        // One that is in neither is settled by two whole readings: the next pass is a full one.
        if left.iter().any(|(row, _)| !found.contains(row)) {
            (course.again, course.full_next) = (true, true);
        }
        self.store.write(move |writer| writer.note_refresh(Table::Transactions, started)).await?;
        Ok(())
    }

    /// A list of what is open, until it adds up; nothing when it never does, and then a full pass is wanted.
    async fn open<L: List>(&self, course: &mut Course, scope: &L::Scope) -> Result<Option<Read<L>>, PassError> {
        let mut outcome = TableOutcome { table: L::TABLE, complete: false, rows: 0, total: None, partial: None };
        for _ in 1..=READINGS_MAX {
            let (read, ended) = self.reading().list::<L>(scope, Start::Whole).await;
            ended?;
            (outcome.rows, outcome.total) = (read.seen.len() as u64, read.total);
            if read.verdict == Verdict::Complete {
                outcome.complete = true;
                (self.observer)(Progress::Finished { table: L::TABLE, complete: true });
                course.tables.push(outcome);
                return Ok(Some(read));
            }
        }
        course.full_wanted = true;
        Ok(None)
    }

    async fn since<L: List>(&self, _: &mut Course, from: Instant) -> Result<(), PassError> {
        let (_, ended) = self.reading().list::<L>(&L::Scope::default(), Start::Since(from)).await;
        ended
    }

    async fn record<L: List>(
        &self,
        outcome: &TableOutcome,
        summary: Option<&L::Summary>,
        started: Instant,
        is_read: bool,
    ) -> Result<(), PassError> {
        let record = PassRecord {
            started,
            finished: Some(self.clock.now()),
            complete: outcome.complete,
            total: outcome.total,
            held: outcome.rows,
            problem: outcome.partial.clone(),
        };
        let (table, summary) = (outcome.table, summary.copied());
        self.store
            .write(move |writer| {
                if let Some(summary) = &summary {
                    L::keep(writer, summary, started)?;
                }
                if is_read {
                    // Only what broke off can go on.
                    writer.set_walk(table, started, None)?;
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

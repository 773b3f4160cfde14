//! One pass, from the plan to the outcome.

use std::sync::Arc;

use desk_core::remote::{Order, PageRequest};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::time::{Clock, Instant};
use desk_store::{PassRecord, RowKey, Store, Table};
use tokio_util::sync::CancellationToken;

use crate::batch::Silence;
use crate::compare;
use crate::known;
use crate::list::List;
use crate::outcome::{Outcome, PassError, TableOutcome, explain, noun, passed_over};
use crate::plan::{Kind, Limits, Plan, Step, Why, plan};
use crate::progress::{Observer, Progress};
use crate::reading::{Reading, Start};
use crate::source::Source;
use crate::tally::Verdict;

/// Readings of one list in one pass: a list that cannot be proved complete in any of them stays partial until the next.
pub(crate) const READINGS_MAX: u32 = 3;

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
    /// Tells that no answer came for a moment.
    pub silence: &'a Silence,
    /// Why.
    pub why: Why,
    /// Requests that may still be sent today; nothing: any number.
    pub left: Option<u64>,
    /// How patient.
    pub limits: Limits,
}

/// What a pass has found out so far.
pub(crate) struct Course {
    pub(crate) kind: Kind,
    pub(crate) tables: Vec<TableOutcome>,
    pub(crate) again: bool,
    /// A full pass is needed for what this one met.
    pub(crate) full_wanted: bool,
    /// The next pass has to be a full one.
    pub(crate) full_next: bool,
    pub(crate) totals: compare::Totals,
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
        (self.observer)(Progress::Planned { kind });
        let mut passed = self.steps(course, &steps).await?;
        if course.kind == Kind::Refresh && course.full_wanted {
            // More left the lists of what is open than may be asked for one by one.
            (course.kind, course.full_wanted) = (Kind::Full, false);
            course.tables.clear();
            (self.observer)(Progress::Planned { kind: course.kind });
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

    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading {
            source: &self.source,
            store: self.store,
            cancel: self.cancel,
            observer: self.observer,
            silence: self.silence,
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
            (outcome.rows, outcome.total) = (read.rows, read.total);
            if let Err(error) = ended {
                outcome.partial = Some(format!("Not all {} were read. {error}", noun(L::TABLE)));
                result = Err(error);
                break;
            }
            outcome.partial = explain(L::TABLE, read.verdict);
            if read.verdict == Verdict::Complete {
                summary = read.summary;
                if is_resumed {
                    // What came and went while nobody read is not known, and counts can add up by accident: only a
                    // whole reading tells.
                    (course.again, course.full_next) = (true, true);
                } else {
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

//! What a refresh reads: what is open, what is new, and by themselves the rows that left the lists of what is open.

use std::collections::{BTreeSet, HashSet};

use desk_core::remote::{CaseScope, TransactionScope};
use desk_core::rows::{Case, Transaction};
use desk_core::time::Instant;
use desk_store::Table;

use crate::gone::searchable;
use crate::known;
use crate::list::List;
use crate::outcome::{PassError, TableOutcome};
use crate::pass::{Course, Pass, READINGS_MAX};
use crate::progress::Progress;
use crate::reading::{Read, Start};
use crate::tally::Verdict;

impl Pass<'_> {
    /// The cases that are not closed. Those that were and are no longer among them are asked for by themselves.
    pub(crate) async fn open_cases(&self, course: &mut Course) -> Result<(), PassError> {
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
    pub(crate) async fn unpaid(&self, course: &mut Course) -> Result<(), PassError> {
        let started = self.clock.now();
        let expected = self.store.read(|reader| reader.unpaid(known::mode(reader)?)).await?;
        let read = self.open::<Transaction>(course, &TransactionScope::Unpaid).await?;
        let Some(read) = read else { return Ok(()) };
        let left: Vec<_> = expected.into_iter().filter(|(row, _)| !read.seen.contains(row)).collect();
        let references: BTreeSet<String> =
            left.iter().filter_map(|(_, reference)| searchable(reference.clone())).collect();
        if references.len() > self.limits.singles_max {
            course.full_wanted = true;
            return Ok(());
        }
        let mut found = HashSet::new();
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
            (outcome.rows, outcome.total) = (read.rows, read.total);
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

    pub(crate) async fn since<L: List>(&self, _: &mut Course, from: Instant) -> Result<(), PassError> {
        let (_, ended) = self.reading().list::<L>(&L::Scope::default(), Start::Since(from)).await;
        ended
    }
}

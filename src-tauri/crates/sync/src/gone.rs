//! Rows that Debitura no longer lists. A pass alone proves nothing about a row that it did not see: counts can add up by
//! accident, a server can have a bad moment. So a case or a client is asked for by itself, and a transaction has to be
//! missing from two complete passes and from a search for its case. A pass that would lose more than one row in twenty is
//! not believed before a second one agrees.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use desk_core::ids::{ClientId, TenantId};
use desk_core::remote::{RemoteError, TransactionScope};
use desk_core::rows::Transaction;
use desk_core::time::Instant;
use desk_store::{RowKey, StoreError, Table, Ticket, Writer};
use futures::StreamExt as _;
use futures::stream::FuturesUnordered;

use crate::outcome::PassError;
use crate::progress::Progress;
use crate::reading::{Reading, Start};
use crate::tally::Verdict;

/// One part of the rows that may go missing at once, as 1 / this.
const SHARE: usize = 20;

/// What became of the rows that a complete pass did not see.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// Too many at once: how many, as long as no second pass agreed.
    pub(crate) doubtful: Option<usize>,
    /// Rows of which it is still open whether they are gone.
    pub(crate) open: usize,
}

/// Writes a row that was read by itself.
type Keep = Box<dyn FnOnce(&mut Writer<'_>, Instant) -> Result<(), StoreError> + Send>;

/// The answer to a single read.
enum Single {
    Known(Keep),
    Unknown,
}

impl Reading<'_> {
    /// Settles what became of the rows that were held before a complete pass that began `at` and were not seen by it.
    pub(crate) async fn settle(
        &self,
        table: Table,
        held: &[RowKey],
        seen: &HashSet<RowKey>,
        at: Instant,
        asks_max: usize,
    ) -> Result<Settled, PassError> {
        let missing: Vec<RowKey> = held.iter().filter(|row| !seen.contains(row)).cloned().collect();
        if missing.is_empty() {
            return Ok(Settled::default());
        }
        let absent = self.store.read(move |reader| reader.absent(table)).await?;
        // Marks of earlier passes, whatever the clock showed then: it can have been set back since.
        let before: HashSet<&RowKey> = absent.iter().map(|(row, _)| row).collect();
        let news = missing.iter().filter(|row| !before.contains(row)).count();
        let rows = missing.clone();
        self.store.write(move |writer| writer.mark_absent(table, &rows, at)).await?;
        if news * SHARE > held.len() {
            return Ok(Settled { doubtful: Some(missing.len()), open: missing.len() });
        }
        let before: HashSet<RowKey> = before.into_iter().cloned().collect();
        match table {
            Table::Cases => self.ask_for(table, missing, asks_max).await,
            Table::Clients => {
                // One without tenant id cannot be asked for: two complete passes have to do.
                let (named, unnamed): (Vec<_>, Vec<_>) =
                    missing.into_iter().partition(|row| matches!(row.client().id(), Some(ClientId::Tenant(_))));
                let mut settled = self.ask_for(table, named, asks_max).await?;
                let ticket = self.store.ticket();
                for row in unnamed {
                    if before.contains(&row) {
                        self.gone_since(table, row, &ticket).await?;
                    } else {
                        settled.open += 1;
                    }
                }
                Ok(settled)
            }
            Table::Transactions => self.search_for(missing, asks_max).await,
        }
    }

    /// Asks for cases or clients one by one.
    pub(crate) async fn ask_for(
        &self,
        table: Table,
        mut rows: Vec<RowKey>,
        asks_max: usize,
    ) -> Result<Settled, PassError> {
        let open = rows.len().saturating_sub(asks_max);
        rows.truncate(asks_max);
        let mut waiting = rows.into_iter();
        let mut reading = FuturesUnordered::new();
        loop {
            while reading.len() < self.connections
                && let Some(row) = waiting.next()
            {
                reading.extend(self.single(table, row));
            }
            let Some((row, ticket, answer)) = self.until_cancelled(reading.next()).await? else { break };
            let now = self.clock.now();
            match answer? {
                Single::Known(keep) => {
                    self.store
                        .write(move |writer| {
                            writer.answers(&ticket);
                            keep(writer, now)
                        })
                        .await?;
                }
                Single::Unknown => self.gone(table, row, ticket).await?,
            }
        }
        Ok(Settled { doubtful: None, open })
    }

    fn single(
        &self,
        table: Table,
        row: RowKey,
    ) -> Option<impl Future<Output = (RowKey, Ticket, Result<Single, RemoteError>)> + Send + use<>> {
        let tenant = match row.client().id() {
            _ if table != Table::Clients => None,
            Some(ClientId::Tenant(tenant)) => Some(TenantId(tenant.to_owned())),
            _ => return None,
        };
        let case = if table == Table::Cases { Some(row.case()?) } else { None };
        let ticket = self.store.ticket();
        let source = std::sync::Arc::clone(self.source);
        Some(async move {
            let answer = match (case, tenant) {
                (Some(id), _) => source.case(id).await.map(|read| {
                    Single::Known(Box::new(move |writer, now| writer.keep_case_read(&read, now).map(drop)))
                }),
                (_, Some(tenant)) => source.client(tenant).await.map(|client| {
                    Single::Known(Box::new(move |writer, now| writer.keep_client_read(&client, now).map(drop)))
                }),
                (None, None) => Err(RemoteError::NotFound),
            };
            let answer =
                if answer.as_ref().err() == Some(&RemoteError::NotFound) { Ok(Single::Unknown) } else { answer };
            (row, ticket, answer)
        })
    }

    /// Transactions cannot be asked for by themselves: the whole list once more, then a search for each one's case.
    async fn search_for(&self, missing: Vec<RowKey>, asks_max: usize) -> Result<Settled, PassError> {
        let ticket = self.store.ticket();
        let (again, result) = self.list::<Transaction>(&TransactionScope::All, Start::Whole).await;
        result?;
        let missing: BTreeSet<RowKey> = missing.into_iter().filter(|row| !again.seen.contains(row)).collect();
        if again.verdict != Verdict::Complete {
            return Ok(Settled { doubtful: None, open: missing.len() });
        }
        let mut by_case: BTreeMap<Option<String>, Vec<RowKey>> = BTreeMap::new();
        for row in missing {
            let asked = row.clone();
            let reference = self.store.read(move |reader| reader.case_reference(&asked)).await?;
            by_case.entry(searchable(reference)).or_default().push(row);
        }
        let mut settled = Settled::default();
        for (asked, (reference, rows)) in by_case.into_iter().enumerate() {
            if asked >= asks_max {
                settled.open += rows.len();
                continue;
            }
            // Without a reference nothing can be searched for: then the two passes have to do.
            let found = match reference {
                Some(reference) => self.search(reference).await?,
                None => HashSet::new(),
            };
            for row in rows.into_iter().filter(|row| !found.contains(row)) {
                self.gone_since(Table::Transactions, row, &ticket).await?;
            }
        }
        Ok(settled)
    }

    /// The transactions of cases with a reference, as Debitura lists them now.
    pub(crate) async fn search(&self, reference: String) -> Result<HashSet<RowKey>, PassError> {
        let (found, result) = self.list::<Transaction>(&TransactionScope::Search(reference), Start::Whole).await;
        result.map(|()| found.seen)
    }

    async fn gone(&self, table: Table, row: RowKey, ticket: Ticket) -> Result<(), PassError> {
        self.gone_since(table, row, &ticket).await
    }

    async fn gone_since(&self, table: Table, row: RowKey, ticket: &Ticket) -> Result<(), PassError> {
        let (now, number) = (self.clock.now(), ticket.clone());
        let gone = self.store.write(move |writer| {
            writer.answers(&number);
            writer.mark_gone(table, &row, now)
        });
        if gone.await? {
            (self.observer)(Progress::Gone { table });
        }
        Ok(())
    }
}

/// The API ignores searches of less than two characters (contract section 11).
pub(crate) fn searchable(reference: Option<String>) -> Option<String> {
    reference.map(|text| text.trim().to_owned()).filter(|text| text.chars().count() >= 2)
}

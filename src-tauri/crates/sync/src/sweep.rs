//! One list, read to its end with several requests at once, each page written in a transaction of its own.

use std::collections::VecDeque;
use std::hash::Hash;
use std::sync::Arc;

use async_trait::async_trait;
use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::remote::{PAGE_ROWS_MAX, Page, PageRequest, RemoteError};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::time::Instant;
use desk_store::{Store, StoreError, Table, Upserted, Writer};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::pass::PassError;
use crate::progress::{Observer, Progress, TableProgress};
use crate::source::Source;
use crate::tally::Tally;

/// Pages of one list at most: a server whose total is absurd cannot keep a pass running for ever. Ten million rows.
const PAGES_MAX: u32 = 100_000;

/// What a list of the API is to a sweep: how to read a page, key its rows and write them.
#[async_trait]
pub(crate) trait List: Sized + Send + 'static {
    type Key: Eq + Hash + Clone + Send;
    type Summary: Send + 'static;
    const TABLE: Table;

    async fn read(source: &dyn Source, page: PageRequest) -> Result<Page<Self, Self::Summary>, RemoteError>;
    fn key(&self) -> Self::Key;
    async fn write(store: &Store, rows: Vec<Self>, now: Instant) -> Result<Upserted, StoreError>;
    /// Keeps the totals that came with a complete sweep, where the cache has a use for them.
    fn keep(writer: &mut Writer<'_>, summary: &Self::Summary, at: Instant) -> Result<(), StoreError>;
}

macro_rules! list {
    ($row:ident, $key:ty, $field:ident, $table:ident, $read:ident, $summary:ident, $upsert:ident, $keep:expr) => {
        #[async_trait]
        impl List for $row {
            type Key = $key;
            type Summary = desk_core::remote::$summary;
            const TABLE: Table = Table::$table;

            async fn read(source: &dyn Source, page: PageRequest) -> Result<Page<Self, Self::Summary>, RemoteError> {
                source.$read(page).await
            }

            fn key(&self) -> Self::Key {
                self.$field.clone()
            }

            async fn write(store: &Store, rows: Vec<Self>, now: Instant) -> Result<Upserted, StoreError> {
                store.write(move |writer| writer.$upsert(&rows, now)).await
            }

            fn keep(writer: &mut Writer<'_>, summary: &Self::Summary, at: Instant) -> Result<(), StoreError> {
                let keep: fn(&mut Writer<'_>, &Self::Summary, Instant) -> Result<(), StoreError> = $keep;
                keep(writer, summary, at)
            }
        }
    };
}

list!(Client, ClientKey, key, Clients, clients, ClientsSummary, upsert_clients, |_, _, _| Ok(()));
list!(Case, CaseId, id, Cases, cases, CasesSummary, upsert_cases, |_, _, _| Ok(()));
list!(
    Transaction,
    TransactionId,
    id,
    Transactions,
    transactions,
    EarningsSummary,
    upsert_transactions,
    |writer, summary, at| writer.set_earnings_summary(summary, at)
);

/// What a sweep works with.
pub(crate) struct Sweep<'a> {
    pub(crate) source: &'a Arc<dyn Source>,
    pub(crate) store: &'a Store,
    pub(crate) cancel: &'a CancellationToken,
    pub(crate) observer: &'a Observer,
    pub(crate) connections: usize,
    pub(crate) now: Instant,
}

impl Sweep<'_> {
    /// Reads one list from the first page to the last. What was seen is told also when an error ends it, with the totals
    /// of the page that was asked for last.
    pub(crate) async fn run<L: List>(&self) -> (Tally<L::Key>, Option<L::Summary>, Result<(), PassError>) {
        let mut swept = Swept::new();
        let result = self.to_the_end::<L>(&mut swept).await;
        (swept.tally, swept.summary, result)
    }

    async fn to_the_end<L: List>(&self, swept: &mut Swept<L>) -> Result<(), PassError> {
        let first = self.read_one::<L>(PageRequest::stable(1)).await?;
        self.take::<L>(1, first, swept).await?;
        let mut next = 2;
        // The list may have grown meanwhile: what is new stands at its end.
        while let Some(last) = swept.last_page(next) {
            self.read_many::<L>(next..=last, swept).await?;
            next = last + 1;
        }
        Ok(())
    }

    /// Reads a page that is wanted early and writes it, outside any tally.
    pub(crate) async fn peek<L: List>(&self, page: PageRequest) -> Result<(), PassError> {
        let number = page.page;
        let page = self.read_one::<L>(page).await?;
        self.take::<L>(number, page, &mut Swept::new()).await
    }

    async fn read_one<L: List>(&self, page: PageRequest) -> Result<Page<L, L::Summary>, PassError> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(PassError::Remote(RemoteError::Cancelled)),
            page = L::read(self.source.as_ref(), page) => page.map_err(PassError::Remote),
        }
    }

    /// Keeps `connections` requests in the air while the pages that arrived are written: reading never waits for writing.
    async fn read_many<L: List>(
        &self,
        pages: std::ops::RangeInclusive<u32>,
        swept: &mut Swept<L>,
    ) -> Result<(), PassError> {
        let mut waiting: VecDeque<u32> = pages.collect();
        // Dropping the set, on an error or a cancel, ends every request in it.
        let mut reading = JoinSet::new();
        loop {
            while reading.len() < self.connections {
                let Some(page) = waiting.pop_front() else { break };
                let source = Arc::clone(self.source);
                reading.spawn(async move { (page, L::read(source.as_ref(), PageRequest::stable(page)).await) });
            }
            let joined = tokio::select! {
                biased;
                () = self.cancel.cancelled() => return Err(PassError::Remote(RemoteError::Cancelled)),
                joined = reading.join_next() => joined,
            };
            match joined {
                None => return Ok(()),
                Some(Ok((number, page))) => {
                    self.take::<L>(number, page.map_err(PassError::Remote)?, swept).await?;
                    if swept.ended {
                        // Every page before the empty one has been asked for; what follows it is empty too.
                        waiting.clear();
                    }
                }
                Some(Err(_)) => return Err(PassError::Interrupted),
            }
        }
    }

    async fn take<L: List>(
        &self,
        number: u32,
        page: Page<L, L::Summary>,
        swept: &mut Swept<L>,
    ) -> Result<(), PassError> {
        let mut page = page;
        swept.add(number, &mut page);
        let written = L::write(self.store, page.rows, self.now).await.map_err(PassError::Store)?;
        let at = TableProgress { table: L::TABLE, done: swept.tally.seen(), total: swept.tally.total() };
        (self.observer)(Progress::Page { at, changed: written.inserted + written.changed > 0 });
        Ok(())
    }
}

/// How far a sweep has come.
struct Swept<L: List> {
    tally: Tally<L::Key>,
    /// The page furthest on of those that arrived, and whether there may be more behind it.
    highest: u32,
    highest_is_full: bool,
    /// A page without any row arrived: the list ends before it, whatever its total claims.
    ended: bool,
    /// The totals of that furthest page.
    summary: Option<L::Summary>,
}

impl<L: List> Swept<L> {
    fn new() -> Self {
        Self { tally: Tally::default(), highest: 0, highest_is_full: false, ended: false, summary: None }
    }

    fn add(&mut self, number: u32, page: &mut Page<L, L::Summary>) {
        let rows = page.rows.len() as u64 + u64::from(page.unusable_rows);
        self.tally.add_page(page.rows.iter().map(List::key), page.unusable_rows, page.total_results);
        self.ended |= rows == 0;
        if number >= self.highest {
            (self.highest, self.highest_is_full) = (number, rows >= u64::from(PAGE_ROWS_MAX));
            self.summary = page.summary.take().or(self.summary.take());
        }
    }

    /// The last page that is worth asking for, when there is one from `next` on. A list that does not say how long it is
    /// is followed page by page: it cannot be proved complete, but what it has is kept.
    fn last_page(&self, next: u32) -> Option<u32> {
        let last = match self.tally.total_highest() {
            Some(total) => u32::try_from(total.div_ceil(u64::from(PAGE_ROWS_MAX))).unwrap_or(PAGES_MAX),
            None if self.highest_is_full => next,
            None => 0,
        };
        Some(last.min(PAGES_MAX)).filter(|last| !self.ended && *last >= next)
    }
}

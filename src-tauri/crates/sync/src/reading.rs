//! Reading a list: several requests at once, pages written as they arrive, together where they come fast.

use std::collections::HashSet;
use std::sync::Arc;

use desk_core::remote::{PAGE_ROWS_MAX, Page, PageRequest, RemoteError};
use desk_core::time::{Clock, Instant};
use desk_store::{RowKey, Store, Ticket};
use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use tokio_util::sync::CancellationToken;

use crate::batch::{Batch, Silence};
use crate::list::{List, facts};
use crate::outcome::PassError;
use crate::progress::{Observer, Progress, TableProgress};
use crate::source::Source;
use crate::sweep::Sweep;
use crate::tally::Verdict;
use crate::walk::{Ask, Walk};

/// What every read of a pass works with.
pub(crate) struct Reading<'a> {
    pub(crate) source: &'a Arc<dyn Source>,
    pub(crate) store: &'a Store,
    pub(crate) cancel: &'a CancellationToken,
    pub(crate) observer: &'a Observer,
    pub(crate) silence: &'a Silence,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) connections: usize,
}

/// What came of reading a list once.
pub(crate) struct Read<L: List> {
    pub(crate) seen: HashSet<RowKey>,
    /// How many are known by it: those seen, and when it went on from an earlier one those that were cached by then.
    pub(crate) rows: u64,
    pub(crate) total: Option<u64>,
    pub(crate) verdict: Verdict,
    /// The totals of the list that came with the page furthest on.
    pub(crate) summary: Option<L::Summary>,
}

impl<L: List> Read<L> {
    fn of(walk: Walk, summary: Option<L::Summary>, held: u64) -> Self {
        Self { rows: held, total: walk.total(), verdict: walk.verdict(held), summary, seen: walk.into_seen() }
    }
}

/// How to start.
pub(crate) enum Start {
    /// From the list's beginning.
    Whole,
    /// The same, keeping how far it is for one that began at this moment.
    Kept(Instant),
    /// Where an earlier one that began at this moment was left.
    Resumed(Instant, String),
    /// From a date on.
    Since(Instant),
}

struct Arrived<L: List, A> {
    ask: A,
    ticket: Ticket,
    page: Result<Page<L, L::Summary>, RemoteError>,
}

impl Reading<'_> {
    /// Reads a list to its end: along its dates, else by offsets when it does not behave as that needs. What was seen is
    /// given also when an error ends it.
    pub(crate) async fn list<L: List>(&self, scope: &L::Scope, start: Start) -> (Read<L>, Result<(), PassError>) {
        let newest = match self.store.read(|reader| reader.newest(L::TABLE)).await {
            // Of a list of which nothing is known, nothing can be newer than today.
            Ok(newest) => newest.or(Some(self.clock.now())),
            Err(error) => return (Read::of(Walk::whole(None), None, 0), Err(error.into())),
        };
        let goes_on = matches!(start, Start::Resumed(..));
        let (mut walk, kept) = match start {
            Start::Whole => (Walk::whole(newest), None),
            Start::Kept(started) => (Walk::whole(newest), Some(started)),
            Start::Resumed(started, text) => match Walk::resumed(&text) {
                Some(walk) => (walk, Some(started)),
                None => (Walk::whole(newest), Some(started)),
            },
            Start::Since(from) => (Walk::since(from), None),
        };
        let mut summary = None;
        let result = match self.along::<L>(scope, &mut walk, kept, &mut summary).await {
            Ok(true) => Ok(()),
            Ok(false) => return self.by_offsets(scope).await,
            Err(error) => Err(error),
        };
        let held = match (goes_on, &result) {
            // What was seen before the crash is in the cache.
            (true, Ok(())) => match self.store.read(|reader| reader.count(L::TABLE)).await {
                Ok(held) => held,
                Err(error) => return (Read::of(walk, summary, 0), Err(error.into())),
            },
            _ => walk.seen().len() as u64,
        };
        (Read::of(walk, summary, held), result)
    }

    async fn by_offsets<L: List>(&self, scope: &L::Scope) -> (Read<L>, Result<(), PassError>) {
        (self.observer)(Progress::Again { table: L::TABLE });
        let mut sweep = Sweep::default();
        let mut summary = None;
        let result = self.sweep::<L>(scope, &mut sweep, &mut summary).await;
        let (total, verdict) = (sweep.tally().total(), sweep.tally().verdict());
        let seen = sweep.into_seen();
        (Read { rows: seen.len() as u64, total, verdict, summary, seen }, result)
    }

    /// False: the list is unfit for a walk.
    async fn along<L: List>(
        &self,
        scope: &L::Scope,
        walk: &mut Walk,
        kept: Option<Instant>,
        summary: &mut Option<L::Summary>,
    ) -> Result<bool, PassError> {
        let mut reading = FuturesUnordered::new();
        let mut batch = Batch::new();
        // One at a time: what is kept of the walk is true only with everything before it. Meanwhile the next pages come.
        let mut writing = FuturesUnordered::new();
        let end = loop {
            while reading.len() < self.connections
                && let Some(ask) = walk.ask()
            {
                reading.push(self.ask::<L, Ask>(ask, ask.request, scope));
            }
            if batch.is_full()
                && let Some(written) = writing.next().await
            {
                self.tell_news::<L>(walk, written?);
            }
            if batch.is_due() && writing.is_empty() {
                writing.push(self.write_along(&mut batch, walk, kept));
            }
            let arrived = tokio::select! {
                biased;
                Some(written) = writing.next() => {
                    self.tell_news::<L>(walk, written?);
                    continue;
                }
                arrived = self.until_cancelled(reading.next()) => arrived,
                () = (self.silence)(), if !batch.is_empty() && writing.is_empty() => {
                    writing.push(self.write_along(&mut batch, walk, kept));
                    continue;
                }
            };
            let Arrived { ask, ticket, page } = match arrived {
                Ok(Some(arrived)) => arrived,
                Ok(None) => break Ok(true),
                Err(error) => break Err(error),
            };
            let mut page = match page {
                Ok(page) => page,
                Err(error) => break Err(error.into()),
            };
            // Totals may follow the filters (questions Q5 and Q6): only those of the whole list count.
            if ask.request.from.is_none() {
                *summary = page.summary.take().or(summary.take());
            }
            let is_fit = walk.take(ask, &facts(&page)).is_ok();
            batch.add(page.rows, ticket, self.clock.now());
            if !is_fit {
                break Ok(false);
            }
            self.tell::<L>(walk, false);
        };
        // What arrived is kept, however it ended.
        while let Some(written) = writing.next().await {
            self.tell_news::<L>(walk, written?);
        }
        if !batch.is_empty() {
            let written = self.write_along(&mut batch, walk, kept).await?;
            self.tell_news::<L>(walk, written);
        }
        end
    }

    fn tell<L: List>(&self, walk: &Walk, changed: bool) {
        let at = TableProgress { table: L::TABLE, done: walk.seen().len() as u64, total: walk.total() };
        (self.observer)(Progress::Page { at, changed });
    }

    /// Pages were told of when they arrived: writing them is news where it changed anything.
    fn tell_news<L: List>(&self, walk: &Walk, changed: bool) {
        if changed {
            self.tell::<L>(walk, changed);
        }
    }

    /// Writes what waits, and how far the walk is by now.
    fn write_along<'w, L: List>(
        &'w self,
        batch: &mut Batch<L>,
        walk: &Walk,
        kept: Option<Instant>,
    ) -> impl Future<Output = Result<bool, PassError>> + use<'w, L> {
        let kept = kept.map(|started| (started, walk.saved()));
        self.write(batch.take(), kept)
    }

    async fn sweep<L: List>(
        &self,
        scope: &L::Scope,
        sweep: &mut Sweep,
        summary: &mut Option<L::Summary>,
    ) -> Result<(), PassError> {
        let mut reading = FuturesUnordered::new();
        loop {
            while reading.len() < self.connections
                && let Some(page) = sweep.ask()
            {
                reading.push(self.ask::<L, u32>(page, PageRequest::stable(page), scope));
            }
            let Some(Arrived { ask, ticket, page }) = self.until_cancelled(reading.next()).await? else {
                return Ok(());
            };
            let mut page = page?;
            *summary = page.summary.take().or(summary.take());
            sweep.take(ask, &facts(&page), PAGE_ROWS_MAX);
            let changed = self.write(vec![(page.rows, ticket)], None).await?;
            let (done, total) = (sweep.tally().seen().len() as u64, sweep.tally().total());
            (self.observer)(Progress::Page { at: TableProgress { table: L::TABLE, done, total }, changed });
        }
    }

    fn ask<L: List, A: Send>(
        &self,
        ask: A,
        request: PageRequest,
        scope: &L::Scope,
    ) -> impl Future<Output = Arrived<L, A>> + Send + use<L, A> {
        let ticket = self.store.ticket();
        let (source, scope) = (Arc::clone(self.source), scope.clone());
        async move {
            let page = L::read(source, request, scope).await;
            Arrived { ask, ticket, page }
        }
    }

    /// Reads a page that is wanted early and writes it.
    pub(crate) async fn peek<L: List>(&self, request: PageRequest) -> Result<Option<L::Summary>, PassError> {
        let answer = self.ask::<L, ()>((), request, &L::Scope::default());
        let Arrived { ticket, page, .. } = self.until_cancelled(answer).await?;
        let page = page?;
        let at = TableProgress { table: L::TABLE, done: page.rows.len() as u64, total: page.total_results };
        let changed = self.write(vec![(page.rows, ticket)], None).await?;
        (self.observer)(Progress::Page { at, changed });
        Ok(page.summary)
    }

    /// The totals of a whole list, and its length. The one row that comes along is written like any other.
    pub(crate) async fn totals<L: List>(&self) -> Result<(Option<u64>, Option<L::Summary>), PassError> {
        let request = PageRequest { page_size: 1, ..PageRequest::stable(1) };
        let Arrived { page, .. } = self.until_cancelled(self.ask::<L, ()>((), request, &L::Scope::default())).await?;
        let page = page?;
        Ok((page.total_results, page.summary))
    }

    /// Waits, and stops waiting when the pass is to end. Never around a write: what arrived is kept.
    pub(crate) async fn until_cancelled<T>(&self, wait: impl Future<Output = T>) -> Result<T, PassError> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(PassError::Remote(RemoteError::Cancelled)),
            value = wait => Ok(value),
        }
    }

    /// The pages and how far they brought the walk, in one transaction: after a crash neither is there without the other.
    /// Whether they changed anything.
    async fn write<L: List>(
        &self,
        pages: Vec<(Vec<L>, Ticket)>,
        kept: Option<(Instant, String)>,
    ) -> Result<bool, PassError> {
        let now = self.clock.now();
        let written = self.store.write(move |writer| {
            let mut changed = 0;
            for (rows, ticket) in &pages {
                writer.answers(ticket);
                let written = L::write(writer, rows, now)?;
                changed += written.inserted + written.changed;
            }
            if let Some((started, state)) = &kept {
                writer.set_walk(L::TABLE, *started, Some(state))?;
            }
            Ok(changed)
        });
        Ok(written.await? > 0)
    }
}

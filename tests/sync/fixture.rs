//! A cache in a folder of its own, a clock moved by hand, and a pass with everything that it needs.

use std::pin::Pin;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use desk_core::time::{Clock, Instant, parse_instant};
use desk_store::{CacheKey, Freshness, OpenOptions, Reader, Store, StoreError, Table};
use desk_sync::{Limits, Outcome, Pass, Progress, TableOutcome, Why};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::fake::Fake;

pub(crate) fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

pub(crate) fn start() -> Instant {
    at("2026-06-17T09:30:00Z")
}

/// Moves on with every look, by a second if not said otherwise, so that no two moments of a pass are the same.
pub(crate) struct Ticking {
    now: Mutex<Instant>,
    pub(crate) step: TimeDelta,
    /// After so many more looks it leaps by an hour.
    pub(crate) leap: AtomicI32,
}

impl Clock for Ticking {
    fn now(&self) -> Instant {
        let mut now = self.now.lock().unwrap();
        *now += self.step;
        if self.leap.fetch_sub(1, Ordering::Relaxed) == 1 {
            *now += TimeDelta::hours(1);
        }
        *now
    }
}

pub(crate) struct Bench {
    _dir: TempDir,
    pub(crate) store: Store,
    pub(crate) clock: Ticking,
    pub(crate) cancel: CancellationToken,
    heard: Arc<Mutex<Vec<Progress>>>,
    /// That the pass has told something.
    pub(crate) told: Arc<Notify>,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self::limited(None)
    }

    /// With a cache that may grow to so many bytes.
    pub(crate) fn limited(size_max_bytes: Option<u64>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let options = OpenOptions { size_max_bytes, ..OpenOptions::new("en") };
        let store = Store::open(&dir.path().join("cache.db"), &CacheKey::new([7; 32]), &options).unwrap().store;
        Self {
            _dir: dir,
            store,
            clock: Ticking { now: Mutex::new(start()), step: TimeDelta::seconds(1), leap: AtomicI32::new(0) },
            cancel: CancellationToken::new(),
            heard: Arc::default(),
            told: Arc::default(),
        }
    }

    /// One pass; a first one when the cache is empty.
    pub(crate) async fn pass(&self, fake: &Arc<Fake>) -> Outcome {
        self.heard.lock().unwrap().clear();
        let (heard, told) = (Arc::clone(&self.heard), Arc::clone(&self.told));
        let observer = move |progress| {
            heard.lock().unwrap().push(progress);
            told.notify_one();
        };
        let source: Arc<Fake> = Arc::clone(fake);
        let (store, clock, cancel) = (&self.store, &self.clock, &self.cancel);
        let silence = || -> Pin<Box<dyn Future<Output = ()> + Send>> {
            Box::pin(tokio::time::sleep(std::time::Duration::from_millis(200)))
        };
        let (why, limits) = (Why::AskedFull, Limits::default());
        Pass { source, store, clock, cancel, observer: &observer, silence: &silence, why, left: None, limits }
            .run()
            .await
    }

    /// What the last pass reported.
    pub(crate) fn heard(&self) -> Vec<Progress> {
        self.heard.lock().unwrap().clone()
    }

    pub(crate) fn ask<T: Send + 'static>(
        &self,
        f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        // Inside a runtime of the test's own thread, which may wait.
        std::thread::scope(|scope| scope.spawn(|| self.store.read(f).wait()).join().unwrap()).unwrap()
    }

    pub(crate) fn count(&self, table: Table) -> u64 {
        self.ask(move |reader| reader.count(table))
    }

    pub(crate) fn freshness(&self) -> Freshness {
        self.ask(|reader| reader.freshness())
    }
}

pub(crate) fn table(outcome: &Outcome, table: Table) -> &TableOutcome {
    outcome.tables.iter().find(|one| one.table == table).unwrap()
}

//! Pages that wait to be written together. Every transaction encrypts and writes each page of the file that it changed, and
//! most rows change others than their neighbours do; so few large transactions write a fraction of what many small ones do.
//!
//! The first answers are written as they arrive, for whoever looks at the window. The longer a list has been read, the less
//! one page more or less is to see, and the longer it waits.

use std::pin::Pin;

use chrono::TimeDelta;
use desk_core::time::Instant;
use desk_store::Ticket;

/// Pages written together at most.
const PAGES_MAX: usize = 200;
/// A page waits no longer than this part of the time that the list has been read for.
const PART: i32 = 10;
/// Nor longer than this, so that what is on screen keeps growing and a crash has little to ask for again.
const WAIT_MAX: TimeDelta = TimeDelta::seconds(3);

/// Waits for a moment, of a second or so. What waits to be written is written when no answer came in it, as while Debitura asks for a
/// pause. A pass has no timer of its own: it runs wherever it is polled.
pub type Silence = dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync;

pub(crate) struct Batch<L> {
    pages: Vec<(Vec<L>, Ticket)>,
    /// When the list's first page arrived.
    began: Option<Instant>,
    /// When the first and the last page that wait did.
    waiting: Option<(Instant, Instant)>,
}

impl<L> Batch<L> {
    pub(crate) fn new() -> Self {
        Self { pages: Vec::new(), began: None, waiting: None }
    }

    /// A page that arrived now.
    pub(crate) fn add(&mut self, rows: Vec<L>, ticket: Ticket, now: Instant) {
        self.began.get_or_insert(now);
        self.waiting = Some((self.waiting.map_or(now, |(first, _)| first), now));
        self.pages.push((rows, ticket));
    }

    /// Whether it is time to write.
    pub(crate) fn is_due(&self) -> bool {
        let Some(((first, last), began)) = self.waiting.zip(self.began) else { return false };
        // After a clock was set back, both may be negative: it is time then, too.
        let wait = ((last - began) / PART).clamp(TimeDelta::zero(), WAIT_MAX);
        self.is_full() || !(TimeDelta::zero()..wait).contains(&(last - first))
    }

    /// Nothing more is taken in before it was written.
    pub(crate) fn is_full(&self) -> bool {
        self.pages.len() >= PAGES_MAX
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Everything that waits.
    pub(crate) fn take(&mut self) -> Vec<(Vec<L>, Ticket)> {
        self.waiting = None;
        std::mem::take(&mut self.pages)
    }
}

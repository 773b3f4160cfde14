//! Pages that wait to be written together. Every transaction encrypts and writes each page of the file that it changed, and
//! most rows change others than their neighbours do; so in a fast stream of answers larger transactions halve the work.
//! Without hurry, each answer is written as it arrives.

use chrono::TimeDelta;
use desk_core::time::Instant;
use desk_store::Ticket;

/// Pages written together at most: as much as a crash has to ask for again.
const PAGES_MAX: usize = 16;
/// Answers that follow one another faster than this are a fast stream.
const FAST: TimeDelta = TimeDelta::milliseconds(100);
/// A page waits no longer, so that what is on screen grows several times a second.
const WAIT_MAX: TimeDelta = TimeDelta::milliseconds(300);

pub(crate) struct Batch<L> {
    pages: Vec<(Vec<L>, Ticket)>,
    first: Option<Instant>,
    last: Option<Instant>,
    is_fast: bool,
}

impl<L> Batch<L> {
    pub(crate) fn new() -> Self {
        Self { pages: Vec::new(), first: None, last: None, is_fast: false }
    }

    /// A page that arrived now.
    pub(crate) fn add(&mut self, rows: Vec<L>, ticket: Ticket, now: Instant) {
        // A clock that was set back says nothing about the pace.
        let is_soon = |before: Instant| (TimeDelta::zero()..FAST).contains(&(now - before));
        self.is_fast = self.last.is_some_and(is_soon);
        self.last = Some(now);
        self.first.get_or_insert(now);
        self.pages.push((rows, ticket));
    }

    /// Whether it is time to write.
    pub(crate) fn is_due(&self) -> bool {
        let waited = self.first.zip(self.last).map_or(TimeDelta::zero(), |(first, last)| last - first);
        !self.is_empty() && (!self.is_fast || self.is_full() || !(TimeDelta::zero()..WAIT_MAX).contains(&waited))
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
        self.first = None;
        std::mem::take(&mut self.pages)
    }
}

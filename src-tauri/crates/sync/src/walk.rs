//! A list walked along its dates: each page is asked for from the date on at which the one before it ended. Pure: it says
//! what to ask and is told what came.
//!
//! Offsets into a live list skip rows when others vanish before them, and the counts can add up all the same (contract
//! section 4). A date does not move when other rows come and go. So a walk sees every row that was there throughout, also
//! while the list changes; what it cannot see is a row entered late with a date that it has passed, and such a row was not
//! there throughout. Several walkers share a list, each from a date of its own to where the next one began.
//!
//! The date filter includes its bound, so each page begins with rows that are known already: the *tie*. A page without it
//! has slid, or its rows are gone; which of the two, a second answer tells. A page that is not full has to be what its own
//! total says, or it is asked for again. What a walk rests on (the filter's meaning, the order, dates that do not change)
//! is checked with every page and against the total of the whole list; where it does not hold the walk is *unfit*, and the
//! caller sweeps by offsets.

use std::collections::HashSet;

use chrono::TimeDelta;
use desk_core::remote::{PAGE_ROWS_MAX, PageRequest};
use desk_core::time::Instant;
use desk_store::RowKey;
use serde::{Deserialize, Serialize};

use crate::tally::Verdict;
use crate::walker::{State, Taken, Walker};

/// Rows that a walker has to have before it before another one takes the farther half off it.
const SPLIT_MIN: u64 = 300;

/// A row as a walk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its key.
    pub key: RowKey,
    /// The date by which the list is ordered.
    pub date: Option<Instant>,
}

/// What an answer said.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The rows, in their order.
    pub rows: Vec<Fact>,
    /// Rows without a usable id.
    pub unusable: u64,
    /// `totalResults`.
    pub total: Option<u64>,
}

impl Facts {
    /// Rows, usable or not.
    pub(crate) fn count(&self) -> u64 {
        self.rows.len() as u64 + self.unusable
    }

    /// Whether nothing can follow.
    pub(crate) fn is_short(&self) -> bool {
        self.count() < u64::from(PAGE_ROWS_MAX)
    }
}

/// A page to ask for, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The page.
    pub request: PageRequest,
    walker: Option<usize>,
}

/// The list does not behave as a walk needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit;

/// The last look at the list's first page, for its total at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    NotNeeded,
    Wanted,
    Asked,
}

/// A walk.
#[derive(Debug)]
pub struct Walk {
    walkers: Vec<Walker>,
    seen: HashSet<RowKey>,
    unusable: u64,
    first_total: Option<u64>,
    last_total: Option<u64>,
    newest: Option<Instant>,
    closing: Closing,
    untold: bool,
    /// Counts that contradicted themselves to the last.
    doubtful: bool,
}

/// One walker of it.
#[derive(Debug, Serialize, Deserialize)]
struct Part {
    start: Option<i64>,
    from: Option<i64>,
    end: Option<i64>,
    until: Option<(i64, Option<RowKey>)>,
    tie: Vec<RowKey>,
}

/// How far a walk has come, for one that goes on after a crash.
#[derive(Debug, Serialize, Deserialize)]
struct Saved {
    first_total: Option<u64>,
    newest: Option<i64>,
    parts: Vec<Part>,
}

impl Walk {
    /// A walk over a whole list. `newest` is a guess at its last date, from which the parts are cut.
    #[must_use]
    pub fn whole(newest: Option<Instant>) -> Self {
        Self::new(vec![Walker::new(None, None)], newest, Closing::Wanted)
    }

    /// A walk over what is of a date or later.
    #[must_use]
    pub fn since(from: Instant) -> Self {
        Self::new(vec![Walker::new(Some(from), None)], None, Closing::NotNeeded)
    }

    fn new(walkers: Vec<Walker>, newest: Option<Instant>, closing: Closing) -> Self {
        Self {
            walkers,
            seen: HashSet::new(),
            unusable: 0,
            first_total: None,
            last_total: None,
            newest,
            closing,
            untold: false,
            doubtful: false,
        }
    }

    /// Goes on from what [`Walk::saved`] gave. Nothing when that cannot be read.
    #[must_use]
    pub fn resumed(text: &str) -> Option<Self> {
        let saved: Saved = serde_json::from_str(text).ok()?;
        let at = |millis: Option<i64>| millis.and_then(chrono::DateTime::from_timestamp_millis);
        let walker = |part: Part| {
            let until = part.until.and_then(|(until, row)| Some((at(Some(until))?, row)));
            Walker::resumed((at(part.start), at(part.from), at(part.end)), until, part.tie)
        };
        let walkers = saved.parts.into_iter().map(walker).collect();
        Some(Self { first_total: saved.first_total, ..Self::new(walkers, at(saved.newest), Closing::Wanted) })
    }

    /// How far it is: what was told by now need not be asked again.
    #[must_use]
    pub fn saved(&self) -> String {
        let millis = |at: Option<Instant>| at.map(|at| at.timestamp_millis());
        // One that is done may have to go on when the part behind it begins.
        let is_open = |walker: &&Walker| {
            let next = self.walkers.iter().find(|next| next.start.is_some() && next.start == walker.end);
            walker.state != State::Done || next.is_some_and(|next| !next.is_begun())
        };
        let part = |walker: &Walker| Part {
            start: millis(walker.start),
            from: millis(walker.from),
            end: millis(walker.end),
            until: walker.until.as_ref().map(|(until, row)| (until.timestamp_millis(), row.clone())),
            tie: walker.tie(),
        };
        let parts = self.walkers.iter().filter(is_open).map(part).collect();
        let saved = Saved { first_total: self.first_total, newest: millis(self.newest), parts };
        serde_json::to_string(&saved).unwrap_or_default()
    }

    /// The next page to ask for; nothing while every walker waits for an answer, and when all is done.
    pub fn ask(&mut self) -> Option<Ask> {
        if let Some(ask) = self.ask_waiting() {
            return Some(ask);
        }
        if self.walkers.iter().any(|walker| walker.state != State::Done) {
            self.split();
            return self.ask_waiting();
        }
        if self.closing == Closing::Wanted {
            self.closing = Closing::Asked;
            return Some(Ask { request: PageRequest::stable(1), walker: None });
        }
        None
    }

    fn ask_waiting(&mut self) -> Option<Ask> {
        let (at, walker) = self.walkers.iter_mut().enumerate().find(|(_, walker)| walker.state == State::Waiting)?;
        walker.state = State::Asked;
        let request = PageRequest { from: walker.from, ..PageRequest::stable(walker.page) };
        Some(Ask { request, walker: Some(at) })
    }

    /// Cuts the part that has most before it in two, by time: how the rows lie in it is not known.
    fn split(&mut self) {
        let starts: Vec<(Option<Instant>, Option<u64>)> =
            self.walkers.iter().map(|walker| (walker.start, walker.rows_from_start)).collect();
        let ahead = |walker: &Walker| {
            let behind_end = match walker.end {
                None => Some(0),
                Some(end) => starts.iter().find(|(start, _)| *start == Some(end)).and_then(|(_, rows)| *rows),
            };
            Some(walker.rows_ahead?.saturating_sub(behind_end?))
        };
        let open =
            self.walkers.iter().enumerate().filter(|(_, walker)| walker.state != State::Done && walker.page == 1);
        let farthest = open.filter_map(|(at, walker)| Some((ahead(walker)?, at))).max();
        let Some((_, at)) = farthest.filter(|(rows, _)| *rows >= SPLIT_MIN) else { return };
        let newest = self.newest;
        let Some(walker) = self.walkers.get_mut(at) else { return };
        let (Some(from), Some(end)) = (walker.from, walker.end.or(newest)) else { return };
        let half = (end - from).num_milliseconds() / 2;
        if half < 1 {
            return;
        }
        let middle = from + TimeDelta::milliseconds(half);
        let farther = Walker::new(Some(middle), walker.end);
        walker.end_at(middle);
        self.walkers.push(farther);
    }

    /// Takes the answer to a page.
    ///
    /// # Errors
    /// [`Unfit`] when the list keeps contradicting what a walk rests on.
    pub fn take(&mut self, ask: Ask, facts: &Facts) -> Result<(), Unfit> {
        self.seen.extend(facts.rows.iter().map(|fact| fact.key.clone()));
        self.untold |= facts.total.is_none();
        let Some(at) = ask.walker else {
            self.last_total = facts.total;
            self.closing = Closing::NotNeeded;
            return Ok(());
        };
        let Some(walker) = self.walkers.get_mut(at) else { return Err(Unfit) };
        let is_first = walker.is_first();
        match walker.take(facts)? {
            Taken::NotBelieved => return Ok(()),
            Taken::Believed => {}
            Taken::Doubtful => self.doubtful = true,
        }
        self.unusable += facts.unusable;
        if walker.begins()
            && let Some(start) = walker.start
        {
            let before = self.walkers.iter_mut().find(|before| before.end == Some(start));
            if let Some(before) = before {
                before.reach(facts.rows.first());
            }
        }
        if is_first {
            self.first_total = facts.total;
            if facts.is_short() {
                // One answer holds the whole list.
                self.closing = Closing::NotNeeded;
                self.last_total = facts.total;
            }
        }
        Ok(())
    }

    /// Distinct rows seen.
    #[must_use]
    pub fn seen(&self) -> &HashSet<RowKey> {
        &self.seen
    }

    /// The same, for keeps.
    #[must_use]
    pub fn into_seen(self) -> HashSet<RowKey> {
        self.seen
    }

    /// The list's own count, as far as it is known.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.last_total.or(self.first_total)
    }

    /// Judges a walk that is done, of which `held` rows are known: those seen, or all that are cached when it went on from
    /// an earlier one.
    #[must_use]
    pub fn verdict(&self, held: u64) -> Verdict {
        let floor = match (self.first_total, self.last_total) {
            (Some(first), Some(last)) => Some(first.min(last)),
            (first, last) => first.or(last),
        };
        if self.untold {
            return Verdict::Differs { seen: held, total: None };
        }
        let total = floor.unwrap_or(held);
        if self.doubtful || held + self.unusable < total {
            Verdict::Differs { seen: held, total: Some(total) }
        } else if self.unusable > 0 {
            Verdict::Unusable { rows: total.saturating_sub(held).max(1) }
        } else {
            Verdict::Complete
        }
    }
}

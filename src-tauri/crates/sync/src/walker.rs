//! One of the walkers that share a list: it has a date at which it stands, and judges the page from there on.

use std::collections::HashSet;

use desk_core::remote::PAGE_ROWS_MAX;
use desk_core::time::Instant;
use desk_store::RowKey;

use crate::walk::{Fact, Facts, Unfit};

/// Answers to one question that are not believed before the last one is.
const DOUBTS_MAX: u32 = 2;
/// Pages of rows with one and the same date.
const TIED_PAGES_MAX: u32 = 500;

/// What a walker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    Asked,
    Done,
}

/// What a walker makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It contradicts itself, or what is known: it is asked for again.
    NotBelieved,
    /// It is as it should be.
    Believed,
    /// It stayed contradictory, and the walk goes on all the same.
    Doubtful,
}

/// One part of the list: from a date on, to where the next part began.
#[derive(Debug)]
pub(crate) struct Walker {
    pub(crate) start: Option<Instant>,
    pub(crate) from: Option<Instant>,
    /// Where the next part began.
    pub(crate) end: Option<Instant>,
    /// How far it has to read: to the row that the next part saw first, once that is known.
    pub(crate) until: Option<(Instant, Option<RowKey>)>,
    /// Its first answer was believed.
    is_begun: bool,
    /// It read to the end of the list.
    is_at_list_end: bool,
    pub(crate) page: u32,
    pub(crate) state: State,
    doubts: u32,
    /// Rows of the date `from` that the page before brought.
    tie: HashSet<RowKey>,
    /// Rows of the date `from` seen in this round of pages, and in the round before, when they fill more than a page.
    round: HashSet<RowKey>,
    round_before: Option<HashSet<RowKey>>,
    rounds: u32,
    /// Rows from `start` on and from `from` on, as the answers counted them.
    pub(crate) rows_from_start: Option<u64>,
    pub(crate) rows_ahead: Option<u64>,
}

impl Walker {
    pub(crate) fn new(from: Option<Instant>, end: Option<Instant>) -> Self {
        Self {
            start: from,
            from,
            end,
            until: end.map(|end| (end, None)),
            is_begun: false,
            is_at_list_end: false,
            page: 1,
            state: State::Waiting,
            doubts: 0,
            tie: HashSet::new(),
            round: HashSet::new(),
            round_before: None,
            rounds: 0,
            rows_from_start: None,
            rows_ahead: None,
        }
    }

    /// Ends where another walker begins.
    pub(crate) fn end_at(&mut self, middle: Instant) {
        (self.end, self.until) = (Some(middle), Some((middle, None)));
    }

    /// The next part has begun, with this row. An answer that slid at its beginning left out rows that only this walker can
    /// see: so it reads until it meets that row. Nothing: the next part is empty, and so this one goes to the list's end.
    pub(crate) fn reach(&mut self, first: Option<&Fact>) {
        self.until = first.and_then(|fact| Some((fact.date?, Some(fact.key.clone()))));
        if self.state == State::Done && !self.is_at_list_end && !self.is_there(self.from, &self.tie) {
            self.state = State::Waiting;
        }
    }

    /// Whether rows up to this date, of which the last are these, are all that it has to read.
    fn is_there(&self, last: Option<Instant>, tie: &HashSet<RowKey>) -> bool {
        match &self.until {
            None => false,
            Some((until, None)) => last >= Some(*until),
            Some((until, Some(row))) => last > Some(*until) || (last == Some(*until) && tie.contains(row)),
        }
    }

    /// A walker that goes on after a crash.
    pub(crate) fn resumed(
        (start, from, end): (Option<Instant>, Option<Instant>, Option<Instant>),
        until: Option<(Instant, Option<RowKey>)>,
        tie: Vec<RowKey>,
    ) -> Self {
        let is_begun = from != start || !tie.is_empty();
        Self { from, until, tie: tie.into_iter().collect(), is_begun, ..Self::new(start, end) }
    }

    /// What it has to be remembered by.
    pub(crate) fn tie(&self) -> Vec<RowKey> {
        self.tie.iter().cloned().collect()
    }

    /// Whether this is the first answer that is believed, and from now on it is not.
    pub(crate) fn begins(&mut self) -> bool {
        !std::mem::replace(&mut self.is_begun, true)
    }

    /// Whether it has begun.
    pub(crate) fn is_begun(&self) -> bool {
        self.is_begun
    }

    /// Whether it is about to see the list's beginning.
    pub(crate) fn is_first(&self) -> bool {
        self.start.is_none() && self.from.is_none() && self.page == 1
    }

    /// Takes the answer to the page that it asked for.
    pub(crate) fn take(&mut self, facts: &Facts) -> Result<Taken, Unfit> {
        self.state = State::Waiting;
        if !is_in_order(self.from, &facts.rows) {
            self.doubts += 1;
            return if self.doubts > DOUBTS_MAX { Err(Unfit) } else { Ok(Taken::NotBelieved) };
        }
        let before = u64::from(self.page - 1) * u64::from(PAGE_ROWS_MAX);
        let adds_up = !facts.is_short() || facts.total.is_none_or(|total| total == before + facts.count());
        let is_tied = self.page > 1
            || self.tie.is_empty()
            || facts.rows.first().is_some_and(|first| self.tie.contains(&first.key));
        if !(adds_up && is_tied) && self.doubts < DOUBTS_MAX {
            self.doubts += 1;
            return Ok(Taken::NotBelieved);
        }
        self.doubts = 0;
        if self.page == 1 {
            self.rows_ahead = facts.total;
            if self.from == self.start {
                self.rows_from_start = facts.total;
            }
        }
        let is_agreed = self.advance(facts)?;
        Ok(if adds_up && is_agreed { Taken::Believed } else { Taken::Doubtful })
    }

    /// Goes on to where the page ended. False when rows of one date never were the same twice.
    fn advance(&mut self, facts: &Facts) -> Result<bool, Unfit> {
        let mut is_agreed = true;
        let is_short = facts.is_short();
        let dated = facts.rows.iter().filter_map(|fact| Some((fact.date?, &fact.key)));
        let last = dated.clone().map(|(date, _)| date).max();
        self.round.extend(dated.clone().filter(|(date, _)| Some(*date) == self.from).map(|(_, key)| key.clone()));
        let moves = last.is_some() && last > self.from;
        if !is_short && !moves {
            // More rows of one date than a page holds: through them there is no way but offsets.
            self.page += 1;
            return if self.page > TIED_PAGES_MAX || last.is_none() { Err(Unfit) } else { Ok(true) };
        }
        if self.page > 1 && self.round_before.as_ref() != Some(&self.round) {
            // Offsets skip rows: only two rounds that saw the same are believed.
            self.round_before = Some(std::mem::take(&mut self.round));
            self.rounds += 1;
            if self.rounds <= DOUBTS_MAX {
                self.page = 1;
                self.tie.clear();
                return Ok(true);
            }
            is_agreed = false;
        }
        self.rounds = 0;
        self.page = 1;
        self.round_before = None;
        self.round.clear();
        self.tie = dated.filter(|(date, _)| Some(*date) == last).map(|(_, key)| key.clone()).collect();
        self.is_at_list_end |= is_short;
        self.state = if is_short || self.is_there(last, &self.tie) { State::Done } else { State::Waiting };
        self.from = last.or(self.from);
        Ok(is_agreed)
    }
}

/// Whether the rows are of the date or later, in their order, and each of them once.
fn is_in_order(from: Option<Instant>, rows: &[Fact]) -> bool {
    let mut dates = from.into_iter().chain(rows.iter().filter_map(|row| row.date));
    let distinct: HashSet<&RowKey> = rows.iter().map(|row| &row.key).collect();
    distinct.len() == rows.len() && dates.next().is_none_or(|first| dates.try_fold(first, in_turn).is_some())
}

fn in_turn(before: Instant, date: Instant) -> Option<Instant> {
    (date >= before).then_some(date)
}

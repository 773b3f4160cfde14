//! A list read by offsets, from the first page to the last: the way for a list that cannot be walked along its dates. Pure,
//! like the walk. It proves less: only a list that kept one length throughout is believed, and even then a row that came
//! and another that went between the same two answers can hide a third.

use std::collections::HashSet;

use desk_core::remote::PAGE_ROWS_MAX;
use desk_store::RowKey;

use crate::tally::Tally;
use crate::walk::Facts;

/// Pages of one list at most: a server whose total is absurd cannot keep a pass running for ever. Ten million rows.
const PAGES_MAX: u32 = 100_000;

/// A sweep.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    tally: Tally<RowKey>,
    asked: u32,
    arrived: u32,
    /// The page furthest on of those that arrived, and whether there may be more behind it.
    highest: u32,
    highest_is_full: bool,
    /// A page without any row arrived: the list ends before it, whatever its total claims.
    ended: bool,
}

impl Sweep {
    /// The next page to ask for. The first one alone, since it tells how many there are; then as far as the list's total
    /// reaches. A list that does not say how long it is is followed page by page: it cannot be proved complete, but what it
    /// has is kept.
    pub(crate) fn ask(&mut self) -> Option<u32> {
        let last = match self.tally.total_highest() {
            _ if self.asked == 0 => 1,
            _ if self.ended || self.arrived == 0 => 0,
            Some(total) => u32::try_from(total.div_ceil(u64::from(PAGE_ROWS_MAX))).unwrap_or(PAGES_MAX),
            None if self.highest_is_full => self.highest + 1,
            None => 0,
        };
        let next = self.asked + 1;
        (next <= last.min(PAGES_MAX)).then(|| {
            self.asked = next;
            next
        })
    }

    pub(crate) fn take(&mut self, number: u32, facts: &Facts, page_rows: u32) {
        let rows = facts.rows.len() as u64 + facts.unusable;
        let unusable = u32::try_from(facts.unusable).unwrap_or(u32::MAX);
        self.tally.add_page(facts.rows.iter().map(|fact| fact.key.clone()), unusable, facts.total);
        self.arrived += 1;
        self.ended |= rows == 0;
        if number >= self.highest {
            (self.highest, self.highest_is_full) = (number, rows >= u64::from(page_rows));
        }
    }

    pub(crate) fn tally(&self) -> &Tally<RowKey> {
        &self.tally
    }

    pub(crate) fn into_seen(self) -> HashSet<RowKey> {
        self.tally.into_seen()
    }
}

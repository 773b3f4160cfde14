//! The answer to a question, kept until the state changes: rows in their order, and sums over any stretch of them.
//!
//! A client that reads a list along its dates asks for another range with each page. All of them are stretches of one order,
//! found by halving, and a stretch's summary is the difference of two running sums. So a page costs the same however large
//! the portfolio is; looking at every row for each page, a list's reading grew with the square of its length.

use std::collections::HashMap;
use std::ops::{AddAssign, Range as Span, Sub};
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Utc};

use super::Range;
use crate::state::State;
use crate::stats::Totals;
use crate::summary::{CasesSummary, ClientsSummary, TransactionsSummary};

/// Orders and counts that hold for one generation of the state.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    generation: u64,
    cases: HashMap<String, Arc<View<CasesSummary>>>,
    clients: HashMap<String, Arc<View<ClientsSummary>>>,
    transactions: HashMap<String, Arc<View<TransactionsSummary>>>,
    totals: Option<Arc<Totals>>,
}

/// Different questions that are remembered at once, per list.
const VIEWS_MAX: usize = 64;

/// Rows between two running sums that are kept.
const STRIDE: usize = 64;

/// Rows in an order, by their places in the table.
#[derive(Debug)]
pub(crate) struct View<S> {
    order: Vec<u32>,
    /// What the rows before every [`STRIDE`]th one add up to.
    running: Vec<S>,
}

/// The views of one summary's list.
pub(crate) trait Viewed: Sized {
    fn views(cache: &mut Cache) -> &mut HashMap<String, Arc<View<Self>>>;
}

impl Viewed for CasesSummary {
    fn views(cache: &mut Cache) -> &mut HashMap<String, Arc<View<Self>>> {
        &mut cache.cases
    }
}

impl Viewed for ClientsSummary {
    fn views(cache: &mut Cache) -> &mut HashMap<String, Arc<View<Self>>> {
        &mut cache.clients
    }
}

impl Viewed for TransactionsSummary {
    fn views(cache: &mut Cache) -> &mut HashMap<String, Arc<View<Self>>> {
        &mut cache.transactions
    }
}

impl<S: Copy + Default + AddAssign + Sub<Output = S>> View<S> {
    /// `sum` adds up some of the rows.
    pub(crate) fn new(order: Vec<u32>, sum: impl Fn(&[u32]) -> S) -> Self {
        let mut total = S::default();
        let mut running = vec![total];
        for chunk in order.chunks(STRIDE) {
            total += sum(chunk);
            running.push(total);
        }
        Self { order, running }
    }

    /// Those rows of the order, from the newest or from the oldest, whose date is in the range.
    pub(super) fn within(
        &self,
        range: Range,
        is_descending: bool,
        date: impl Fn(u32) -> Option<DateTime<Utc>>,
    ) -> Span<usize> {
        let Range(from, to) = range;
        // A place without a row cannot be; it would end the halving where it is.
        let is_before = |place: &u32| date(*place).is_some_and(|at| from.is_some_and(|from| at < from));
        let is_after = |place: &u32| date(*place).is_some_and(|at| to.is_some_and(|to| at > to));
        let (start, end) = if is_descending {
            (self.order.partition_point(is_after), self.order.partition_point(|place| !is_before(place)))
        } else {
            (self.order.partition_point(is_before), self.order.partition_point(|place| !is_after(place)))
        };
        // A range whose end is before its start holds nothing.
        start..end.max(start)
    }

    /// What all rows add up to.
    pub(crate) fn total(&self) -> S {
        self.running.last().copied().unwrap_or_default()
    }

    pub(crate) fn rows(&self, span: Span<usize>) -> &[u32] {
        self.order.get(span).unwrap_or_default()
    }

    pub(crate) fn sum(&self, span: Span<usize>, sum: impl Fn(&[u32]) -> S) -> S {
        let until = |end: usize| {
            let chunk = end / STRIDE;
            let mut total = self.running.get(chunk).copied().unwrap_or_default();
            total += sum(self.rows(chunk * STRIDE..end));
            total
        };
        until(span.end) - until(span.start)
    }
}

impl State {
    /// What was found out for this question before, or is now.
    pub(crate) fn view<S: Viewed>(&self, question: String, make: impl FnOnce() -> View<S>) -> Arc<View<S>> {
        if let Some(view) = self.fresh_cache(|cache| S::views(cache).get(&question).cloned()) {
            return view;
        }
        let view = Arc::new(make());
        self.fresh_cache(|cache| {
            let views = S::views(cache);
            if views.len() >= VIEWS_MAX {
                views.clear();
            }
            views.insert(question, Arc::clone(&view));
        });
        view
    }

    pub(crate) fn totals(&self) -> Arc<Totals> {
        if let Some(totals) = self.fresh_cache(|cache| cache.totals.clone()) {
            return totals;
        }
        let totals = Arc::new(self.count_totals());
        self.fresh_cache(|cache| cache.totals = Some(Arc::clone(&totals)));
        totals
    }

    fn fresh_cache<T>(&self, with: impl FnOnce(&mut Cache) -> T) -> T {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.generation != self.generation() {
            *cache = Cache { generation: self.generation(), ..Cache::default() };
        }
        with(&mut cache)
    }
}

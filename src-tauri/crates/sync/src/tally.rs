//! The proof that a sweep saw everything: the count of distinct ids against the list's own total.

use std::collections::HashSet;
use std::hash::Hash;

/// What a sweep saw, id by id.
#[derive(Clone, Debug)]
pub struct Tally<K> {
    seen: HashSet<K>,
    unusable: u64,
    total_first: Option<u64>,
    total_last: Option<u64>,
}

impl<K: Eq + Hash> Default for Tally<K> {
    fn default() -> Self {
        Self { seen: HashSet::new(), unusable: 0, total_first: None, total_last: None }
    }
}

/// Whether a sweep can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The total held still from the first page to the last, and as many distinct rows were seen.
    Complete,
    /// It adds up only with rows that carry no usable id and so cannot be kept.
    Unusable {
        /// How many.
        rows: u64,
    },
    /// It does not add up, or the list changed its length meanwhile.
    Differs {
        /// Rows seen.
        seen: u64,
        /// Rows that the list says it has.
        total: Option<u64>,
    },
}

impl<K: Eq + Hash> Tally<K> {
    /// Counts one page in.
    pub fn add_page(&mut self, ids: impl IntoIterator<Item = K>, unusable_rows: u32, total_results: Option<u64>) {
        self.seen.extend(ids);
        self.unusable += u64::from(unusable_rows);
        self.total_first = self.total_first.or(total_results);
        self.total_last = total_results.or(self.total_last);
    }

    /// Distinct rows so far.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.seen.len() as u64
    }

    /// The total that the newest page named.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total_last
    }

    /// Judges a sweep that went to the end. A total that moved during the sweep is no proof even when the sum fits: one
    /// row may have come while another slipped through a page border.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let (seen, total) = (self.seen(), self.total_last);
        if self.total_first != total || total.is_none() {
            Verdict::Differs { seen, total }
        } else if Some(seen) == total && self.unusable == 0 {
            Verdict::Complete
        } else if self.unusable > 0 && Some(seen + self.unusable) == total {
            Verdict::Unusable { rows: self.unusable }
        } else {
            Verdict::Differs { seen, total }
        }
    }
}

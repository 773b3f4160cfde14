//! The proof that a sweep saw everything: the count of distinct ids against the list's own total.

use std::collections::HashSet;
use std::hash::Hash;

/// What a sweep saw, id by id.
#[derive(Clone, Debug)]
pub struct Tally<K> {
    seen: HashSet<K>,
    unusable: u64,
    /// As the page that arrived last named it.
    total: Option<u64>,
    total_highest: u64,
    /// Two pages named two totals. Comparing the first with the last is not enough: answers overtake one another, and a
    /// list that shrinks and grows again ends with the total that it began with.
    moved: bool,
}

impl<K: Eq + Hash> Default for Tally<K> {
    fn default() -> Self {
        Self { seen: HashSet::new(), unusable: 0, total: None, total_highest: 0, moved: false }
    }
}

/// Whether a sweep can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every page named the same total, and as many distinct rows were seen.
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
    /// Counts one page in, in whichever order pages arrive. `total_results` is the list's own count (contract section 4);
    /// a page that names none says nothing about it.
    pub fn add_page(&mut self, ids: impl IntoIterator<Item = K>, unusable_rows: u32, total_results: Option<u64>) {
        self.seen.extend(ids);
        self.unusable += u64::from(unusable_rows);
        if let Some(total) = total_results {
            self.moved |= self.total.is_some_and(|before| before != total);
            self.total_highest = self.total_highest.max(total);
            self.total = Some(total);
        }
    }

    /// Distinct rows so far.
    #[must_use]
    pub fn seen(&self) -> &HashSet<K> {
        &self.seen
    }

    /// The same, for keeps.
    #[must_use]
    pub fn into_seen(self) -> HashSet<K> {
        self.seen
    }

    /// The total that the page that arrived last named.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// The highest total that any page named: as far as the sweep has to reach. Nothing when none was named.
    #[must_use]
    pub fn total_highest(&self) -> Option<u64> {
        self.total.map(|_| self.total_highest)
    }

    /// Judges a sweep that went to the end. A total that moved during the sweep is no proof even when the sum fits: one
    /// row may have come while another slipped through a page border (contract section 4).
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let seen = self.seen.len() as u64;
        match self.total {
            Some(total) if !self.moved && self.unusable == 0 && seen == total => Verdict::Complete,
            Some(total) if !self.moved && self.unusable > 0 && seen + self.unusable == total => {
                Verdict::Unusable { rows: self.unusable }
            }
            total => Verdict::Differs { seen, total },
        }
    }
}

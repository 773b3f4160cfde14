//! A set of slots.

/// Which slots of a catalog are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

const WORD: u32 = u64::BITS;

fn word_of(slot: u32) -> usize {
    (slot / WORD) as usize
}

impl Bits {
    /// Room for so many slots, none of them in it.
    pub(crate) fn new(slots: usize) -> Self {
        Self(vec![0; slots.div_ceil(WORD as usize)])
    }

    pub(crate) fn insert(&mut self, slot: u32) {
        let at = word_of(slot);
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (slot % WORD);
        }
    }

    /// Puts words of slots in the place of those from a word on, as far as there is room.
    pub(crate) fn fill(&mut self, from: usize, words: &[u64]) {
        for (place, word) in self.0.iter_mut().skip(from).zip(words) {
            *place = *word;
        }
    }

    pub(crate) fn remove(&mut self, slot: u32) {
        if let Some(word) = self.0.get_mut(word_of(slot)) {
            *word &= !(1 << (slot % WORD));
        }
    }

    pub(crate) fn contains(&self, slot: u32) -> bool {
        self.0.get(word_of(slot)).is_some_and(|word| word & (1 << (slot % WORD)) != 0)
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many are in both.
    pub(crate) fn count_with(&self, other: &Self) -> u64 {
        self.0.iter().zip(&other.0).map(|(one, other)| u64::from((one & other).count_ones())).sum()
    }

    /// Leaves those that are in the other too.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (at, word) in self.0.iter_mut().enumerate() {
            *word &= other.0.get(at).copied().unwrap_or(0);
        }
    }

    /// Adds those of the other.
    pub(crate) fn join(&mut self, other: &Self) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Those in it, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.0).flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at * WORD + bit)
            })
        })
    }
}

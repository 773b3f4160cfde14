//! Which rows have which two bytes next to each other: what a word is looked for in before any text is.
//!
//! For each pair of byte classes a set of slots. A word is in none of the rows that lack one of its pairs, so the sets of its
//! pairs, put together, leave hardly more than the rows that have it, and those are looked at. Letters and digits are classes of
//! their own: a word of one or two of them is answered by the sets alone. Rejected: looking through all texts (2 to 5 ms for
//! 100,000 rows, this takes a tenth), and sets of three, which are forty times as many.

use std::sync::Arc;

use super::bits::Bits;

/// Letters, digits, and four classes for all other bytes.
const CLASSES: usize = 40;
const EXACT: usize = 36;
/// One set per class, and one per pair.
const SETS: usize = CLASSES + CLASSES * CLASSES;

/// Slots of one block: as many as fit a set of 64 words.
const BLOCK_SLOTS: usize = 64 * WORDS;
const WORDS: usize = 64;

/// All sets of some thousand slots.
type Block = Vec<[u64; WORDS]>;

/// The sets of all slots. Copies share the blocks that neither of them changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grams(Vec<Arc<Block>>);

fn class(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a'),
        b'0'..=b'9' => 26 + usize::from(byte - b'0'),
        other => EXACT + usize::from(other % 4),
    }
}

/// The numbers of the sets that a text is in; of one byte alone that of its class.
fn sets(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let classes = text.iter().map(|byte| class(*byte));
    let pairs = text.windows(2).filter_map(|pair| match *pair {
        [one, other] => Some(CLASSES + class(one) * CLASSES + class(other)),
        _ => None,
    });
    classes.chain(pairs)
}

/// Whether the sets of a word alone tell who has it.
pub(crate) fn is_exact(word: &[u8]) -> bool {
    word.len() <= 2 && word.iter().all(|byte| class(*byte) < EXACT)
}

fn place(slot: u32) -> (usize, usize, u64) {
    let at = slot as usize;
    (at / BLOCK_SLOTS, at % BLOCK_SLOTS / 64, 1 << (at % 64))
}

impl Grams {
    /// A slot has this text from now on. It had none before.
    pub(crate) fn add(&mut self, slot: u32, text: &[u8]) {
        let (block, word, bit) = place(slot);
        while self.0.len() <= block {
            self.0.push(Arc::new(vec![[0; WORDS]; SETS]));
        }
        self.change(block, text, |set| {
            if let Some(word) = set.get_mut(word) {
                *word |= bit;
            }
        });
    }

    /// A slot no longer has this text, which was its.
    pub(crate) fn remove(&mut self, slot: u32, text: &[u8]) {
        let (block, word, bit) = place(slot);
        self.change(block, text, |set| {
            if let Some(word) = set.get_mut(word) {
                *word &= !bit;
            }
        });
    }

    fn change(&mut self, block: usize, text: &[u8], change: impl Fn(&mut [u64; WORDS])) {
        let Some(block) = self.0.get_mut(block).map(Arc::make_mut) else { return };
        for line in text.split(|byte| *byte == b'\n') {
            sets(line).filter_map(|number| block.get_mut(number).map(&change)).for_each(drop);
        }
    }

    /// The slots that can have a word, which is not empty.
    pub(crate) fn candidates(&self, word: &[u8], slots: usize) -> Bits {
        let mut found = Bits::new(slots);
        let numbers: Vec<usize> = match word {
            [only] => vec![class(*only)],
            _ => sets(word).skip(word.len()).collect(),
        };
        for (at, block) in self.0.iter().enumerate() {
            let mut left = [u64::MAX; WORDS];
            for set in numbers.iter().filter_map(|number| block.get(*number)) {
                left.iter_mut().zip(set).for_each(|(left, set)| *left &= set);
            }
            found.fill(at * WORDS, &left);
        }
        found
    }
}

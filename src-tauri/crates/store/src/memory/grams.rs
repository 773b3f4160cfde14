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

/// Members above which a set is a set of bits: the list of them would be hardly smaller.
const FEW_MAX: usize = 160;

/// One set of the slots of a block. Most pairs are in few rows: as bits alone the sets would take more than twice as much.
#[derive(Clone, Debug)]
enum Set {
    /// Sorted.
    Few(Vec<u16>),
    Many(Box<[u64; WORDS]>),
}

impl Set {
    fn insert(&mut self, slot: u16) {
        match self {
            Self::Many(bits) => {
                if let Some(word) = bits.get_mut(usize::from(slot / 64)) {
                    *word |= 1 << (slot % 64);
                }
            }
            Self::Few(slots) => {
                let Err(at) = slots.binary_search(&slot) else { return };
                slots.insert(at, slot);
                if slots.len() > FEW_MAX {
                    let mut many = Self::Many(Box::new([0; WORDS]));
                    slots.iter().for_each(|slot| many.insert(*slot));
                    *self = many;
                }
            }
        }
    }

    fn remove(&mut self, slot: u16) {
        match self {
            Self::Many(bits) => {
                if let Some(word) = bits.get_mut(usize::from(slot / 64)) {
                    *word &= !(1 << (slot % 64));
                }
            }
            Self::Few(slots) => {
                if let Ok(at) = slots.binary_search(&slot) {
                    slots.remove(at);
                }
            }
        }
    }

    /// Leaves of some slots those that are in the set too.
    fn keep(&self, of: &mut [u64; WORDS]) {
        match self {
            Self::Many(bits) => of.iter_mut().zip(bits.iter()).for_each(|(of, bits)| *of &= bits),
            Self::Few(slots) => {
                let before = std::mem::replace(of, [0; WORDS]);
                for slot in slots {
                    let (at, bit) = (usize::from(slot / 64), 1 << (slot % 64));
                    if let (Some(of), Some(before)) = (of.get_mut(at), before.get(at)) {
                        *of |= before & bit;
                    }
                }
            }
        }
    }

    /// Gives back what is not used.
    fn shrink(&mut self) {
        if let Self::Few(slots) = self {
            slots.shrink_to_fit();
        }
    }
}

/// All sets of some thousand slots.
type Block = Vec<Set>;

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

/// The block of a slot, and its place there.
fn place(slot: u32) -> (usize, u16) {
    let at = slot as usize;
    (at / BLOCK_SLOTS, u16::try_from(at % BLOCK_SLOTS).unwrap_or_default())
}

/// The sets of a row's text, whose lines are fields of their own.
fn sets_of_lines(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    text.split(|byte| *byte == b'\n').flat_map(sets)
}

impl Grams {
    /// A slot has this text from now on. It had none before.
    pub(crate) fn add(&mut self, slot: u32, text: &[u8]) {
        let block = place(slot).0;
        while self.0.len() <= block {
            if let Some(full) = self.0.last_mut().and_then(Arc::get_mut) {
                full.iter_mut().for_each(Set::shrink);
            }
            self.0.push(Arc::new(vec![Set::Few(Vec::new()); SETS]));
        }
        self.change(slot, text, Set::insert);
    }

    /// A slot no longer has this text, which was its.
    pub(crate) fn remove(&mut self, slot: u32, text: &[u8]) {
        self.change(slot, text, Set::remove);
    }

    fn change(&mut self, slot: u32, text: &[u8], change: impl Fn(&mut Set, u16)) {
        let (block, slot) = place(slot);
        let Some(block) = self.0.get_mut(block).map(Arc::make_mut) else { return };
        for number in sets_of_lines(text) {
            if let Some(set) = block.get_mut(number) {
                change(set, slot);
            }
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
            numbers.iter().filter_map(|number| block.get(*number)).for_each(|set| set.keep(&mut left));
            found.fill(at * WORDS, &left);
        }
        found
    }
}

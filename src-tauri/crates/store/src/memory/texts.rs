//! What is searched, end to end in one piece of memory, and the sets that tell where a word can be.

use memchr::memmem::Finder;

use super::NONE;
use super::bits::Bits;
use super::grams::{self, Grams};

/// Between two rows.
const END: u8 = b'\n';

fn text_of<'a>(arena: &'a [u8], starts: &[u32], entries: &[u32], slot: u32) -> &'a [u8] {
    let entry = entries.get(slot as usize).copied().unwrap_or(NONE);
    let Some(start) = starts.get(entry as usize) else { return &[] };
    let end = starts.get(entry as usize + 1).map_or(arena.len(), |next| *next as usize);
    arena.get(*start as usize..end.saturating_sub(1)).unwrap_or_default()
}

/// The search texts of all slots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    arena: Vec<u8>,
    /// Where each entry begins, in the order of the arena.
    starts: Vec<u32>,
    /// Whose it is; [`NONE`] when its row has another one now.
    owners: Vec<u32>,
    /// The entry of a slot.
    entries: Vec<u32>,
    grams: Grams,
    dead: usize,
}

impl Texts {
    /// Gives back what is not used.
    pub(crate) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.owners.shrink_to_fit();
        self.entries.shrink_to_fit();
    }

    /// The text of a slot; empty when it has none.
    pub(crate) fn of(&self, slot: u32) -> &[u8] {
        text_of(&self.arena, &self.starts, &self.entries, slot)
    }

    /// Gives a slot its text. Whether there was room: more than 4 GiB are not held.
    pub(crate) fn set(&mut self, slot: u32, text: &[u8]) -> bool {
        if self.of(slot) == text && self.entries.get(slot as usize).is_some_and(|entry| *entry != NONE) {
            return true;
        }
        self.forget(slot);
        let (Ok(start), Ok(entry)) = (u32::try_from(self.arena.len()), u32::try_from(self.starts.len())) else {
            return false;
        };
        self.arena.extend_from_slice(text);
        self.arena.push(END);
        self.grams.add(slot, text);
        self.starts.push(start);
        self.owners.push(slot);
        if self.entries.len() <= slot as usize {
            self.entries.resize(slot as usize + 1, NONE);
        }
        if let Some(place) = self.entries.get_mut(slot as usize) {
            *place = entry;
        }
        true
    }

    /// Takes a slot's text away.
    pub(crate) fn forget(&mut self, slot: u32) {
        let (text, grams) = (text_of(&self.arena, &self.starts, &self.entries, slot), &mut self.grams);
        grams.remove(slot, text);
        let dead = text.len() + 1;
        let Some(entry) = self.entries.get_mut(slot as usize) else { return };
        if let Some(owner) = self.owners.get_mut(*entry as usize) {
            *owner = NONE;
            self.dead += dead;
        }
        *entry = NONE;
        if self.dead > self.arena.len() / 3 {
            self.compact();
        }
    }

    /// Without what nobody owns any more.
    fn compact(&mut self) {
        let mut arena = Vec::with_capacity(self.arena.len() - self.dead);
        let (mut starts, mut owners) = (Vec::new(), Vec::new());
        for slot in self.owners.iter().copied().filter(|slot| *slot != NONE) {
            let text = text_of(&self.arena, &self.starts, &self.entries, slot);
            // Both lists have fewer entries than the ones before.
            starts.push(u32::try_from(arena.len()).unwrap_or(NONE));
            owners.push(slot);
            arena.extend_from_slice(text);
            arena.push(END);
        }
        for (entry, owner) in (0..).zip(&owners) {
            if let Some(place) = self.entries.get_mut(*owner as usize) {
                *place = entry;
            }
        }
        (self.arena, self.starts, self.owners, self.dead) = (arena, starts, owners, 0);
    }

    /// The slots that can have a word, which is not empty: all that have it, and perhaps others.
    pub(crate) fn candidates(&self, word: &[u8], slots: usize) -> Bits {
        self.grams.candidates(word, slots)
    }
}

/// A word that the sets alone do not answer.
pub(crate) struct Word<'w>(Vec<Finder<'w>>);

impl<'w> Word<'w> {
    /// Of its alternatives; nothing when the sets tell.
    pub(crate) fn new(alternatives: &'w [String]) -> Option<Self> {
        let is_told = alternatives.iter().all(|word| grams::is_exact(word.as_bytes()));
        (!is_told).then(|| Self(alternatives.iter().map(|word| Finder::new(word.as_bytes())).collect()))
    }

    /// Whether any of the alternatives is in a text.
    pub(crate) fn is_in(&self, text: &[u8]) -> bool {
        self.0.iter().any(|word| word.find(text).is_some())
    }
}

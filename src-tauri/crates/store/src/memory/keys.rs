//! What a column is ordered by.

use std::cmp::Ordering;

use rusqlite::types::ValueRef;

use super::NONE;
use super::bits::Bits;

/// The keys of one column, slot by slot.
#[derive(Clone, Debug)]
pub(crate) enum Keys {
    /// Amounts, dates, percentages, and which of them are missing.
    Numbers(Vec<i64>, Bits),
    /// Collation keys.
    Texts(TextKeys),
}

/// Byte strings in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextKeys {
    arena: Vec<u8>,
    /// Start and length; a start of [`NONE`]: missing.
    spans: Vec<(u32, u32)>,
    dead: usize,
}

const MISSING: (u32, u32) = (NONE, 0);

impl Keys {
    /// An empty column. Columns of text are called so.
    pub(crate) fn of(column: &str) -> Self {
        if column.ends_with("_key") {
            Self::Texts(TextKeys::default())
        } else {
            Self::Numbers(Vec::new(), Bits::default())
        }
    }

    /// Gives a slot its key. Whether there was room.
    pub(crate) fn set(&mut self, slot: u32, value: ValueRef<'_>) -> bool {
        match self {
            Self::Numbers(numbers, missing) => {
                let number = value.as_i64().ok();
                place(numbers, slot, 0, number.unwrap_or(0));
                if number.is_some() {
                    missing.remove(slot)
                } else {
                    missing.insert(slot)
                }
                true
            }
            Self::Texts(texts) => texts.set(slot, value.as_blob().ok()),
        }
    }

    /// Gives back what is not used.
    pub(crate) fn shrink(&mut self) {
        match self {
            Self::Numbers(numbers, _) => numbers.shrink_to_fit(),
            Self::Texts(texts) => {
                texts.arena.shrink_to_fit();
                texts.spans.shrink_to_fit();
            }
        }
    }

    /// Missing ones last, in either direction.
    pub(crate) fn compare(&self, one: u32, other: u32, descending: bool) -> Ordering {
        match self {
            Self::Numbers(numbers, missing) => {
                let number = |slot: u32| numbers.get(slot as usize).copied().filter(|_| !missing.contains(slot));
                last(number(one), number(other), descending)
            }
            Self::Texts(texts) => last(texts.of(one), texts.of(other), descending),
        }
    }
}

fn last<T: Ord>(one: Option<T>, other: Option<T>, descending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if descending => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

fn place<T: Copy>(list: &mut Vec<T>, slot: u32, empty: T, value: T) {
    if list.len() <= slot as usize {
        list.resize(slot as usize + 1, empty);
    }
    if let Some(place) = list.get_mut(slot as usize) {
        *place = value;
    }
}

impl TextKeys {
    fn of(&self, slot: u32) -> Option<&[u8]> {
        let (start, length) = self.spans.get(slot as usize).copied().filter(|(start, _)| *start != NONE)?;
        self.arena.get(start as usize..start as usize + length as usize)
    }

    fn set(&mut self, slot: u32, key: Option<&[u8]>) -> bool {
        if self.of(slot) == key {
            let same = self.spans.get(slot as usize).copied().unwrap_or(MISSING);
            place(&mut self.spans, slot, MISSING, same);
            return true;
        }
        self.dead += self.of(slot).map_or(0, <[u8]>::len);
        let span = match key {
            None => MISSING,
            Some(key) => match (u32::try_from(self.arena.len()), u32::try_from(key.len())) {
                (Ok(start), Ok(length)) if start != NONE => (start, length),
                _ => return false,
            },
        };
        self.arena.extend_from_slice(key.unwrap_or_default());
        place(&mut self.spans, slot, MISSING, span);
        if self.dead > self.arena.len() / 2 {
            self.compact();
        }
        true
    }

    fn compact(&mut self) {
        let mut fresh = Self { arena: Vec::with_capacity(self.arena.len() - self.dead), ..Self::default() };
        for slot in (0..).take(self.spans.len()) {
            fresh.set(slot, self.of(slot));
        }
        *self = fresh;
    }
}

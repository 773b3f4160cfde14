//! One table as its list needs it: who is in which group, what is searched, in which order rows come. Rows themselves are
//! not here; they are read from the cache, a window at a time.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use desk_core::query::Window;
use desk_core::search::Terms;
use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::NONE;
use super::bits::Bits;
use super::keys::Keys;
use super::texts::{Texts, Word};

/// What a catalog is made from.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The table.
    pub(crate) table: &'static str,
    /// How many groups there are: the column `grp` holds the number of one.
    pub(crate) groups: usize,
    /// The orders in which its view is likely to be seen: column, descending.
    pub(crate) orders: &'static [(&'static str, bool)],
}

/// Bytes of a row's id, which breaks ties.
type Id = [u8; 16];

/// A column, and whether it descends.
pub(crate) type OrderName = (&'static str, bool);

/// The rows of one table that are still at Debitura, each in a slot.
#[derive(Clone, Debug)]
pub(crate) struct Catalog {
    shape: &'static Shape,
    rowids: Vec<i64>,
    ids: Vec<Id>,
    free: Vec<u32>,
    /// The slot of a rowid. Rowids are given out one after the other, so this is hardly larger than the table.
    slots: Vec<u32>,
    groups: Vec<Bits>,
    texts: Texts,
    columns: BTreeMap<&'static str, Keys>,
    orders: BTreeMap<OrderName, Vec<u32>>,
}

/// A rowid above this is held by no table that was filled in the usual way.
pub(crate) const ROWID_MAX: i64 = 1 << 27;

/// A catalog that cannot hold the table: questions are answered without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// What every row has, beside the keys of its columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'r> {
    pub(crate) rowid: i64,
    pub(crate) id: &'r [u8],
    pub(crate) group: i64,
    pub(crate) text: &'r [u8],
}

impl<'r> Facts<'r> {
    /// Of a row of [`Catalog::select`].
    pub(crate) fn read(row: &'r Row<'_>) -> rusqlite::Result<Self> {
        let bytes = |at: usize| {
            Ok::<_, rusqlite::Error>(match row.get_ref(at)? {
                ValueRef::Blob(bytes) | ValueRef::Text(bytes) => bytes,
                _ => &[],
            })
        };
        Ok(Self { rowid: row.get(0)?, id: bytes(1)?, group: row.get(2)?, text: bytes(3)? })
    }

    /// How many columns of the row they take.
    pub(crate) const COLUMNS: usize = 4;
}

impl Catalog {
    pub(crate) fn new(shape: &'static Shape) -> Self {
        let columns = shape.orders.iter().map(|(column, _)| (*column, Keys::of(column))).collect();
        Self {
            shape,
            rowids: Vec::new(),
            ids: Vec::new(),
            free: Vec::new(),
            slots: Vec::new(),
            groups: vec![Bits::default(); shape.groups],
            texts: Texts::default(),
            columns,
            orders: BTreeMap::new(),
        }
    }

    /// How many columns have their keys here.
    pub(crate) fn columns(&self) -> usize {
        self.columns.len()
    }

    /// After everything was put in for the first time: without room to spare, and with its orders.
    pub(crate) fn settle(&mut self) {
        self.texts.shrink();
        self.columns.values_mut().for_each(Keys::shrink);
        self.shape.orders.iter().for_each(|name| self.add_order(*name));
    }

    /// `SELECT` of what [`Catalog::put`] takes.
    pub(crate) fn select(&self) -> String {
        let columns: String = self.columns.keys().map(|column| format!(", {column}")).collect();
        format!("SELECT rowid, id, grp, search{columns} FROM {} WHERE gone_at IS NULL", self.shape.table)
    }

    /// Rows held.
    pub(crate) fn len(&self) -> usize {
        self.rowids.len() - self.free.len()
    }

    /// Takes a row in, new or changed. Orders are not looked after: [`Catalog::reorder`] does that for many at once.
    pub(crate) fn put<'v>(
        &mut self,
        facts: &Facts<'_>,
        keys: impl Iterator<Item = ValueRef<'v>>,
    ) -> Result<u32, TooLarge> {
        if !(0..ROWID_MAX).contains(&facts.rowid) {
            return Err(TooLarge);
        }
        let slot = self.slot_for(facts.rowid);
        if let Some(place) = self.ids.get_mut(slot as usize) {
            *place = Id::try_from(facts.id).unwrap_or_default();
        }
        let group = usize::try_from(facts.group).unwrap_or(usize::MAX).min(self.shape.groups - 1);
        for (number, bits) in self.groups.iter_mut().enumerate() {
            if number == group { bits.insert(slot) } else { bits.remove(slot) }
        }
        let mut fits = self.texts.set(slot, facts.text);
        for (column, key) in self.columns.values_mut().zip(keys) {
            fits &= column.set(slot, key);
        }
        if fits { Ok(slot) } else { Err(TooLarge) }
    }

    fn slot_for(&mut self, rowid: i64) -> u32 {
        let at = usize::try_from(rowid).unwrap_or_default();
        if self.slots.len() <= at {
            self.slots.resize(at + 1, NONE);
        }
        if let Some(slot) = self.slot_of(rowid) {
            return slot;
        }
        let slot = self.free.pop().unwrap_or_else(|| {
            self.rowids.push(0);
            self.ids.push(Id::default());
            u32::try_from(self.rowids.len() - 1).unwrap_or(NONE)
        });
        if let Some(place) = self.rowids.get_mut(slot as usize) {
            *place = rowid;
        }
        if let Some(place) = self.slots.get_mut(at) {
            *place = slot;
        }
        slot
    }

    pub(crate) fn slot_of(&self, rowid: i64) -> Option<u32> {
        self.slots.get(usize::try_from(rowid).ok()?).copied().filter(|slot| *slot != NONE)
    }

    /// Lets a row go, if it is held.
    pub(crate) fn remove(&mut self, rowid: i64) -> Option<u32> {
        let slot = self.slot_of(rowid)?;
        if let Some(place) = self.slots.get_mut(usize::try_from(rowid).ok()?) {
            *place = NONE;
        }
        self.groups.iter_mut().for_each(|bits| bits.remove(slot));
        self.texts.forget(slot);
        self.free.push(slot);
        Some(slot)
    }

    fn is_held(&self, slot: u32) -> bool {
        self.groups.iter().any(|bits| bits.contains(slot))
    }

    /// Whether lists in this order can be told.
    pub(crate) fn has_order(&self, name: OrderName) -> bool {
        self.orders.contains_key(&name)
    }

    /// Whether the keys of a column are held, so that an order can be made.
    pub(crate) fn has_column(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// Takes the keys of a further column in: pairs of rowid and key.
    pub(crate) fn add_column(
        &mut self,
        column: &'static str,
        rows: &mut rusqlite::Rows<'_>,
    ) -> rusqlite::Result<Result<(), TooLarge>> {
        let mut keys = Keys::of(column);
        while let Some(row) = rows.next()? {
            if let Some(slot) = self.slot_of(row.get(0)?)
                && !keys.set(slot, row.get_ref(1)?)
            {
                return Ok(Err(TooLarge));
            }
        }
        self.columns.insert(column, keys);
        Ok(Ok(()))
    }

    /// Makes an order of a column that is held.
    pub(crate) fn add_order(&mut self, name: OrderName) {
        let mut order: Vec<u32> = (0..).take(self.rowids.len()).filter(|slot| self.is_held(*slot)).collect();
        if let Some(keys) = self.columns.get(name.0) {
            order.sort_unstable_by(|one, other| self.compare(keys, name.1, *one, *other));
            self.orders.insert(name, order);
        }
    }

    fn compare(&self, keys: &Keys, descending: bool, one: u32, other: u32) -> Ordering {
        let id = |slot: u32| self.ids.get(slot as usize);
        keys.compare(one, other, descending).then_with(|| id(one).cmp(&id(other)))
    }

    /// Puts slots that were put in, changed or removed into their place in every order.
    pub(crate) fn reorder(&mut self, changed: &[u32]) {
        let mut moved = Bits::new(self.rowids.len());
        changed.iter().for_each(|slot| moved.insert(*slot));
        let mut orders = std::mem::take(&mut self.orders);
        for ((column, descending), order) in &mut orders {
            let Some(keys) = self.columns.get(column) else { continue };
            let compare = |one: u32, other: u32| self.compare(keys, *descending, one, other);
            order.retain(|slot| !moved.contains(*slot));
            let mut coming: Vec<u32> = moved.iter().filter(|slot| self.is_held(*slot)).collect();
            coming.sort_unstable_by(|one, other| compare(*one, *other));
            let mut merged = Vec::with_capacity(order.len() + coming.len());
            let mut rest = order.as_slice();
            for slot in coming {
                let before = rest.partition_point(|present| compare(*present, slot) == Ordering::Less);
                let (sooner, later) = rest.split_at_checked(before).unwrap_or((rest, &[]));
                merged.extend_from_slice(sooner);
                merged.push(slot);
                rest = later;
            }
            merged.extend_from_slice(rest);
            *order = merged;
        }
        self.orders = orders;
    }

    /// The slots that hold every word.
    pub(crate) fn search(&self, terms: &Terms) -> Bits {
        let slots = self.rowids.len();
        let candidates = terms.terms().iter().map(|term| {
            let mut any = Bits::new(slots);
            term.alternatives().iter().for_each(|word| any.join(&self.texts.candidates(word.as_bytes(), slots)));
            any
        });
        let candidates = candidates.reduce(|mut all, some| {
            all.keep(&some);
            all
        });
        let Some(candidates) = candidates else { return self.everything() };
        // Texts are looked at last, where every word can be.
        let words: Vec<Word<'_>> = terms.terms().iter().filter_map(|term| Word::new(term.alternatives())).collect();
        if words.is_empty() {
            return candidates;
        }
        let mut found = Bits::new(slots);
        let hits = candidates.iter().filter(|slot| {
            let text = self.texts.of(*slot);
            words.iter().all(|word| word.is_in(text))
        });
        hits.for_each(|slot| found.insert(slot));
        found
    }

    /// Every slot that holds a row.
    pub(crate) fn everything(&self) -> Bits {
        let mut all = Bits::new(self.rowids.len());
        self.groups.iter().for_each(|bits| all.join(bits));
        all
    }

    /// How many of these are in each group.
    pub(crate) fn counts<'c>(&'c self, of: &'c Bits) -> impl Iterator<Item = u64> + 'c {
        self.groups.iter().map(|bits| bits.count_with(of))
    }

    /// Those of a group.
    pub(crate) fn group(&self, number: usize) -> Option<&Bits> {
        self.groups.get(number)
    }

    /// The rowids of a window of these, in an order that [`Catalog::has_order`].
    pub(crate) fn window(&self, of: &Bits, name: OrderName, window: Window) -> Vec<i64> {
        let (offset, limit) = (usize::try_from(window.offset).unwrap_or(usize::MAX), window.limit as usize);
        let (Some(order), Some(keys)) = (self.orders.get(&name), self.columns.get(name.0)) else { return Vec::new() };
        let found = usize::try_from(of.count()).unwrap_or(usize::MAX);
        if offset >= found || limit == 0 {
            return Vec::new();
        }
        let slots: Vec<u32> = if found <= self.len() / 16 {
            let mut few: Vec<u32> = of.iter().collect();
            self.sort_window(&mut few, keys, name.1, offset, limit)
        } else if found == order.len() {
            order.iter().copied().skip(offset).take(limit).collect()
        } else {
            order.iter().copied().filter(|slot| of.contains(*slot)).skip(offset).take(limit).collect()
        };
        slots.into_iter().filter_map(|slot| self.rowids.get(slot as usize).copied()).collect()
    }

    /// A window of slots that are in no order yet, without ordering all the others.
    fn sort_window(&self, slots: &mut [u32], keys: &Keys, descending: bool, offset: usize, limit: usize) -> Vec<u32> {
        let mut compare = |one: &u32, other: &u32| self.compare(keys, descending, *one, *other);
        let from = if offset == 0 { slots } else { slots.select_nth_unstable_by(offset - 1, &mut compare).2 };
        let wanted = if limit < from.len() { from.select_nth_unstable_by(limit, &mut compare).0 } else { from };
        wanted.sort_unstable_by(compare);
        wanted.to_vec()
    }
}

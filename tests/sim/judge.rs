//! What must hold of the cache after every step, whatever happened before it.

use std::collections::{HashMap, HashSet};

use desk_core::time::Instant;
use desk_store::changes::{self, Change, ChangedField};
use desk_store::{Reader, RowKey, Store, StoreError, Table, cases, clients, earnings};

use crate::world::{Row, Version, World};

/// The fields of the change log by table, in the order of a version.
fn fields(table: Table) -> &'static [ChangedField] {
    match table {
        Table::Cases => &[
            ChangedField::Status,
            ChangedField::CloseCode,
            ChangedField::Phase,
            ChangedField::CollectionPartner,
            ChangedField::Remaining,
            ChangedField::NeedsInfo,
        ],
        Table::Clients => &[ChangedField::OnboardingDone, ChangedField::DebituraId],
        Table::Transactions => &[ChangedField::Commission, ChangedField::Platform, ChangedField::Referral],
    }
}

/// The listed rows of the cache.
pub(crate) fn held(store: &Store) -> HashMap<Row, Version> {
    ask(store, |reader| {
        let mut rows = HashMap::new();
        let flag = |on: bool| Some(u8::from(on).to_string());
        for key in reader.held(Table::Cases)? {
            let case = cases::by_id(reader, key.case().unwrap())?.unwrap().case;
            let version = vec![
                case.lifecycle,
                case.close_code,
                case.phase,
                case.collection_partner,
                case.remaining.map(|amount| amount.0.to_string()),
                flag(case.needs_info),
            ];
            rows.insert((Table::Cases, key), version);
        }
        for key in reader.held(Table::Clients)? {
            let client = clients::by_key(reader, &key.client())?.unwrap().client;
            let version = vec![flag(client.onboarding_done), client.creditor.map(|id| id.to_string())];
            rows.insert((Table::Clients, key), version);
        }
        let query = desk_core::query::EarningsQuery::default();
        earnings::each(reader, &query, |_, row| {
            let statuses = row.transaction.statuses;
            let version = vec![statuses.commission, statuses.platform, statuses.referral];
            rows.insert((Table::Transactions, RowKey::from(row.transaction.id)), version);
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(rows)
    })
}

pub(crate) fn ask<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(f).wait().unwrap()
}

#[derive(Default)]
pub(crate) struct Judge {
    /// When a row was last seen in the cache.
    held_at: HashMap<Row, u64>,
    /// The cache as the change log has to explain it.
    known: HashMap<Row, Version>,
    last_change: i64,
    /// Tables that were complete at the last check.
    filled: HashSet<Table>,
    claims: HashMap<(Table, bool), Instant>,
    pub(crate) complete_claims: usize,
    pub(crate) refresh_claims: usize,
}

impl Judge {
    /// After a step. `tick_of` tells when an instant of the clock was.
    pub(crate) fn check(
        &mut self,
        world: &World,
        store: &Store,
        tick_of: &dyn Fn(Instant) -> u64,
    ) -> Result<(), String> {
        let held = held(store);
        self.nothing_lost(world, &held)?;
        self.claims(world, store, &held, tick_of)?;
        self.log(store, held)
    }

    /// What the server still has and the cache once had is neither missing nor marked gone.
    fn nothing_lost(&mut self, world: &World, held: &HashMap<Row, Version>) -> Result<(), String> {
        for (row, since) in &self.held_at {
            if !held.contains_key(row) && world.was_there_since(row, *since) {
                return Err(format!("lost: {row:?}, held at tick {since}, there all the time until {}", world.tick));
            }
        }
        self.held_at.extend(held.keys().map(|row| (row.clone(), world.tick)));
        Ok(())
    }

    /// A complete pass claims every row that was there throughout, with a value that it had since the pass began; a refresh
    /// claims that of the cases that were open throughout.
    fn claims(
        &mut self,
        world: &World,
        store: &Store,
        held: &HashMap<Row, Version>,
        tick_of: &dyn Fn(Instant) -> u64,
    ) -> Result<(), String> {
        let freshness = ask(store, |reader| reader.freshness());
        for table in Table::ALL {
            let state = freshness.of(table);
            let complete = state.last_complete.map(|pass| (pass.started, false));
            let refreshed = state.refreshed.filter(|_| table == Table::Cases).map(|at| (at, true));
            for (started, is_refresh) in complete.into_iter().chain(refreshed) {
                if self.claims.insert((table, is_refresh), started) == Some(started) {
                    continue;
                }
                *(if is_refresh { &mut self.refresh_claims } else { &mut self.complete_claims }) += 1;
                let since = tick_of(started);
                for row in world.throughout(since).into_iter().filter(|row| row.0 == table) {
                    let versions = world.versions(row, since);
                    if is_refresh && !versions.iter().flatten().all(|version| World::is_open(version)) {
                        continue;
                    }
                    let what = if is_refresh { "refreshed" } else { "complete" };
                    match held.get(row) {
                        None => return Err(format!("{what} since tick {since}, but {row:?} is missing")),
                        Some(version) if !versions.contains(&Some(version)) => {
                            return Err(format!(
                                "{what} since tick {since}, but {row:?} is {version:?}, was {versions:?}"
                            ));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// The log leads from what was held to what is held.
    fn log(&mut self, store: &Store, held: HashMap<Row, Version>) -> Result<(), String> {
        let after = self.last_change;
        let news: Vec<Change> = ask(store, move |reader| changes::since(reader, after, u32::MAX));
        let mut came = HashSet::new();
        for change in &news {
            self.last_change = change.id;
            let row = (change.table, key_of(&held, &self.known, change));
            if change.field == ChangedField::Listed {
                let was_known = self.known.remove(&row).is_some() || came.remove(&row);
                // The first fill of a table is no news: its rows may come and go without a word.
                if change.after.is_none() && !was_known && self.filled.contains(&change.table) {
                    return Err(format!("log: {row:?} went without having been there"));
                }
                if change.after.is_some() {
                    self.known.remove(&row);
                    came.insert(row);
                }
                continue;
            }
            let at = fields(change.table).iter().position(|field| *field == change.field).unwrap();
            if let Some(known) = self.known.get_mut(&row) {
                if known[at] != change.before {
                    return Err(format!(
                        "log: {row:?} {:?} was {:?}, not {:?}",
                        change.field, known[at], change.before
                    ));
                }
                known[at].clone_from(&change.after);
            }
        }
        for (row, version) in &self.known {
            match held.get(row) {
                Some(now) if now != version => {
                    return Err(format!("log: {row:?} is {now:?}, and the log says {version:?}"));
                }
                None => return Err(format!("log: {row:?} is not listed, and the log does not say so")),
                Some(_) => {}
            }
        }
        self.known = held;
        self.filled.extend(self.claims.keys().map(|(table, _)| *table));
        Ok(())
    }
}

fn key_of(held: &HashMap<Row, Version>, known: &HashMap<Row, Version>, change: &Change) -> RowKey {
    let is_it = |row: &&Row| row.0 == change.table && row.1.bytes() == change.row_key;
    let found = held.keys().chain(known.keys()).find(is_it);
    found.map(|row| row.1.clone()).unwrap_or_else(|| {
        RowKey::from(&desk_core::ids::ClientKey::stored(String::from_utf8_lossy(&change.row_key).into_owned()))
    })
}

//! What is looked at with every key press, kept in memory beside the encrypted file and in step with it.
//!
//! The file answers a search in tens of milliseconds at best, because every page that is looked at has to be decrypted or
//! copied. A catalog answers in one or two: the search text of all rows lies in one piece of memory, each order is a list,
//! each group a set of bits. The rows that a window shows are read from the file as ever.
//!
//! **In step** means: every commit that changes a list has a number in the file, and a catalog knows the number that it is of.
//! A read looks at the number of its own view of the file and takes the catalog of that very number; where there is none
//! (another process wrote, or it is still being made), it does without and the file answers. A write that commits hands on
//! which rows it touched, which SQLite itself tells, so that no way of writing can be forgotten.

mod answers;
mod bits;
mod catalog;
mod follow;
mod grams;
mod keys;
mod texts;

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use desk_core::query::CaseFilter;
use desk_core::search::Terms;
use rusqlite::{Connection, OptionalExtension as _};

use answers::Answers;
pub(crate) use bits::Bits;
pub(crate) use catalog::{Catalog, Facts, OrderName, ROWID_MAX, Shape};
pub(crate) use follow::{Listener, Touched};

use crate::cases;
use crate::error::StoreError;

/// No slot, no entry.
pub(crate) const NONE: u32 = u32::MAX;

/// Where the number of the last commit that changed a list is kept.
const COMMITS: &str = "commits";

/// Of pages in memory while all rows are read once, in KiB.
const SCAN_KIB: i64 = 1024;

/// How long a read waits for the catalog of a commit that has just happened.
const CATCH_UP: Duration = Duration::from_millis(100);

/// The catalogs of one state of the data.
#[derive(Clone, Debug)]
pub(crate) struct Catalogs {
    pub(crate) cases: Catalog,
}

/// What a read that is in step may use.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) catalogs: Arc<Catalogs>,
    commit: i64,
    memory: Arc<Memory>,
}

#[derive(Debug, Default)]
enum State {
    /// Nobody asked for catalogs, or they fell out of step.
    #[default]
    Absent,
    /// They are those of this commit.
    Present { commit: i64, catalogs: Arc<Catalogs> },
}

/// The catalogs of an open cache.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    state: Mutex<State>,
    changed: Condvar,
    /// What was asked for and is not there.
    wanted: Mutex<Wanted>,
    searches: Answers<Terms>,
    filters: Answers<CaseFilter>,
}

#[derive(Debug, Default)]
struct Wanted {
    /// Somebody asked for catalogs once.
    once: bool,
    everything: bool,
    orders: BTreeSet<OrderName>,
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wanted(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_present(&self) -> bool {
        matches!(*self.state(), State::Present { .. })
    }

    /// Whether something has to be made that a question would have used.
    pub(crate) fn is_wanting(&self) -> bool {
        let wanted = self.wanted();
        wanted.everything || !wanted.orders.is_empty()
    }

    /// From now on there are to be catalogs. Whether that is news.
    pub(crate) fn want(&self) -> bool {
        let mut wanted = self.wanted();
        let is_news = !std::mem::replace(&mut wanted.once, true);
        wanted.everything |= is_news;
        is_news
    }

    /// Begins a read: a transaction on the connection, and the catalogs of what it sees.
    pub(crate) fn begin<'c>(
        self: &Arc<Self>,
        conn: &'c Connection,
    ) -> Result<(rusqlite::Transaction<'c>, Option<View>), StoreError> {
        loop {
            let transaction = conn.unchecked_transaction()?;
            if !self.is_present() {
                return Ok((transaction, None));
            }
            let seen = commit(&transaction)?;
            let state = self.state();
            let (mut state, _) = self
                .changed
                .wait_timeout_while(
                    state,
                    CATCH_UP,
                    |state| matches!(state, State::Present { commit, .. } if *commit < seen),
                )
                .unwrap_or_else(PoisonError::into_inner);
            match &*state {
                State::Present { commit, catalogs } if *commit == seen => {
                    let view = View { catalogs: Arc::clone(catalogs), commit: seen, memory: Arc::clone(self) };
                    return Ok((transaction, Some(view)));
                }
                // Something was committed since the transaction took its view.
                State::Present { commit, .. } if *commit > seen => {}
                // Another process wrote.
                State::Present { .. } => {
                    *state = State::Absent;
                    self.wanted().everything = true;
                    return Ok((transaction, None));
                }
                State::Absent => return Ok((transaction, None)),
            }
        }
    }

    /// The cache is closed: nothing of it stays here.
    pub(crate) fn forget(&self) {
        *self.state() = State::Absent;
        self.searches.clear();
        self.filters.clear();
        self.changed.notify_all();
    }

    /// Makes what is wanted, on the writer's connection: nothing is committed meanwhile.
    pub(crate) fn prepare(&self, conn: &Connection) -> Result<(), StoreError> {
        let (everything, orders) = {
            let mut wanted = self.wanted();
            (std::mem::take(&mut wanted.everything), std::mem::take(&mut wanted.orders))
        };
        if !everything && orders.is_empty() {
            // An earlier job did it.
            return Ok(());
        }
        let transaction = conn.unchecked_transaction()?;
        let seen = commit(&transaction)?;
        let present = match &*self.state() {
            State::Present { commit, catalogs } if *commit == seen => Some(Arc::clone(catalogs)),
            _ => None,
        };
        let made = match present {
            None => load(&transaction)?,
            Some(catalogs) => {
                let mut catalogs = (*catalogs).clone();
                for name in orders {
                    add_order(&mut catalogs.cases, &transaction, name)?;
                }
                Some(catalogs)
            }
        };
        *self.state() = match made {
            Some(catalogs) => State::Present { commit: seen, catalogs: Arc::new(catalogs) },
            None => State::Absent,
        };
        self.changed.notify_all();
        Ok(())
    }

    /// A write that touched these rows is about to be committed: gives it its number, and answers what follows from it once
    /// it is.
    pub(crate) fn committing(&self, conn: &Connection, touched: &Touched) -> Result<Option<Step>, StoreError> {
        if touched.is_empty() {
            return Ok(None);
        }
        let commit = next_commit(conn)?;
        let before = match &*self.state() {
            State::Present { commit: present, catalogs } if *present == commit - 1 && !touched.all => {
                Arc::clone(catalogs)
            }
            State::Present { .. } => return Ok(Some(Step { commit, changes: None })),
            State::Absent => return Ok(None),
        };
        let changes = follow::read(&before.cases, conn, &touched.cases)?;
        Ok(Some(Step { commit, changes: Some(changes) }))
    }

    /// It was committed.
    pub(crate) fn committed(&self, step: Step) {
        let mut state = self.state();
        let fits = match (&mut *state, step.changes) {
            (State::Present { commit, catalogs }, Some(changes)) if *commit == step.commit - 1 => {
                *commit = step.commit;
                // A copy only while a read holds on to the state before.
                follow::apply(&mut Arc::make_mut(catalogs).cases, &changes).is_ok()
            }
            _ => false,
        };
        if !fits {
            *state = State::Absent;
            self.wanted().everything = true;
        }
        drop(state);
        self.changed.notify_all();
    }
}

/// What a commit does to the catalogs; without changes they have to be made anew.
#[derive(Debug)]
pub(crate) struct Step {
    commit: i64,
    changes: Option<Vec<follow::Change>>,
}

impl View {
    /// The cases that answer a search; those of a question asked before need no second look.
    pub(crate) fn searched(&self, typed: &str) -> Arc<Bits> {
        let terms = Terms::parse(typed);
        if let Some(found) = self.memory.searches.get(self.commit, &terms) {
            return found;
        }
        let found = Arc::new(self.catalogs.cases.search(&terms));
        self.memory.searches.keep(self.commit, terms, &found);
        found
    }

    /// The cases that filters leave, by whoever can tell; asked again only when something changed.
    pub(crate) fn filtered(
        &self,
        filter: &CaseFilter,
        tell: impl FnOnce() -> Result<Vec<i64>, StoreError>,
    ) -> Result<Arc<Bits>, StoreError> {
        if let Some(found) = self.memory.filters.get(self.commit, filter) {
            return Ok(found);
        }
        let mut found = Bits::new(0);
        tell()?.into_iter().filter_map(|rowid| self.catalogs.cases.slot_of(rowid)).for_each(|slot| found.insert(slot));
        let found = Arc::new(found);
        self.memory.filters.keep(self.commit, filter.clone(), &found);
        Ok(found)
    }

    /// Whether lists in this order can be told. If not, it is made for the next time.
    pub(crate) fn has_order(&self, name: OrderName) -> bool {
        let has = self.catalogs.cases.has_order(name);
        if !has {
            self.memory.wanted().orders.insert(name);
        }
        has
    }
}

/// The number of the last commit that changed a list, as the connection sees it now.
pub(crate) fn commit(conn: &Connection) -> Result<i64, StoreError> {
    let mut statement = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let number: Option<String> = statement.query_row([COMMITS], |row| row.get(0)).optional()?;
    Ok(number.and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// Gives the transaction under way its number among those that changed a list.
pub(crate) fn next_commit(conn: &Connection) -> Result<i64, StoreError> {
    let next = commit(conn)? + 1;
    conn.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute((COMMITS, next.to_string()))?;
    Ok(next)
}

/// The catalogs of what the connection sees; nothing when the table is larger than they can be.
fn load(conn: &Connection) -> Result<Option<Catalogs>, StoreError> {
    let mut cases = Catalog::new(&cases::SHAPE);
    // Every page is looked at once: a cache of them would be memory that is never asked again.
    let room: i64 = conn.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    conn.pragma_update(None, "cache_size", -SCAN_KIB)?;
    let made = scan(conn, &mut cases);
    conn.pragma_update(None, "cache_size", room)?;
    Ok(made?.then(|| {
        cases.settle();
        Catalogs { cases }
    }))
}

/// Puts every row in. Whether the catalog can hold them.
fn scan(conn: &Connection, cases: &mut Catalog) -> Result<bool, StoreError> {
    let mut statement = conn.prepare(&cases.select())?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let keys = (0..cases.columns()).filter_map(|at| row.get_ref(Facts::COLUMNS + at).ok());
        if cases.put(&Facts::read(row)?, keys).is_err() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn add_order(cases: &mut Catalog, conn: &Connection, name: OrderName) -> Result<(), StoreError> {
    if !cases.has_column(name.0) {
        let sql = format!("SELECT rowid, {} FROM cases WHERE gone_at IS NULL", name.0);
        // What does not fit is not there, and the file answers.
        let _ = cases.add_column(name.0, &mut conn.prepare(&sql)?.query([])?)?;
    }
    cases.add_order(name);
    Ok(())
}

//! What the syncs did: the last attempt and the last complete pass of each table, which is what *as of* rests on.

use desk_core::time::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::columns::{instant_of, integer, millis};
use crate::error::StoreError;

/// A table of Debitura's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Cases.
    Cases,
    /// Clients.
    Clients,
    /// Transactions.
    Transactions,
}

impl Table {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Cases, Self::Clients, Self::Transactions];

    /// The table of a name in the schema.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The column that is its key.
    pub(crate) fn key_column(self) -> &'static str {
        match self {
            Self::Cases | Self::Transactions => "id",
            Self::Clients => "key",
        }
    }

    /// The name in the schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Clients => "clients",
            Self::Transactions => "transactions",
        }
    }
}

/// How one pass over a table went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassRecord {
    /// When its first page was asked for: the data is at least as new as this.
    pub started: Instant,
    /// When it ended, well or not; nothing while it runs, or when the program ended first.
    pub finished: Option<Instant>,
    /// It saw every row that the server says there is.
    pub complete: bool,
    /// Rows that the server says there are.
    pub total: Option<u64>,
    /// Rows that the pass brought.
    pub held: u64,
    /// What stood in the way: a sentence for a person.
    pub problem: Option<String>,
}

/// When the last complete pass ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompletePass {
    /// Its start: what the app may claim the data to be as of.
    pub started: Instant,
    /// Its end.
    pub finished: Instant,
}

/// The state of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableState {
    /// The last attempt; nothing before the first.
    pub last_attempt: Option<PassRecord>,
    /// The last complete pass; nothing before the first.
    pub last_complete: Option<CompletePass>,
    /// When the last refresh began that saw everything which is still open; nothing before the first.
    pub refreshed: Option<Instant>,
}

/// The state of every table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// Cases.
    pub cases: TableState,
    /// Clients.
    pub clients: TableState,
    /// Transactions.
    pub transactions: TableState,
}

impl Freshness {
    /// The state of one table.
    #[must_use]
    pub fn of(&self, table: Table) -> &TableState {
        match table {
            Table::Cases => &self.cases,
            Table::Clients => &self.clients,
            Table::Transactions => &self.transactions,
        }
    }
}

pub(crate) fn store(conn: &Connection, table: Table, pass: &PassRecord) -> Result<(), StoreError> {
    // A complete pass without an end would claim an age that nobody knows.
    let complete =
        if pass.complete { pass.finished.map(|finished| (millis(pass.started), millis(finished))) } else { None };
    conn.prepare_cached(
        "INSERT INTO passes (name, started_at, finished_at, complete, total, held, problem, complete_started_at, complete_finished_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (name) DO UPDATE SET
            started_at = excluded.started_at, finished_at = excluded.finished_at, complete = excluded.complete,
            total = excluded.total, held = excluded.held, problem = excluded.problem,
            complete_started_at = ifnull(excluded.complete_started_at, complete_started_at),
            complete_finished_at = ifnull(excluded.complete_finished_at, complete_finished_at)",
    )?
    .execute(params![
        table.name(),
        millis(pass.started),
        pass.finished.map(millis),
        pass.complete,
        pass.total.map(integer),
        integer(pass.held),
        pass.problem,
        complete.map(|(started, _)| started),
        complete.map(|(_, finished)| finished),
    ])?;
    Ok(())
}

pub(crate) fn load(conn: &Connection) -> Result<Freshness, StoreError> {
    Ok(Freshness {
        cases: state(conn, Table::Cases)?,
        clients: state(conn, Table::Clients)?,
        transactions: state(conn, Table::Transactions)?,
    })
}

fn state(conn: &Connection, table: Table) -> Result<TableState, StoreError> {
    let read = |row: &Row<'_>| {
        let started: i64 = row.get(0)?;
        let last_attempt = match instant_of(started) {
            None => None,
            Some(started) => Some(PassRecord {
                started,
                finished: row.get::<_, Option<i64>>(1)?.and_then(instant_of),
                complete: row.get(2)?,
                total: row.get::<_, Option<i64>>(3)?.map(i64::unsigned_abs),
                held: row.get::<_, i64>(4)?.unsigned_abs(),
                problem: row.get(5)?,
            }),
        };
        let complete: (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
        let last_complete = match (complete.0.and_then(instant_of), complete.1.and_then(instant_of)) {
            (Some(started), Some(finished)) => Some(CompletePass { started, finished }),
            _ => None,
        };
        let refreshed = row.get::<_, Option<i64>>(8)?.and_then(instant_of);
        Ok(TableState { last_attempt, last_complete, refreshed })
    };
    let state = conn
        .prepare_cached(
            "SELECT started_at, finished_at, complete, total, held, problem, complete_started_at, complete_finished_at,
                    refreshed_at
             FROM passes WHERE name = ?1",
        )?
        .query_row([table.name()], read)
        .optional()?;
    Ok(state.unwrap_or_default())
}

pub(crate) fn count(conn: &Connection, table: Table) -> Result<u64, StoreError> {
    let sql = format!("SELECT count(*) FROM {} WHERE gone_at IS NULL", table.name());
    let count: i64 = conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

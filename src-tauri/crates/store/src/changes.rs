//! The change log: what was seen to change, when, from what to what. It outlives the rows that it is about, because
//! Debitura has no history to bring it back from (contract section 15).

use desk_core::ids::ClientKey;
use desk_core::query::{CaseFilter, EarningsFilter};
use desk_core::time::Instant;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use uuid::Uuid;

use crate::columns::{instant_of, millis};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::passes::Table;
use crate::reader::Reader;
use crate::sql::plan as plan_of;

mod net;

pub use net::{NetChange, NetField, is_trimmed, net_of_each, net_since, newest, plan};

/// Entries kept; the oldest make room. A hundred thousand are years of an ordinary portfolio and about 10 MB.
pub const CHANGES_MAX: u32 = 100_000;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// What changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ChangedField {
            $($(#[$doc])* $name,)+
        }

        impl ChangedField {
            /// The name in the file. Never renamed.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

fields! {
    /// Whether Debitura lists the row: `1` came or came back, nothing when it is no longer listed.
    Listed = "listed",
    /// A case's status label.
    Status = "status",
    /// A case's close code label.
    CloseCode = "close_code",
    /// A case's phase.
    Phase = "phase",
    /// A case's collection partner.
    CollectionPartner = "collection_partner",
    /// What is still open of a case, in millionths of its currency.
    Remaining = "remaining",
    /// Whether the client must act, `0` or `1`.
    NeedsInfo = "needs_info",
    /// Whether a client's agreements are signed, `0` or `1`.
    OnboardingDone = "onboarding_done",
    /// A client's id at Debitura: another one means that the client was made anew (contract section 14).
    DebituraId = "debitura_id",
    /// A payment's commission status.
    Commission = "commission",
    /// A payment's status at the platform.
    Platform = "platform",
    /// A payment's status between Debitura and the partner.
    Referral = "referral",
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Grows with every entry.
    pub id: i64,
    /// When a sync saw it, which may be long after it happened.
    pub seen: Instant,
    /// Whose table.
    pub table: Table,
    /// The row's key: the 16 bytes of an id, or the text of a client's key.
    pub row_key: Vec<u8>,
    /// What.
    pub field: ChangedField,
    /// As it was.
    pub before: Option<String>,
    /// As it is since.
    pub after: Option<String>,
}

/// A watched value of a row.
pub(crate) type Watched = (ChangedField, Option<String>);

/// Entries about rows of one table, in the transaction that writes the rows.
pub(crate) struct Log<'c> {
    conn: &'c Connection,
    table: Table,
    now: Instant,
    /// A table that was complete once: a row that it did not have is news, not a part of the first fill.
    news: bool,
    /// There are entries, so that a row which comes in may have a history.
    histories: bool,
    wrote: bool,
}

impl<'c> Log<'c> {
    pub(crate) fn new(conn: &'c Connection, table: Table, now: Instant) -> Result<Self, StoreError> {
        let news = conn
            .prepare_cached("SELECT 1 FROM passes WHERE name = ?1 AND complete_started_at IS NOT NULL")?
            .exists([table.name()])?;
        let histories = conn.prepare_cached("SELECT 1 FROM changes LIMIT 1")?.exists([])?;
        Ok(Self { conn, table, now, news, histories, wrote: false })
    }

    /// A row that was not held comes in. If the log knows it from before its table was emptied, what is new against the
    /// last entries is an entry, and the newest of them tells when it last changed.
    pub(crate) fn came(&mut self, row_key: &[u8], now: &[Watched]) -> Result<Option<Instant>, StoreError> {
        let history = if self.histories { of_row(self.conn, self.table, row_key)? } else { Vec::new() };
        if history.is_empty() {
            if self.news {
                self.write(row_key, ChangedField::Listed, None, Some("1"))?;
            }
            return Ok(None);
        }
        let last = |field| history.iter().rev().find(|change| change.field == field);
        if last(ChangedField::Listed).is_some_and(|listed| listed.after.is_none()) {
            self.write(row_key, ChangedField::Listed, None, Some("1"))?;
        }
        let mut newest = history.last().map(|change| change.seen);
        for (field, value) in now {
            if let Some(known) = last(*field).filter(|known| known.after != *value) {
                self.write(row_key, *field, known.after.as_deref(), value.as_deref())?;
                newest = Some(self.now);
            }
        }
        Ok(newest)
    }

    /// A held row differs.
    pub(crate) fn changed(&mut self, row_key: &[u8], before: &[Watched], after: &[Watched]) -> Result<(), StoreError> {
        for ((field, before), (_, after)) in before.iter().zip(after) {
            if before != after {
                self.write(row_key, *field, before.as_deref(), after.as_deref())?;
            }
        }
        Ok(())
    }

    /// A row is no longer listed, or is so again.
    pub(crate) fn listed(&mut self, row_key: &[u8], is_listed: bool) -> Result<(), StoreError> {
        let (before, after) = if is_listed { (None, Some("1")) } else { (Some("1"), None) };
        self.write(row_key, ChangedField::Listed, before, after)
    }

    fn write(
        &mut self,
        row_key: &[u8],
        field: ChangedField,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Result<(), StoreError> {
        self.wrote = true;
        self.conn
            .prepare_cached(
                "INSERT INTO changes (seen_at, name, row_key, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![millis(self.now), self.table.name(), row_key, field.name(), before, after])?;
        Ok(())
    }

    /// Keeps the bound. Numbers have gaps after a failed transaction: then a little less is kept.
    pub(crate) fn close(self) -> Result<(), StoreError> {
        if self.wrote {
            self.conn
                .prepare_cached("DELETE FROM changes WHERE id <= (SELECT max(id) FROM changes) - ?1")?
                .execute([CHANGES_MAX])?;
        }
        Ok(())
    }
}

const SELECTED: &str = "SELECT id, seen_at, name, row_key, field, before, after FROM changes";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Change>> {
    let (seen, name, field): (i64, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
    let known = (instant_of(seen), Table::named(&name), ChangedField::parse(&field));
    // An entry of a newer program, read after going back to this one, is left out.
    let (Some(seen), Some(table), Some(field)) = known else { return Ok(None) };
    let (id, row_key, before, after) = (row.get(0)?, row.get(3)?, row.get(5)?, row.get(6)?);
    Ok(Some(Change { id, seen, table, row_key, field, before, after }))
}

fn of_row(conn: &Connection, table: Table, row_key: &[u8]) -> Result<Vec<Change>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{SELECTED} WHERE name = ?1 AND row_key = ?2 ORDER BY id"))?;
    let rows = statement.query_map(params![table.name(), row_key], read)?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The history of one case, client or payment, oldest first.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn of(reader: &Reader<'_>, table: Table, row_key: &[u8]) -> Result<Vec<Change>, StoreError> {
    of_row(reader.conn, table, row_key)
}

/// The cases or transactions of one client that have a history, those with the newest entry first.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn rows_of_client(
    reader: &Reader<'_>,
    table: Table,
    client: &ClientKey,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let filter = of_client(table, client);
    let mut statement = reader.conn.prepare_cached(&rows_sql(table, &filter))?;
    let values = filter.values().cloned().chain([Value::from(table.name().to_owned()), Value::from(limit)]);
    let rows = statement.query_map(params_from_iter(values), |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_client(table: Table, client: &ClientKey) -> Filter {
    let client = Some(client.clone());
    match table {
        Table::Cases => Filter::default().cases(&CaseFilter { client, ..CaseFilter::default() }),
        Table::Transactions => Filter::default().transactions(&EarningsFilter { client, ..EarningsFilter::default() }),
        // A client's own history is asked for by its key.
        Table::Clients => Filter::default().narrowed("?", [Value::from(false)]),
    }
}

/// From the rows to their entries, which the index finds, and not through all entries.
fn rows_sql(table: Table, filter: &Filter) -> String {
    format!(
        "SELECT mine.id FROM (SELECT {} AS id {}) AS mine
         CROSS JOIN changes INDEXED BY changes_by_row ON changes.name = ? AND changes.row_key = mine.id
         GROUP BY mine.id ORDER BY max(changes.id) DESC LIMIT ?",
        table.key_column(),
        filter.source(table.name(), None),
    )
}

/// How SQLite goes about the histories of a client's rows: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan_of_client(reader: &Reader<'_>, table: Table, client: &ClientKey) -> Result<Vec<String>, StoreError> {
    plan_of(reader.conn, &rows_sql(table, &of_client(table, client)))
}

/// What was seen to change after an entry, oldest first; 0 for everything that is kept.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn since(reader: &Reader<'_>, id: i64, limit: u32) -> Result<Vec<Change>, StoreError> {
    let mut statement = reader.conn.prepare_cached(&format!("{SELECTED} WHERE id > ?1 ORDER BY id LIMIT ?2"))?;
    let rows = statement.query_map(params![id, limit], read)?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

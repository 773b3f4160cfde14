//! What a sync has to know of the rows that are held, and what becomes of those that Debitura no longer lists.
//!
//! A row goes in two steps. A pass that was proved complete and did not list it makes it *absent*: it is still shown. Once
//! Debitura was asked for it by itself and did not know it, it is *gone*: out of every list and sum, kept all the same, and
//! back as soon as it is listed again.

use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::stage::{InvoicingMode, Stage};
use desk_core::time::Instant;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::changes::Log;
use crate::columns::{instant_of, millis};
use crate::earnings::{Payments, stage_sql};
use crate::error::StoreError;
use crate::passes::Table;
use crate::reader::Reader;
use crate::upsert::key_bytes;
use crate::writer::Writer;
use crate::{cases, earnings};

/// A row's key, whichever table it is of: the 16 bytes of an id, or the text of a client's key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey(Vec<u8>);

impl RowKey {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn of(value: &Value) -> Self {
        Self(key_bytes(value).to_vec())
    }

    /// The key in the first column of a row.
    pub(crate) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self::of(&row.get(0)?))
    }

    pub(crate) fn value(&self, table: Table) -> Value {
        match table {
            Table::Cases | Table::Transactions => Value::Blob(self.0.clone()),
            Table::Clients => Value::Text(String::from_utf8_lossy(&self.0).into_owned()),
        }
    }

    /// The case whose key this is.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        Uuid::from_slice(&self.0).ok().map(CaseId)
    }

    /// The client whose key this is.
    #[must_use]
    pub fn client(&self) -> ClientKey {
        ClientKey::stored(String::from_utf8_lossy(&self.0).into_owned())
    }
}

impl From<CaseId> for RowKey {
    fn from(id: CaseId) -> Self {
        Self(id.0.into_bytes().to_vec())
    }
}

impl From<TransactionId> for RowKey {
    fn from(id: TransactionId) -> Self {
        Self(id.0.into_bytes().to_vec())
    }
}

impl From<&ClientKey> for RowKey {
    fn from(key: &ClientKey) -> Self {
        Self(key.as_str().as_bytes().to_vec())
    }
}

impl Reader<'_> {
    /// The keys of the rows that are listed as far as is known.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn held(&self, table: Table) -> Result<Vec<RowKey>, StoreError> {
        self.keys(&format!("SELECT {} FROM {} WHERE gone_at IS NULL", table.key_column(), table.name()), &[])
    }

    /// Rows that complete passes have not listed since some moment, and that moment.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn absent(&self, table: Table) -> Result<Vec<(RowKey, Instant)>, StoreError> {
        let sql = format!(
            "SELECT {}, absent_at FROM {} WHERE absent_at IS NOT NULL AND gone_at IS NULL",
            table.key_column(),
            table.name(),
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| Ok((RowKey::of(&row.get(0)?), row.get::<_, i64>(1)?)))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(rows.into_iter().filter_map(|(key, at)| Some((key, instant_of(at)?))).collect())
    }

    /// Cases in a status that a list of the open ones holds (`desk_core::lifecycle::OPEN_STATUSES`).
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn open_cases(&self) -> Result<Vec<RowKey>, StoreError> {
        self.keys("SELECT id FROM cases INDEXED BY cases_by_created WHERE grp IN (0, 1, 3) AND gone_at IS NULL", &[])
    }

    /// Transactions in a stage other than *Paid*, with the reference of their case.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn unpaid(&self, mode: InvoicingMode) -> Result<Vec<(RowKey, Option<String>)>, StoreError> {
        let stage = stage_sql(mode);
        let sql = format!(
            "SELECT id, case_reference FROM transactions WHERE {stage} IS NOT NULL AND {stage} <> ?1 AND gone_at IS NULL"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([Stage::Paid.number()], |row| Ok((RowKey::of(&row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The reference of a transaction's case, by which Debitura finds it.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn case_reference(&self, transaction: &RowKey) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT case_reference FROM transactions WHERE id = ?1")?;
        let found = statement.query_row([transaction.value(Table::Transactions)], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// The newest date of a table's list: of creation, of the link, of collection.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn newest(&self, table: Table) -> Result<Option<Instant>, StoreError> {
        let column = match table {
            Table::Cases => "created",
            Table::Clients => "linked",
            Table::Transactions => "date",
        };
        let sql = format!("SELECT max({column}) FROM {} WHERE gone_at IS NULL", table.name());
        let newest: Option<i64> = self.conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(newest.and_then(instant_of))
    }

    /// How far the first pass over a table had come, and when it began.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn walk(&self, table: Table) -> Result<Option<(Instant, String)>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT started_at, state FROM walks WHERE name = ?1")?;
        let found = statement.query_row([table.name()], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?))).optional()?;
        Ok(found.and_then(|(at, state)| Some((instant_of(at)?, state))))
    }

    fn keys(&self, sql: &str, values: &[Value]) -> Result<Vec<RowKey>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| Ok(RowKey::of(&row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// A complete pass that began `at` did not list these rows.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn mark_absent(&mut self, table: Table, rows: &[RowKey], at: Instant) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE {} SET absent_at = ?2 WHERE {} = ?1 AND absent_at IS NULL AND gone_at IS NULL",
            table.name(),
            table.key_column(),
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        for row in rows {
            statement.execute(params![row.value(table), millis(at)])?;
        }
        Ok(())
    }

    /// Debitura was asked for this row and does not know it. Nothing happens to a row about which a newer answer than the
    /// one at hand has been written. Whether it is gone now and was not before.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn mark_gone(&mut self, table: Table, row: &RowKey, now: Instant) -> Result<bool, StoreError> {
        if !self.is_news(table, row.bytes()) {
            return Ok(false);
        }
        let payments = self.payments_of(table, row)?;
        let sql = format!(
            "UPDATE {} SET gone_at = ?2, absent_at = NULL WHERE {} = ?1 AND gone_at IS NULL",
            table.name(),
            table.key_column(),
        );
        if self.conn.prepare_cached(&sql)?.execute(params![row.value(table), millis(now)])? == 0 {
            return Ok(false);
        }
        if let Some(payments) = payments {
            payments.settle()?;
        }
        let mut log = Log::new(self.conn, table, now)?;
        log.listed(row.bytes(), false)?;
        log.close()?;
        Ok(true)
    }

    /// The cases that may have another newest payment once the row is gone.
    fn payments_of(&self, table: Table, row: &RowKey) -> Result<Option<Payments<'_>>, StoreError> {
        let key = row.value(table);
        match table {
            Table::Cases => {
                let sql = format!("SELECT {} FROM cases WHERE id = ?1", cases::COLUMNS.join(", "));
                let case = self.conn.prepare_cached(&sql)?.query_row([key], cases::read).optional()?;
                let Some(case) = case.map(|row| row.case) else { return Ok(None) };
                let mut payments = Payments::of_cases(self.conn)?;
                payments.case(&case, Some(&case))?;
                Ok(Some(payments))
            }
            Table::Transactions => {
                let sql = format!("SELECT {} FROM transactions WHERE id = ?1", earnings::COLUMNS.join(", "));
                let Some(transaction) = self.conn.prepare_cached(&sql)?.query_row([key], earnings::read).optional()?
                else {
                    return Ok(None);
                };
                let mut payments = Payments::of_transactions(self.conn);
                payments.transaction(&transaction, Some(&transaction))?;
                Ok(Some(payments))
            }
            Table::Clients => Ok(None),
        }
    }

    /// Keeps how far the first pass over a table, begun at `started`, has come; nothing: it is over.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn set_walk(&mut self, table: Table, started: Instant, state: Option<&str>) -> Result<(), StoreError> {
        match state {
            Some(state) => self
                .conn
                .prepare_cached(
                    "INSERT INTO walks (name, started_at, state) VALUES (?1, ?2, ?3)
                     ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, state = excluded.state",
                )?
                .execute(params![table.name(), millis(started), state])?,
            None => self.conn.prepare_cached("DELETE FROM walks WHERE name = ?1")?.execute([table.name()])?,
        };
        Ok(())
    }

    /// Everything of a table that is still open was seen by a refresh that began then.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn note_refresh(&mut self, table: Table, started: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE passes SET refreshed_at = ?2 WHERE name = ?1")?
            .execute(params![table.name(), millis(started)])?;
        Ok(())
    }

    /// A small fact of the sync's own, kept across starts; nothing removes it.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn set_note(&mut self, name: &str, text: Option<&str>) -> Result<(), StoreError> {
        crate::partner::set_meta(self.conn, &format!("sync.{name}"), text)
    }
}

impl Reader<'_> {
    /// A fact that [`Writer::set_note`] kept.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn note(&self, name: &str) -> Result<Option<String>, StoreError> {
        crate::partner::meta(self.conn, &format!("sync.{name}"))
    }
}

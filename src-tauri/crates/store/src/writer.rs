//! What a write may do, inside the one transaction that it is.

use desk_core::collate::Collation;
use desk_core::remote::EarningsSummary;
use desk_core::rows::{Case, CaseRead, Client, Partner, Transaction};
use desk_core::time::Instant;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::passes::{self, PassRecord, Table};
use crate::reader::Reader;
use crate::upsert::Upserted;
use crate::{cases, clients, earnings, partner, summary};

/// One transaction.
#[derive(Debug)]
pub struct Writer<'t> {
    pub(crate) conn: &'t Connection,
    pub(crate) collation: &'t Collation,
}

impl<'t> Writer<'t> {
    pub(crate) fn new(conn: &'t Connection, collation: &'t Collation) -> Self {
        Self { conn, collation }
    }

    /// Reads in the same transaction: what it wrote so far is seen.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self.conn)
    }

    /// Puts cases in by id. Texts of blanks alone are held as missing and instants to the millisecond. `now` becomes the time
    /// at which a new case was first seen, or at which a sync first saw an old one changed (a part of *Last activity*).
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn upsert_cases(&mut self, rows: &[Case], now: Instant) -> Result<Upserted, StoreError> {
        cases::upsert(self, rows, now)
    }

    /// Puts clients in by key, as [`Writer::upsert_cases`] does.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn upsert_clients(&mut self, rows: &[Client], now: Instant) -> Result<Upserted, StoreError> {
        clients::upsert(self, rows, now)
    }

    /// Puts transactions in by id, as [`Writer::upsert_cases`] does, and keeps the newest payment of their cases up to date,
    /// in whichever order cases and transactions arrive.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn upsert_transactions(&mut self, rows: &[Transaction], now: Instant) -> Result<Upserted, StoreError> {
        earnings::upsert(self, rows, now)
    }

    /// Keeps the read of one case, as [`Writer::upsert_cases`] does, with its projection in place of an older one.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn keep_case_read(&mut self, read: &CaseRead, now: Instant) -> Result<Upserted, StoreError> {
        cases::keep(self, read, now)
    }

    /// Keeps the read of one client, as [`Writer::upsert_clients`] does.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn keep_client_read(&mut self, client: &Client, now: Instant) -> Result<Upserted, StoreError> {
        clients::keep(self, client, now)
    }

    /// Keeps the sums that Debitura sent along with its transactions, and when they were read.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn set_earnings_summary(&mut self, summary: &EarningsSummary, at: Instant) -> Result<(), StoreError> {
        summary::store(self.conn, summary, at)
    }

    /// Keeps what `/me` said.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn set_partner(&mut self, partner: &Partner) -> Result<(), StoreError> {
        partner::store(self.conn, partner)
    }

    /// Keeps how a pass over a table went.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn record_pass(&mut self, table: Table, pass: &PassRecord) -> Result<(), StoreError> {
        passes::store(self.conn, table, pass)
    }

    /// Empties the cache: rows, passes, sums and partner.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        self.conn.execute_batch(
            "DELETE FROM cases; DELETE FROM clients; DELETE FROM transactions; DELETE FROM passes;
                 DELETE FROM potential_revenue;",
        )?;
        summary::forget(self.conn)?;
        partner::forget(self.conn)
    }
}

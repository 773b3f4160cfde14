//! What a write may do, inside the one transaction that it is.

use std::cell::RefCell;

use desk_core::collate::Collation;
use desk_core::remote::EarningsSummary;
use desk_core::rows::{Case, CaseRead, Client, Partner, Transaction};
use desk_core::time::Instant;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::memory::Listener;
use crate::passes::{self, PassRecord, Table};
use crate::reader::Reader;
use crate::tickets::{Ledger, RowKey, Ticket};
use crate::upsert::Upserted;
use crate::{cases, clients, earnings, partner, summary};

/// One transaction.
#[derive(Debug)]
pub struct Writer<'t> {
    pub(crate) conn: &'t Connection,
    pub(crate) collation: &'t Collation,
    ledger: &'t Ledger,
    /// Of the request whose answer is written.
    ticket: Option<u64>,
    written: RefCell<Vec<RowKey>>,
    touched: &'t Listener,
}

impl<'t> Writer<'t> {
    pub(crate) fn new(
        conn: &'t Connection,
        collation: &'t Collation,
        ledger: &'t Ledger,
        touched: &'t Listener,
    ) -> Self {
        Self { conn, collation, ledger, ticket: None, written: RefCell::default(), touched }
    }

    /// What follows is the answer to this request: a row for which the answer to a later one has been written already stays
    /// as that left it.
    pub fn answers(&mut self, ticket: &Ticket) {
        self.ticket = Some(ticket.number());
    }

    /// Whether a row may be written, or a newer answer about it has been. Without a ticket everything is news.
    pub(crate) fn is_news(&self, table: Table, row_key: &[u8]) -> bool {
        let Some(ticket) = self.ticket else { return true };
        let row = (table, row_key.to_vec());
        if self.ledger.is_stale(&row, ticket) {
            return false;
        }
        self.written.borrow_mut().push(row);
        true
    }

    /// The rows that answers to the ticket told of.
    pub(crate) fn wrote(self) -> Option<(u64, Vec<RowKey>)> {
        self.ticket.map(|ticket| (ticket, self.written.into_inner()))
    }

    /// How much of the file the writer may hold decrypted in memory, in bytes: for tests and measurements.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn page_cache_bytes(&self) -> Result<u64, StoreError> {
        // Negative: in KiB.
        let kib: i64 = self.conn.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
        Ok(kib.unsigned_abs() * 1024)
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

    /// Empties the cache of everything that Debitura brings back: rows, passes, sums and partner. The change log stays.
    ///
    /// # Errors
    /// Any [`StoreError`] of a write.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        self.conn.execute_batch(
            "DELETE FROM cases; DELETE FROM clients; DELETE FROM transactions; DELETE FROM passes;
                 DELETE FROM potential_revenue; DELETE FROM walks;",
        )?;
        self.touched.all();
        summary::forget(self.conn)?;
        partner::forget(self.conn)
    }
}

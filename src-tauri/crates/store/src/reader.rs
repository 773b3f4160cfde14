//! What a read sees: one state of the data. The questions themselves are in `cases`, `clients`, `earnings`.

use desk_core::remote::EarningsSummary;
use desk_core::rows::Partner;
use desk_core::time::Instant;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::helper::Helper;
use crate::memory::View;
use crate::passes::{self, Freshness, Table};
use crate::{partner, summary};

/// One state of the data, for the length of a closure.
#[derive(Debug)]
pub struct Reader<'c> {
    pub(crate) conn: &'c Connection,
    /// What is in memory of the very same state.
    pub(crate) view: Option<View>,
    /// For a read that goes over a whole table.
    pub(crate) helper: Option<&'c Helper>,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self { conn, view: None, helper: None }
    }

    pub(crate) fn with_view(conn: &'c Connection, view: Option<View>, helper: &'c Helper) -> Self {
        Self { conn, view, helper: Some(helper) }
    }

    /// Whether lists of cases are answered out of memory: for tests and measurements.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.view.is_some()
    }

    /// The partner as `/me` last described it; nothing before the first time.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn partner(&self) -> Result<Option<Partner>, StoreError> {
        partner::load(self.conn)
    }

    /// The sums that Debitura last sent along with its transactions, and when; nothing before the first time.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn earnings_summary(&self) -> Result<Option<(EarningsSummary, Instant)>, StoreError> {
        summary::load(self.conn)
    }

    /// How fresh and how complete each table is.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn freshness(&self) -> Result<Freshness, StoreError> {
        passes::load(self.conn)
    }

    /// Rows held in a table.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn count(&self, table: Table) -> Result<u64, StoreError> {
        passes::count(self.conn, table)
    }
}

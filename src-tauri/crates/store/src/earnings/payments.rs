//! The newest payment of each case, kept beside it for the order of the Cases view. It follows from the rows alone, so it is
//! the same in whichever order they arrive.
//!
//! A payment belongs to a case as the join says: by id, or by a reference that one case alone has. So a case can gain or
//! lose payments through rows that are not its own: one that takes or leaves its reference, or one whose id payments bear.

use std::collections::{BTreeMap, BTreeSet};

use desk_core::ids::CaseId;
use desk_core::rows::{Case, Transaction};
use rusqlite::{Connection, OptionalExtension, params};

use super::join::only_case_named;
use crate::columns::{blob, millis};
use crate::error::StoreError;

/// The cases whose newest payment may be another one after some rows were put in.
pub(crate) struct Payments<'c> {
    conn: &'c Connection,
    touched: BTreeSet<CaseId>,
    /// Newest payments, in milliseconds, that are newer than what their cases have. As nothing else about these cases changes,
    /// there is nothing to find out.
    newer: BTreeMap<CaseId, i64>,
    /// There is no payment that a case could gain or lose.
    none: bool,
}

impl<'c> Payments<'c> {
    /// Before cases are put in: without any transaction, as on a first sync, there is nothing to do.
    pub(crate) fn of_cases(conn: &'c Connection) -> Result<Self, StoreError> {
        let none = !conn.prepare_cached("SELECT 1 FROM transactions LIMIT 1")?.exists([])?;
        Ok(Self { none, ..Self::of_transactions(conn) })
    }

    /// Before transactions are put in.
    pub(crate) fn of_transactions(conn: &'c Connection) -> Self {
        Self { conn, touched: BTreeSet::new(), newer: BTreeMap::new(), none: false }
    }

    /// A case is about to be written.
    pub(crate) fn case(&mut self, case: &Case, before: Option<&Case>) -> Result<(), StoreError> {
        if self.none {
            return Ok(());
        }
        self.touched.insert(case.id);
        let reference = case.reference.as_deref();
        let left = before.and_then(|before| before.reference.as_deref()).filter(|left| Some(*left) != reference);
        // Who had the reference alone does so no longer, or does so again.
        for shared in [reference, left].into_iter().flatten() {
            self.touched.extend(only_case_named(self.conn, shared, Some(case.id))?);
        }
        // Payments that bear this id went by their reference as long as no case had it.
        let mut borne = self.conn.prepare_cached(
            "SELECT DISTINCT case_reference FROM transactions
             WHERE case_id = ?1 AND case_reference IS NOT NULL AND gone_at IS NULL",
        )?;
        let borne = borne.query_map([blob(case.id.0)], |row| row.get::<_, String>(0))?;
        for reference in borne.collect::<Result<Vec<_>, _>>()? {
            self.touched.extend(only_case_named(self.conn, &reference, Some(case.id))?);
        }
        Ok(())
    }

    /// A transaction is about to be written, or to go. A payment that moved to another case is the newest of neither by itself.
    pub(crate) fn transaction(
        &mut self,
        transaction: &Transaction,
        before: Option<&Transaction>,
    ) -> Result<(), StoreError> {
        if before.is_none() && self.comes_to_its_case(transaction)? {
            return Ok(());
        }
        for row in before.into_iter().chain([transaction]) {
            self.touched.extend(row.case);
            if let Some(reference) = row.case_reference.as_deref() {
                self.touched.extend(only_case_named(self.conn, reference, None)?);
            }
        }
        Ok(())
    }

    /// A transaction that was not held before, and bears the id of a case that is: it belongs to that one and to no other.
    /// On a first sync this is every transaction.
    fn comes_to_its_case(&mut self, transaction: &Transaction) -> Result<bool, StoreError> {
        let Some(case) = transaction.case else { return Ok(false) };
        let newest = self
            .conn
            .prepare_cached("SELECT last_payment_at FROM cases WHERE id = ?1 AND gone_at IS NULL")?
            .query_row([blob(case.0)], |row| row.get::<_, Option<i64>>(0))
            .optional()?;
        let Some(newest) = newest else { return Ok(false) };
        let paid = transaction.paid.map(millis);
        if paid > newest.max(self.newer.get(&case).copied())
            && let Some(paid) = paid
        {
            self.newer.insert(case, paid);
        }
        Ok(true)
    }

    /// After the rows are in.
    pub(crate) fn settle(self) -> Result<(), StoreError> {
        let mut newer = self.conn.prepare_cached("UPDATE cases SET last_payment_at = ?2 WHERE id = ?1")?;
        for (case, paid) in self.newer {
            newer.execute(params![blob(case.0), paid])?;
        }
        let mut reference =
            self.conn.prepare_cached("SELECT reference FROM cases WHERE id = ?1 AND gone_at IS NULL")?;
        let mut update = self.conn.prepare_cached(
            "UPDATE cases SET last_payment_at = newest.paid
             FROM (
                SELECT max(paid) AS paid FROM (
                    SELECT max(paid) AS paid FROM transactions WHERE case_id = ?1 AND gone_at IS NULL
                    UNION ALL
                    SELECT max(paid) FROM transactions INDEXED BY transactions_by_reference
                    WHERE case_reference = ?2 AND gone_at IS NULL AND NOT EXISTS (
                        SELECT 1 FROM cases AS known WHERE known.id = transactions.case_id AND known.gone_at IS NULL
                    )
                )
             ) AS newest
             WHERE cases.id = ?1 AND cases.last_payment_at IS NOT newest.paid",
        )?;
        for case in self.touched {
            let id = blob(case.0);
            let Some(reference) = reference.query_row([id], |row| row.get::<_, Option<String>>(0)).optional()? else {
                continue;
            };
            let is_its_own = match &reference {
                Some(reference) => only_case_named(self.conn, reference, None)?.is_some(),
                None => false,
            };
            update.execute(params![id, reference.filter(|_| is_its_own)])?;
        }
        Ok(())
    }
}

//! Which case a transaction belongs to. `case.invoiceId` is taken for the case's id; where it is no cached case's, the
//! reference decides, as long as one case alone has it (contract question Q22).

use std::sync::LazyLock;

use desk_core::ids::{CaseId, TransactionId};
use desk_core::rows::{Case, Transaction};
use desk_core::stage::InvoicingMode;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::query::{EarningsRow, SELECTED, read_row};
use crate::cases;
use crate::columns::blob;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::sql::plan;

/// The cached case of a transaction.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn case_of(reader: &Reader<'_>, transaction: &Transaction) -> Result<Option<CaseId>, StoreError> {
    if let Some(id) = transaction.case {
        let mut known = reader.conn.prepare_cached("SELECT 1 FROM cases WHERE id = ?1 AND gone_at IS NULL")?;
        if known.exists([blob(id.0)])? {
            return Ok(Some(id));
        }
    }
    match transaction.case_reference.as_deref() {
        Some(reference) => only_case_named(reader.conn, reference, None),
        None => Ok(None),
    }
}

/// The one case that has exactly this reference; nothing when several have it. `but` is left out.
pub(super) fn only_case_named(
    conn: &Connection,
    reference: &str,
    but: Option<CaseId>,
) -> Result<Option<CaseId>, StoreError> {
    let mut named = conn.prepare_cached(
        "SELECT id FROM cases
         WHERE reference_folded = ?1 AND reference = ?2 AND id IS NOT ?3 AND gone_at IS NULL LIMIT 2",
    )?;
    let ids = named
        .query_map(params![cases::folded(reference), reference, but.map(|id| blob(id.0))], |row| row.get(0))?
        .collect::<Result<Vec<[u8; 16]>, _>>()?;
    Ok(match ids.as_slice() {
        [id] => Some(CaseId(Uuid::from_bytes(*id))),
        _ => None,
    })
}

/// One transaction.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn by_id(reader: &Reader<'_>, id: TransactionId, mode: InvoicingMode) -> Result<Option<EarningsRow>, StoreError> {
    let sql = format!("SELECT {} FROM transactions WHERE id = ?1 AND gone_at IS NULL", *SELECTED);
    Ok(reader.conn.prepare_cached(&sql)?.query_row([blob(id.0)], |row| read_row(row, mode)).optional()?)
}

static OF_CASE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM transactions
         WHERE rowid IN (
            SELECT rowid FROM transactions INDEXED BY transactions_by_case WHERE case_id = ?1 AND gone_at IS NULL
            UNION
            SELECT rowid FROM transactions INDEXED BY transactions_by_reference
            WHERE case_reference = ?2 AND gone_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = transactions.case_id AND cases.gone_at IS NULL)
         )
         ORDER BY paid DESC, id LIMIT ?3",
        *SELECTED
    )
});

/// The transactions of one case, newest payment first, at most `limit`.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn of_case(
    reader: &Reader<'_>,
    case: &Case,
    mode: InvoicingMode,
    limit: u32,
) -> Result<Vec<EarningsRow>, StoreError> {
    let own_reference = match case.reference.as_deref() {
        Some(reference) => (only_case_named(reader.conn, reference, None)? == Some(case.id)).then_some(reference),
        None => None,
    };
    let mut statement = reader.conn.prepare_cached(&OF_CASE)?;
    let rows = statement
        .query_map(params![blob(case.id.0), own_reference, limit], |row| read_row(row, mode))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// How SQLite goes about a case's transactions: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan_of_case(reader: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    plan(reader.conn, &OF_CASE)
}

//! What the cache derives from its rows (tab, search text, sort keys) is made again when the rules or the locale change:
//! another locale, a folding of a newer version, a status that this version has come to know.

use desk_core::collate::Collation;
use desk_core::search::FOLDING_VERSION;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, TransactionBehavior, params_from_iter};

use crate::error::StoreError;
use crate::memory::next_commit;
use crate::partner::{meta, set_meta};
use crate::sql::update_sql;
use crate::{cases, clients, earnings};

/// Rules that have no version of their own: the groups of statuses, and which fields are searched. Goes up when one changes.
const RULES_VERSION: u32 = 1;

/// Rows taken up at once.
const ROWS_AT_ONCE: i64 = 1_000;

const STAMP: &str = "derived_by";

/// Brings the derived columns up to date, in one transaction, if other rules made them.
pub(crate) fn rederive_if_needed(conn: &mut Connection, collation: &Collation) -> Result<(), StoreError> {
    let stamp = format!("{}; folding {FOLDING_VERSION}; rules {RULES_VERSION}", collation.stamp());
    if meta(conn, STAMP)?.as_deref() == Some(stamp.as_str()) {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rederive(&transaction, "cases", cases::COLUMNS, cases::DERIVED, |row| {
        Ok(cases::derived(&cases::read(row)?.case, collation))
    })?;
    rederive(&transaction, "clients", clients::COLUMNS, clients::DERIVED, |row| {
        Ok(clients::derived(&clients::read(row)?, collation))
    })?;
    rederive(&transaction, "transactions", earnings::COLUMNS, earnings::DERIVED, |row| {
        Ok(earnings::derived(&earnings::read(row)?, collation))
    })?;
    set_meta(&transaction, STAMP, Some(&stamp))?;
    // Another process that holds lists in memory holds other keys than these.
    next_commit(&transaction)?;
    transaction.commit()?;
    Ok(())
}

fn rederive(
    conn: &Connection,
    table: &'static str,
    columns: &[&str],
    derived: &[&str],
    derive: impl Fn(&Row<'_>) -> rusqlite::Result<Vec<Value>>,
) -> Result<(), StoreError> {
    let select = format!("SELECT {}, rowid FROM {table} WHERE rowid > ?1 ORDER BY rowid LIMIT ?2", columns.join(", "));
    let mut select = conn.prepare(&select)?;
    let mut update = conn.prepare(&update_sql(table, derived))?;
    let mut last = i64::MIN;
    loop {
        // A statement that reads a table while another changes it may see rows twice: hence the portions.
        let portion = select
            .query_map([last, ROWS_AT_ONCE], |row| Ok((row.get::<_, i64>("rowid")?, derive(row)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let Some((newest, _)) = portion.last() else { return Ok(()) };
        last = *newest;
        for (rowid, values) in portion {
            update.execute(params_from_iter(values.into_iter().chain([Value::Integer(rowid)])))?;
        }
    }
}

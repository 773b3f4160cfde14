//! One case: what its own read tells beside the facts of the list.

use desk_core::ids::CaseId;
use desk_core::money::Micros;
use desk_core::rows::{CaseRead, PotentialRevenue};
use desk_core::time::Instant;
use rusqlite::{OptionalExtension, params};

use crate::columns::{Cells, blob, instant_of, millis};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::upsert::Upserted;
use crate::writer::Writer;

/// See [`Writer::keep_case_read`].
pub(crate) fn keep(writer: &Writer<'_>, read: &CaseRead, now: Instant) -> Result<Upserted, StoreError> {
    let upserted = super::upsert(writer, std::slice::from_ref(&read.case), now)?;
    let (conn, id) = (writer.conn, blob(read.case.id.0));
    conn.prepare_cached("UPDATE cases SET read_at = ?2 WHERE id = ?1")?.execute(params![id, millis(now)])?;
    conn.prepare_cached("DELETE FROM potential_revenue WHERE case_id = ?1")?.execute([id])?;
    if let Some(potential) = read.potential {
        let number = |micros: Option<Micros>| micros.map(|micros| micros.0);
        conn.prepare_cached("INSERT INTO potential_revenue VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(
            params![
                id,
                millis(now),
                number(potential.gross_usd),
                number(potential.success_fee_percent),
                number(potential.collection_partner_usd),
                number(potential.platform_share_percent),
                number(potential.platform_usd),
                number(potential.referral_percent),
                number(potential.referral_usd),
            ],
        )?;
    }
    Ok(upserted)
}

/// The projection of a case and when it was read; nothing before the first read of its own, and where Debitura gave none.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn potential(reader: &Reader<'_>, id: CaseId) -> Result<Option<(PotentialRevenue, Instant)>, StoreError> {
    let mut statement = reader.conn.prepare_cached(
        "SELECT read_at, gross_usd, success_fee_percent, collection_partner_usd, platform_share_percent, platform_usd,
                referral_percent, referral_usd
         FROM potential_revenue WHERE case_id = ?1",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        let mut cells = Cells::new(row);
        let read_at = cells.instant()?;
        let potential = PotentialRevenue {
            gross_usd: cells.micros()?,
            success_fee_percent: cells.micros()?,
            collection_partner_usd: cells.micros()?,
            platform_share_percent: cells.micros()?,
            platform_usd: cells.micros()?,
            referral_percent: cells.micros()?,
            referral_usd: cells.micros()?,
        };
        Ok(read_at.map(|at| (potential, at)))
    };
    Ok(statement.query_row([blob(id.0)], read).optional()?.flatten())
}

/// When a case was last read by itself; nothing once a pass has brought other facts, which may have been on their way
/// since before that read.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn read_at(reader: &Reader<'_>, id: CaseId) -> Result<Option<Instant>, StoreError> {
    let mut statement = reader.conn.prepare_cached("SELECT read_at FROM cases WHERE id = ?1")?;
    let at: Option<Option<i64>> = statement.query_row([blob(id.0)], |row| row.get(0)).optional()?;
    Ok(at.flatten().and_then(instant_of))
}

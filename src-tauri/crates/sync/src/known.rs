//! What the cache knows, as the plan takes it.

use desk_core::stage::InvoicingMode;
use desk_store::{Reader, StoreError, Table, cases};

use crate::compare;
use crate::plan::Known;

pub(crate) fn known(reader: &Reader<'_>) -> Result<Known, StoreError> {
    let freshness = reader.freshness()?;
    // `None` sorts first: one table without a complete pass, and there is none.
    let complete = Table::ALL.map(|table| freshness.of(table).last_complete.map(|pass| pass.started));
    let cards = cases::cards(reader, chrono::DateTime::UNIX_EPOCH)?;
    Ok(Known {
        held: [reader.count(Table::Clients)?, reader.count(Table::Cases)?, reader.count(Table::Transactions)?],
        open: [cards.active + cards.pending + cards.paused, reader.unpaid(mode(reader)?)?.len() as u64],
        complete: complete.into_iter().min().flatten(),
        newest: [reader.newest(Table::Cases)?, reader.newest(Table::Transactions)?],
        full_wanted: compare::wants_full(reader)?,
    })
}

/// The partner's invoicing mode.
pub(crate) fn mode(reader: &Reader<'_>) -> Result<InvoicingMode, StoreError> {
    Ok(reader.partner()?.and_then(|partner| partner.invoicing_mode).unwrap_or_default())
}

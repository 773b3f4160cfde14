//! One transaction, and what the explanation of a client's fees looks at in each of its transactions.

use desk_core::ids::{ClientKey, TransactionId};
use desk_core::money::Micros;
use desk_core::query::EarningsFilter;
use desk_core::stage::{InvoicingMode, Statuses};
use desk_core::time::Instant;
use rusqlite::{OptionalExtension, params_from_iter};

use super::query::{EarningsRow, SELECTED, read_row};
use crate::columns::{Cells, blob};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::reader::Reader;

/// One transaction.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn by_id(reader: &Reader<'_>, id: TransactionId, mode: InvoicingMode) -> Result<Option<EarningsRow>, StoreError> {
    let sql = format!("SELECT {} FROM transactions WHERE id = ?1 AND gone_at IS NULL", *SELECTED);
    Ok(reader.conn.prepare_cached(&sql)?.query_row([blob(id.0)], |row| read_row(row, mode)).optional()?)
}

/// What the explanation looks at in a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentBrief {
    /// The statuses that its stage derives from.
    pub statuses: Statuses,
    /// The partner's fee in USD.
    pub fee_usd: Option<Micros>,
    /// The partner's share.
    pub fee_percent: Option<Micros>,
    /// When it was paid.
    pub paid: Option<Instant>,
}

/// Hands on each transaction of a client.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each_of_client(
    reader: &Reader<'_>,
    client: &ClientKey,
    mut receive: impl FnMut(&PaymentBrief),
) -> Result<(), StoreError> {
    let filter = EarningsFilter { client: Some(client.clone()), ..EarningsFilter::default() };
    let filter = Filter::default().transactions(&filter);
    let source = filter.source("transactions", None);
    let sql = format!("SELECT commission, platform, referral, fee_usd, fee_percent, paid {source}");
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let statuses = Statuses { commission: cells.text()?, platform: cells.text()?, referral: cells.text()? };
        receive(&PaymentBrief {
            statuses,
            fee_usd: cells.micros()?,
            fee_percent: cells.micros()?,
            paid: cells.instant()?,
        });
    }
    Ok(())
}

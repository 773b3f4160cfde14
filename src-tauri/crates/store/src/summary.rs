//! Debitura's own sums of the fees, kept beside the rows so that the two can be compared.

use desk_core::money::Micros;
use desk_core::remote::EarningsSummary;
use desk_core::time::Instant;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::columns::{instant_of, millis};
use crate::error::StoreError;
use crate::partner::{meta, set_meta};

const KEY: &str = "summary.earnings";

/// As it is stored: whole numbers alone.
#[derive(Serialize, Deserialize)]
struct Stored {
    at: i64,
    fee_usd: [Option<i64>; 7],
    count: [Option<i64>; 7],
}

pub(crate) fn store(conn: &Connection, summary: &EarningsSummary, at: Instant) -> Result<(), StoreError> {
    let stored =
        Stored { at: millis(at), fee_usd: summary.fee_usd.map(|fee| fee.map(|fee| fee.0)), count: summary.count };
    let text = serde_json::to_string(&stored).map_err(|_| StoreError::OURS)?;
    set_meta(conn, KEY, Some(&text))
}

/// A text that cannot be read counts as none: the next pass writes it anew.
pub(crate) fn load(conn: &Connection) -> Result<Option<(EarningsSummary, Instant)>, StoreError> {
    let Some(text) = meta(conn, KEY)? else { return Ok(None) };
    let Ok(stored) = serde_json::from_str::<Stored>(&text) else { return Ok(None) };
    let summary = EarningsSummary { fee_usd: stored.fee_usd.map(|fee| fee.map(Micros)), count: stored.count };
    Ok(instant_of(stored.at).map(|at| (summary, at)))
}

pub(crate) fn forget(conn: &Connection) -> Result<(), StoreError> {
    set_meta(conn, KEY, None)
}

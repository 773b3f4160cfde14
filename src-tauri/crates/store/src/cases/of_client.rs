//! The cases of one client, as far as the explanation of its fees counts them.

use desk_core::ids::ClientKey;
use desk_core::money::Micros;
use desk_core::query::CaseFilter;
use desk_core::time::Instant;
use rusqlite::params_from_iter;

use crate::columns::Cells;
use crate::error::StoreError;
use crate::filter::Filter;
use crate::reader::Reader;

/// What is counted of a case: a client may have thousands of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseBrief {
    /// Status label as sent.
    pub lifecycle: Option<String>,
    /// Made at Debitura.
    pub created: Option<Instant>,
    /// The claim.
    pub amount: Option<Micros>,
    /// What is still open.
    pub remaining: Option<Micros>,
}

/// Hands on each case of a client.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each_of_client(
    reader: &Reader<'_>,
    client: &ClientKey,
    mut receive: impl FnMut(&CaseBrief),
) -> Result<(), StoreError> {
    let filter = Filter::default().cases(&CaseFilter { client: Some(client.clone()), ..CaseFilter::default() });
    let sql = format!("SELECT lifecycle, created, amount, remaining {}", filter.source("cases", None));
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        receive(&CaseBrief {
            lifecycle: cells.text()?,
            created: cells.instant()?,
            amount: cells.micros()?,
            remaining: cells.micros()?,
        });
    }
    Ok(())
}

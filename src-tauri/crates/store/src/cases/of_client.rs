//! The cases of some clients, as far as the explanation of its fees counts them.

use desk_core::ids::ClientKey;
use desk_core::money::Micros;
use desk_core::time::Instant;
use rusqlite::params_from_iter;

use crate::columns::Cells;
use crate::error::StoreError;
use crate::narrow::of_clients;
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

/// Hands on each case of some clients, with the client, in one statement.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each_of_clients(
    reader: &Reader<'_>,
    clients: &[ClientKey],
    mut receive: impl FnMut(&ClientKey, &CaseBrief),
) -> Result<(), StoreError> {
    let table = ("cases", "cases_by_tenant", "cases_by_creditor");
    let Some((sql, values)) = of_clients("lifecycle, created, amount, remaining", table, clients) else {
        return Ok(());
    };
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let client = cells.client()?;
        let case = CaseBrief {
            lifecycle: cells.text()?,
            created: cells.instant()?,
            amount: cells.micros()?,
            remaining: cells.micros()?,
        };
        if let Some(client) = client {
            receive(&client, &case);
        }
    }
    Ok(())
}

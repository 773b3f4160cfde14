//! How much there is of each table, and how old it is.

use desk_core::time::Instant;
use desk_store::Table;

use crate::error::DeskError;
use crate::open::Desk;

/// One table of the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableStatus {
    /// Which one.
    pub table: Table,
    /// Rows that are still at Debitura.
    pub rows: u64,
    /// The start of the last complete pass; nothing before the first.
    pub as_of: Option<Instant>,
    /// The start of the last pass of any kind.
    pub last_attempt: Option<Instant>,
    /// What the last pass did not get.
    pub partial: Option<String>,
}

impl Desk {
    /// The three tables.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn tables(&self) -> Result<Vec<TableStatus>, DeskError> {
        let store = self.opened()?.store;
        let tables = store.read(|reader| {
            let freshness = reader.freshness()?;
            Table::ALL
                .into_iter()
                .map(|table| {
                    let state = freshness.of(table);
                    let attempt = state.last_attempt.as_ref();
                    Ok(TableStatus {
                        table,
                        rows: reader.count(table)?,
                        as_of: state.last_complete.map(|pass| pass.started),
                        last_attempt: attempt.map(|pass| pass.started),
                        partial: attempt.and_then(|pass| pass.problem.clone()),
                    })
                })
                .collect::<Result<Vec<_>, _>>()
        });
        Ok(tables.await?)
    }
}

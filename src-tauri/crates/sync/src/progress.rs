//! What a pass tells while it runs.

use desk_store::Table;

use crate::plan::Kind;

/// How far one table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableProgress {
    /// Which one.
    pub table: Table,
    /// Distinct rows received in the present sweep.
    pub done: u64,
    /// Rows that the list says it has; nothing before the first page.
    pub total: Option<u64>,
}

/// One report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// What the pass is going to be; told again when a refresh turns into a full pass.
    Planned {
        /// Which kind.
        kind: Kind,
    },
    /// A page arrived. It was written, with those that arrived before it, or waits for that.
    Page {
        /// How far its table is.
        at: TableProgress,
        /// Whether something new was put into the cache.
        changed: bool,
    },
    /// The sweep's count did not add up, and the list is read again.
    Again {
        /// Which table.
        table: Table,
    },
    /// Rows that Debitura no longer knew when it was asked for them by themselves.
    Gone {
        /// Which table.
        table: Table,
    },
    /// A table is done, completely or not.
    Finished {
        /// Which table.
        table: Table,
        /// Whether its rows add up.
        complete: bool,
    },
}

/// Hears the reports. Called between pages, so it has to be quick.
pub type Observer = dyn Fn(Progress) + Send + Sync;

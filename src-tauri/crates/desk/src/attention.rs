//! *Needs attention*: what has waited for long, and what somebody has to do something about. Counts of the whole cache, and
//! the longest of what has no view of its own.

use chrono::TimeDelta;
use desk_core::standing::Standing;
use desk_core::time::Instant;
use desk_store::attention::{self, UnsignedClient, Waiting};
use desk_store::cases::{self, CaseCounts, CaseRow};
use desk_store::earnings::{self, TabSum};

use crate::error::DeskError;
use crate::open::Desk;
use crate::views::mode_of;

/// Rows of a list that is a part of the answer.
const ROWS_MAX: u32 = 100;

/// After how long something needs attention, in days, as the person prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// A client that has not signed.
    pub unsigned_days: u32,
    /// A case in one status.
    pub stuck_days: u32,
}

/// What needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// What was meant by long.
    pub patience: Patience,
    /// Clients that have not signed for long, the longest first, 100 at most.
    pub unsigned: Waiting<UnsignedClient>,
    /// Cases for which the client has to supply something, per tab.
    pub needs_info: CaseCounts,
    /// Fees that can be invoiced now.
    pub ready: TabSum,
    /// Fees under dispute.
    pub disputed: TabSum,
    /// Open cases in one status for long, the longest first, 100 at most.
    pub stuck: Waiting<(CaseRow, Standing)>,
}

impl Desk {
    /// What needs attention at this moment.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn attention(&self) -> Result<Attention, DeskError> {
        let chosen = self.preferences();
        let patience = Patience { unsigned_days: chosen.unsigned_days, stuck_days: chosen.stuck_days };
        let now = self.now();
        let found = self.opened()?.store.read(move |reader| {
            let sums = earnings::cards(reader, mode_of(reader)?)?;
            Ok(Attention {
                patience,
                unsigned: attention::unsigned(reader, ago(now, patience.unsigned_days), ROWS_MAX)?,
                needs_info: cases::waiting_for_clients(reader)?,
                ready: sums.ready,
                disputed: sums.disputed,
                stuck: attention::stuck(reader, ago(now, patience.stuck_days), ROWS_MAX)?,
            })
        });
        Ok(found.await?)
    }
}

/// So many days before; for more than there are, the beginning of time, which nothing is older than.
fn ago(now: Instant, days: u32) -> Instant {
    now.checked_sub_signed(TimeDelta::days(days.into())).unwrap_or(Instant::MIN_UTC)
}

//! Transactions with the fees that they earn: how they are held, put in, and asked for. The stage is derived when read, by
//! the one definition in `desk-core`, since it depends on the partner's mode.

mod briefs;
mod join;
mod payments;
mod query;
mod row;
mod stretches;
mod sums;

pub use briefs::{PaymentBrief, each_of_cases, each_of_clients, plan_of_cases};
pub use join::{by_id, case_of, of_case, plan_of_case};
pub(crate) use payments::Payments;
pub use query::{EarningsPage, EarningsRow, each, held, page, plan, statuses};
pub(crate) use query::{ordered, read_row, register, selected, stage_sql};
pub(crate) use row::{COLUMNS, DERIVED, derived, read, upsert};
pub use stretches::{Stretches, first_paid, plan_of_stretches, stretches};
pub use sums::{EarningsSums, StageSum, TabSum, cards, stages};

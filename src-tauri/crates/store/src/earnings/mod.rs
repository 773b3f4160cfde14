//! Transactions with the fees that they earn: how they are held, put in, and asked for. The stage is derived when read, by
//! the one definition in `desk-core`, since it depends on the partner's mode.

mod query;
mod row;
mod sums;

pub(crate) use query::register;
pub use query::{EarningsPage, EarningsRow, each, of_case, page, plan};
pub(crate) use row::{COLUMNS, DERIVED, derived, read, upsert};
pub use sums::{EarningsSums, TabSum, cards};

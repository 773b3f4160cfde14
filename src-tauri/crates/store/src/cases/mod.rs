//! Cases: how they are held, put in, and asked for.

mod query;
mod row;

pub use query::{CaseCards, CaseCounts, CasePage, by_id, by_reference, cards, each, page, plan};
pub use row::{ActivityKind, CaseRow};
pub(crate) use row::{COLUMNS, DERIVED, derived, read, upsert};

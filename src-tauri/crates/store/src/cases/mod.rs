//! Cases: how they are held, put in, and asked for.

mod of_client;
mod query;
mod recall;
mod row;
mod single;

pub use of_client::{CaseBrief, each_of_clients};
pub use query::{
    CaseCards, CaseCounts, CasePage, by_id, by_reference, cards, cards_of, each, each_made, held, page, plan,
    waiting_for_clients,
};
pub(crate) use query::{ordered, selected};
pub(crate) use recall::SHAPE;
pub use row::{ActivityKind, CaseRow};
pub(crate) use row::{COLUMNS, DERIVED, derived, folded, read, upsert};
pub(crate) use single::keep;
pub use single::{potential, read_at};

//! Clients: how they are held, put in, and asked for.

mod query;
mod row;
mod single;

pub use query::{ClientCards, ClientCounts, ClientPage, ClientRow, by_tenant, cards, each, page, plan};
pub(crate) use query::{ordered, read_row, selected};
pub(crate) use row::{COLUMNS, DERIVED, derived, read, upsert};
pub(crate) use single::keep;
pub use single::{by_key, held, held_among, of_case, read_at};

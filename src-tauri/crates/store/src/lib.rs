//! The encrypted SQLite cache: what Debitura sent, our own history of it, and the questions that the views ask.
//!
//! One thread writes, two read, each with a connection of its own; callers hand in a closure and await its answer. Rows come
//! and go as the types of `desk-core`: nothing here knows wire JSON, the network, the keyring or the UI.
//!
//! An asynchronous wrapper crate was rejected because it hides interruption, and an ORM because each query here is chosen
//! for its index.

pub mod attention;
pub mod cases;
pub mod changes;
mod choices;
pub mod clients;
mod columns;
mod connect;
pub mod earnings;
mod error;
mod files;
mod filter;
mod helper;
mod kept;
mod key;
mod lane;
mod listing;
mod memory;
mod narrow;
mod open;
mod partner;
mod passes;
pub mod picked;
mod reader;
mod rederive;
mod room;
mod scan;
mod schema;
mod sql;
mod store;
mod summary;
mod tickets;
mod upsert;
mod worker;
mod writer;

pub use choices::{Choices, choices};
pub use error::StoreError;
pub use files::{erase, set_aside};
pub use kept::KEPT_MAX;
pub use key::{BadCacheKey, CacheKey};
pub use lane::Lane;
pub use listing::RowKey;
pub use open::{MEMORY_BUDGET_BYTES, OpenOptions, Opened, Outcome};
pub use passes::{CompletePass, Freshness, PassRecord, Table, TableState};
pub use picked::Pick;
pub use reader::Reader;
pub use schema::KNOWN_VERSION;
pub use store::{Answer, Store};
pub use tickets::Ticket;
pub use upsert::Upserted;
pub use writer::Writer;

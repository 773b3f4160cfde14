//! The use cases that the window and the command line share: log in, sync, ask, export, log out.
//!
//! This is where the rooms meet: the HTTP client is put behind the traits of `sync` and `session`, the keyring behind
//! `Vault`, and every failure becomes one [`DeskError`]. There is no rule here about how something looks, and no SQL and
//! no wire JSON either.

mod account;
mod cache;
mod clock;
mod columns;
mod doctor;
mod error;
mod export;
mod folder;
pub mod keyring;
mod open;
mod refresh;
mod running;
mod schedule;
mod settings;
mod source;
mod status;
mod tables;
mod views;

pub use account::LogIn;
pub use clock::SystemClock;
pub use columns::{case_heading, client_heading, earnings_heading};
pub use doctor::{Doctor, Finding, Reading};
pub use error::{Code, DeskError};
pub use export::{ExportJob, ExportOptions, ExportedFile};
pub use folder::default_folder;
pub use open::{Desk, Event, Options};
pub use refresh::SyncReport;
pub use settings::Environment;
pub use status::{SessionState, SessionStatus, SyncStatus};
pub use tables::TableStatus;

pub use desk_session::{Vault, VaultError, VaultItem};
pub use desk_store::Table;
pub use desk_store::cases::{ActivityKind, CaseCards, CasePage, CaseRow};
pub use desk_store::clients::{ClientPage, ClientRow};
pub use desk_store::earnings::{EarningsPage, EarningsRow};
pub use desk_sync::TableProgress;

//! The use cases that the window and the command line share: log in, sync, ask, export, log out.
//!
//! This is where the rooms meet: the HTTP client is put behind the traits of `sync` and `session`, the keyring behind
//! `Vault`, and every failure becomes one [`DeskError`]. There is no rule here about how something looks, and no SQL and
//! no wire JSON either.

mod account;
mod arranged;
mod attention;
mod backup;
mod budget;
mod cache;
mod chart;
mod check;
mod clock;
mod closing;
mod columns;
mod days;
mod diagnostics;
mod doctor;
mod error;
mod escalation;
mod export;
mod fees;
mod figures;
mod find;
mod first_sight;
mod folder;
mod history;
mod journal;
mod kept;
pub mod keyring;
mod letters;
mod locking;
mod news;
mod open;
mod panics;
mod picking;
mod preferences;
mod recent;
mod refresh;
mod running;
mod saved;
mod schedule;
mod seals;
mod settings;
mod single;
mod source;
mod status;
mod tables;
mod typing;
mod update;
mod views;
mod window;

pub use account::{LogIn, LoggedOut};
pub use arranged::{ArrangedColumn, ArrangedColumns, COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN};
pub use attention::{Attention, Patience};
pub use chart::{ChartMonth, EarningsChart};
pub use check::{StageDifference, SummaryCheck};
pub use clock::SystemClock;
pub use columns::{case_heading, client_heading, earnings_heading};
pub use days::days;
pub use doctor::{Doctor, Finding, Reading};
pub use error::{Code, DeskError};
pub use escalation::{Escalation, EscalationMail, EscalationOn, PLACE_OF_DESCRIPTION};
pub use export::{ExportJob, ExportOptions, ExportedFile};
pub use find::Found;
pub use first_sight::FirstSight;
pub use folder::default_folder;
pub use history::{Changed, Payment, SeenChange, StatusKind};
pub use kept::Kept;
pub use news::{News, NewsGroup, NewsItem, NewsKind, NewsRow};
pub use open::{Desk, Erase, Event, Options};
pub use panics::silence_panics;
pub use picking::{CopiedRows, Listing, PICKED_ROWS_MAX, PickedRows, RowsCopy};
pub use preferences::{ChartMonths, CsvProfile, Density, Preferences};
pub use recent::{Opened, RECENT_MAX, RecentRow};
pub use refresh::SyncReport;
pub use saved::{
    SAVED_VIEWS_MAX, SavedCaseFilters, SavedCases, SavedClientFilters, SavedClients, SavedEarnings,
    SavedEarningsFilters, SavedQuery, SavedView, VIEW_NAME_CHARS_MAX,
};
pub use settings::Environment;
pub use single::{CaseDetail, ClientDetail, Onboarding};
pub use status::{SessionState, SessionStatus, SyncStatus};
pub use tables::TableStatus;
pub use update::{NOTES_CHARS_MAX, Quiet, is_a_day_since, is_newer, readable_notes};
pub use views::{EarningsCards, EarningsView};
pub use window::{WindowPlace, Zoom};

pub use desk_core::standing::Standing;
pub use desk_session::{Vault, VaultError, VaultItem};
pub use desk_store::attention::{UnsignedClient, Waiting};
pub use desk_store::cases::{ActivityKind, CaseCards, CaseCounts, CasePage, CaseRow};
pub use desk_store::changes::ChangedField;
pub use desk_store::clients::{ClientCards, ClientCounts, ClientPage, ClientRow};
pub use desk_store::earnings::{EarningsPage, EarningsRow, EarningsSums, TabSum};
pub use desk_store::{Choices, StoreError, Table};
pub use desk_sync::{Kind, TableProgress, Why};

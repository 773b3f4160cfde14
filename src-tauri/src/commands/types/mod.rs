//! The JSON that crosses between the shell and the webview, one file per theme.
//!
//! Types only: what they are filled from is the commands' business. TypeScript is generated from them into
//! `ui/src/gen/types.ts`, and `tests/ipc/types.rs` fails when that file is stale. Numbers are `u32`, since a `u64`
//! would be a `bigint` over there; amounts are decimal strings, since a JavaScript number would round them; instants
//! are ISO 8601 in UTC; civil dates are `YYYY-MM-DD`.
//!
//! Requests refuse unknown fields, so that a misspelt one is an error instead of a silently ignored wish. Types that
//! carry a secret have no `Debug`.

mod arranged;
mod attention;
mod cases;
mod chart;
mod clients;
mod columns;
mod detail;
mod earnings;
mod error;
mod escalation;
mod events;
mod export;
mod fee;
mod filters;
mod find;
mod first_sight;
mod history;
mod menu;
mod news;
mod picking;
mod preferences;
mod session;
mod sync;
mod update;

pub use arranged::{OpenedPage, RecentPage, SavedCases, SavedClients, SavedEarnings, SavedQuery, SavedView};
pub use attention::{Attention, StandingBasis, StuckCase, UnsignedClient};
pub use cases::{
    Amount, CaseCards, CaseColumn, CaseCounts, CaseRow, CaseSort, CaseStatus, CaseTab, CasesPage, CasesRequest, Cell,
    LastActivity, LastActivityKind, StatusGroup,
};
pub use chart::{ChartMonth, ChartRequest, EarningsChart};
pub use clients::{
    ClientCards, ClientColumn, ClientCounts, ClientDetail, ClientRow, ClientSort, ClientTab, ClientsPage,
    ClientsRequest, LinkTrouble, Onboarding,
};
pub use columns::{ArrangedColumn, ArrangedColumns};
pub use detail::{CaseDetail, CaseText, MissingItem, PotentialRevenue};
pub use earnings::{
    EarningsCards, EarningsColumn, EarningsPage, EarningsRequest, EarningsRow, EarningsSort, EarningsSums, EarningsTab,
    InvoicingMode, RevenueStage, StageDifference, SummaryCheck, TabSum,
};
pub use error::{CommandError, ErrorCode};
pub use escalation::{Escalation, EscalationOn, MailOutcome};
pub use events::HostEvent;
pub use export::{CasesExport, ClientsExport, EarningsExport, ExportOutcome, ExportProfile};
pub use fee::{FeeAnswer, FeeCause, FeeCertainty, FeeOutlook, FeeReason, FeeVerdict};
pub use filters::{
    CaseFilters, Choice, ChoiceField, Choices, ChoicesRequest, ChosenDays, ClientFilters, EarningsFilters,
};
pub use find::Found;
pub use first_sight::{FirstAnswers, FirstSightRequest};
pub use history::{Change, ChangedPayment, PaymentStatusKind, SeenChange};
pub use menu::MenuAction;
pub use news::{AlsoChanged, ChangedWhat, FeeNews, News, NewsGroup, NewsItem, NewsKind, NewsRequest};
pub use picking::{Listing, PickedRows, RowIdsRequest, RowsCopy};
pub use preferences::{ChartMonths, Density, Preferences};
pub use session::{AppState, Environment, LogInRequest, Platform, SessionState, SessionView, ZoomStep};
pub use sync::{Connectivity, SyncKind, SyncTable, SyncView, TableProgress};
pub use update::{UpdateOffer, UpdateStep, UpdateView};

//! The commands of the page that stand in the system's menu bar.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A command of `ui/src/actions.ts`, by the name that it has there. What each is called, its key and its place are said in
/// `platform::menu`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is explained where the page has it")]
pub enum MenuAction {
    Update,
    Settings,
    Lock,
    LogOut,
    SaveView,
    UpdateView,
    Export,
    Escalate,
    Onboarding,
    SeeAll,
    CopyReference,
    CopyRow,
    CopySelection,
    SelectAll,
    Search,
    Palette,
    Today,
    Cases,
    Clients,
    Earnings,
    Filters,
    Columns,
    Chart,
    Views,
    Refresh,
    ZoomPlain,
    ZoomIn,
    ZoomOut,
    Shortcuts,
    Diagnostics,
}

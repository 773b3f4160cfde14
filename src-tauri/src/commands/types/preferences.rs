//! What a person prefers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ExportProfile;

/// How much room a row of a table takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// Room to breathe.
    Comfortable,
    /// More rows at once.
    Compact,
}

/// How far back the chart of the earnings goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChartMonths {
    /// Twelve months, this one included.
    Twelve,
    /// Twenty-four.
    TwentyFour,
    /// As far as payments go, ten years at most.
    All,
}

/// What a person prefers, all of it: they are set together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Preferences {
    /// Minutes without a key or a movement after which the window locks itself, 1 to 1,440. Null: never.
    pub idle_lock_minutes: Option<u32>,
    /// Minutes between two scheduled syncs, 5 to 240.
    pub sync_minutes: u32,
    /// With which the export begins.
    pub csv_profile: ExportProfile,
    /// Of the tables.
    pub density: Density,
    /// Days without a signature after which a client needs attention, 1 to 365.
    pub unsigned_days: u32,
    /// Days in one status after which a case needs attention, 1 to 730.
    pub stuck_days: u32,
    /// One e-mail address to which escalations are addressed, or an empty text.
    pub escalation_recipient: String,
    /// Whether the system notifies of what a sync brought, in numbers, while the window is in the background.
    pub notify: bool,
    /// Whether saved views and recent pages stand beside the table, where there is room.
    pub sidebar: bool,
    /// Whether the chart of the earnings is unfolded.
    pub chart_open: bool,
    /// How far back it goes.
    pub chart_months: ChartMonths,
    /// Whether its numbers are shown as a table in its place.
    pub chart_as_table: bool,
}

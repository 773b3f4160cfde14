//! What a person prefers, as plain settings: nothing secret, nothing about a case.
//!
//! The bounds stand here once. What is set outside them is refused with a sentence; what is found outside them in the file,
//! or cannot be read at all, is the default, and the values beside it stay.

use std::ops::RangeInclusive;

use desk_core::mail::is_address;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::DeskError;
use crate::open::Desk;
use crate::status::SessionState;

const IDLE_MINUTES: RangeInclusive<u32> = 1..=24 * 60;
const SYNC_MINUTES: RangeInclusive<u32> = 5..=240;
const UNSIGNED_DAYS: RangeInclusive<u32> = 1..=365;
const STUCK_DAYS: RangeInclusive<u32> = 1..=730;

/// For which reader a CSV file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CsvProfile {
    /// Byte-order mark, separator and decimal mark of the region.
    #[default]
    Excel,
    /// Comma, point, RFC 4180.
    Plain,
}

/// How much room a row of a table takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// Room to breathe.
    #[default]
    Comfortable,
    /// More rows at once.
    Compact,
}

/// How far back the chart of the earnings goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChartMonths {
    /// Twelve months, this one included.
    #[default]
    Twelve,
    /// Twenty-four.
    TwentyFour,
    /// As far as payments go, ten years at most.
    All,
}

/// What a person prefers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// Minutes without a key or a movement after which the window locks itself, 1 to 1,440. Nothing: never.
    pub idle_lock_minutes: Option<u32>,
    /// Minutes between two scheduled syncs, 5 to 240; more where their cost asks for it.
    pub sync_minutes: u32,
    /// With which the export begins.
    pub csv_profile: CsvProfile,
    /// Of the tables.
    pub density: Density,
    /// Days without a signature after which a client needs attention, 1 to 365.
    pub unsigned_days: u32,
    /// Days in one status after which a case needs attention, 1 to 730.
    pub stuck_days: u32,
    /// One plain e-mail address to which escalations are addressed, or an empty text.
    pub escalation_recipient: String,
    /// Whether the system notifies of what a sync brought, in numbers, while the window is in the background.
    pub notify: bool,
    /// Whether saved views and recent pages stand beside the table, in a window that is wide enough.
    pub sidebar: bool,
    /// Whether the chart of the earnings is unfolded.
    pub chart_open: bool,
    /// How far back it goes.
    pub chart_months: ChartMonths,
    /// Whether its numbers are shown as a table in its place.
    pub chart_as_table: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            idle_lock_minutes: None,
            sync_minutes: 15,
            csv_profile: CsvProfile::default(),
            density: Density::default(),
            unsigned_days: 14,
            stuck_days: 90,
            escalation_recipient: String::new(),
            notify: false,
            sidebar: false,
            chart_open: true,
            chart_months: ChartMonths::default(),
            chart_as_table: false,
        }
    }
}

impl Preferences {
    /// What the file says, value by value.
    pub(crate) fn read(fields: &Map<String, Value>) -> Self {
        let or = Self::default();
        Self {
            idle_lock_minutes: value(fields, "idleLockMinutes", or.idle_lock_minutes, |minutes| {
                minutes.is_none_or(|minutes| IDLE_MINUTES.contains(&minutes))
            }),
            sync_minutes: value(fields, "syncMinutes", or.sync_minutes, |minutes| SYNC_MINUTES.contains(minutes)),
            csv_profile: value(fields, "csvProfile", or.csv_profile, |_| true),
            density: value(fields, "density", or.density, |_| true),
            unsigned_days: value(fields, "unsignedDays", or.unsigned_days, |days| UNSIGNED_DAYS.contains(days)),
            stuck_days: value(fields, "stuckDays", or.stuck_days, |days| STUCK_DAYS.contains(days)),
            escalation_recipient: value(fields, "escalationRecipient", or.escalation_recipient, |address: &String| {
                address.is_empty() || is_address(address)
            }),
            notify: value(fields, "notify", or.notify, |_| true),
            sidebar: value(fields, "sidebar", or.sidebar, |_| true),
            chart_open: value(fields, "chartOpen", or.chart_open, |_| true),
            chart_months: value(fields, "chartMonths", or.chart_months, |_| true),
            chart_as_table: value(fields, "chartAsTable", or.chart_as_table, |_| true),
        }
    }

    /// The same with what surrounds the address taken away; a sentence about the first value that makes no sense.
    fn checked(mut self) -> Result<Self, DeskError> {
        let refused = |sentence| Err(DeskError::invalid(sentence));
        if self.idle_lock_minutes.is_some_and(|minutes| !IDLE_MINUTES.contains(&minutes)) {
            return refused("The time until the lock is between a minute and a day.");
        }
        if !SYNC_MINUTES.contains(&self.sync_minutes) {
            return refused("The time between two syncs is between 5 minutes and 4 hours.");
        }
        if !UNSIGNED_DAYS.contains(&self.unsigned_days) {
            return refused("A customer can need attention after 1 to 365 days without a signature.");
        }
        if !STUCK_DAYS.contains(&self.stuck_days) {
            return refused("A case can need attention after 1 to 730 days in one status.");
        }
        let address = self.escalation_recipient.trim();
        if !address.is_empty() && !is_address(address) {
            return refused("This is not one e-mail address, such as support@example.com.");
        }
        self.escalation_recipient = address.to_owned();
        Ok(self)
    }
}

fn value<T: DeserializeOwned>(fields: &Map<String, Value>, name: &str, or: T, fits: impl Fn(&T) -> bool) -> T {
    fields.get(name).and_then(|value| T::deserialize(value).ok()).filter(fits).unwrap_or(or)
}

impl Desk {
    /// What the person prefers. Read once from the disk and held.
    #[must_use]
    pub fn preferences(&self) -> Preferences {
        self.settings().preferences.clone()
    }

    /// Keeps other ones; answers them as they are kept.
    ///
    /// # Errors
    /// When a value makes no sense or the window is locked, in which case nothing changed, or the file cannot be written.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<Preferences, DeskError> {
        let preferences = preferences.checked()?;
        if self.session().state == SessionState::Locked {
            return Err(DeskError::not_signed_in());
        }
        if self.keeps_nothing() {
            self.settings().preferences = preferences.clone();
            return Ok(preferences);
        }
        let kept = preferences.clone();
        self.change_settings(|settings| settings.preferences = kept).map_err(|error| DeskError::folder(&error))?;
        Ok(preferences)
    }
}

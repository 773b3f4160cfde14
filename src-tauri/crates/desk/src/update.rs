//! Newer versions of the program: when to look for one, which may be offered, when one may be installed. The looking and the
//! installing are the shell's.
//!
//! What is remembered are plain settings: when it was last looked, and which version the person did not want now. They go
//! with a log-out, and while nobody is signed in nothing is looked for unasked.

use std::fs::File;

use chrono::TimeDelta;
use desk_core::time::Instant;
use semver::Version;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::DeskError;
use crate::open::Desk;
use crate::running::Halted;
use crate::status::SessionState;

/// Looked for unasked at most once in this time; and so long is a version that was put off not mentioned again.
const EVERY: TimeDelta = TimeDelta::days(1);

/// Of release notes, so much is shown.
pub const NOTES_CHARS_MAX: usize = 4_000;

/// Characters of a version's name.
const VERSION_CHARS_MAX: usize = 64;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpdateSettings {
    /// Milliseconds since 1970.
    update_looked_at: Option<i64>,
    update_put_off: Option<PutOff>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PutOff {
    version: String,
    /// Milliseconds since 1970.
    at: i64,
}

impl UpdateSettings {
    pub(crate) fn read(fields: &Map<String, Value>) -> Self {
        let value = |name: &str| fields.get(name).cloned().unwrap_or_default();
        Self {
            update_looked_at: serde_json::from_value(value("updateLookedAt")).ok().flatten(),
            update_put_off: serde_json::from_value(value("updatePutOff")).ok().flatten(),
        }
    }
}

/// Whether a day has gone by since; a time that has not come yet is from a clock that was set back, and holds nothing up.
#[must_use]
pub fn is_a_day_since(then: Option<Instant>, now: Instant) -> bool {
    then.is_none_or(|then| now < then || now - then >= EVERY)
}

/// Whether the other version may be offered to who has this one: only a newer one, and one that is still tried out only to
/// who tries one out. What is no version is none.
#[must_use]
pub fn is_newer(present: &str, other: &str) -> bool {
    let (Ok(present), Ok(other)) = (Version::parse(present), Version::parse(other)) else { return false };
    // What stands behind a plus says how it was built, and makes nothing newer.
    let is_more = other.cmp_precedence(&present).is_gt();
    is_more && (other.pre.is_empty() || !present.pre.is_empty()) && other.to_string().len() <= VERSION_CHARS_MAX
}

/// Release notes as plain text: nothing that writes over or turns around what stands beside it, and not without end.
#[must_use]
pub fn readable_notes(notes: &str) -> String {
    let is_shown = |c: &char| {
        *c == '\n'
            || !(c.is_control()
                || matches!(*c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
    };
    let mut text = String::new();
    let mut empty = 0;
    for line in notes.replace('\t', "  ").lines() {
        let line: String = line.chars().filter(is_shown).collect();
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    let text = text.trim();
    match text.char_indices().nth(NOTES_CHARS_MAX) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

/// No sync runs, in this process or in another one, and none begins for as long as this lives.
pub struct Quiet {
    _halted: Halted,
    _lock: File,
}

impl Desk {
    /// Whether to look for a newer version, unasked: once a day, while somebody is signed in, Debitura was reached and nothing
    /// else goes on.
    #[must_use]
    pub fn is_update_due(&self) -> bool {
        let (online, running) = {
            let sync = self.sync_state();
            (sync.online == Some(true), sync.running.is_some())
        };
        let looked = self.settings().update.update_looked_at.and_then(chrono::DateTime::from_timestamp_millis);
        online && !running && self.standing() == SessionState::SignedIn && is_a_day_since(looked, self.now())
    }

    /// It is looked for now, whatever comes of it.
    pub fn note_update_looked(&self) {
        let at = self.now().timestamp_millis();
        self.change_update(|update| update.update_looked_at = Some(at));
    }

    /// The person does not want this version now.
    pub fn put_update_off(&self, version: &str) {
        let put_off = PutOff { version: version.to_owned(), at: self.now().timestamp_millis() };
        self.change_update(|update| update.update_put_off = Some(put_off));
    }

    /// Whether this version is not to be mentioned: less than a day ago it was not wanted.
    #[must_use]
    pub fn is_update_put_off(&self, version: &str) -> bool {
        let put_off = self.settings().update.update_put_off.clone();
        put_off.is_some_and(|put_off| {
            let then = chrono::DateTime::from_timestamp_millis(put_off.at);
            put_off.version == version && !is_a_day_since(then, self.now())
        })
    }

    /// Keeps syncs away while the program is replaced.
    ///
    /// # Errors
    /// When one runs, here or in another process, or the folder cannot be used.
    pub async fn quiet(&self) -> Result<Quiet, DeskError> {
        let halted = self.halted_unless_running().ok_or_else(DeskError::sync_running)?;
        Ok(Quiet { _halted: halted, _lock: self.lock_folder().await? })
    }

    /// It holds for this process, whether or not it can be kept.
    fn change_update(&self, change: impl FnOnce(&mut UpdateSettings)) {
        let mut update = self.settings().update.clone();
        change(&mut update);
        self.settings().update = update.clone();
        if !self.keeps_nothing() {
            let _ = self.change_settings(|settings| settings.update = update);
        }
    }
}

//! The log: what happened to the program, never what its data says.
//!
//! An [`Entry`] is `Copy` and made of closed kinds and numbers, so there is no room in it for a name, a reference, an address or
//! a secret: what may be logged is decided by a type and not by whoever logs. No library writes here.

use std::collections::VecDeque;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use chrono::SecondsFormat;
use desk_core::time::Instant;
use desk_sync::{Kind, Why};

use crate::error::Code;
use crate::folder;
use crate::status::SessionState;

const FILE_NAME: &str = "partner-desk.log";
const OLDER_NAME: &str = "partner-desk.old.log";

/// Bytes after which a new file is begun; the one before is kept, the one before that is gone.
const FILE_BYTES_MAX: u64 = 128 * 1024;

/// Bytes of `2026-11-27T20:40:11Z`.
const TIME_BYTES: usize = 20;

/// Something that happened. Its `Debug` is its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// The program was opened.
    Started { session: SessionState, notice: Option<Code> },
    /// Somebody logged in, or unlocked.
    LoggedIn,
    /// A log-in failed.
    LogInFailed { code: Code },
    /// The session changed by itself or by a hand: locked, expired, refused, ended elsewhere.
    Session { state: SessionState },
    /// A pass ended.
    Synced { why: Why, kind: Kind, complete: bool, requests: u64, rows: u64, milliseconds: u128, failed: Option<Code> },
    /// A pass could not begin.
    SyncFailed { why: Why, code: Code },
    /// An export ended.
    Exported { rows: u64, milliseconds: u128 },
    /// An export failed or was stopped.
    ExportFailed { code: Code },
}

/// Where a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Into the file.
    OnDisk,
    /// Nowhere but here: nobody is logged in, or nothing of the session is to be kept.
    InMemory,
}

/// Lines that are in memory alone.
const RECENT_MAX: usize = 200;

/// The log of one data folder.
pub(crate) struct Journal {
    folder: PathBuf,
    /// What is not in the file. Held while the file is written too: lines of one process do not mix.
    recent: Mutex<VecDeque<String>>,
}

/// Where a panic is noted: the folder that this process opened first.
static PANICS: OnceLock<PathBuf> = OnceLock::new();

impl Journal {
    pub(crate) fn new(folder: &Path) -> Self {
        let _ = PANICS.set(folder.to_owned());
        Self { folder: folder.to_owned(), recent: Mutex::default() }
    }

    fn recent(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes it. A log that cannot be written is no reason for anything else to fail.
    pub(crate) fn note(&self, now: Instant, keep: Keep, entry: Entry) {
        let line = format!("{} {entry:?}", now.to_rfc3339_opts(SecondsFormat::Secs, true));
        let mut recent = self.recent();
        match keep {
            Keep::OnDisk => append(&self.folder, &line),
            Keep::InMemory => {
                if recent.len() >= RECENT_MAX {
                    recent.pop_front();
                }
                recent.push_back(line);
            }
        }
    }

    /// The newest lines, oldest first.
    pub(crate) fn newest(&self, lines: usize) -> Vec<String> {
        let read = |name| fs::read(self.folder.join(name)).unwrap_or_default();
        let bytes = [read(OLDER_NAME), read(FILE_NAME)].concat();
        let kept = String::from_utf8_lossy(&bytes);
        let mut all: Vec<String> = kept.lines().map(str::to_owned).chain(self.recent().iter().cloned()).collect();
        // By time; those of one second stay as they are.
        all.sort_by(|one, other| one.get(..TIME_BYTES).cmp(&other.get(..TIME_BYTES)));
        all.split_off(all.len().saturating_sub(lines))
    }

    pub(crate) fn remove(&self) -> std::io::Result<()> {
        let _writing = self.recent();
        let older = folder::remove_if_there(&self.folder.join(OLDER_NAME));
        folder::remove_if_there(&self.folder.join(FILE_NAME)).and(older)
    }
}

/// Notes a panic by its place in the source, which is all that is known of it here.
pub(crate) fn note_panic(place: &str) {
    if let Some(folder) = PANICS.get() {
        let now = chrono::Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
        append(folder, &format!("{now} Panicked{place}"));
    }
}

/// Opened for each line: Windows deletes no open file, and a log-out deletes this one.
fn append(folder: &Path, line: &str) {
    let path = folder.join(FILE_NAME);
    if fs::metadata(&path).is_ok_and(|file| file.len() > FILE_BYTES_MAX) {
        let _ = fs::rename(&path, folder.join(OLDER_NAME));
    }
    if let Ok(mut file) = folder::append_private(&path) {
        let _ = file.write_all(format!("{line}\n").as_bytes());
    }
}

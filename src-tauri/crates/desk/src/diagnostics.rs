//! What somebody who mends the program needs to know and may be shown: a text that a person reads before passing it on.
//!
//! It is put together from closed kinds, counts and ages alone. No name, no reference, no amount, no path, no address and no
//! secret is at hand where it is made.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::SecondsFormat;
use desk_core::time::Instant;
use desk_export::{with_extension, write_text};

use crate::budget;
use crate::error::DeskError;
use crate::open::{Desk, blocking};
use crate::settings::Environment;

/// Lines of the log in the report.
const LOG_LINES: usize = 200;

const HEAD: &str = "\
Read this before you pass it on. It tells how Partner Desk is doing on this
computer. It holds no Partner GUID, no names, no references, no amounts and
no paths.
";

impl Desk {
    /// The report. `program` names the program and its version; `start` tells how its start went, if there is something to tell.
    pub async fn diagnostics(&self, program: &str, start: &str) -> String {
        let now = self.now();
        let mut text = format!("Partner Desk diagnostics, {}\n\n{HEAD}", utc(now));
        self.describe_program(program, &mut text);
        if !start.is_empty() {
            line_of(&mut text, "start", start);
        }
        self.describe_session(now, &mut text);
        self.describe_data(now, &mut text).await;
        self.describe_sync(now, &mut text).await;
        let log = self.inner.journal.newest(LOG_LINES);
        section(&mut text, if log.is_empty() { "Log: empty" } else { "Log, UTC" });
        log.iter().for_each(|line| line_of(&mut text, "", line));
        text
    }

    /// The name that the save dialog proposes.
    #[must_use]
    pub fn diagnostics_name(&self) -> String {
        format!("Partner Desk diagnostics {}.txt", self.now().with_timezone(&chrono::Local).date_naive())
    }

    /// Saves a report that was shown; answers the file's name.
    ///
    /// # Errors
    /// When the file cannot be written; nothing is left of it then.
    pub async fn save_diagnostics(&self, text: String, path: PathBuf) -> Result<String, DeskError> {
        let path = with_extension(&path, "txt");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        blocking(move || Ok(write_text(&path, &text)?)).await.map(|()| name)
    }

    fn describe_program(&self, program: &str, text: &mut String) {
        section(text, "Program");
        let build = if cfg!(debug_assertions) { "debug" } else { "release" };
        line_of(text, "version", &format!("{program} ({build})"));
        line_of(text, "system", &format!("{}, {}", std::env::consts::OS, std::env::consts::ARCH));
        // A locale comes from the system's settings, which may hold anything.
        let locale: String =
            self.locale().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(20).collect();
        line_of(text, "language", &locale);
        let environment = match self.environment() {
            Some(Environment::Production) => "production",
            Some(Environment::Test) => "test",
            None => "another address, given at the start",
        };
        line_of(text, "Debitura", environment);
        // Of the preferences what explains how the program behaves; the address is somebody's.
        let preferences = self.preferences();
        let idle = preferences.idle_lock_minutes.map_or_else(|| "never".to_owned(), |minutes| format!("{minutes} min"));
        line_of(text, "idle lock", &idle);
        line_of(text, "sync every", &format!("{} min", preferences.sync_minutes));
    }

    fn describe_session(&self, now: Instant, text: &mut String) {
        section(text, "Session");
        let session = self.session();
        line_of(text, "state", &format!("{:?}", session.state));
        if let Some(expires) = session.expires {
            line_of(text, "left", &format!("{} days", (expires - now).num_days()));
        }
        if session.this_session_only {
            line_of(text, "kept", "in memory alone, without a keyring");
        }
        if let Some(notice) = session.notice {
            line_of(text, "notice", &format!("{:?}", notice.code));
        }
    }

    async fn describe_data(&self, now: Instant, text: &mut String) {
        section(text, "Data on this computer");
        let size = sizes(&self.inner.options.folder);
        line_of(
            text,
            "files",
            &format!("{} with {} kB, {} of them sealed", size.files, size.bytes / 1024, size.sealed),
        );
        match self.tables().await {
            Ok(tables) => {
                for table in tables {
                    let age = table.as_of.map_or_else(|| "never complete".to_owned(), |at| age(now, at));
                    let partial = if table.partial.is_some() { ", last pass partial" } else { "" };
                    line_of(text, table.table.name(), &format!("{} rows, {age}{partial}", table.rows));
                }
            }
            Err(error) => line_of(text, "cache", &format!("{:?}", error.code)),
        }
    }

    async fn describe_sync(&self, now: Instant, text: &mut String) {
        section(text, "Sync");
        let sync = self.sync_status().await;
        let running = sync.kind.map_or_else(|| "no".to_owned(), |kind| format!("{kind:?}"));
        line_of(text, "running", if sync.running && sync.kind.is_none() { "being planned" } else { &running });
        let online = sync.online.map_or("not tried yet", |online| if online { "yes" } else { "no" });
        line_of(text, "reached", online);
        if let Some(at) = sync.last_attempt {
            line_of(text, "tried", &age(now, at));
        }
        if let Some(problem) = sync.problem {
            line_of(text, "problem", &format!("{:?}", problem.code));
        }
        line_of(text, "requests", &format!("{} today of {}", sync.requests_today, budget::A_DAY));
    }
}

fn utc(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn age(now: Instant, at: Instant) -> String {
    format!("{} min ago", (now - at).num_minutes())
}

fn section(text: &mut String, title: &str) {
    let _ = write!(text, "\n{title}\n");
}

fn line_of(text: &mut String, what: &str, value: &str) {
    let _ = if what.is_empty() { writeln!(text, "  {value}") } else { writeln!(text, "  {what:<13}{value}") };
}

struct Sizes {
    files: usize,
    bytes: u64,
    sealed: usize,
}

fn sizes(folder: &Path) -> Sizes {
    let mut sizes = Sizes { files: 0, bytes: 0, sealed: 0 };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        sizes.files += 1;
        sizes.bytes += entry.metadata().map_or(0, |file| file.len());
        sizes.sealed += usize::from(entry.path().extension().is_some_and(|end| end == "sealed"));
    }
    sizes
}

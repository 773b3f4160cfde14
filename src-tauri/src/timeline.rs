//! The start as a timeline: what happened when, from the first line of the program to the window that shows rows. Kept in
//! memory, told by the diagnostics, and printed when whoever starts the program asks for it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Set, and the timeline is printed on standard error as a line of JSON once it is known when the window has painted.
const PRINT: &str = "PARTNER_DESK_TIMELINE";

/// A moment of the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Session and cache are open.
    Open,
    /// The window is made, invisible.
    Window,
    /// The page asks its first question.
    Page,
    /// The first rows are answered, or go out with the page as a picture.
    Rows,
    /// The page is made, and the window is shown.
    Shown,
    /// Its first words were painted, as the engine has noted it.
    Painted,
}

impl Moment {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Window => "window",
            Self::Page => "page",
            Self::Rows => "rows",
            Self::Shown => "shown",
            Self::Painted => "painted",
        }
    }
}

/// The moments so far, since the beginning of `main`.
#[derive(Clone, Debug)]
pub struct Timeline {
    began: Instant,
    moments: Arc<Mutex<Vec<(Moment, Duration)>>>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { began: Instant::now(), moments: Arc::default() }
    }
}

impl Timeline {
    /// Notes a moment, the first time that it comes.
    pub(crate) fn note(&self, moment: Moment) {
        self.note_at(moment, self.began.elapsed());
    }

    /// Notes when the first words were painted, so long ago, and prints all where that is wanted.
    pub(crate) fn painted(&self, ago: Duration) {
        let now = self.began.elapsed();
        self.note_at(Moment::Painted, now.saturating_sub(ago));
        if std::env::var_os(PRINT).is_some() {
            let moments = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
            let parts: Vec<String> =
                moments.iter().map(|(moment, at)| format!("\"{}\":{},", moment.name(), at.as_millis())).collect();
            tell(&format!("{{{}\"told\":{}}}", parts.concat(), now.as_millis()));
        }
    }

    fn note_at(&self, moment: Moment, at: Duration) {
        let mut moments = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
        if moments.iter().all(|(known, _)| *known != moment) {
            moments.push((moment, at));
        }
    }

    /// For a person: `open 12 ms, window 90 ms`.
    pub(crate) fn words(&self) -> String {
        let moments = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
        let parts: Vec<String> =
            moments.iter().map(|(moment, at)| format!("{} {} ms", moment.name(), at.as_millis())).collect();
        parts.join(", ")
    }
}

#[expect(clippy::print_stderr, reason = "whoever asked for it listens there")]
fn tell(line: &str) {
    eprintln!("{line}");
}

//! The start as a timeline: what happened when, from the first line of the program to the window that shows rows. Kept in
//! memory, told by the diagnostics, and printed when whoever starts the program asks for it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Set, and the timeline is printed on standard error as a line of JSON once the window is shown.
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
    /// The first rows are answered.
    Rows,
    /// The page has painted, and the window is shown.
    Shown,
}

impl Moment {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Window => "window",
            Self::Page => "page",
            Self::Rows => "rows",
            Self::Shown => "shown",
        }
    }
}

/// The moments so far, since the beginning of `main`.
#[derive(Debug)]
pub struct Timeline {
    began: Instant,
    moments: Mutex<Vec<(Moment, Duration)>>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { began: Instant::now(), moments: Mutex::default() }
    }
}

impl Timeline {
    /// Notes a moment, the first time that it comes.
    pub(crate) fn note(&self, moment: Moment) {
        let mut moments = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
        if moments.iter().any(|(known, _)| *known == moment) {
            return;
        }
        moments.push((moment, self.began.elapsed()));
        if moment == Moment::Shown && std::env::var_os(PRINT).is_some() {
            let parts: Vec<String> =
                moments.iter().map(|(moment, at)| format!("\"{}\":{}", moment.name(), at.as_millis())).collect();
            tell(&format!("{{{}}}", parts.join(",")));
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

//! A failure as it is written to standard error: one line of JSON, or sentences.

use std::io::{self, Write};

use desk::{Code, DeskError};
use serde::Serialize;
use serde_json::Value;

use crate::{exit, text};

#[derive(Serialize)]
struct Line<'a> {
    code: Value,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command cannot be understood.
    Usage { message: String, hint: Option<String> },
    /// It was begun and failed.
    Desk(DeskError),
    /// It ended without getting everything; what it got is kept.
    Partial(String),
    /// Standard output could not be written.
    Output,
    /// Whoever read standard output has enough.
    ReaderGone,
}

impl Failure {
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: Some(hint.into()) }
    }

    /// What opening the program says about an address or a folder that was typed.
    pub(crate) fn usage_of(error: DeskError) -> Self {
        Self::Usage { message: error.message, hint: error.hint }
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } => exit::USAGE,
            Self::Desk(error) => exit::of(error.code),
            Self::Partial(_) => exit::PARTIAL,
            Self::Output => exit::OTHER,
            Self::ReaderGone => exit::DONE,
        }
    }

    fn code(&self) -> Value {
        match self {
            Self::Usage { .. } => "usage".into(),
            Self::Desk(error) => serde_json::to_value(error.code).unwrap_or(Value::Null),
            Self::Partial(_) => "partial".into(),
            Self::Output | Self::ReaderGone => "output".into(),
        }
    }

    fn sentences(&self) -> (&str, Option<&str>) {
        match self {
            Self::Usage { message, hint } => (message, hint.as_deref()),
            // The window can keep a log-in for as long as it is open; a command ends at once.
            Self::Desk(DeskError { code: Code::Keyring, message, .. }) => (
                message,
                Some(
                    "Start or unlock the keyring (on Linux a Secret Service such as GNOME Keyring), then try again: the \
                     command line keeps a log-in nowhere else.",
                ),
            ),
            Self::Desk(error) => (&error.message, error.hint.as_deref()),
            Self::Partial(what) => (what, Some("What was read is kept. Sync again to get the rest.")),
            Self::Output | Self::ReaderGone => ("The answer could not be written to standard output.", None),
        }
    }

    pub(crate) fn report(&self, json: bool, err: &mut dyn Write) {
        let (message, hint) = self.sentences();
        let text = if json {
            let line = serde_json::to_string(&Line { code: self.code(), message, hint }).unwrap_or_default();
            line + "\n"
        } else {
            let lines = [Some(message), hint];
            lines.into_iter().flatten().map(|line| text::lines(line) + "\n").collect()
        };
        // Nobody left to tell.
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ReaderGone } else { Self::Output }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::from(io::Error::from(error))
    }
}

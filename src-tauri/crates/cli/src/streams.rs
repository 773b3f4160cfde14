//! Where a command reads and writes: the process's own streams, or a test's.

use std::io::{BufRead, Write};

use serde::Serialize;

use crate::failure::Failure;

/// The three streams of a command.
pub struct Streams<'a> {
    /// Standard input: the secret is read from here.
    pub input: &'a mut dyn BufRead,
    /// Standard output: answers.
    pub out: &'a mut dyn Write,
    /// Standard error: failures and progress.
    pub err: &'a mut dyn Write,
    /// A person types the input, and has to be told what is waited for.
    pub typed: bool,
    /// A person watches standard error, and can be shown progress.
    pub watched: bool,
}

impl std::fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streams").field("typed", &self.typed).field("watched", &self.watched).finish_non_exhaustive()
    }
}

impl Streams<'_> {
    /// Writes text as it is.
    pub(crate) fn say(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes one line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut *self.out, value)?;
        self.say("\n")
    }

    /// Shows a person something passing. Not said to a file.
    pub(crate) fn show(&mut self, text: &str) {
        if self.watched {
            // Progress that cannot be shown is nothing lost.
            let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
        }
    }

    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

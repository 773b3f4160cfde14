//! What `desk-export` promises: the bytes of a file, the file that is whole or not there, and the sentences.
#![expect(clippy::unwrap_used, reason = "a failed expectation is the test's verdict")]

mod clip;
mod content;
mod errors;
mod files;
#[path = "../shared/golden.rs"]
mod golden;
mod names;

use desk_export::{Cell, CsvFile, ExportError};

/// Rows put into a file, as an export does it line by line.
trait PutRows {
    fn rows<'c>(&mut self, rows: impl IntoIterator<Item = (u32, Vec<Cell<'c>>)>) -> Result<(), ExportError>;
}

impl PutRows for CsvFile {
    fn rows<'c>(&mut self, rows: impl IntoIterator<Item = (u32, Vec<Cell<'c>>)>) -> Result<(), ExportError> {
        for (place, cells) in rows {
            let line = self.form().line(&cells)?;
            self.put(place, &line)?;
        }
        Ok(())
    }
}

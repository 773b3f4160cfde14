//! Rows as they stand in a file, made wherever the row is: by several threads at once.

use std::io;

use csv_core::{Terminator, Writer, WriterBuilder};
use desk_core::cell::neutralise;

use crate::error::ExportError;
use crate::file::Cell;
use crate::profile::Profile;

/// What most lines fit into, in bytes.
const USUAL_BYTES: usize = 160;

/// A row of a file, with its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line(pub(crate) Vec<u8>);

/// How the rows of one file are written.
#[derive(Clone, Debug)]
pub struct Lines {
    profile: Profile,
    columns: usize,
    /// As it is before any line.
    writer: Writer,
}

impl Lines {
    pub(crate) fn new(profile: Profile, columns: usize) -> Self {
        let writer = WriterBuilder::new().delimiter(profile.separator()).terminator(Terminator::CRLF).build();
        Self { profile, columns, writer }
    }

    /// The line of a row: as many cells as the heading has.
    ///
    /// # Errors
    /// [`ExportError::Other`] for a wrong number of cells.
    pub fn line(&self, cells: &[Cell<'_>]) -> Result<Line, ExportError> {
        if cells.len() != self.columns {
            return Err(ExportError::Other(io::ErrorKind::InvalidInput));
        }
        Ok(self.written(cells.iter().map(|cell| cell.text_with(self.profile.mark()))))
    }

    /// The heading.
    pub(crate) fn heading(&self, titles: &[&str]) -> Line {
        self.written(titles.iter().map(|title| neutralise(title)))
    }

    fn written<T: AsRef<str>>(&self, fields: impl Iterator<Item = T>) -> Line {
        let mut writer = self.writer.clone();
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        for (at, field) in fields.enumerate() {
            if at > 0 {
                append(&mut bytes, 2, |room| writer.delimiter(room).1);
            }
            let field = field.as_ref().as_bytes();
            // Each byte a quotation mark, and one around all of them.
            append(&mut bytes, 2 * field.len() + 2, |room| writer.field(field, room).2);
        }
        append(&mut bytes, 5, |room| writer.terminator(room).1);
        Line(bytes)
    }
}

/// Lets something be written that needs so many bytes at most, and says how many it was.
fn append(bytes: &mut Vec<u8>, most: usize, write: impl FnOnce(&mut [u8]) -> usize) {
    let begin = bytes.len();
    bytes.resize(begin + most, 0);
    let written = bytes.get_mut(begin..).map_or(0, write);
    bytes.truncate(begin + written);
}

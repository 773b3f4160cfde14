//! One CSV file while it is being written.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::path::Path;

use crate::draft::Draft;
use crate::error::{ExportError, Step};
use crate::profile::Profile;
use csv::{Terminator, Writer, WriterBuilder};
use desk_core::cell::{amount_text, date_text, decimal_text, instant_text, neutralise};
use desk_core::money::{Currency, Micros};
use desk_core::time::{CivilDate, Instant};

/// One cell. Only texts can come from outside, so only they are neutralised; the rest is of our own making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Any text, as the server sent it.
    Text(Cow<'a, str>),
    /// A number without a currency: a percentage, say.
    Number(Micros),
    /// A count.
    Count(i64),
    /// An amount, with at least the decimals of its currency. The currency itself belongs into a cell of its own.
    Amount {
        /// How much.
        micros: Micros,
        /// Of what, where it is known.
        currency: Option<&'a Currency>,
    },
    /// ISO 8601 in UTC.
    Instant(Instant),
    /// ISO 8601.
    Date(CivilDate),
    /// `yes` or `no`: Excel translates its own TRUE and FALSE, so that a formula for one place fails in another.
    Bool(bool),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    /// A text that may be missing.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// An amount that may be missing.
    #[must_use]
    pub fn amount(micros: Option<Micros>, currency: Option<&'a Currency>) -> Self {
        micros.map_or(Self::Empty, |micros| Self::Amount { micros, currency })
    }

    /// A number that may be missing.
    #[must_use]
    pub fn number(number: Option<Micros>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// An instant that may be missing.
    #[must_use]
    pub fn instant(instant: Option<Instant>) -> Self {
        instant.map_or(Self::Empty, Self::Instant)
    }

    /// A date that may be missing.
    #[must_use]
    pub fn date(date: Option<CivilDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    fn written(&self, profile: Profile) -> Cow<'_, str> {
        let mark = profile.mark();
        match self {
            Self::Text(text) => neutralise(text),
            Self::Number(number) | Self::Amount { micros: number, currency: None } => {
                decimal_text(*number, mark).into()
            }
            Self::Count(count) => count.to_string().into(),
            Self::Amount { micros, currency: Some(currency) } => amount_text(*micros, currency, mark).into(),
            Self::Instant(instant) => instant_text(*instant).into(),
            Self::Date(date) => date_text(*date).into(),
            Self::Bool(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
            Self::Empty => Cow::Borrowed(""),
        }
    }
}

/// A file that appears under its name only by [`CsvFile::finish`]; dropped before that, nothing of it is left. On Unix it is
/// readable by its owner alone.
#[derive(Debug)]
pub struct CsvFile {
    writer: Writer<Draft>,
    profile: Profile,
    rows: u64,
}

impl CsvFile {
    /// Starts a file, to be put in the place of whatever has the name now, and writes its first line.
    ///
    /// # Errors
    /// Every [`ExportError`]. A file in use or write-protected is found out here, before any work is done.
    pub fn create(final_path: &Path, profile: Profile, header: &[&str]) -> Result<Self, ExportError> {
        let mut file = Draft::create(final_path)?;
        file.write_all(profile.byte_order_mark()).map_err(|error| ExportError::of(&error, Step::Write))?;
        let writer = WriterBuilder::new().delimiter(profile.separator()).terminator(Terminator::CRLF).from_writer(file);
        let mut file = Self { writer, profile, rows: 0 };
        file.line(header.iter().map(|title| neutralise(title)))?;
        Ok(file)
    }

    /// Writes one row: as many cells as the header has.
    ///
    /// # Errors
    /// [`ExportError::NoSpace`] and whatever else can befall a file; [`ExportError::Other`] for a wrong number of cells.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let profile = self.profile;
        self.line(cells.iter().map(|cell| cell.written(profile)))?;
        self.rows += 1;
        Ok(())
    }

    /// Rows so far, without the header.
    #[must_use]
    pub fn rows_written(&self) -> u64 {
        self.rows
    }

    /// Puts the file on the disk and under its name, all at once, and says how many rows it has.
    ///
    /// # Errors
    /// Every [`ExportError`]; then nothing is left of it, and a file that had the name before is untouched.
    pub fn finish(self) -> Result<u64, ExportError> {
        let draft = self.writer.into_inner().map_err(|error| ExportError::of(error.error(), Step::Write))?;
        draft.finish()?;
        Ok(self.rows)
    }

    fn line<'c>(&mut self, cells: impl Iterator<Item = Cow<'c, str>>) -> Result<(), ExportError> {
        let write = || {
            for cell in cells {
                self.writer.write_field(cell.as_bytes())?;
            }
            self.writer.write_record(None::<&[u8]>)
        };
        write().map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => ExportError::of(&error, Step::Write),
            _ => ExportError::Other(io::ErrorKind::InvalidInput),
        })
    }
}

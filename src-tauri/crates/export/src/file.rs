//! One CSV file while it is being written.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::draft::Draft;
use crate::error::{ExportError, Step};
use crate::line::{Line, Lines};
use crate::placed::{PlacedLines, ROOM_BYTES};
use crate::profile::Profile;
use desk_core::cell::{DecimalMark, amount_text, date_text, decimal_text, instant_text, neutralise};
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

    /// As it stands in a file, and on the clipboard but for what ends a cell there.
    pub(crate) fn text_with(&self, mark: DecimalMark) -> Cow<'_, str> {
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
    file: Draft,
    form: Lines,
    lines: PlacedLines,
    rows: u64,
}

impl CsvFile {
    /// Starts a file, to be put in the place of whatever has the name now, and writes its first line.
    ///
    /// # Errors
    /// Every [`ExportError`]. A file in use or write-protected is found out here, before any work is done.
    pub fn create(final_path: &Path, profile: Profile, header: &[&str]) -> Result<Self, ExportError> {
        Self::create_within(final_path, profile, header, ROOM_BYTES)
    }

    /// The same with so many bytes of rows in memory before some are laid aside on the disk.
    ///
    /// # Errors
    /// Every [`ExportError`].
    pub fn create_within(
        final_path: &Path,
        profile: Profile,
        header: &[&str],
        room_bytes: usize,
    ) -> Result<Self, ExportError> {
        let mut file = Draft::create(final_path)?;
        file.write_all(profile.byte_order_mark()).map_err(while_writing)?;
        let form = Lines::new(profile, header.len());
        file.write_all(&form.heading(header).0).map_err(while_writing)?;
        let lines = PlacedLines::new(file.folder(), room_bytes);
        Ok(Self { file, form, lines, rows: 0 })
    }

    /// What makes the lines of its rows.
    #[must_use]
    pub fn form(&self) -> &Lines {
        &self.form
    }

    /// Takes a line of its own form in, with its place.
    ///
    /// # Errors
    /// [`ExportError::NoSpace`] and whatever else can befall a file.
    pub fn put(&mut self, place: u32, line: &Line) -> Result<(), ExportError> {
        self.lines.put(place, &line.0).map_err(while_writing)?;
        self.rows += 1;
        Ok(())
    }

    /// Rows so far, without the header.
    #[must_use]
    pub fn rows_written(&self) -> u64 {
        self.rows
    }

    /// Puts the rows in their places, the file on the disk and, all at once, under its name, and says how many rows it has.
    ///
    /// # Errors
    /// Every [`ExportError`]; then nothing is left of it, and a file that had the name before is untouched.
    pub fn finish(self) -> Result<u64, ExportError> {
        let mut file = BufWriter::with_capacity(1024 * 1024, self.file);
        self.lines.write_to(&mut file).map_err(while_writing)?;
        let file = file.into_inner().map_err(|error| while_writing(error.into_error()))?;
        file.finish()?;
        Ok(self.rows)
    }
}

fn while_writing(error: io::Error) -> ExportError {
    ExportError::of(&error, Step::Write)
}

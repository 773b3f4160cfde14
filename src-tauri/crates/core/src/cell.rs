//! Cells of an export and of the clipboard: texts that no spreadsheet runs as a formula, numbers and dates in plain text.
//!
//! How cells are joined to lines is not known here (that is `desk-export`, and the view that copies).

use std::borrow::Cow;

use chrono::{DateTime, Datelike as _, Timelike as _};

use crate::money::{Currency, MICROS_PER_UNIT, Micros};
use crate::time::{CivilDate, Instant};

/// The text as a spreadsheet shows it: NUL left out, and with a single quote in front if the program would take it for a
/// formula otherwise (OWASP *CSV injection*, ASVS 5.0 item 1.2.10, and the spellings that spreadsheets fold to these).
/// Only for texts: a number of our own making starts with `-` by right.
///
/// A tab in front instead of the quote was rejected: it is a trigger itself (CVE-2021-41270).
#[must_use]
pub fn neutralise(text: &str) -> Cow<'_, str> {
    let significant = text.chars().find(|c| !is_skipped(*c));
    let runs = significant.is_some_and(is_trigger);
    if !runs && !text.contains('\0') {
        return Cow::Borrowed(text);
    }
    let quote = if runs { "'" } else { "" };
    Cow::Owned(quote.chars().chain(text.chars().filter(|c| *c != '\0')).collect())
}

/// What makes a cell a formula, as its first significant character: the ASCII ones, their full-width and small forms, the
/// real minus, and the control characters that some programs skip.
fn is_trigger(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '\t'
            | '\r'
            | '\n'
            | '\0'
            | '\u{ff1d}'
            | '\u{ff0b}'
            | '\u{ff0d}'
            | '\u{ff20}'
            | '\u{fe66}'
            | '\u{fe62}'
            | '\u{fe63}'
            | '\u{fe6b}'
            | '\u{2212}'
    )
}

/// What a spreadsheet may drop before it looks for a formula.
fn is_skipped(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    invisible || (!is_trigger(c) && (c.is_whitespace() || c.is_control()))
}

/// The decimal mark of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1234.5`
    #[default]
    Point,
    /// `1234,5`
    Comma,
}

impl DecimalMark {
    /// The character.
    #[must_use]
    pub fn as_char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// A number without grouping and without trailing zeros: `1234.5`.
#[must_use]
pub fn decimal_text(number: Micros, mark: DecimalMark) -> String {
    text_of(number, 0, mark)
}

/// An amount without grouping, with the decimals of its currency, and with more where it has more: no digit is ever lost.
#[must_use]
pub fn amount_text(amount: Micros, currency: &Currency, mark: DecimalMark) -> String {
    text_of(amount, usize::try_from(currency.decimals()).unwrap_or(2), mark)
}

fn text_of(number: Micros, decimals_min: usize, mark: DecimalMark) -> String {
    let per_unit = MICROS_PER_UNIT.unsigned_abs();
    let magnitude = number.0.unsigned_abs();
    // Digits by hand, here and below: `format!` goes through its machinery anew for each of a million cells.
    let mut text = String::with_capacity(24);
    if number.0 < 0 {
        text.push('-');
    }
    text.push_str(&(magnitude / per_unit).to_string());
    let fraction = u32::try_from(magnitude % per_unit).unwrap_or(0);
    if fraction > 0 || decimals_min > 0 {
        text.push(mark.as_char());
        let least = text.len() + decimals_min;
        digits(&mut text, fraction, 6);
        // The mark ends what is taken off.
        text.truncate(text.trim_end_matches('0').len().max(least));
    }
    text
}

/// As many digits as said, with zeros in front.
fn digits(text: &mut String, value: u32, places: u32) {
    for place in (0..places).rev() {
        text.push(char::from_digit(value / 10_u32.pow(place) % 10, 10).unwrap_or('0'));
    }
}

/// ISO 8601 to the second in UTC: `2026-05-11T08:42:17Z`.
#[must_use]
pub fn instant_text(instant: Instant) -> String {
    // Through the timestamp, since a leap second would be written as `:60`, which few programs read.
    let whole = DateTime::from_timestamp(instant.timestamp(), 0).unwrap_or(instant);
    let mut text = date_text(whole.date_naive());
    for (before, value) in [('T', whole.hour()), (':', whole.minute()), (':', whole.second())] {
        text.push(before);
        digits(&mut text, value, 2);
    }
    text.push('Z');
    text
}

/// ISO 8601: `2026-05-11`.
#[must_use]
pub fn date_text(date: CivilDate) -> String {
    // Room for an instant's time, too.
    let mut text = String::with_capacity(20);
    match u32::try_from(date.year()) {
        Ok(year @ 0..=9999) => digits(&mut text, year, 4),
        _ => text.push_str(&format!("{:04}", date.year())),
    }
    for value in [date.month(), date.day()] {
        text.push('-');
        digits(&mut text, value, 2);
    }
    text
}

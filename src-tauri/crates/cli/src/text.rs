//! Values as a person reads them in a terminal.

use chrono::{Local, SecondsFormat};
use desk_core::money::{Currency, Micros};
use desk_core::time::Instant;

/// An instant for machines: RFC 3339 in UTC, to the millisecond.
pub(crate) fn rfc3339(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// An instant for a person, in this computer's time zone.
pub(crate) fn moment(instant: Instant) -> String {
    instant.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}

/// The day of an instant in this computer's time zone.
pub(crate) fn day(instant: Instant) -> String {
    instant.with_timezone(&Local).format("%Y-%m-%d").to_string()
}

/// An amount with the decimals of its currency, more where it has more.
pub(crate) fn amount(micros: Micros, currency: Option<&Currency>) -> String {
    let decimal = micros.decimal();
    let decimals = currency.map_or(2, Currency::decimals).max(decimal.scale());
    let wanted = usize::try_from(decimals).unwrap_or(2);
    match currency {
        Some(currency) => format!("{decimal:.wanted$} {}", one_line(currency.as_str())),
        None => format!("{decimal:.wanted$}"),
    }
}

/// A count with separators: 5,000.
pub(crate) fn count(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Text from the server in one line of a terminal: what would move the cursor, turn the direction of writing or break the
/// line becomes a blank. Debtors choose their own names.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// The same for text that may have several lines.
pub(crate) fn lines(text: &str) -> String {
    text.trim_end().chars().map(|c| if steers(c) && c != '\n' { ' ' } else { c }).collect()
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

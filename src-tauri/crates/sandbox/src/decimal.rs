//! Numbers on the wire: exact decimal text, never through a float.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// Millionths as JSON number text, shortest form: `0.1`, `-12.5`, `1200`.
///
/// Below a ten-thousandth it is written with an exponent (`1E-05`), as the platform's own
/// serialiser writes doubles: a client that takes amounts from the text has to read that.
#[must_use]
pub fn decimal_text(micros: i128) -> String {
    let sign = if micros < 0 { "-" } else { "" };
    let size = micros.unsigned_abs();
    if size > 0 && size < 100 {
        return if size >= 10 {
            let (head, tail) = (size / 10, size % 10);
            let tail = if tail == 0 { String::new() } else { format!(".{tail}") };
            format!("{sign}{head}{tail}E-05")
        } else {
            format!("{sign}{size}E-06")
        };
    }
    let (whole, part) = (size / 1_000_000, size % 1_000_000);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:06}");
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

/// A JSON number that is written as its own text.
#[derive(Debug, Clone)]
pub(crate) struct Number(String);

impl Number {
    pub(crate) fn of(micros: i64) -> Self {
        Self(decimal_text(i128::from(micros)))
    }

    pub(crate) fn sum(micros: i128) -> Self {
        Self(decimal_text(micros))
    }

    /// A percentage as the contract's example writes it: `70.0`.
    pub(crate) fn percent(micros: i64) -> Self {
        let text = decimal_text(i128::from(micros));
        let whole = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        Self(if whole { text + ".0" } else { text })
    }

    /// The same amount with the tail that binary doubles leave behind: `32.300000000000004`.
    pub(crate) fn noisy(micros: i64) -> Self {
        let text = decimal_text(i128::from(micros));
        let room = 17_usize.saturating_sub(text.len());
        if !text.contains('.') || text.contains('E') || room < 8 {
            return Self(text);
        }
        Self(format!("{text}{}4", "0".repeat(room)))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

//! A JSON object whose properties are read one by one, each by what the reader needs it to be. Nothing here fails: what
//! cannot be read that way is not there.

use std::collections::HashMap;

use desk_core::money::{MICROS_PER_UNIT, Micros};
use desk_core::time::{CivilDate, Instant, parse_civil_date, parse_instant};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::text::Mended;

/// Characters of a text that are kept. Far beyond anything real; it bounds what a broken answer can put into a row.
const TEXT_CHARS_MAX: usize = 100_000;

/// The properties as the JSON text that was sent, borrowed from the body: what nobody asks for is never unpacked. The last
/// one of several with the same name counts.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Object<'a>(#[serde(borrow)] HashMap<Mended, &'a RawValue>);

impl<'a> Object<'a> {
    /// Reads the text of an object, of which the syntax is checked as a whole.
    pub(crate) fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The text of a property that is present and not null.
    fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|raw| raw.get()).filter(|raw| *raw != "null")
    }

    /// An object, if it is one.
    pub(crate) fn object(&self, name: &str) -> Option<Object<'a>> {
        Self::parse(self.raw(name)?).ok()
    }

    /// The same with an empty object in place of none, for properties on the way to others.
    pub(crate) fn inner(&self, name: &str) -> Object<'a> {
        self.object(name).unwrap_or_default()
    }

    /// Whether it is there and not null, of whatever type.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// The elements of an array, if it is one.
    pub(crate) fn array(&self, name: &str) -> Option<Vec<&'a RawValue>> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// A text as sent, blanks included, unless it is nothing but blanks. Numbers and truth values are taken as their text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let text = self.scalar(name)?;
        match text.char_indices().nth(TEXT_CHARS_MAX) {
            Some((end, _)) => text.get(..end).map(str::to_owned),
            None => Some(text),
        }
    }

    /// A text that identifies something: the same, but one that is too long is none, since two of them could be cut to
    /// the same key.
    pub(crate) fn key(&self, name: &str) -> Option<String> {
        self.scalar(name).filter(|text| text.chars().nth(TEXT_CHARS_MAX).is_none())
    }

    /// An amount or a percentage, taken from the digits that were sent; also from digits within quotes.
    pub(crate) fn micros(&self, name: &str) -> Option<Micros> {
        Micros::parse(&self.scalar(name)?).ok()
    }

    /// A whole number, also when it is written as `12.0` or `"12"`.
    pub(crate) fn whole(&self, name: &str) -> Option<i64> {
        let text = self.scalar(name)?;
        text.trim().parse().ok().or_else(|| {
            let micros = Micros::parse(&text).ok()?.0;
            (micros % MICROS_PER_UNIT == 0).then_some(micros / MICROS_PER_UNIT)
        })
    }

    /// True or false, also as text or as 1 and 0.
    pub(crate) fn truth(&self, name: &str) -> Option<bool> {
        match self.scalar(name)?.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }

    /// A point in time (contract section 1, *Dates*).
    pub(crate) fn instant(&self, name: &str) -> Option<Instant> {
        parse_instant(&self.scalar(name)?)
    }

    /// A calendar date in `date-time` clothing.
    pub(crate) fn civil_date(&self, name: &str) -> Option<CivilDate> {
        parse_civil_date(&self.scalar(name)?)
    }

    /// The content of a string, or the digits and words of another scalar; nothing for blanks, objects and arrays.
    fn scalar(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        let text = match raw.bytes().next()? {
            b'"' => serde_json::from_str::<Mended>(raw).ok()?.0,
            b'{' | b'[' => return None,
            _ => raw.to_owned(),
        };
        (!text.trim().is_empty()).then_some(text)
    }
}

//! Query parameters, read as the platform's framework reads them.
//!
//! Names are compared without regard to case, since specification and examples differ in it;
//! unknown ones are ignored; of a scalar that is repeated the first counts; empty is absent.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::dates::{self, End};
use crate::errors::Refusal;
use crate::readings::{Reading, Readings};

/// The query of one request.
#[derive(Clone, Copy)]
pub(crate) struct Params<'a> {
    query: &'a [(String, String)],
    readings: &'a Readings,
}

impl<'a> Params<'a> {
    pub(crate) fn new(query: &'a [(String, String)], readings: &'a Readings) -> Self {
        Self { query, readings }
    }

    /// A scalar as it was sent.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.query
            .iter()
            .find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// All values of an array; Q12 decides how its key is spelled.
    pub(crate) fn texts(&self, name: &str) -> Vec<&'a str> {
        let matches = |key: &str| match self.readings.q12 {
            Reading::A => key.eq_ignore_ascii_case(name),
            Reading::B => key.strip_suffix("[]").is_some_and(|key| key.eq_ignore_ascii_case(name)),
        };
        self.query
            .iter()
            .filter(|(key, value)| matches(key) && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// An array of values that have to parse.
    pub(crate) fn many<T: std::str::FromStr>(&self, name: &str) -> Result<Vec<T>, Refusal> {
        self.texts(name).into_iter().map(|text| text.parse().map_err(|_| Refusal::unreadable(name, text))).collect()
    }

    pub(crate) fn ids(&self, name: &str) -> Result<Vec<Uuid>, Refusal> {
        self.many(name)
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.text(name) {
            None => Ok(None),
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(text) => Err(Refusal::unreadable(name, text)),
        }
    }

    pub(crate) fn date(&self, name: &str, end: End) -> Result<Option<DateTime<Utc>>, Refusal> {
        self.text(name)
            .map(|text| dates::parse(text, end, self.readings).ok_or_else(|| Refusal::unreadable(name, text)))
            .transpose()
    }

    /// An int32 of at least 1 and at most `most`.
    pub(crate) fn number(&self, name: &str, usual: usize, most: i32) -> Result<usize, Refusal> {
        let Some(text) = self.text(name) else {
            return Ok(usual);
        };
        let number: i32 = text.parse().map_err(|_| Refusal::unreadable(name, text))?;
        if !(1..=most).contains(&number) {
            return Err(Refusal::out_of_range(name, most));
        }
        Ok(usize::try_from(number).unwrap_or(usual))
    }

    /// The sort: one of the fields and whether it is descending. A bare field is ascending.
    ///
    /// Q11 decides about anything else.
    pub(crate) fn sort(&self, fields: &[&'static str], usual: &'static str) -> Result<(&'static str, bool), Refusal> {
        let Some(text) = self.text("Sort") else {
            return Ok((usual, true));
        };
        let (field, direction) = text.split_once(':').unwrap_or((text, "asc"));
        let known = fields.iter().find(|known| known.eq_ignore_ascii_case(field));
        let descending = match direction.to_ascii_lowercase().as_str() {
            "asc" => Some(false),
            "desc" => Some(true),
            _ => None,
        };
        match (known, descending, self.readings.q11) {
            (Some(field), Some(descending), _) => Ok((field, descending)),
            (_, _, Reading::A) => Ok((usual, true)),
            (_, _, Reading::B) => Err(Refusal::unknown_sort(field)),
        }
    }
}

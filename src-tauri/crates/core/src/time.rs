//! Instants and civil dates as the API writes them (contract section 1, *Dates*).

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// A point in time.
pub type Instant = DateTime<Utc>;

/// A day of the calendar, without a zone: due dates never shift.
pub type CivilDate = NaiveDate;

/// Where "now" comes from: one for the whole process, moved by hand in tests.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// Reads `2026-05-11T08:42:17`, with or without fraction, with `Z`, an offset, or nothing; without a zone it is UTC. A
/// bare date is its midnight in UTC. Cut to the millisecond, which every cache and every UI can hold, so that a row read
/// back equals the row that was sent. Anything else, and the `0001-01-01` that .NET sends for "no value", is nothing.
#[must_use]
pub fn parse_instant(text: &str) -> Option<Instant> {
    let text = text.trim();
    let instant = if let Ok(zoned) = DateTime::parse_from_rfc3339(text) {
        zoned.with_timezone(&Utc)
    } else if let Ok(zoneless) = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f") {
        zoneless.and_utc()
    } else if let Ok(short) = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M") {
        short.and_utc()
    } else {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0)?.and_utc()
    };
    // A leap second becomes the second after it.
    DateTime::from_timestamp_millis(instant.timestamp_millis()).filter(|cut| is_plausible(cut.date_naive()))
}

/// The calendar date that a `date-time` starts with, whatever its zone: for fields that are dates in `date-time` clothing.
#[must_use]
pub fn parse_civil_date(text: &str) -> Option<CivilDate> {
    let day = text.trim().get(..10)?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|date| is_plausible(*date))
}

/// Years from 1000 to 9999: what every consumer downstream (JSON, `Intl`, CSV, four-digit ISO 8601) can take.
fn is_plausible(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (1000..=9999).contains(&date.year())
}

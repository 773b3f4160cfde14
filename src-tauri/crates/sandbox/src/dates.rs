//! Timestamps in the four spellings that a parser has to take (contract section 1).

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::readings::{Reading, Readings};

/// The server's own zone under Q10=B. Fixed, because a sandbox has no zone database.
const SERVER_OFFSET_S: i32 = 3_600;

/// Writes an instant. `dice` decides the spelling, so that a row looks the same at every read.
pub(crate) fn instant(at: DateTime<Utc>, dice: u64, readings: &Readings) -> String {
    let whole_second = at.timestamp_subsec_millis() == 0;
    match (dice % 10, whole_second) {
        (0 | 1, true) => at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        (0 | 1, false) => at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
        (2, _) => {
            let zone = FixedOffset::east_opt(2 * 3_600).map(|zone| at.with_timezone(&zone));
            zone.map_or_else(|| at.to_rfc3339(), |at| at.format("%Y-%m-%dT%H:%M:%S%.f%:z").to_string())
        }
        (roll, _) => {
            let local = match readings.q10 {
                Reading::A => at.naive_utc(),
                Reading::B => at.naive_utc() + TimeDelta::seconds(i64::from(SERVER_OFFSET_S)),
            };
            match (roll, whole_second) {
                (_, true) => local.format("%Y-%m-%dT%H:%M:%S").to_string(),
                // Seven digits, as the platform's clock has them.
                (3, false) => local.format("%Y-%m-%dT%H:%M:%S%.3f0000").to_string(),
                (_, false) => local.format("%Y-%m-%dT%H:%M:%S%.3f").to_string(),
            }
        }
    }
}

/// Writes a calendar date in date-time clothing: midnight, never with an offset that would move it.
pub(crate) fn civil(date: NaiveDate, dice: u64) -> String {
    let zone = if dice.is_multiple_of(4) { "Z" } else { "" };
    format!("{}T00:00:00{zone}", date.format("%Y-%m-%d"))
}

/// Which end of a range a parameter is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    From,
    To,
}

/// Reads a date parameter: a plain date, or an instant in any of the four spellings.
pub(crate) fn parse(text: &str, end: End, readings: &Readings) -> Option<DateTime<Utc>> {
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        let midnight = zoneless(date.and_time(NaiveTime::MIN), readings);
        return Some(match (end, readings.q9) {
            (End::To, Reading::A) => midnight + TimeDelta::days(1) - TimeDelta::milliseconds(1),
            _ => midnight,
        });
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc));
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(|at| zoneless(at, readings))
}

fn zoneless(at: NaiveDateTime, readings: &Readings) -> DateTime<Utc> {
    match readings.q10 {
        Reading::A => at.and_utc(),
        Reading::B => (at - TimeDelta::seconds(i64::from(SERVER_OFFSET_S))).and_utc(),
    }
}

//! Days of this computer's time zone as instants: *this month*, and the day filters of the views.

use chrono::{Datelike as _, Local, NaiveDate, TimeDelta, TimeZone as _, Utc};
use desk_core::query::Span;
use desk_core::time::{CivilDate, Instant};

/// The days from one to another, both included, as they pass on this computer. A missing end is open.
#[must_use]
pub fn days(from: Option<CivilDate>, to: Option<CivilDate>) -> Span {
    // The last day that there is has no next one, and nothing can lie behind it.
    Span { from: from.and_then(start_of), before: to.and_then(|day| day.succ_opt()).and_then(start_of) }
}

/// The first instant of the month that `now` is in.
pub(crate) fn month_start(now: Instant) -> Instant {
    let local = now.with_timezone(&Local);
    NaiveDate::from_ymd_opt(local.year(), local.month(), 1).and_then(start_of).unwrap_or(now)
}

/// The first instant of a day. A midnight that a clock change skips does not exist; the hour after it does.
pub(crate) fn start_of(day: NaiveDate) -> Option<Instant> {
    let midnight = day.and_hms_opt(0, 0, 0)?;
    Local
        .from_local_datetime(&midnight)
        .earliest()
        .or_else(|| Local.from_local_datetime(&(midnight + TimeDelta::hours(1))).earliest())
        .map(|start| start.with_timezone(&Utc))
}

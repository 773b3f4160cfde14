//! The day's requests. Colleagues may share one key and with it the day's 100,000 (contract section 3), so an installation
//! sends at most 8,000 a day. Days are UTC's: whether the server counts from midnight or from the first call (question
//! Q16), twice this is far below what it allows.

use chrono::TimeDelta;
use desk_core::time::Instant;
use desk_store::{Store, StoreError};

/// Requests a day.
pub(crate) const A_DAY: u64 = 8_000;

/// The note with the day and what was sent on it.
const NOTE: &str = "requests_of_day";

/// Requests that may still be sent today.
pub(crate) async fn left(store: &Store, now: Instant) -> Result<u64, StoreError> {
    Ok(A_DAY.saturating_sub(spent(store, now).await?))
}

/// How long today's have to last.
pub(crate) fn until_tomorrow(now: Instant) -> TimeDelta {
    let since_midnight = now.time().signed_duration_since(chrono::NaiveTime::MIN);
    TimeDelta::days(1) - since_midnight
}

/// Requests sent today.
pub(crate) async fn spent(store: &Store, now: Instant) -> Result<u64, StoreError> {
    let note = store.read(|reader| reader.note(NOTE)).await?;
    Ok(note.map_or(0, |note| of_day(&note, now)))
}

fn of_day(note: &str, now: Instant) -> u64 {
    let (day, count) = note.split_once(' ').unwrap_or_default();
    if day == now.date_naive().to_string() { count.parse().unwrap_or(0) } else { 0 }
}

/// Counts requests that were sent. A cache that cannot be written has said so already.
pub(crate) async fn spend(store: &Store, now: Instant, requests: u64) {
    let noted = store.write(move |writer| {
        let before = writer.reader().note(NOTE)?.map_or(0, |note| of_day(&note, now));
        writer.set_note(NOTE, Some(&format!("{} {}", now.date_naive(), before + requests)))
    });
    let _ = noted.await;
}

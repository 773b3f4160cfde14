//! How long a 429 asks to wait: body first, header second (contract section 3 and question Q17).

use std::time::Duration;

use chrono::DateTime;
use desk_core::money::Micros;
use desk_core::time::Instant;

use crate::wire::object::Object;

/// Longest wait that is believed: the day window is the longest there is.
const BELIEVED_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// The wait that the answer asks for, or nothing when neither place says one that can be read.
///
/// `body` may be anything. `header` is `Retry-After`: seconds or an HTTP date. `now` is the *server's* present time where
/// the answer has a `Date` header, so that a wrong clock on this computer does not stretch the wait.
#[must_use]
pub fn asked_wait(body: &str, header: Option<&str>, now: Instant) -> Option<Duration> {
    from_body(body).or_else(|| header.and_then(|header| seconds(header).or_else(|| until(header, now))))
}

/// `retryAfter`: seconds, possibly fractional, as a number or as text.
fn from_body(body: &str) -> Option<Duration> {
    let micros = Object::parse(body).ok()?.micros("retryAfter")?;
    wait(micros)
}

fn seconds(header: &str) -> Option<Duration> {
    wait(Micros::parse(header).ok()?)
}

/// The time to an HTTP date; none at all when it is past.
fn until(header: &str, now: Instant) -> Option<Duration> {
    let then = DateTime::parse_from_rfc2822(header.trim()).ok()?;
    let wait = then.signed_duration_since(now).to_std().unwrap_or(Duration::ZERO);
    Some(wait.min(BELIEVED_MAX))
}

fn wait(seconds: Micros) -> Option<Duration> {
    let micros = u64::try_from(seconds.0).ok()?;
    Some(Duration::from_micros(micros).min(BELIEVED_MAX))
}

/// An HTTP date.
pub(crate) fn http_date(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc2822(text.trim()).ok().map(|date| date.to_utc())
}

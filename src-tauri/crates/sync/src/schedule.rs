//! When the next pass is due. Pure: the caller brings the clock and the timer.

use chrono::TimeDelta;
use desk_core::time::Instant;

/// A wait that by the wall clock took this much longer than was asked for means that the computer slept.
pub const WAKE_GAP: TimeDelta = TimeDelta::minutes(2);

/// A pass that left something open is followed by another one this soon.
const SECOND_LOOK: TimeDelta = TimeDelta::minutes(1);

/// After a failure the next try comes sooner than the interval, doubling from here.
const RETRY_FIRST: TimeDelta = TimeDelta::seconds(30);

/// What the schedule knows of the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// When the last pass ended, however it ended.
    pub last_end: Option<Instant>,
    /// How many passes in a row failed to reach Debitura.
    pub failures: u32,
    /// Debitura asked for silence until then.
    pub not_before: Option<Instant>,
    /// The last pass left something that only another one settles.
    pub again: bool,
    /// Requests that the last pass sent.
    pub cost: u64,
}

/// The time between two scheduled passes: the `usual` one, or longer where passes of this cost would otherwise use up the
/// requests that are left for the rest of the day. A fifth of them is kept for what people ask for.
#[must_use]
pub fn interval(usual: TimeDelta, cost: u64, left: u64, rest_of_day: TimeDelta) -> TimeDelta {
    let affordable = i32::try_from(left / 5 * 4 / cost.max(1)).unwrap_or(i32::MAX);
    if affordable == 0 { rest_of_day } else { (rest_of_day / affordable).max(usual) }
}

/// Whether Debitura asked for silence and it is not over (contract section 3). A wait holds only while it is believable,
/// which is at most a day: a clock that was set back must not silence the program for years.
#[must_use]
pub fn is_silent(history: &History, now: Instant) -> bool {
    history.not_before.is_some_and(|until| until > now && until - now <= TimeDelta::days(1))
}

/// Whether a pass should start now.
///
/// A clock that was set back (the last end lies in the future) makes a pass due: a surplus read is harmless, data that
/// never refreshes is not.
#[must_use]
pub fn is_due(history: &History, interval: TimeDelta, now: Instant) -> bool {
    if is_silent(history, now) {
        return false;
    }
    let Some(last_end) = history.last_end else { return true };
    if last_end > now {
        return true;
    }
    let wait = if history.failures == 0 && history.again {
        SECOND_LOOK
    } else if history.failures == 0 {
        interval
    } else {
        let doublings = (history.failures - 1).min(10);
        (RETRY_FIRST * 2_i32.pow(doublings)).min(interval)
    };
    now - last_end >= wait
}

/// Whether the computer slept: by the wall clock, a wait of `asked` took much longer.
#[must_use]
pub fn woke_up(wall: TimeDelta, asked: TimeDelta) -> bool {
    wall - asked >= WAKE_GAP
}

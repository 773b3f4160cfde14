//! When the next pass is due.

use chrono::TimeDelta;
use desk_sync::schedule::{History, WAKE_GAP, interval, is_due, is_silent, woke_up};

use crate::fixture::start;

const USUAL: TimeDelta = TimeDelta::minutes(15);

fn ended(ago: TimeDelta, failures: u32) -> History {
    History { last_end: Some(start() - ago), failures, not_before: None, ..History::default() }
}

fn due(history: &History) -> bool {
    is_due(history, USUAL, start())
}

#[test]
fn after_the_interval() {
    assert!(due(&History::default()), "never ran");
    for (seconds, expected) in [(0, false), (1, false), (899, false), (900, true), (901, true), (86_400 * 400, true)] {
        assert_eq!(due(&ended(TimeDelta::seconds(seconds), 0)), expected, "{seconds} s ago");
    }
}

#[test]
fn after_failures_sooner_and_each_time_later() {
    let waits = [(1, 30), (2, 60), (3, 120), (4, 240), (5, 480), (6, 900), (7, 900), (12, 900), (u32::MAX, 900)];
    for (failures, seconds) in waits {
        assert!(!due(&ended(TimeDelta::seconds(seconds - 1), failures)), "{failures} failures");
        assert!(due(&ended(TimeDelta::seconds(seconds), failures)), "{failures} failures");
    }
}

#[test]
fn a_clock_that_was_set_back_makes_it_due() {
    for failures in [0, 3] {
        assert!(due(&ended(-TimeDelta::seconds(1), failures)));
        assert!(due(&ended(-TimeDelta::days(365), failures)));
    }
}

#[test]
fn silence_holds_for_a_day_at_most() {
    let silent = |wait| History { not_before: Some(start() + wait), ..ended(TimeDelta::days(1), 1) };
    for (wait, expected) in [
        (-TimeDelta::days(1), false),
        (TimeDelta::zero(), false),
        (TimeDelta::milliseconds(1), true),
        (TimeDelta::hours(1), true),
        (TimeDelta::days(1), true),
        (TimeDelta::days(1) + TimeDelta::milliseconds(1), false),
        (TimeDelta::days(3_650), false),
    ] {
        assert_eq!(is_silent(&silent(wait), start()), expected, "{wait}");
        assert_eq!(due(&silent(wait)), !expected, "{wait}");
    }
    assert!(!is_silent(&History::default(), start()));
}

#[test]
fn sleep_is_a_wait_that_took_too_long() {
    let asked = TimeDelta::seconds(15);
    for (took, expected) in [
        (TimeDelta::seconds(15), false),
        (TimeDelta::seconds(134), false),
        (asked + WAKE_GAP, true),
        (TimeDelta::hours(9), true),
        (TimeDelta::zero(), false),
        (-TimeDelta::days(365), false),
    ] {
        assert_eq!(woke_up(took, asked), expected, "{took}");
    }
}

#[test]
fn the_chosen_time_stretches_with_the_cost_and_never_shrinks() {
    let (day, left) = (TimeDelta::hours(24), 8_000);
    for minutes in [5, 15, 240] {
        let usual = TimeDelta::minutes(minutes);
        assert_eq!(interval(usual, 0, left, day), usual);
        assert_eq!(interval(usual, 3, left, day), usual);
        assert_eq!(interval(usual, 3, 0, day), day, "nothing left: tomorrow");
        assert!(interval(usual, 640, left, day) >= TimeDelta::hours(2));
        for cost in [1, 10, 100, 1_000, 6_400] {
            assert!(interval(usual, cost, left, day) >= usual, "{cost}");
            let passes = day.num_seconds() / interval(usual, cost, left, day).num_seconds();
            assert!(passes.unsigned_abs() * cost <= left, "{cost}");
        }
    }
}

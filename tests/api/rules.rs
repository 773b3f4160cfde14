//! Retry and the wait of a 429, as values.

use std::time::Duration;

use chrono::{TimeZone, Utc};
use desk_api::Options;
use desk_api::retry::{Next, RetryPolicy};
use desk_api::retry_after::asked_wait;
use desk_core::remote::{BadBody, RemoteError};

fn policy() -> RetryPolicy {
    Options::default().retry_policy()
}

fn asks(seconds: u64) -> RemoteError {
    RemoteError::RateLimited { retry_after: Some(Duration::from_secs(seconds)) }
}

#[test]
fn what_is_tried_again() {
    use RemoteError::{Forbidden, NotFound, Redirected, Rejected, Server, Timeout, Tls, Unauthorized, Unreachable};
    for (error, again) in [
        (Unreachable, true),
        (Timeout, true),
        (Server { status: 500 }, true),
        (Server { status: 503 }, true),
        (RemoteError::RateLimited { retry_after: None }, true),
        (RemoteError::BadBody(BadBody::Cut), true),
        (RemoteError::BadBody(BadBody::NotJson), false),
        (RemoteError::BadBody(BadBody::WebPage), false),
        (RemoteError::BadBody(BadBody::Shape), false),
        (RemoteError::BadBody(BadBody::TooLarge), false),
        (Tls, false),
        (Unauthorized, false),
        (Forbidden, false),
        (NotFound, false),
        (Rejected { status: 400 }, false),
        (Redirected, false),
        (RemoteError::Cancelled, false),
    ] {
        let next = policy().start().after(&error);
        assert_eq!(next != Next::GiveUp, again, "{error:?}");
    }
}

#[test]
fn attempts_are_counted_and_time_outs_more_strictly() {
    let give_up_after = |error: RemoteError| {
        let mut attempts = policy().start();
        (1..100).find(|_| attempts.after(&error) == Next::GiveUp).unwrap()
    };
    assert_eq!(give_up_after(RemoteError::Unreachable), 4);
    assert_eq!(give_up_after(asks(1)), 4);
    assert_eq!(give_up_after(RemoteError::Timeout), 2);
    assert_eq!(give_up_after(RemoteError::NotFound), 1);
    let mut none_left = RetryPolicy { attempts_max: 0, ..policy() }.start();
    assert_eq!(none_left.after(&RemoteError::Unreachable), Next::GiveUp);
}

#[test]
fn back_off_doubles_with_jitter_up_to_its_bound() {
    let policy = RetryPolicy { attempts_max: 100, ..policy() };
    for _ in 0..50 {
        let mut attempts = policy.start();
        for factor in [1, 2, 4, 8, 16, 16, 16] {
            let Next::Retry { after, shared: false } = attempts.after(&RemoteError::Unreachable) else {
                panic!("gave up")
            };
            let least = policy.backoff_base * factor;
            assert!(after >= least && after <= least * 2, "{after:?} at {factor}");
        }
    }
}

#[test]
fn a_rate_limit_is_waited_for_as_asked_and_by_all() {
    let mut attempts = policy().start();
    assert_eq!(attempts.after(&asks(42)), Next::Retry { after: Duration::from_secs(42), shared: true });
    assert_eq!(attempts.after(&asks(120)), Next::Retry { after: Duration::from_secs(120), shared: true });
    assert_eq!(attempts.after(&asks(121)), Next::GiveUp);
    let unsaid = policy().start().after(&RemoteError::RateLimited { retry_after: None });
    assert!(matches!(unsaid, Next::Retry { after, shared: true } if after >= policy().backoff_base));
}

#[test]
fn the_wait_is_in_the_body_then_in_the_header() {
    let now = Utc.with_ymd_and_hms(2026, 6, 1, 12, 0, 0).unwrap();
    let date = "Mon, 01 Jun 2026 12:01:30 GMT";
    for (body, header, millis) in [
        (r#"{"error":"rate_limit_exceeded","message":"x","retryAfter":42.5}"#, None, Some(42_500)),
        (r#"{"retryAfter":3}"#, Some("60"), Some(3_000)),
        (r#"{"retryAfter":"7.25"}"#, None, Some(7_250)),
        (r#"{"retryAfter":1e1}"#, None, Some(10_000)),
        (r#"{"retryAfter":0}"#, Some("60"), Some(0)),
        (r#"{"retryAfter":-1}"#, Some("60"), Some(60_000)),
        (r#"{"retryAfter":null}"#, Some("60"), Some(60_000)),
        (r#"{"retryAfter":{"s":1}}"#, Some("60"), Some(60_000)),
        (r#"{"retryAfter":1e400}"#, Some("60"), Some(60_000)),
        (r#"{"retryAfter":999999999999}"#, None, Some(86_400_000)),
        ("<html>slow down</html>", Some("5"), Some(5_000)),
        ("", Some(" 5 "), Some(5_000)),
        ("", Some("5.5"), Some(5_500)),
        ("", Some(date), Some(90_000)),
        ("", Some("Mon, 01 Jun 2026 11:00:00 GMT"), Some(0)),
        ("", Some("Fri, 01 Jan 2100 00:00:00 GMT"), Some(86_400_000)),
        ("", Some("soon"), None),
        ("", Some("-5"), None),
        ("[1,2", None, None),
        ("\u{0}\u{1}", None, None),
        ("", None, None),
    ] {
        let wait = asked_wait(body, header, now);
        assert_eq!(wait, millis.map(Duration::from_millis), "{body} {header:?}");
    }
}

#[test]
fn the_defaults_are_those_of_the_plan() {
    let options = Options::default();
    assert_eq!(options.connect_timeout, Duration::from_secs(10));
    assert_eq!(options.request_timeout, Duration::from_secs(30));
    assert_eq!((options.attempts_max, options.requests_per_minute, options.concurrent_max), (4, 1_000, 6));
    assert_eq!((options.wait_max, options.body_bytes_max), (Duration::from_secs(120), 32 << 20));
}

//! 429: the wait, who shares it, and its end.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use desk_api::Options;
use desk_core::remote::{CaseScope, PageRequest, RemoteError};

use crate::fake::{Answer, Fake, ME, NO_CASES, http, ok};

fn limited(headers: &[&str], body: &str) -> Vec<u8> {
    http("429 Too Many Requests", headers, body)
}

#[tokio::test]
async fn the_wait_is_kept_to_wherever_it_is_said() {
    let soon = Duration::from_millis(60);
    for (name, headers, body, least) in [
        ("body", &[][..], r#"{"error":"rate_limit_exceeded","retryAfter":0.06}"#, soon),
        ("header", &["retry-after: 0.06"], "", soon),
        ("both", &["retry-after: 3600"], r#"{"retryAfter":0.06}"#, soon),
        ("garbage in the body", &["retry-after: 0.06"], "\u{1}<<<[[{", soon),
        ("garbage in both", &["retry-after: later"], "null", Duration::from_millis(1)),
        ("none", &[], "", Duration::from_millis(1)),
    ] {
        let refusal = limited(headers, body);
        let fake = Fake::start(move |n, _| Answer::Bytes(if n == 0 { refusal.clone() } else { ok(ME) }));
        let (api, begun) = (fake.api(), Instant::now());
        assert!(api.me().await.is_ok(), "{name}");
        assert!(begun.elapsed() >= least, "{name}");
        assert_eq!(api.requests(), 2, "{name}");
    }
}

#[tokio::test]
async fn when_the_attempts_are_used_up_the_wait_is_the_answer() {
    let fake = Fake::always(limited(&[], r#"{"retryAfter":0.01}"#));
    let api = fake.api();
    assert_eq!(api.me().await, Err(RemoteError::RateLimited { retry_after: Some(Duration::from_millis(10)) }));
    assert_eq!(api.requests(), 4);

    let fake = Fake::always(limited(&[], "no idea"));
    assert_eq!(fake.api().me().await, Err(RemoteError::RateLimited { retry_after: None }));
}

#[tokio::test]
async fn a_long_wait_is_answered_at_once_and_spares_the_server() {
    let fake = Fake::always(limited(&[], r#"{"retryAfter":1800.5}"#));
    let api = fake.api();
    let error = api.me().await.unwrap_err();
    assert_eq!(error, RemoteError::RateLimited { retry_after: Some(Duration::from_millis(1_800_500)) });
    // A clone does not even ask.
    let RemoteError::RateLimited { retry_after: Some(left) } = api.clone().me().await.unwrap_err() else {
        panic!("asked again")
    };
    assert!(left > Duration::from_secs(1_700) && left < Duration::from_secs(1_801));
    assert_eq!((api.requests(), fake.heads().len()), (1, 1));
}

#[tokio::test]
async fn all_clones_wait_and_can_say_so() {
    let first = AtomicUsize::new(0);
    let fake = Fake::start(move |_, _| match first.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::Bytes(limited(&[], r#"{"retryAfter":0.2}"#)),
        _ => Answer::Bytes(ok(NO_CASES)),
    });
    let api = fake.api();
    let mut waits = api.waits();
    assert_eq!(*waits.borrow(), None);
    let page = PageRequest::stable(1);
    let begun = Instant::now();
    let second = async {
        waits.changed().await.unwrap();
        let until = waits.borrow().unwrap();
        assert!(until > Instant::now());
        let answer = api.clone().cases(&page, CaseScope::All).await;
        (answer, until, Instant::now())
    };
    let (one, (two, until, ended)) = tokio::join!(api.cases(&page, CaseScope::All), second);
    assert!(one.is_ok() && two.is_ok());
    assert!(ended >= until && begun.elapsed() >= Duration::from_millis(200));
    assert_eq!(api.requests(), 3);
}

#[tokio::test]
async fn a_dropped_read_stops_waiting_and_asking() {
    let fake = Fake::always(limited(&[], r#"{"retryAfter":1.5}"#));
    let api = fake.api();
    let mut waits = api.waits();
    tokio::select! {
        answer = api.me() => panic!("{answer:?}"),
        changed = waits.changed() => changed.unwrap(),
    }
    assert_eq!((api.requests(), fake.heads().len()), (1, 1));
}

#[tokio::test]
async fn the_pace_holds_for_all_clones() {
    let fake = Fake::always(ok(ME));
    // Two at once, then one every 20 ms.
    let api = fake.api_with(Options { requests_per_minute: 3_000, burst: 2, ..Options::for_tests() });
    let begun = Instant::now();
    let (one, two) = (api.clone(), api.clone());
    let read = async |api: desk_api::Api| {
        for _ in 0..4 {
            api.me().await.unwrap();
        }
    };
    tokio::join!(read(one), read(two));
    assert!(begun.elapsed() >= Duration::from_millis(115), "{:?}", begun.elapsed());
    assert_eq!(api.requests(), 8);
}

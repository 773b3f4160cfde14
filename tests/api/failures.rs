//! Every way in which a server or the way to it can fail, and the one error that says so.

use std::net::TcpListener;
use std::time::Duration;

use desk_api::{Api, Options, Origin};
use desk_core::remote::{BadBody, CaseScope, PageRequest, RemoteError};
use desk_core::secret::Secret;

use crate::fake::{Answer, Fake, KEY, ME, http, ok};

fn json_of(status: &str) -> Vec<u8> {
    http(status, &["content-type: application/json"], r#"{"error":"x","businessErrors":null}"#)
}

#[tokio::test]
async fn statuses() {
    use RemoteError::{Forbidden, NotFound, Redirected, Rejected, Server, Unauthorized};
    for (status, error, attempts) in [
        ("400 Bad Request", Rejected { status: 400 }, 1),
        ("401 Unauthorized", Unauthorized, 1),
        ("403 Forbidden", Forbidden, 1),
        ("404 Not Found", NotFound, 1),
        ("407 Proxy Authentication Required", Rejected { status: 407 }, 1),
        ("408 Request Timeout", Rejected { status: 408 }, 1),
        ("418 Teapot", Rejected { status: 418 }, 1),
        ("304 Not Modified", Redirected, 1),
        ("500 Internal Server Error", Server { status: 500 }, 4),
        ("503 Service Unavailable", Server { status: 503 }, 4),
        ("511 Network Authentication Required", RemoteError::BadBody(BadBody::WebPage), 1),
    ] {
        let fake = Fake::always(json_of(status));
        let api = fake.api();
        assert_eq!(api.me().await, Err(error), "{status}");
        assert_eq!((api.requests(), fake.heads().len()), (attempts, attempts as usize), "{status}");
    }
}

#[tokio::test]
async fn a_passing_failure_is_passed_over() {
    let fake = Fake::start(|n, _| match n {
        0 => Answer::Bytes(json_of("502 Bad Gateway")),
        1 => Answer::Bytes(Vec::new()),
        2 => Answer::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\":".to_vec()),
        _ => Answer::Bytes(ok(ME)),
    });
    let api = fake.api();
    assert!(api.me().await.unwrap().is_active);
    assert_eq!(api.requests(), 4);
}

#[tokio::test]
async fn bodies() {
    let html = "<!doctype html><title>Log in to the hotel</title>";
    for (name, answer, problem, attempts) in [
        ("a web page", http("200 OK", &["content-type: text/html"], html), BadBody::WebPage, 1),
        ("a web page called JSON", ok(&format!(" \n{html}")), BadBody::WebPage, 1),
        ("a web page called nothing", http("200 OK", &[], html), BadBody::WebPage, 1),
        ("no JSON", ok("everything is fine"), BadBody::NotJson, 1),
        ("JSON and more", ok(&format!("{ME}{ME}")), BadBody::NotJson, 1),
        ("another shape", ok("[1,2,3]"), BadBody::Shape, 1),
        ("null", ok("null"), BadBody::Shape, 1),
        ("JSON that ends early", ok(ME.get(..40).unwrap()), BadBody::Cut, 4),
        ("nothing", ok(""), BadBody::Cut, 4),
        (
            "less than announced",
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{\"id\":1}".to_vec(),
            BadBody::Cut,
            4,
        ),
        (
            "a chunk that breaks off",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{\"id\"".to_vec(),
            BadBody::Cut,
            4,
        ),
        (
            "gzip that is none",
            http("200 OK", &["content-encoding: gzip"], "this is not gzip at all"),
            BadBody::NotJson,
            1,
        ),
    ] {
        let fake = Fake::always(answer);
        let api = fake.api();
        assert_eq!(api.me().await, Err(RemoteError::BadBody(problem)), "{name}");
        assert_eq!(api.requests(), attempts, "{name}");
    }
}

#[tokio::test]
async fn a_length_shorter_than_the_body_is_a_cut_body() {
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: 30\r\nconnection: close\r\n\r\n{ME}").into_bytes();
    assert_eq!(Fake::always(answer).api().me().await, Err(RemoteError::BadBody(BadBody::Cut)));
}

#[tokio::test]
async fn pages_of_another_shape() {
    for body in [
        r#"{"error":"oops","businessErrors":[]}"#,
        "{}",
        r#"{"cases":null}"#,
        r#"{"cases":"none","page":{"totalResults":0}}"#,
        r#"{"cases":{},"page":{"totalResults":0}}"#,
        r#"{"cases":null,"page":{"totalResults":9,"responseCount":9}}"#,
    ] {
        let fake = Fake::always(ok(body));
        let answer = fake.api().cases(&PageRequest::stable(1), CaseScope::All).await;
        assert_eq!(answer, Err(RemoteError::BadBody(BadBody::Shape)), "{body}");
    }
    for body in [
        r#"{"cases":null,"page":{"totalResults":0}}"#,
        r#"{"page":{"totalResults":0,"responseCount":0}}"#,
        r#"{"cases":[],"page":null}"#,
    ] {
        let fake = Fake::always(ok(body));
        assert!(fake.api().cases(&PageRequest::stable(1), CaseScope::All).await.unwrap().rows.is_empty(), "{body}");
    }
}

#[tokio::test]
async fn nobody_there() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let origin = Origin::parse(&format!("http://127.0.0.1:{port}")).unwrap();
    let api = Api::new(origin, Secret::new(KEY.to_owned()), Options::for_tests()).unwrap();
    assert_eq!(api.me().await, Err(RemoteError::Unreachable));
    assert_eq!(api.requests(), 4);
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer() {
    for answer in [&b""[..], b"HTTP/1.1 200 OK\r\ncontent-le", b"SSH-2.0-OpenSSH_9.2\r\n"] {
        let fake = Fake::always(answer.to_vec());
        assert_eq!(fake.api().me().await, Err(RemoteError::Unreachable));
    }
}

#[tokio::test]
async fn a_server_that_hangs() {
    let options = Options { request_timeout: Duration::from_millis(150), ..Options::for_tests() };
    for begun in [&b""[..], b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\":"] {
        let fake = Fake::start(move |_, _| Answer::Hang(begun.to_vec()));
        let api = fake.api_with(options.clone());
        assert_eq!(api.me().await, Err(RemoteError::Timeout));
        assert_eq!(api.requests(), 2, "a server that hung twice hangs");
    }
}

#[tokio::test]
async fn a_body_without_end_stops_at_the_limit() {
    let options = Options { body_bytes_max: 1_000, ..Options::for_tests() };
    let long = format!(r#"{{"companyName":"{}"}}"#, "x".repeat(2_000));
    let chunked =
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    for answer in [ok(&long), chunked.into_bytes()] {
        let fake = Fake::always(answer);
        let api = fake.api_with(options.clone());
        assert_eq!(api.me().await, Err(RemoteError::BadBody(BadBody::TooLarge)));
        assert_eq!(api.requests(), 1);
    }
}

fn gzip(packed: &[u8], announced: usize) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {announced}\r\nconnection: close\r\n\r\n"
    );
    [head.as_bytes(), packed].concat()
}

#[tokio::test]
async fn compressed_bodies() {
    let packed = include_bytes!("gzip/me.json.gz");
    let whole = Fake::always(gzip(packed, packed.len()));
    assert_eq!(whole.api().me().await.unwrap().name(), Some("Northwind"));

    let half = &packed[..packed.len() / 2];
    for announced in [half.len(), packed.len()] {
        let fake = Fake::always(gzip(half, announced));
        assert_eq!(fake.api().me().await, Err(RemoteError::BadBody(BadBody::Cut)));
    }
    // Two kilobytes that unpack into two megabytes: it is the unpacked size that counts.
    let bomb = include_bytes!("gzip/large.json.gz");
    assert!(bomb.len() < 10_000);
    let fake = Fake::always(gzip(bomb, bomb.len()));
    let answer = fake.api_with(Options { body_bytes_max: 100_000, ..Options::for_tests() }).me().await;
    assert_eq!(answer, Err(RemoteError::BadBody(BadBody::TooLarge)));
    assert_eq!(fake.api().me().await.unwrap().company_name.map(|name| name.len()), Some(100_000));
}

#[tokio::test]
async fn odd_bytes_do_not_lose_an_answer() {
    let mut answer =
        b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n\xef\xbb\xbf{\"companyName\":\"M\xfcller\"}".to_vec();
    answer.extend_from_slice(b"\n");
    let fake = Fake::always(answer);
    assert_eq!(fake.api().me().await.unwrap().company_name.as_deref(), Some("M\u{fffd}ller"));
}

#[tokio::test]
async fn every_failure_is_a_sentence_without_the_key() {
    let fake = Fake::start(|_, head| Answer::Bytes(http("500 Oops", &[], head)));
    let error = fake.api().me().await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.starts_with("Debitura has a problem of its own (status 500).") && !shown.contains(KEY));
}

//! Each fault over a real socket.

use std::time::Duration;

use partner_desk_sandbox::{Fault, Server};
use serde_json::Value;

use crate::ask::{Raw, config, get};

async fn with(fault: Fault, readings: &[&str]) -> Raw {
    let server = Server::start(config(200, readings), 0).await;
    server.faults().add("/cases", fault, 1);
    assert_eq!(get(&server, "/me").await.status, 200, "another path is not hit");
    let raw = get(&server, "/cases?PageSize=20").await;
    assert_eq!(get(&server, "/cases").await.status, 200, "the rule is used up");
    assert_eq!(server.faults().pending(), 0);
    server.stop().await;
    raw
}

#[tokio::test]
async fn statuses_come_with_an_error_body() {
    for status in [500, 502, 503, 403] {
        let raw = with(Fault::Status(status), &[]).await;
        assert_eq!(raw.status, status);
        assert!(serde_json::from_slice::<Value>(&raw.body).unwrap()["businessErrors"].is_array());
    }
    assert_eq!(with(Fault::Unauthorized, &[]).await.status, 401);
}

#[tokio::test]
async fn the_rate_limit_speaks_in_body_or_header() {
    let limited = |body, header, garbage| Fault::RateLimited { retry_after_s: 41.5, body, header, garbage };
    let json = |raw: &Raw| serde_json::from_slice::<Value>(&raw.body).unwrap();
    let raw = with(limited(true, false, false), &[]).await;
    assert_eq!(raw.status, 429);
    assert_eq!(json(&raw)["error"], "rate_limit_exceeded");
    assert_eq!(json(&raw)["retryAfter"], 41.5);
    assert!(!raw.head.contains("retry-after"));
    let raw = with(limited(false, true, false), &[]).await;
    assert!(raw.head.contains("retry-after: 42"));
    assert_eq!(json(&raw)["retryAfter"], Value::Null);
    let raw = with(limited(true, true, true), &[]).await;
    assert!(raw.head.contains("retry-after: soon") && json(&raw)["retryAfter"] == "soon");
    let raw = with(limited(true, false, false), &["Q17=B"]).await;
    assert!(raw.head.contains("retry-after: 42"));
}

#[tokio::test]
async fn a_cut_body_is_announced_whole() {
    let raw = with(Fault::CutBody, &[]).await;
    let announced = raw.head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let announced: usize = announced.parse().unwrap();
    assert_eq!(raw.status, 200);
    assert_eq!(raw.body.len(), announced / 2);
    assert!(serde_json::from_slice::<Value>(&raw.body).is_err());
}

#[tokio::test]
async fn strange_bodies() {
    let raw = with(Fault::EmptyBody, &[]).await;
    assert_eq!((raw.status, raw.body.len()), (200, 0));
    let raw = with(Fault::HtmlBody, &[]).await;
    assert!(raw.status == 200 && raw.head.contains("content-type: text/html") && raw.body.starts_with(b"<!doctype"));
    let raw = with(Fault::InvalidJson, &[]).await;
    assert!(raw.status == 200 && serde_json::from_slice::<Value>(&raw.body).is_err());
    let raw = with(Fault::Redirect("http://elsewhere.example/cases".to_owned()), &[]).await;
    assert!(raw.status == 302 && raw.head.contains("location: http://elsewhere.example/cases"));
}

#[tokio::test]
async fn page_faults_reach_the_wire() {
    let rows = |raw: &Raw| serde_json::from_slice::<Value>(&raw.body).unwrap()["cases"].as_array().unwrap().len();
    assert_eq!(rows(&with(Fault::DropRow, &[]).await), 19);
    assert_eq!(rows(&with(Fault::ShiftPage, &[]).await), 20);
    assert_eq!(rows(&with(Fault::DuplicateRow, &[]).await), 20);
    let raw = with(Fault::LyingTotal(5), &[]).await;
    assert_eq!(serde_json::from_slice::<Value>(&raw.body).unwrap()["page"]["totalResults"], 205);
}

#[tokio::test]
async fn a_slow_answer_comes_and_a_hanging_one_never() {
    let server = Server::start(config(20, &[]), 0).await;
    server.faults().add("/cases", Fault::SlowMs(60), 1);
    let before = std::time::Instant::now();
    assert_eq!(get(&server, "/cases").await.status, 200);
    assert!(before.elapsed() >= Duration::from_millis(60));
    server.faults().add("/cases", Fault::Hang, 1);
    let hanging = tokio::time::timeout(Duration::from_millis(150), get(&server, "/cases")).await;
    assert!(hanging.is_err());
    assert_eq!(server.requests(), 2, "it was taken");
    server.stop().await;
}

#[tokio::test]
async fn rules_are_used_in_order_after_their_skips() {
    let server = Server::start(config(20, &[]), 0).await;
    server.faults().add_after("/cases", 1, Fault::Status(500), 2);
    server.faults().add("", Fault::Status(503), 1);
    let mut statuses = Vec::new();
    for _ in 0..5 {
        statuses.push(get(&server, "/cases").await.status);
    }
    assert_eq!(statuses, [503, 500, 500, 200, 200]);
    server.faults().add("/", Fault::Hang, u32::MAX);
    server.faults().clear();
    assert_eq!(get(&server, "/cases").await.status, 200);
    server.stop().await;
}

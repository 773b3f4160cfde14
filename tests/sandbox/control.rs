//! The control routes, for tests in other processes.

use partner_desk_sandbox::Server;
use serde_json::{Value, json};

use crate::ask::{Raw, config, get, post};

fn value(raw: &Raw) -> Value {
    assert_eq!(raw.status, 200, "{}", String::from_utf8_lossy(&raw.body));
    serde_json::from_slice(&raw.body).unwrap()
}

#[tokio::test]
async fn faults_are_added_and_cleared() {
    let server = Server::start(config(50, &[]), 0).await;
    for fault in [
        json!({ "fault": "hang" }),
        json!({ "path": "/me", "fault": { "status": 500 }, "count": 3, "skip": 1 }),
        json!({ "fault": { "rate_limited": { "retry_after_s": 1.5, "body": true, "header": false, "garbage": false } } }),
        json!({ "fault": { "slow_ms": 5 } }),
        json!({ "fault": { "redirect": "http://x" } }),
        json!({ "fault": { "lying_total": -2 } }),
        json!({ "fault": "cut_body" }),
    ] {
        value(&post(&server, "/_control/faults", &fault.to_string()).await);
    }
    assert_eq!(server.faults().pending(), 9);
    value(&post(&server, "/_control/faults/clear", "").await);
    assert_eq!(server.faults().pending(), 0);
    assert_eq!(post(&server, "/_control/faults", "{\"fault\":\"explode\"}").await.status, 422);
    server.stop().await;
}

#[tokio::test]
async fn mutations_change_the_state_and_name_their_rows() {
    let server = Server::start(config(300, &[]), 0).await;
    let tenant = "tenant-00002";
    let changes = json!([
        { "op": "insert_cases", "count": 3 },
        { "op": "insert_clients", "count": 1 },
        { "op": "insert_transactions", "count": 2 },
        { "op": "close_cases", "count": 1, "close_code": "Other" },
        { "op": "touch_cases", "count": 1 },
        { "op": "remove_cases", "count": 2 },
        { "op": "pay_transactions", "count": 1 },
        { "op": "recreate_client", "tenant": tenant },
        { "op": "set_mode", "mode": "ConfirmedPipeline" },
    ]);
    let answer = value(&post(&server, "/_control/mutate", &changes.to_string()).await);
    assert_eq!(answer["ids"].as_array().unwrap().len(), 12);
    assert_eq!(value(&get(&server, "/me").await)["invoicingTriggerMode"], "ConfirmedPipeline");
    let one = json!({ "op": "archive_client", "tenant": tenant });
    value(&post(&server, "/_control/mutate", &one.to_string()).await);
    assert_eq!(get(&server, &format!("/clients/{tenant}")).await.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn the_dump_is_the_truth_for_oracles_outside() {
    let server = Server::start(config(120, &[]), 0).await;
    let truth = value(&get(&server, "/_control/state").await);
    assert_eq!(truth["cases"].as_array().unwrap().len(), 120);
    assert_eq!(truth["transactions"].as_array().unwrap().len(), 40);
    server.with_state(|state| {
        for case in truth["cases"].as_array().unwrap() {
            let row = state.case(case["id"].as_str().unwrap().parse().unwrap()).unwrap();
            assert_eq!(case["gross_amount"], row.gross_amount);
            assert_eq!(case["tab"], serde_json::to_value(state.tab(row)).unwrap());
        }
        for payment in truth["transactions"].as_array().unwrap() {
            let row = state.transaction(payment["id"].as_str().unwrap().parse().unwrap()).unwrap();
            assert_eq!(payment["stage"], json!(state.stage(row)));
        }
    });
    server.stop().await;
}

#[tokio::test]
async fn stats_tell_what_was_asked_and_control_is_not_counted() {
    let server = Server::start(config(20, &[]), 0).await;
    get(&server, "/cases?Page=1").await;
    let stats = value(&get(&server, "/_control/stats").await);
    assert_eq!(stats["requests"], 1);
    assert_eq!(stats["byPath"]["/cases"], 1);
    assert_eq!(stats["seen"][0]["query"], json!([["Page", "1"]]));
    value(&post(&server, "/_control/stats/clear", "").await);
    assert_eq!(server.requests(), 0);
    server.stop().await;
}

//! Why there is no fee, timelines and escalations over the bridge.

use desk_core::fee::Verdict;
use serde_json::{Value, json};

use crate::window::{Bench, clients, earnings, question};

fn code(answer: Result<Value, Value>) -> Value {
    answer.expect_err("a refusal")["code"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_tell_why_there_is_no_fee_and_what_was_seen() {
    let bench = Bench::start(300).await;
    bench.signed_in().await;
    let page = bench.call("cases_page", question("", "active", "created")).await.expect("a page");
    let id = page["rows"][0]["id"].clone();
    let detail = bench.call("case_detail", json!({ "id": id })).await.expect("a case");
    let reasons = detail["fee"]["reasons"].as_array().expect("reasons");
    assert!(!reasons.is_empty() && detail["fee"]["verdict"].is_string());
    for reason in reasons {
        assert!(reason["explanation"].as_str().is_some_and(|words| words.ends_with('.')), "{reason}");
        assert!(reason["nextStep"].as_str().is_some_and(|words| words.ends_with('.')), "{reason}");
        assert!(["certain", "likely", "cannotBeTold"].contains(&reason["certainty"].as_str().unwrap_or_default()));
    }
    assert_eq!(detail["history"], json!([]));
    let name = id.as_str().expect("an id").parse().expect("a UUID");
    bench.server.with_state(|state| state.update_case(name, |case| case.lifecycle = Some("Paused".into())));
    assert_eq!(bench.call("case_refresh", json!({ "id": id })).await, Ok(Value::Null));
    let detail = bench.call("case_detail", json!({ "id": id })).await.expect("a case");
    let seen = &detail["history"][0];
    assert_eq!(seen["change"], json!({ "kind": "status", "before": "Active", "after": "Paused" }));
    assert_eq!((&seen["caseId"], seen["seenAt"].is_string()), (&id, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_says_in_short_what_the_page_says_where_it_is_asked() {
    let bench = Bench::start(200).await;
    bench.signed_in().await;
    for (command, plain) in
        [("cases_page", question("", "all", "created")), ("clients_page", clients("", "all", "linked"))]
    {
        let page = bench.call(command, plain.clone()).await.expect("a page");
        assert!(page["rows"].as_array().unwrap().iter().all(|row| row["outlook"].is_null()), "nobody asked");
        let mut asked = plain.clone();
        asked["request"]["outlook"] = json!(true);
        let page = bench.call(command, asked).await.expect("a page");
        for row in page["rows"].as_array().unwrap() {
            let detail = if command == "cases_page" { "case_detail" } else { "client_detail" };
            let detail = bench.call(detail, json!({ "id": row["id"] })).await.expect("a page of its own");
            assert_eq!(row["outlook"]["verdict"], detail["fee"]["verdict"], "{row}");
            assert!(row["outlook"]["certainty"].is_string());
        }
        let mut sorted = plain;
        sorted["request"]["sort"]["column"] = json!("feeOutlook");
        assert_eq!(code(bench.call(command, sorted).await), "invalidRequest", "it has no order");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_days_are_days() {
    let bench = Bench::start(300).await;
    bench.signed_in().await;
    let page = bench.call("earnings_page", earnings("", "paid", "paid")).await.expect("a page");
    let row = page["rows"].as_array().unwrap().iter().find(|row| row["caseId"].is_string()).expect("a fee of a case");
    let ask = |chosen: Value| bench.call("case_detail", json!({ "id": row["caseId"], "chosen": chosen }));
    let narrowed = ask(json!({ "from": "1999-01-01", "to": "1999-12-31" })).await.expect("a case");
    assert_eq!(narrowed["fee"]["reasons"][0]["cause"], "chosenDates");
    let open = ask(json!({ "from": null, "to": null })).await.expect("a case");
    assert_ne!(open["fee"]["reasons"][0]["cause"], "chosenDates");
    for day in ["yesterday", "2026-13-01", ""] {
        assert_eq!(code(ask(json!({ "from": day, "to": null })).await), "invalidRequest", "{day}");
    }
    assert!(ask(json!({ "since": "2026-01-01" })).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_escalation_is_composed_and_absurd_ones_are_refused() {
    let bench = Bench::start(300).await;
    bench.signed_in().await;
    let page = bench.call("earnings_page", earnings("", "all", "paid")).await.expect("a page");
    let row = page["rows"].as_array().unwrap().iter().find(|row| row["caseId"].is_string()).expect("a fee of a case");
    for on in [json!({ "kind": "case", "id": row["caseId"] }), json!({ "kind": "transaction", "id": row["id"] })] {
        let mail = bench.call("escalation", json!({ "on": on })).await.expect("an e-mail");
        let (text, place) = (mail["text"].as_str().unwrap(), mail["place"].as_str().unwrap());
        assert!(text.contains(place) && text.contains(row["reference"]["text"].as_str().unwrap()), "{text}");
        assert_eq!((&mail["recipient"], &mail["addressMax"]), (&Value::Null, &json!(2_000)));
    }
    for kind in ["case", "client", "transaction"] {
        for id in ["", "x", "' OR 1=1", "5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a"] {
            let on = json!({ "on": { "kind": kind, "id": id } });
            assert_eq!(code(bench.call("escalation", on).await), "invalidRequest", "{kind} {id}");
        }
    }
    assert!(bench.call("escalation", json!({ "on": { "kind": "partner", "id": "x" } })).await.is_err());
    let endless = "x".repeat(50_001);
    assert_eq!(code(bench.call("copy_escalation", json!({ "text": endless })).await), "invalidRequest");
    let mail = json!({ "subject": "x", "text": endless });
    assert_eq!(code(bench.call("mail_escalation", mail).await), "invalidRequest");
    let mail = json!({ "subject": "x".repeat(3_000), "text": "x" });
    assert_eq!(code(bench.call("mail_escalation", mail).await), "invalidRequest", "nothing is opened");
}

#[test]
fn a_verdict_is_called_the_same_in_a_table_and_in_a_file() {
    let words = include_str!("../../ui/src/words/fee.ts");
    for verdict in Verdict::ALL {
        let name = serde_json::to_value(verdict).unwrap();
        let wanted = format!("  {}: {{ label: '{}',", name.as_str().unwrap(), verdict.label());
        assert!(words.contains(&wanted), "{wanted}");
    }
}

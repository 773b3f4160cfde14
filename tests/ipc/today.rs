//! What changed and what needs attention, over the bridge.

use serde_json::{Value, json};

use crate::window::{Bench, clients, earnings, question};

fn what_changed(kind: Value, limit: u32) -> Value {
    json!({ "request": { "kind": kind, "offset": 0, "limit": limit } })
}

fn group<'n>(news: &'n Value, kind: &str) -> &'n Value {
    let groups = news["groups"].as_array().expect("groups");
    groups.iter().find(|group| group["kind"] == kind).expect(kind)
}

/// Rows with a mark in all pages of these tables.
async fn marked(bench: &Bench, tables: &[&str]) -> usize {
    let mut found = 0;
    for table in tables {
        for offset in (0..).step_by(100) {
            let mut asked = match *table {
                "cases_page" => question("", "all", "created"),
                "clients_page" => clients("", "all", "linked"),
                _ => earnings("", "all", "paid"),
            };
            asked["request"]["offset"] = json!(offset);
            let page = bench.call(table, asked).await.expect("a page");
            let rows = page["rows"].as_array().expect("rows");
            found += rows.iter().filter(|row| row["hasNews"] == json!(true)).count();
            if rows.is_empty() {
                break;
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_told_marked_in_the_tables_and_seen() {
    let bench = Bench::start(300).await;
    bench.signed_in().await;
    let none = bench.call("news", what_changed(json!(null), 10)).await.expect("no news");
    assert_eq!((&none["total"], &none["groups"], &none["since"]), (&json!(0), &json!([]), &Value::Null));
    bench.server.with_state(|state| {
        // In this order, or a case might be new and closed at once.
        state.close_many(3, "Paid");
        state.insert_new_cases(2);
        state.pay_many(1);
    });
    bench.desk.sync().await.expect("a report");

    let news = bench.call("news", what_changed(json!(null), 10)).await.expect("news");
    let new = group(&news, "newCases");
    assert_eq!((&new["total"], new["items"].as_array().map(Vec::len)), (&json!(2), Some(2)));
    let closed = &group(&news, "closed")["items"][0];
    assert_eq!((&closed["outcome"], &closed["status"]["tab"]), (&json!("Paid"), &json!("closed")));
    assert_ne!(closed["statusBefore"]["tab"], json!("closed"));
    let fee = &group(&news, "fees")["items"][0]["fee"];
    assert_eq!(fee["stage"], "paid");
    assert!(fee["stageBefore"].is_string() && fee["amount"]["currency"] == "USD");
    // Each leads somewhere.
    let id = &closed["caseId"];
    let detail = bench.call("case_detail", json!({ "id": id })).await.expect("its case");
    assert_eq!(detail["case"]["reference"]["text"], closed["reference"]);

    let all = ["cases_page", "clients_page", "earnings_page"];
    assert_eq!(marked(&bench, &all).await, 6);

    assert_eq!(bench.call("see_news", json!({ "until": news["until"] })).await, Ok(Value::Null));
    let seen = bench.call("news", what_changed(json!(null), 0)).await.expect("no news");
    assert_eq!(seen["total"], 0);
    assert!(seen["since"].is_string());
    assert_eq!(marked(&bench, &all).await, 0);
    assert_eq!(bench.call("see_news", json!({ "until": news["mark"] })).await, Ok(Value::Null));
    let back = bench.call("news", what_changed(json!("closed"), 1)).await.expect("news");
    assert_eq!((&back["total"], &group(&back, "closed")["total"]), (&news["total"], &json!(3)));
}

#[tokio::test(flavor = "multi_thread")]
async fn wishes_that_make_no_sense_are_refused() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    for until in ["", "x", "-1", "1e3", "99999999999999999999", "7'; DROP TABLE changes"] {
        let error = bench.call("see_news", json!({ "until": until })).await.expect_err(until);
        assert_eq!(error["code"], "invalidRequest", "{error}");
    }
    let error = bench.call("news", what_changed(json!(null), 201)).await.expect_err("too many");
    assert_eq!(error["code"], "invalidRequest");
    assert!(bench.call("news", what_changed(json!("everything"), 1)).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_attention_agrees_with_the_views() {
    let bench = Bench::start(400).await;
    bench.signed_in().await;
    let found = bench.call("attention", json!({})).await.expect("an answer");
    let cards = bench.call("earnings_cards", json!({})).await.expect("cards");
    assert_eq!((&found["ready"], &found["disputed"]), (&cards["sums"]["ready"], &cards["sums"]["disputed"]));
    let mut asked = question("", "all", "created");
    asked["request"]["filters"]["needsInfo"] = json!(true);
    let page = bench.call("cases_page", asked).await.expect("a page");
    assert_eq!(page["counts"], found["needsInfo"]);
    assert_eq!((&found["unsignedDays"], &found["stuckDays"]), (&json!(14), &json!(90)));
    assert!(found["stuck"].as_array().expect("cases").iter().all(|case| case["since"].is_string()));
}

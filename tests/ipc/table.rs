//! The table's own commands: what a person arranged, and the rows that were picked.

use serde_json::{Value, json};

use crate::window::{Bench, question};

fn listing() -> Value {
    let mut listing = question("", "all", "created")["request"].clone();
    let fields = listing.as_object_mut().unwrap();
    for paging in ["seq", "offset", "limit"] {
        fields.remove(paging);
    }
    fields.insert("view".to_owned(), json!("cases"));
    listing
}

fn copy(listing: &Value, columns: &Value, rows: &Value) -> Value {
    json!({ "request": { "listing": listing, "columns": columns, "rows": rows, "headings": true } })
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_kept_and_what_is_none_is_refused() {
    let bench = Bench::start(20).await;
    let none = json!({ "cases": [], "clients": [], "earnings": [] });
    assert_eq!(bench.call("columns", json!({})).await.expect_err("nobody")["code"], "notSignedIn");
    bench.signed_in().await;
    assert_eq!(bench.call("columns", json!({})).await, Ok(none.clone()));
    let mut wish = none.clone();
    wish["cases"] = json!([
        { "name": "due", "width": null, "shown": true },
        { "name": "debtor", "width": 5000, "shown": false },
    ]);
    assert_eq!(bench.call("keep_columns", json!({ "columns": wish })).await, Ok(Value::Null));
    wish["cases"][1]["width"] = json!(800);
    assert_eq!(bench.call("columns", json!({})).await, Ok(wish.clone()));
    for strange in [
        json!([{ "name": "password", "width": null, "shown": true }]),
        json!([{ "name": "due", "width": -1, "shown": true }]),
        json!([{ "name": "due", "width": 1.5, "shown": true }]),
        json!([{ "name": "due", "width": null, "shown": true, "sql": "x" }]),
        json!("all"),
    ] {
        let mut refused = none.clone();
        refused["cases"] = strange;
        assert!(bench.call("keep_columns", json!({ "columns": refused.clone() })).await.is_err(), "{refused}");
    }
    assert_eq!(bench.call("columns", json!({})).await, Ok(wish), "what was kept before stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_named_by_the_page_and_written_by_the_program() {
    let bench = Bench::start(60).await;
    let all = json!({ "kind": "all", "but": [] });
    let copy_all = copy(&listing(), &json!(["debtor"]), &all);
    assert_eq!(bench.call("copy_rows", copy_all.clone()).await.expect_err("nobody")["code"], "notSignedIn");
    bench.signed_in().await;
    let page = bench.call("cases_page", question("", "all", "created")).await.expect("a page");
    let ids: Vec<&Value> = page["rows"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    let asked = json!({ "request": { "listing": listing(), "offset": 2, "limit": 5 } });
    assert_eq!(bench.call("row_ids", asked).await, Ok(json!(ids[2..7])));
    let asked = json!({ "request": { "listing": listing(), "offset": 0, "limit": 10_001 } });
    assert_eq!(bench.call("row_ids", asked).await.expect_err("too many")["code"], "invalidRequest");
    // There is no clipboard here: that is as far as it goes, and that it goes so far says that the text was made.
    let error = bench.call("copy_rows", copy_all).await.expect_err("no clipboard");
    assert!(error["message"].as_str().unwrap().contains("clipboard"), "{error}");
    let mut elsewhere = listing();
    elsewhere["view"] = json!("clients");
    let mut more = listing();
    more["limit"] = json!(5);
    for (listing, columns, rows) in [
        (listing(), json!(["password"]), all.clone()),
        (listing(), json!([]), all.clone()),
        (listing(), json!(vec!["debtor"; 100_000]), all.clone()),
        (listing(), json!(["debtor"]), json!({ "kind": "some", "ids": ["'; DROP TABLE cases; --"] })),
        (listing(), json!(["debtor"]), json!({ "kind": "some", "ids": vec!["x"; 10_001] })),
        (listing(), json!(["debtor"]), json!({ "kind": "some" })),
        (listing(), json!(["debtor"]), json!({ "kind": "every" })),
        (elsewhere, json!(["customer"]), all.clone()),
        (more, json!(["debtor"]), all),
    ] {
        let error = bench.call("copy_rows", copy(&listing, &columns, &rows)).await.expect_err("nonsense");
        assert!(!error.to_string().contains("clipboard"), "{error}");
    }
}

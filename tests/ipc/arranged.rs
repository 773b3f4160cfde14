//! The palette's question, saved views and recent pages over the bridge.

use serde_json::{Value, json};

use crate::window::{Bench, clients, earnings, question};

fn view(id: u32, name: &str, view: &str, mut asked: Value) -> Value {
    let query = asked["request"].as_object_mut().unwrap();
    for paging in ["seq", "offset", "limit"] {
        query.remove(paging);
    }
    query.insert("columns".to_owned(), Value::Null);
    json!({ "id": id, "name": name, "shows": { "view": view, "query": query }, "clientName": null })
}

/// Every name that a part of a question can have, as TypeScript declares it.
fn names(of: &str) -> Vec<String> {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/gen/types.ts");
    let text = std::fs::read_to_string(source).unwrap();
    let declared = text.split(&format!("export type {of} = ")).nth(1).unwrap().split(';').next().unwrap();
    declared.split('|').map(|name| name.trim().trim_matches('"').to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_can_be_asked_can_be_saved_and_comes_back_as_it_was() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    let mut views = Vec::new();
    let mut add = |of: &str, asked: Value| {
        let id = views.len() as u32 + 1;
        views.push(view(id, &format!("View {id}"), of, asked));
    };
    for (of, tabs, columns, ask) in [
        ("cases", "CaseTab", "CaseColumn", question as fn(&str, &str, &str) -> Value),
        ("clients", "ClientTab", "ClientColumn", clients),
        ("earnings", "EarningsTab", "EarningsColumn", earnings),
    ] {
        let (tabs, mut columns) = (names(tabs), names(columns));
        // It has no order.
        columns.retain(|column| column != "feeOutlook");
        assert!(tabs.len() > 2 && columns.len() > 7, "{of}");
        for tab in &tabs {
            add(of, ask("mül", tab, &columns[0]));
        }
        for column in &columns {
            add(of, ask("", &tabs[0], column));
        }
    }
    let mut asked = earnings("", "all", "paid");
    let mut stages: Vec<Value> = names("RevenueStage").into_iter().map(Value::from).collect();
    stages.push(Value::Null);
    asked["request"]["filters"] = json!({
        "client": "t:x", "stages": stages, "customers": ["=cmd", null], "paidFrom": "2026-01-01", "paidTo": "2026-12-31",
    });
    asked["request"]["sort"]["descending"] = json!(true);
    add("earnings", asked);
    let mut asked = question("", "all", "created");
    asked["request"]["filters"] = json!({
        "client": null, "customers": ["Ø", null], "collectionPartners": [null], "countries": ["Denmark"],
        "createdFrom": "2026-02-28", "createdTo": null, "needsInfo": true,
    });
    add("cases", asked);
    let mut asked = clients("", "all", "linked");
    asked["request"]["filters"] = json!({ "attributed": false, "countries": [null, "Ελλάδα"] });
    add("clients", asked);
    let mut columned = view(90, "Columns", "cases", question("", "all", "created"));
    columned["shows"]["query"]["columns"] = names("CaseColumn")
        .into_iter()
        .map(|name| json!({ "name": name, "width": if name == "due" { json!(120) } else { Value::Null }, "shown": name != "phase" }))
        .collect();
    views.push(columned);

    assert_eq!(bench.call("keep_saved_views", json!({ "views": views })).await, Ok(Value::Null));
    assert_eq!(bench.call("saved_views", json!({})).await, Ok(json!(views)));
    for view in &views {
        let query = &view["shows"]["query"];
        let mut request = query.clone();
        request.as_object_mut().unwrap().remove("columns");
        request["seq"] = json!(1);
        request["offset"] = json!(0);
        request["limit"] = json!(1);
        let command = format!("{}_page", view["shows"]["view"].as_str().unwrap());
        assert!(bench.call(&command, json!({ "request": request })).await.is_ok(), "{view}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_that_makes_no_sense_is_refused() {
    let bench = Bench::start(20).await;
    let good = view(1, "Good", "cases", question("", "all", "created"));
    let refused = bench.call("keep_saved_views", json!({ "views": [good] })).await.expect_err("nobody is signed in");
    assert_eq!(refused["code"], "notSignedIn");
    assert_eq!(bench.call("saved_views", json!({})).await.expect_err("nobody")["code"], "notSignedIn");
    bench.signed_in().await;
    assert_eq!(bench.call("keep_saved_views", json!({ "views": [good] })).await, Ok(Value::Null));
    let with = |change: fn(&mut Value)| {
        let mut view = good.clone();
        change(&mut view);
        view
    };
    for (one, reaches_the_command) in [
        (with(|view| view["name"] = json!("x".repeat(81))), true),
        (with(|view| view["shows"]["query"]["filters"]["createdTo"] = json!("tomorrow")), true),
        (with(|view| view["shows"]["query"]["filters"]["countries"] = json!(vec!["x"; 101])), true),
        (with(|view| view["shows"]["query"]["search"] = json!("x".repeat(100_000))), true),
        (with(|view| view["shows"]["view"] = json!("secrets")), false),
        (with(|view| view["shows"]["query"]["tab"] = json!("ready")), false),
        (with(|view| view["shows"]["query"]["password"] = json!(1)), false),
        (with(|view| view["extra"] = json!(1)), false),
    ] {
        let refused = bench.call("keep_saved_views", json!({ "views": [one] })).await.expect_err("no such view");
        assert_eq!(refused["code"] == "invalidRequest", reaches_the_command, "{refused}");
        assert!(refused.to_string().len() < 1_000);
    }
    assert_eq!(bench.call("saved_views", json!({})).await, Ok(json!([good])));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_finds_in_all_three_lists() {
    let bench = Bench::start(400).await;
    assert_eq!(bench.call("find", json!({ "search": "a" })).await.expect_err("nobody")["code"], "notSignedIn");
    bench.signed_in().await;
    let page = bench.call("cases_page", question("", "all", "created")).await.expect("a page");
    let row = &page["rows"][3];
    let reference = row["reference"]["text"].as_str().unwrap();
    let found = bench.call("find", json!({ "search": reference })).await.expect("an answer");
    assert_eq!(found["cases"][0]["id"], row["id"]);
    assert!(!found["cases"][0]["reference"]["hits"].as_array().unwrap().is_empty(), "it says what was found");
    let found = bench.call("find", json!({ "search": "a" })).await.expect("an answer");
    let counted = bench.call("cases_page", question("a", "all", "created")).await.expect("a page");
    assert_eq!(found["casesTotal"], counted["total"]);
    assert!(["cases", "clients", "earnings"].iter().all(|list| !found[list].as_array().unwrap().is_empty()));
    assert_eq!(bench.call("find", json!({ "search": " " })).await.expect("nothing")["casesTotal"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_were_opened_come_back_with_their_rows() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    let case = bench.call("cases_page", question("", "all", "created")).await.unwrap()["rows"][0].clone();
    let client = bench.call("clients_page", clients("", "all", "customer")).await.unwrap()["rows"][0].clone();
    let pages = json!([{ "kind": "client", "id": client["id"] }, { "kind": "case", "id": case["id"] }]);
    assert_eq!(bench.call("note_opened", json!({ "pages": pages })).await, Ok(Value::Null));
    let recent = bench.call("recent", json!({})).await.expect("pages");
    assert_eq!(recent, json!([{ "kind": "client", "row": client }, { "kind": "case", "row": case }]));
    for page in [json!({ "kind": "case", "id": "x" }), json!({ "kind": "client", "id": "' OR 1=1" })] {
        let refused = bench.call("note_opened", json!({ "pages": [page] })).await.expect_err("no such page");
        assert_eq!(refused["code"], "invalidRequest");
    }
    let many = vec![json!({ "kind": "case", "id": case["id"] }); 51];
    assert_eq!(bench.call("note_opened", json!({ "pages": many })).await.expect_err("many")["code"], "invalidRequest");
    assert!(bench.call("note_opened", json!({ "pages": [{ "kind": "letter", "id": "x" }] })).await.is_err());
    assert_eq!(bench.call("recent", json!({})).await, Ok(recent));
}

//! Every command over the real bridge: its answer, and its failure. The page's wishes are taken for hostile.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::window::{Bench, clients, earnings, log_in, question};

/// A failure with this code, and nothing in it that only a programmer should see.
fn refused(answer: Result<Value, Value>, code: &str) {
    let error = answer.expect_err(code);
    assert_eq!(error["code"], code, "{error}");
    let words = format!("{} {}", error["message"], error["hint"]).to_lowercase();
    for inside in ["select ", "sqlite", "/tmp", "panicked", "http://127"] {
        assert!(!words.contains(inside), "{error}");
    }
    assert!(error["message"].as_str().is_some_and(|message| message.ends_with('.')), "{error}");
}

fn export(columns: Value) -> Value {
    let mut export = question("", "all", "created");
    let request = export["request"].as_object_mut().unwrap();
    for paging in ["seq", "offset", "limit"] {
        request.remove(paging);
    }
    request.extend([("columns".to_owned(), columns), ("profile".to_owned(), json!("plain"))]);
    export
}

fn what_changed(kind: Value, limit: u32) -> Value {
    json!({ "request": { "kind": kind, "offset": 0, "limit": limit } })
}

/// The commands that name a client.
const OF_A_CLIENT: [&str; 6] = [
    "client_detail",
    "client_refresh",
    "onboarding",
    "copy_onboarding_link",
    "copy_onboarding_message",
    "open_onboarding_link",
];

#[tokio::test(flavor = "multi_thread")]
async fn signed_out_every_question_is_refused() {
    let bench = Bench::start(60).await;
    let state = bench.call("app_state", json!({})).await.expect("the state");
    assert_eq!(
        (&state["session"]["state"], &state["demo"], &state["environment"]),
        (&json!("signedOut"), &json!(true), &json!("custom"))
    );
    assert_eq!(state["sync"]["asOf"], Value::Null);
    refused(bench.call("cases_page", question("", "all", "created")).await, "notSignedIn");
    refused(bench.call("clients_page", clients("", "all", "linked")).await, "notSignedIn");
    refused(bench.call("earnings_page", earnings("", "all", "paid")).await, "notSignedIn");
    for command in ["case_cards", "client_cards", "earnings_cards"] {
        refused(bench.call(command, json!({})).await, "notSignedIn");
    }
    let case = json!({ "id": "5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a", "what": "reference" });
    for command in ["case_detail", "case_refresh", "copy_case"] {
        refused(bench.call(command, case.clone()).await, "notSignedIn");
    }
    let client = json!({ "id": "t:somebody" });
    for command in OF_A_CLIENT {
        refused(bench.call(command, client.clone()).await, "notSignedIn");
    }
    let choices = json!({ "request": { "field": "caseCountries", "search": "" } });
    refused(bench.call("choices", choices).await, "notSignedIn");
    refused(bench.call("news", what_changed(json!(null), 10)).await, "notSignedIn");
    refused(bench.call("see_news", json!({ "until": "0" })).await, "notSignedIn");
    refused(bench.call("attention", json!({})).await, "notSignedIn");
    let on = json!({ "on": { "kind": "case", "id": "5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a" } });
    refused(bench.call("escalation", on).await, "notSignedIn");
    refused(bench.call("copy_escalation", json!({ "text": "x" })).await, "notSignedIn");
    refused(bench.call("mail_escalation", json!({ "subject": "x", "text": "x" })).await, "notSignedIn");
    assert_eq!(bench.call("sync_start", json!({})).await, Ok(Value::Null), "a wish, not a promise");
    assert_eq!(bench.call("sync_cancel", json!({})).await, Ok(Value::Null));
    assert_eq!(bench.call("cancel_export", json!({})).await, Ok(Value::Null));
    assert_eq!(bench.call("window_shown", json!({})).await, Ok(Value::Null));
    assert_eq!(bench.server.requests(), 0, "nothing was asked of the server");
}

#[tokio::test(flavor = "multi_thread")]
async fn log_in_refuses_what_is_malformed_and_what_debitura_does_not_know() {
    let bench = Bench::start(60).await;
    refused(bench.call("log_in", log_in("12345")).await, "malformedGuid");
    assert_eq!(bench.server.requests(), 0);
    refused(bench.call("log_in", log_in("00000000-1111-4222-8333-444444444444")).await, "refused");
    let endless = "f".repeat(1_000_000);
    let error = bench.call("log_in", log_in(&endless)).await.expect_err("too long");
    assert!(error.to_string().len() < 1_000, "an error repeats nothing of what was typed");
    assert_eq!(bench.call("app_state", json!({})).await.expect("the state")["session"]["state"], "signedOut");
}

#[tokio::test(flavor = "multi_thread")]
async fn signed_in_the_view_is_answered_until_log_out() {
    let bench = Bench::start(300).await;
    bench.signed_in().await;
    let page = bench.call("cases_page", question("mül", "all", "debtor")).await.expect("a page");
    let rows = page["rows"].as_array().expect("rows");
    assert_eq!(page["seq"], 7);
    assert!(!rows.is_empty() && page["total"] == page["counts"]["all"]);
    let hit = |row: &Value| {
        ["reference", "creditorReference", "customer", "debtor"]
            .iter()
            .any(|cell| row[cell]["hits"].as_array().is_some_and(|hits| !hits.is_empty()))
    };
    assert!(rows.iter().all(hit), "every row says what was found in it");
    let cards = bench.call("case_cards", json!({})).await.expect("cards");
    assert_eq!(cards["total"], 300);
    assert_eq!(bench.call("log_out", json!({})).await, Ok(Value::Null));
    refused(bench.call("cases_page", question("", "all", "created")).await, "notSignedIn");
    assert_eq!(bench.files(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_holds_the_secret() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    let guid = bench.server.guid();
    let spellings = [guid.to_string(), guid.simple().to_string(), guid.to_string().to_uppercase()];
    for (command, arguments) in [
        ("app_state", json!({})),
        ("cases_page", question("", "all", "created")),
        ("case_cards", json!({})),
        ("clients_page", clients("", "all", "customer")),
        ("earnings_page", earnings("", "all", "paid")),
        ("earnings_cards", json!({})),
        ("log_in", log_in("nonsense")),
    ] {
        let answer = format!("{:?}", bench.call(command, arguments).await);
        assert!(spellings.iter().all(|spelling| !answer.contains(spelling)), "{command}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_fourteen_days_nothing_is_answered() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    bench.clock.advance(TimeDelta::days(14) - TimeDelta::minutes(1));
    assert!(bench.call("case_cards", json!({})).await.is_ok());
    bench.clock.advance(TimeDelta::minutes(1));
    refused(bench.call("case_cards", json!({})).await, "notSignedIn");
    let session = &bench.call("app_state", json!({})).await.expect("the state")["session"];
    assert_eq!(session["state"], "expired");
    assert!(session["notice"]["message"].as_str().is_some_and(|message| message.contains("14 days")));
}

/// The question with another value in one of its fields.
fn with(mut question: Value, field: &str, value: Value) -> Value {
    question["request"][field] = value;
    question
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_wishes_are_refused_or_harmless() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    // An unknown name, a wrong type and a missing field never reach a command.
    for arguments in [
        question("", "all; DROP TABLE cases", "created"),
        question("", "all", "amount) --"),
        with(question("", "all", "created"), "seq", json!(-1)),
        with(question("", "all", "created"), "search", json!(5)),
        with(question("", "all", "created"), "filters", json!({ "debtor": "x" })),
        json!({ "request": { "seq": 1 } }),
        json!({}),
    ] {
        assert!(bench.call("cases_page", arguments.clone()).await.is_err(), "{arguments}");
    }
    let many = with(question("", "all", "created"), "limit", json!(201));
    refused(bench.call("cases_page", many).await, "invalidRequest");
    let far = with(question("", "all", "created"), "offset", json!(u32::MAX));
    assert_eq!(bench.call("cases_page", far).await.expect("an empty page")["rows"], json!([]));
    for search in ["'; DROP TABLE cases; --", "%", "_", "\"", "\0", "\u{202e}", "🦀", &"x".repeat(100_000)] {
        assert!(bench.call("cases_page", question(search, "all", "customer")).await.is_ok(), "{}", search.len());
    }
    assert_eq!(bench.call("case_cards", json!({})).await.expect("cards")["total"], 60, "the rows are still there");
    for id in ["", "x", "5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a", "' OR 1=1"] {
        refused(bench.call("copy_case", json!({ "id": id, "what": "summary" })).await, "invalidRequest");
        refused(bench.call("case_detail", json!({ "id": id })).await, "invalidRequest");
        for command in OF_A_CLIENT {
            refused(bench.call(command, json!({ "id": id })).await, "invalidRequest");
        }
    }
    assert!(bench.call("copy_case", json!({ "id": "x", "what": "everything" })).await.is_err());
    refused(bench.call("export_cases", export(json!([]))).await, "invalidRequest");
    refused(bench.call("export_cases", export(json!(vec!["debtor"; 33]))).await, "invalidRequest");
    assert!(bench.call("export_cases", export(json!(["password"]))).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_server_leaves_the_answers_and_says_offline() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    let Bench { server, .. } = &bench;
    server.faults().add("/", partner_desk_sandbox::Fault::Status(503), 1_000);
    let report = bench.desk.sync().await.expect("a report");
    assert!(!report.complete);
    let sync = &bench.call("app_state", json!({})).await.expect("the state")["sync"];
    assert_eq!(sync["problem"]["code"], "server");
    assert!(sync["asOf"].is_string(), "the age stays what it was");
    assert!(bench.call("cases_page", question("", "all", "created")).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_and_earnings_are_answered_with_their_cards() {
    let bench = Bench::start(400).await;
    bench.signed_in().await;
    let page = bench.call("clients_page", clients("", "unsigned", "customer")).await.expect("a page");
    let cards = bench.call("client_cards", json!({})).await.expect("cards");
    assert_eq!(page["total"], cards["pending"]);
    assert_eq!(page["counts"]["all"], cards["total"]);
    assert!(page["rows"].as_array().unwrap().iter().all(|row| row["onboardingDone"] == json!(false)));
    let page = bench.call("earnings_page", earnings("", "all", "paid")).await.expect("a page");
    let cards = bench.call("earnings_cards", json!({})).await.expect("cards");
    assert_eq!(page["counts"], cards["sums"], "without search and filter both are the whole");
    assert_eq!(cards["check"]["differences"], json!([]));
    assert!(cards["check"]["at"].is_string());
    let parts = ["ready", "awaiting", "pending", "paid", "disputed", "unclassified"];
    let counts: u64 = parts.iter().map(|part| cards["sums"][part]["count"].as_u64().unwrap()).sum();
    assert_eq!(counts, cards["sums"]["all"]["count"].as_u64().unwrap(), "the cards hold every transaction once");
    let row = page["rows"].as_array().unwrap().iter().find(|row| row["caseId"].is_string()).expect("a fee of a case");
    let detail = bench.call("case_detail", json!({ "id": row["caseId"] })).await.expect("its case");
    assert!(detail["transactions"].as_array().unwrap().iter().any(|fee| fee["id"] == row["id"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_and_choices_say_by_what() {
    let bench = Bench::start(400).await;
    bench.signed_in().await;
    let choices = json!({ "request": { "field": "caseCountries", "search": "" } });
    let choices = bench.call("choices", choices).await.expect("choices");
    let first = &choices["choices"][0];
    let filters = json!({
        "client": null, "customers": [], "collectionPartners": [], "countries": [first["name"]], "createdFrom": null,
        "createdTo": null, "needsInfo": false,
    });
    let asked = with(question("", "all", "created"), "filters", filters.clone());
    let page = bench.call("cases_page", asked.clone()).await.expect("a page");
    assert_eq!(page["total"], first["count"]);
    assert!(page["rows"].as_array().unwrap().iter().all(|row| row["country"] == first["name"]));
    for day in ["2026-13-01", "yesterday", "", "2026-05-11T00:00:00Z", "99999-01-01"] {
        let mut filters = filters.clone();
        filters["createdFrom"] = json!(day);
        refused(bench.call("cases_page", with(asked.clone(), "filters", filters)).await, "invalidRequest");
    }
    let mut filters = filters;
    filters["customers"] = json!(vec!["x"; 101]);
    refused(bench.call("cases_page", with(asked, "filters", filters)).await, "invalidRequest");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_and_a_client_are_shown_and_read_afresh() {
    let bench = Bench::start(400).await;
    bench.signed_in().await;
    let page = bench.call("cases_page", question("", "active", "created")).await.expect("a page");
    let id = json!({ "id": page["rows"][0]["id"] });
    let before = bench.call("case_detail", id.clone()).await.expect("a case");
    assert_eq!(before["potential"], Value::Null);
    assert_eq!(bench.call("case_refresh", id.clone()).await, Ok(Value::Null));
    let after = bench.call("case_detail", id.clone()).await.expect("a case");
    assert_eq!(after["case"]["id"], id["id"]);
    assert!(after["potential"]["readAt"].is_string());
    let page = bench.call("clients_page", clients("", "unsigned", "linked")).await.expect("a page");
    let id = json!({ "id": page["rows"][0]["id"] });
    assert_eq!(bench.call("client_refresh", id.clone()).await, Ok(Value::Null));
    let onboarding = bench.call("onboarding", id.clone()).await.expect("onboarding");
    assert_eq!(onboarding["url"].is_null(), onboarding["trouble"] == json!("missing"));
    let detail = bench.call("client_detail", id).await.expect("a client");
    assert!(detail["earnings"]["all"]["count"].is_u64());
    let shown = detail["cases"].as_array().unwrap().len() as u64;
    assert_eq!(Some(shown), detail["client"]["casesTotal"].as_u64().map(|all| all.min(50)));
}

#[tokio::test(flavor = "multi_thread")]
async fn preferences_are_set_together_and_stand_in_the_state() {
    let bench = Bench::start(5).await;
    let state = bench.call("app_state", json!({})).await.unwrap();
    let first = json!({
        "idleLockMinutes": null, "syncMinutes": 15, "csvProfile": "excel", "density": "comfortable",
        "unsignedDays": 14, "stuckDays": 90, "escalationRecipient": "", "notify": false, "sidebar": false, "chartOpen": true, "chartMonths": "twelve",
        "chartAsTable": false,
    });
    assert_eq!(state["preferences"], first);
    let mut wanted = first.clone();
    wanted["density"] = json!("compact");
    wanted["escalationRecipient"] = json!(" help@debitura.example ");
    let kept = bench.call("set_preferences", json!({ "request": wanted })).await.unwrap();
    assert_eq!(kept["escalationRecipient"], "help@debitura.example");
    assert_eq!(bench.call("app_state", json!({})).await.unwrap()["preferences"], kept);
    wanted["syncMinutes"] = json!(4);
    refused(bench.call("set_preferences", json!({ "request": wanted })).await, "invalidRequest");
    // The system shows no notifications here, and so they stay off.
    let mut notified = first.clone();
    notified["notify"] = json!(true);
    refused(bench.call("set_preferences", json!({ "request": notified })).await, "internal");
    // A part of them alone, or one that there is not, is a mistake of the page's.
    assert!(bench.call("set_preferences", json!({ "request": { "density": "compact" } })).await.is_err());
    wanted["colour"] = json!("red");
    assert!(bench.call("set_preferences", json!({ "request": wanted })).await.is_err());
    assert_eq!(bench.call("app_state", json!({})).await.unwrap()["preferences"], kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chart_sums_up_what_the_table_shows() {
    let bench = Bench::start(120).await;
    let request = |months: &str, paid: Value| {
        json!({ "request": { "seq": 9, "search": "", "months": months, "filters": {
            "client": null, "stages": [], "customers": [], "paidFrom": paid, "paidTo": paid,
        } } })
    };
    refused(bench.call("earnings_chart", request("twelve", Value::Null)).await, "notSignedIn");
    bench.signed_in().await;
    let chart = bench.call("earnings_chart", request("all", Value::Null)).await.unwrap();
    assert_eq!(chart["seq"], 9);
    let cards = bench.call("earnings_cards", json!({})).await.unwrap();
    let outside = ["before", "after", "undated"].map(|part| chart[part]["all"]["count"].as_u64().unwrap());
    let months = chart["months"].as_array().unwrap();
    let inside: u64 = months.iter().map(|month| month["sums"]["all"]["count"].as_u64().unwrap()).sum();
    assert_eq!(Some(inside + outside.iter().sum::<u64>()), cards["sums"]["all"]["count"].as_u64());
    let last = months.last().unwrap();
    assert!(last["first"].as_str().unwrap().ends_with("-01") && last["last"].as_str() > last["first"].as_str());
    // The dates are what the chart chooses: it does not follow them.
    let narrowed = bench.call("earnings_chart", request("all", json!("2020-01-01"))).await.unwrap();
    assert_eq!(narrowed, chart);
    refused(bench.call("earnings_chart", request("all", json!("soon"))).await, "invalidRequest");
    assert!(bench.call("earnings_chart", request("thirteen", Value::Null)).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_zoom_goes_in_steps_whoever_is_signed_in() {
    let bench = Bench::start(5).await;
    let step = |step: &str| json!({ "step": step });
    assert_eq!(bench.call("zoom", step("in")).await, Ok(json!(110)));
    assert_eq!(bench.call("zoom", step("in")).await, Ok(json!(125)));
    assert_eq!(bench.call("zoom", step("out")).await, Ok(json!(110)));
    assert_eq!(bench.call("zoom", step("plain")).await, Ok(json!(100)));
    assert!(bench.call("zoom", step("huge")).await.is_err());
    assert_eq!(bench.files().iter().filter(|name| name.contains("settings")).count(), 0, "nobody is signed in");
}

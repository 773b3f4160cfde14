//! The picture of the first screen: kept while it is true, shown while it still is.

use partner_desk::commands::first_sight;
use partner_desk_sandbox::Mutation;
use serde_json::{Value, json};

use crate::window::{Bench, question};

/// What the page shows first, as it asks for it.
async fn answers(bench: &Bench) -> Value {
    let mut asked = question("", "all", "lastActivity");
    asked["request"]["sort"]["descending"] = json!(true);
    asked["request"]["limit"] = json!(40);
    let page = bench.call("cases_page", asked).await.unwrap();
    let cards = bench.call("case_cards", json!({})).await.unwrap();
    json!({ "rows": page["rows"], "total": page["total"], "counts": page["counts"], "cards": cards })
}

async fn keep(bench: &Bench, answers: &Value) {
    let sight = json!({ "html": "<p>Rows</p>", "css": "", "answers": answers });
    bench.call("keep_first_sight", json!({ "sight": sight })).await.unwrap();
}

async fn is_shown(bench: &Bench) -> bool {
    first_sight(&bench.desk).await.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_shown_while_everything_in_it_is_true() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    assert!(!is_shown(&bench).await, "there is none yet");
    let before = answers(&bench).await;
    assert_eq!(before["rows"].as_array().unwrap().len(), 40);
    keep(&bench, &before).await;
    let sight = first_sight(&bench.desk).await.expect("a picture");
    assert_eq!(sight.html, "<p>Rows</p>");

    // Other data, even beyond the first rows: the counts are on the screen.
    bench.server.with_state(|state| state.apply(&Mutation::InsertCases { count: 2 }));
    bench.desk.sync().await.unwrap();
    assert!(!is_shown(&bench).await);
    keep(&bench, &before).await;
    assert!(!is_shown(&bench).await, "what is no longer true is not kept");
    keep(&bench, &answers(&bench).await).await;
    assert!(is_shown(&bench).await);

    // Other columns, and what a person prefers.
    bench.call("keep_columns", json!({ "columns": { "cases": [{ "name": "debtor", "width": 200, "shown": true }], "clients": [], "earnings": [] } })).await.unwrap();
    assert!(!is_shown(&bench).await);
    keep(&bench, &answers(&bench).await).await;
    assert!(is_shown(&bench).await);
    let mut preferences = bench.call("app_state", json!({})).await.unwrap()["preferences"].clone();
    preferences["density"] = json!("compact");
    bench.call("set_preferences", json!({ "request": preferences })).await.unwrap();
    assert!(!is_shown(&bench).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_the_picture_of_a_session_that_is_over() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    keep(&bench, &answers(&bench).await).await;
    bench.call("lock", json!({})).await.unwrap();
    assert!(!is_shown(&bench).await);
    let sight = json!({ "html": "", "css": "", "answers": {} });
    assert!(bench.call("keep_first_sight", json!({ "sight": sight })).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_absurdly_large_is_refused_and_the_old_one_stays() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    let now = answers(&bench).await;
    keep(&bench, &now).await;
    let sight = json!({ "html": "x".repeat(300 * 1024), "css": "", "answers": now });
    assert!(bench.call("keep_first_sight", json!({ "sight": sight })).await.is_err());
    assert!(is_shown(&bench).await);
}

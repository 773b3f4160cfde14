//! What the window's commands say by themselves, when a request makes no sense or the system does not do what it should. The
//! sentences of the use cases are in `desk-errors.txt`.

use std::fmt::Write as _;

use partner_desk::commands::types::CommandError;
use serde_json::{Value, json};

use crate::golden;
use crate::window::{Bench, question};

#[tokio::test(flavor = "multi_thread")]
async fn sentences_are_the_agreed_ones() {
    let bench = Bench::start(20).await;
    bench.signed_in().await;
    let mut many_rows = question("", "all", "created");
    many_rows["request"]["limit"] = json!(201);
    let mut many_names = question("", "all", "created");
    many_names["request"]["filters"]["countries"] = json!(vec!["x"; 101]);
    let mut no_day = question("", "all", "created");
    no_day["request"]["filters"]["createdTo"] = json!("tomorrow");
    let no_columns = json!({ "request": {
        "search": "", "tab": "all", "filters": { "attributed": null, "countries": [] },
        "sort": { "column": "linked", "descending": true }, "columns": [], "profile": "plain",
    } });
    let asked = [
        ("more rows than fit", "cases_page", many_rows),
        ("more names than a filter takes", "cases_page", many_names),
        ("a day that is none", "cases_page", no_day),
        ("an export without columns", "export_clients", no_columns),
        ("an id that is none", "case_detail", json!({ "id": "x" })),
    ];
    let mut text = String::new();
    for (of, command, arguments) in asked {
        let error = bench.call(command, arguments).await.expect_err(of);
        write(&mut text, of, &error);
    }
    for (of, error) in [
        ("the clipboard", CommandError::clipboard()),
        ("the browser", CommandError::browser()),
        ("the mail program", CommandError::mail()),
        ("notifications", CommandError::notifications()),
        ("a second step about a newer version", CommandError::update_busy()),
        ("no way to newer versions", CommandError::no_way_to_updates()),
        ("an answer about them that makes no sense", CommandError::no_update_answer()),
        ("a way to one that is not private", CommandError::update_not_private()),
        ("half a newer version", CommandError::update_broke_off()),
        ("one that was not signed", CommandError::update_forged()),
        ("one that cannot be installed", CommandError::update_not_installed()),
    ] {
        write(&mut text, of, &serde_json::to_value(error).expect("JSON"));
    }
    golden::agrees("window-errors.txt", &text);
}

fn write(text: &mut String, of: &str, error: &Value) {
    let words = |field: &str| error[field].as_str().unwrap_or("-").to_owned();
    writeln!(text, "{of}\n    {}: {}\n    -> {}", words("code"), words("message"), words("hint")).expect("a text");
}

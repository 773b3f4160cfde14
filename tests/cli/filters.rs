//! The options that narrow a list: the same rows as looking through the whole list by hand, also in the file.

use partner_desk_sandbox::SandboxConfig;
use serde_json::Value;

use crate::place::{Place, on};

async fn rows(desk: &desk::Desk, arguments: &[&str]) -> Vec<Value> {
    let all: Vec<&str> = ["--json"].iter().chain(arguments).chain(&["--limit", "all"]).copied().collect();
    let answer: Value = serde_json::from_str(&on(desk, &all).await.fine()).unwrap();
    let rows = answer["rows"].as_array().unwrap().clone();
    assert_eq!(answer["total"], rows.len());
    rows
}

/// The commonest value of a field.
fn common(rows: &[Value], field: &str) -> String {
    let texts: Vec<&str> = rows.iter().filter_map(|row| row[field].as_str()).collect();
    let most = texts.iter().max_by_key(|text| (texts.iter().filter(|other| other == text).count(), **text));
    (*most.unwrap()).to_owned()
}

#[tokio::test]
async fn each_option_narrows_as_looking_through_does() {
    let place = Place::synced(SandboxConfig::new(600, 4)).await;
    let desk = place.open().await;
    let (cases, clients, fees) =
        (rows(&desk, &["cases"]).await, rows(&desk, &["clients"]).await, rows(&desk, &["earnings"]).await);
    let (partner, customer) = (common(&cases, "collectionPartner"), common(&cases, "customer"));
    let (country, of_clients) = (common(&cases, "country"), common(&clients, "country"));
    let by_hand = |rows: &[Value], keep: &dyn Fn(&Value) -> bool| -> Vec<Value> {
        let kept: Vec<Value> = rows.iter().filter(|row| keep(row)).cloned().collect();
        assert!(!kept.is_empty() && kept.len() < rows.len(), "the data must tell the two apart");
        kept
    };
    let checks: [(&[&str], Vec<Value>); 9] = [
        (&["cases", "--partner", &partner], by_hand(&cases, &|row| row["collectionPartner"] == *partner)),
        (&["cases", "--partner", ""], by_hand(&cases, &|row| row["collectionPartner"].is_null())),
        (
            &["cases", "--country", &country, "--customer", &customer],
            by_hand(&cases, &|row| row["country"] == *country && row["customer"] == *customer),
        ),
        (&["cases", "--needs-info"], by_hand(&cases, &|row| row["needsInfo"] == true)),
        (&["clients", "--attributed", "no"], by_hand(&clients, &|row| row["attributed"] == false)),
        (&["clients", "--country", &of_clients], by_hand(&clients, &|row| row["country"] == *of_clients)),
        (&["earnings", "--stage", "0"], by_hand(&fees, &|row| row["stageNumber"] == 0)),
        (
            &["earnings", "--stage", "none", "--stage", "6"],
            by_hand(&fees, &|row| row["stageNumber"].is_null() || row["stageNumber"] == 6),
        ),
        (&["earnings", "--customer", &customer], by_hand(&fees, &|row| row["customer"] == *customer)),
    ];
    for (arguments, expected) in checks {
        assert_eq!(rows(&desk, arguments).await, expected, "{arguments:?}");
    }
    // Days of this computer, both included.
    let day = |row: &Value, field: &str| {
        let at = chrono::DateTime::parse_from_rfc3339(row[field].as_str()?).unwrap();
        Some(at.with_timezone(&chrono::Local).date_naive().to_string())
    };
    let middle = day(&cases[cases.len() / 2], "created").unwrap();
    let on_it = by_hand(&cases, &|row| day(row, "created").as_ref() == Some(&middle));
    assert_eq!(rows(&desk, &["cases", "--created-from", &middle, "--created-to", &middle]).await, on_it);
    let paid = day(fees.iter().find(|row| row["paid"].is_string()).unwrap(), "paid").unwrap();
    let since = by_hand(&fees, &|row| day(row, "paid").is_some_and(|day| day >= paid));
    assert_eq!(rows(&desk, &["earnings", "--paid-from", &paid]).await, since);
    let file = place.folder.path().join("narrow.csv");
    let file = file.to_str().unwrap();
    on(&desk, &["export", "cases", "--out", file, "--partner", &partner]).await.fine();
    let lines = std::fs::read_to_string(file).unwrap().lines().count();
    assert_eq!(lines - 1, cases.iter().filter(|row| row["collectionPartner"] == *partner).count());
}

#[tokio::test]
async fn an_option_of_another_view_is_refused() {
    let place = Place::synced(SandboxConfig::new(40, 4)).await;
    let desk = place.open().await;
    for (arguments, option) in [
        (&["cases", "--stage", "3"][..], "--stage"),
        (&["cases", "--attributed", "yes"], "--attributed"),
        (&["clients", "--partner", "x"], "--partner"),
        (&["clients", "--needs-info"], "--needs-info"),
        (&["earnings", "--country", "Denmark"], "--country"),
        (&["export", "earnings", "--out", "x.csv", "--created-from", "2026-01-01"], "--created-from"),
    ] {
        let done = on(&desk, arguments).await;
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        assert!(done.err.contains(option), "{}", done.err);
    }
    for arguments in [
        &["earnings", "--stage", "7"][..],
        &["earnings", "--stage", "paid"],
        &["clients", "--attributed", "maybe"],
        &["cases", "--created-from", "yesterday"],
    ] {
        assert_eq!(on(&desk, arguments).await.code, 2, "{arguments:?}");
    }
    let many: Vec<String> = std::iter::repeat_n(["--country".to_owned(), "x".to_owned()], 101).flatten().collect();
    let arguments: Vec<&str> = ["cases"].into_iter().chain(many.iter().map(String::as_str)).collect();
    assert_eq!(on(&desk, &arguments).await.code, 2);
}

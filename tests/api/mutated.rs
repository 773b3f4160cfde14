//! Answers that went wrong in any place: whatever stands in a row, the page is read, every row is either there or counted,
//! and nothing panics.

use desk_api::wire;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::rows::{full_case, full_client, full_transaction};

/// A value of any type where another was expected.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        Just(json!("0001-01-01T00:00:00")),
        Just(json!("99999-99-99T99:99:99Z")),
        Just(json!(1e308)),
        Just(json!("\u{0}")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-zA-Z]{0,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// How one place of a row goes wrong.
#[derive(Clone, Debug)]
enum Change {
    Remove,
    Replace(Value),
}

fn change() -> impl Strategy<Value = (usize, Change)> {
    let change = prop_oneof![1 => Just(Change::Remove), 4 => anything().prop_map(Change::Replace)];
    (any::<usize>(), change)
}

/// Every place of a value that has one, in a fixed order, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(n, value)| (n.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let place = format!("{at}/{key}");
        found.push(place.clone());
        places(child, &place, found);
    }
}

fn mutate(mut row: Value, changes: &[(usize, Change)]) -> Value {
    for (pick, change) in changes {
        let mut found = Vec::new();
        places(&row, "", &mut found);
        let Some(place) = found.get(pick % found.len().max(1)) else { return row };
        match change {
            Change::Replace(value) => *row.pointer_mut(place).unwrap() = value.clone(),
            Change::Remove => {
                let (parent, key) = place.rsplit_once('/').unwrap();
                match row.pointer_mut(parent).unwrap() {
                    Value::Object(map) => drop(map.remove(key)),
                    Value::Array(items) => drop(items.remove(key.parse().unwrap())),
                    _ => unreachable!("only these two hold places"),
                }
            }
        }
    }
    row
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_of_mutated_rows_is_read(changes in prop::collection::vec(change(), 0..8), summary in anything(), paging in anything()) {
        for (name, row) in [("cases", full_case()), ("clients", full_client()), ("data", full_transaction())] {
            let good = row.clone();
            let body = json!({ name: [mutate(row, &changes), good, null], "page": paging, "summary": summary }).to_string();
            let (rows, unusable) = match name {
                "cases" => wire::cases_page(&body).map(|page| (page.rows.len(), page.unusable_rows)),
                "clients" => wire::clients_page(&body).map(|page| (page.rows.len(), page.unusable_rows)),
                _ => wire::transactions_page(&body).map(|page| (page.rows.len(), page.unusable_rows)),
            }
            .unwrap();
            prop_assert!(rows >= 1);
            prop_assert_eq!(rows + unusable as usize, 3);
        }
    }

    #[test]
    fn a_director_never_gets_through(changes in prop::collection::vec(change(), 0..8)) {
        let body = json!({ "clients": [mutate(full_client(), &changes)] }).to_string();
        let page = wire::clients_page(&body).unwrap();
        let shown = format!("{page:?}");
        prop_assert!(!shown.contains("Canary"));
    }

    #[test]
    fn any_text_gives_an_answer_or_an_error(body in ".{0,200}", cut in 0_usize..2_000) {
        let full = json!({ "cases": [full_case(), full_case()], "page": { "totalResults": 2 } }).to_string();
        let end = (0..=cut.min(full.len())).rev().find(|at| full.is_char_boundary(*at)).unwrap();
        for text in [body.as_str(), full.get(..end).unwrap()] {
            let complete = serde_json::from_str::<Value>(text).is_ok();
            prop_assert!(wire::cases_page(text).is_err() || complete);
            prop_assert!(wire::me(text).is_err() || complete);
            prop_assert!(wire::clients_page(text).is_err());
        }
    }
}

//! Contract section 4.

use std::collections::HashSet;

use partner_desk_sandbox::{PageFault, Request};
use serde_json::Value;

use crate::ask::{all, json, rows_name, state, status, texts};

const LISTS: [&str; 3] = ["/cases", "/clients", "/reporting/transactions"];

#[test]
fn each_list_has_its_own_default_size() {
    let state = state(5_000, &[]);
    for (path, size) in [("/cases", 10), ("/clients", 50), ("/reporting/transactions", 10)] {
        let page = json(&state, path);
        assert_eq!(page["page"]["pageSize"], size, "{path}");
        assert_eq!(page["page"]["currentPage"], 1);
        assert_eq!(page["page"]["responseCount"], size);
        assert_eq!(page[rows_name(path)].as_array().unwrap().len(), size);
    }
}

#[test]
fn sizes_and_numbers_outside_the_limits_are_refused() {
    let state = state(60, &[]);
    for path in LISTS {
        for bad in ["PageSize=0", "PageSize=101", "PageSize=-1", "PageSize=ten", "Page=0", "Page=2147483648"] {
            assert_eq!(status(&state, &format!("{path}?{bad}")), 400, "{path} {bad}");
        }
        for good in ["PageSize=1", "PageSize=100", "Page=2147483647", "pageSize=3&page=2", "PageSize="] {
            assert_eq!(status(&state, &format!("{path}?{good}")), 200, "{path} {good}");
        }
    }
}

#[test]
fn pages_hold_every_row_once_and_count_right() {
    let state = state(1_234, &[]);
    let ids = |path, pointer| texts(&all(&state, path, ""), pointer);
    let cases = ids("/cases", "/id");
    assert_eq!(cases.len(), 1_234);
    assert_eq!(cases.iter().collect::<HashSet<_>>().len(), 1_234);
    assert_eq!(ids("/reporting/transactions", "/transactionId").len(), 411);
    let last = json(&state, "/cases?PageSize=100&Page=13");
    assert_eq!(last["page"]["totalPages"], 13);
    assert_eq!(last["page"]["responseCount"], 34);
    let beyond = json(&state, "/cases?PageSize=100&Page=14");
    assert_eq!(beyond["page"]["responseCount"], 0);
    assert_eq!(beyond["page"]["totalResults"], 1_234);
}

#[test]
fn an_empty_portfolio_has_empty_lists() {
    let state = state(0, &[]);
    for path in LISTS {
        let page = json(&state, path);
        assert_eq!(page["page"]["totalResults"], 0);
        assert_eq!(page["page"]["totalPages"], 0);
        assert_eq!(page[rows_name(path)], serde_json::json!([]));
    }
    assert_eq!(json(&state, "/referral-partner/filter-options")["countries"], Value::Null);
}

#[test]
fn the_usual_order_is_newest_first_and_a_sort_turns_it() {
    let state = state(500, &[]);
    for (path, field) in
        [("/cases", "DateCreated"), ("/clients", "dateCreated"), ("/reporting/transactions", "collectionDate")]
    {
        let pointer = if path == "/reporting/transactions" { "/transactionId" } else { "/id" };
        let ids = |query: &str| {
            all(&state, path, query)
                .iter()
                .map(|row| row.pointer(pointer).or(row.pointer("/dateLinked")).unwrap().to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(""), ids(&format!("Sort={field}:desc")));
        assert_ne!(ids(""), ids(&format!("Sort={field}:asc")));
        assert_eq!(ids(&format!("Sort={field}:asc")), ids(&format!("Sort={field}")));
        assert_eq!(ids(""), ids("Sort=Nonsense:asc"), "an unknown field is ignored");
    }
}

#[test]
fn sorts_follow_the_values() {
    let state = state(700, &[]);
    let rising = |values: Vec<f64>| values.windows(2).all(|two| two[0] <= two[1]);
    let numbers = |path: &str, query: &str, pointer: &str| -> Vec<f64> {
        all(&state, path, query).iter().filter_map(|row| row.pointer(pointer)?.as_f64()).collect()
    };
    assert!(rising(numbers("/cases", "Sort=GrossAmount:asc", "/grossAmount")));
    assert!(rising(numbers("/cases", "Sort=grossamount:desc", "/grossAmount").into_iter().rev().collect()));
    assert!(rising(numbers("/reporting/transactions", "Sort=amount:asc", "/payment/amount")));
    let due = texts(&all(&state, "/cases", "Sort=DueDate:asc"), "/dueDate");
    assert!(due.windows(2).all(|two| two[0].get(..10) <= two[1].get(..10)));
    let names: Vec<String> = all(&state, "/clients", "Sort=name:asc")
        .iter()
        .map(|row| row.pointer("/client/companyName").and_then(Value::as_str).unwrap_or("").to_lowercase())
        .collect();
    assert!(names.windows(2).all(|two| two[0] <= two[1]), "{names:?}");
    let created: Vec<_> = texts(&all(&state, "/cases", "Sort=DateCreated:asc"), "/id")
        .iter()
        .map(|id| state.case(id.parse().unwrap()).unwrap().date_created)
        .collect();
    assert!(created.is_sorted());
}

#[test]
fn page_faults_get_exactly_one_thing_wrong() {
    let state = state(100, &[]);
    let ask = |fault| {
        let request = Request::get("/cases?PageSize=10&Page=2", &state.config().key());
        let page: Value = serde_json::from_slice(&state.answer_with(&request, fault).body).unwrap();
        (texts(page["cases"].as_array().unwrap(), "/id"), page["page"]["totalResults"].as_i64().unwrap())
    };
    let (right, total) = ask(None);
    assert_eq!((right.len(), total), (10, 100));
    let (shifted, _) = ask(Some(PageFault::Shift));
    assert_eq!(shifted[..9], right[1..]);
    let (double, _) = ask(Some(PageFault::Duplicate));
    assert_eq!((&double[..9], &double[9]), (&right[..9], &right[0]));
    let (short, _) = ask(Some(PageFault::Drop));
    assert_eq!(short, right[..9]);
    let (same, lie) = ask(Some(PageFault::LyingTotal(-3)));
    assert_eq!((same, lie), (right, 97));
}

//! Ranges of dates, which pages are cut out of as stretches of an order: the same rows and the same totals as by looking at
//! each row.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use partner_desk_sandbox::State;

use crate::ask::{all, json, state, texts};

/// A list, a property that tells its rows apart, its parameters of a range, the order by the date that the range is of, and another one.
const LISTS: [(&str, &str, [&str; 2], [&str; 2]); 3] = [
    ("/cases", "/id", ["FromDate", "ToDate"], ["DateCreated", "GrossAmount"]),
    ("/clients", "/dateLinked", ["DateCreatedFrom", "DateCreatedTo"], ["dateCreated", "name"]),
    ("/reporting/transactions", "/transactionId", ["FromDate", "ToDate"], ["collectionDate", "amount"]),
];

fn dates(state: &State, path: &str) -> Vec<DateTime<Utc>> {
    let mut dates: Vec<_> = match path {
        "/cases" => state.cases().map(|row| row.date_created).collect(),
        "/clients" => state.clients().map(|row| row.date_linked).collect(),
        _ => state.transactions().map(|row| row.date).collect(),
    };
    dates.sort_unstable();
    dates
}

#[test]
fn every_order_of_a_range_holds_the_rows_between_its_ends() {
    let state = state(5_400, &[]);
    for (path, id, [from, to], sorts) in LISTS {
        let dates = dates(&state, path);
        let count = dates.len();
        let at = |place: usize| dates[place].format("%Y-%m-%dT%H:%M:%S%.9fZ").to_string();
        // Around the places where running sums are kept, at both ends, one row, nothing, and ends the wrong way round.
        for (first, last) in [(0, count - 1), (0, 63), (64, 128), (1, 65), (count - 2, count - 1), (20, 20), (40, 10)] {
            let wanted = dates.iter().filter(|date| (dates[first]..=dates[last]).contains(*date)).count();
            let range = format!("{from}={}&{to}={}", at(first), at(last));
            let mut seen = BTreeSet::new();
            let mut summaries = BTreeSet::new();
            for sort in sorts {
                for direction in ["asc", "desc"] {
                    let query = format!("{range}&Sort={sort}:{direction}");
                    let rows = texts(&all(&state, path, &query), id);
                    assert_eq!(rows.len(), wanted, "{path}?{query}");
                    seen.insert(rows.into_iter().collect::<BTreeSet<_>>());
                    summaries.insert(json(&state, &format!("{path}?{query}"))["summary"].to_string());
                }
            }
            assert_eq!((seen.len(), summaries.len()), (1, 1), "{path} {range}");
        }
    }
}

#[test]
fn the_totals_of_a_range_are_those_of_its_rows() {
    let state = state(1_500, &[]);
    let of = |path: &str, place: usize| dates(&state, path)[place];
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%S%.9fZ").to_string();
    let (first, last) = (of("/cases", 100), of("/cases", 777));
    let sum = &json(&state, &format!("/cases?FromDate={}&ToDate={}", text(first), text(last)))["summary"];
    let rows: Vec<_> = state.cases().filter(|row| (first..=last).contains(&row.date_created)).collect();
    assert_eq!(sum["totalCases"], rows.len());
    for (name, tab) in [("active", partner_desk_sandbox::Tab::Active), ("closed", partner_desk_sandbox::Tab::Closed)] {
        assert_eq!(sum["byLifecycle"][name], rows.iter().filter(|row| state.tab(row) == tab).count(), "{name}");
    }
    let path = "/reporting/transactions";
    let (first, last) = (of(path, 70), of(path, 400));
    let range = format!("FromDate={}&ToDate={}", text(first), text(last));
    let counted = |stage| {
        let within = state.transactions().filter(|row| (first..=last).contains(&row.date));
        within.filter(|row| state.stage(row) == Some(stage)).count()
    };
    // The totals follow the range, but not the stages.
    for stages in ["", "&RevenueStages=5"] {
        let sum = &json(&state, &format!("{path}?{range}{stages}"))["summary"]["revenue"];
        assert_eq!([&sum["pendingCount"], &sum["paidCount"]], [counted(0), counted(5)], "{stages}");
    }
    assert_eq!(all(&state, path, &format!("{range}&RevenueStages=5")).len(), counted(5));
    assert!(counted(0) > 0 && counted(5) > 0);
}

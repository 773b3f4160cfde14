//! Every index is used by the query that it was made for.

use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery};
use desk_store::{Store, cases, clients, earnings};

use crate::fixture::{Cache, ask, at};
use crate::rows;

fn filled(cache: &Cache) -> Store {
    let store = cache.open();
    let all = rows::cases(1, 300);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    store
}

fn uses(steps: &[String], index: &str) -> bool {
    steps.iter().any(|step| step.split(' ').any(|word| word == index))
}

fn sorts(steps: &[String]) -> bool {
    steps.iter().any(|step| step.contains("TEMP B-TREE"))
}

#[test]
fn the_views_open_without_sorting_or_scanning_a_table() {
    let cache = Cache::new();
    let store = filled(&cache);
    let opening = ask(&store, |r| cases::plan(r, &CaseQuery::default()));
    assert!(uses(&opening, "cases_by_created") && uses(&opening, "cases_by_reference"), "{opening:#?}");
    assert!(!sorts(&opening), "{opening:#?}");
    let tab = CaseQuery { tab: CaseTab::Group(CaseGroup::Pending), ..CaseQuery::default() };
    let tab = ask(&store, move |r| cases::plan(r, &tab));
    assert!(uses(&tab, "cases_by_group") && !sorts(&tab), "{tab:#?}");
    let clients = ask(&store, |r| clients::plan(r, &ClientQuery::default()));
    assert!(
        uses(&clients, "clients_by_linked") && uses(&clients, "cases_by_tenant") && !sorts(&clients),
        "{clients:#?}"
    );
    let earnings = ask(&store, |r| earnings::plan(r, &EarningsQuery::default()));
    for index in ["transactions_by_paid", "transactions_by_status", "transactions_by_case"] {
        assert!(uses(&earnings, index), "{index}: {earnings:#?}");
    }
    assert!(!sorts(&earnings), "{earnings:#?}");
    for steps in [opening, tab, clients, earnings] {
        for step in steps {
            assert!(!step.starts_with("SCAN") || step.contains("INDEX"), "a whole table: {step}");
        }
    }
}

#[test]
fn counts_under_a_search_are_read_from_an_index_alone() {
    let cache = Cache::new();
    let store = filled(&cache);
    let query = CaseQuery { search: "mül deb".to_owned(), ..CaseQuery::default() };
    let steps = ask(&store, move |r| cases::plan(r, &query));
    assert!(steps.iter().any(|step| step.contains("COVERING INDEX cases_by_search")), "{steps:#?}");
}

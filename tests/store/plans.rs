//! Every index is used by the query that it was made for.

use desk_core::ids::{ClientKey, CreditorId, TenantId};
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, CaseFilter, CaseQuery, ClientQuery, EarningsFilter, EarningsQuery, Sort, Span};
use desk_core::stage::EarningsTab;
use desk_store::{Store, Table, attention, cases, changes, clients, earnings};

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
    for tab in [CaseTab::All, CaseTab::Group(CaseGroup::Active)] {
        let sort = Sort { column: CaseColumn::LastActivity, descending: true };
        let window = CaseQuery { tab, sort, ..CaseQuery::default() };
        let window = ask(&store, move |r| cases::plan(r, &window));
        assert!(uses(&window, "cases_by_activity") && !sorts(&window), "{window:#?}");
    }
    let tab = CaseQuery { tab: CaseTab::Group(CaseGroup::Pending), ..CaseQuery::default() };
    let tab = ask(&store, move |r| cases::plan(r, &tab));
    assert!(uses(&tab, "cases_by_created") && !sorts(&tab), "{tab:#?}");
    let clients = ask(&store, |r| clients::plan(r, &ClientQuery::default()));
    assert!(
        uses(&clients, "clients_by_linked")
            && uses(&clients, "cases_by_tenant")
            && uses(&clients, "cases_by_creditor")
            && !sorts(&clients),
        "{clients:#?}"
    );
    let earnings = ask(&store, |r| earnings::plan(r, &EarningsQuery::default()));
    let of_case = ask(&store, earnings::plan_of_case);
    let of_cases = ask(&store, earnings::plan_of_cases);
    for index in ["transactions_by_case", "transactions_by_reference"] {
        assert!(uses(&of_case, index), "{index}: {of_case:#?}");
        assert!(uses(&of_cases, index), "{index}: {of_cases:#?}");
    }
    assert!(!of_cases.iter().any(|step| step.starts_with("SCAN")), "{of_cases:#?}");
    for index in ["transactions_by_paid", "transactions_by_status"] {
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
fn a_search_looks_at_narrow_indexes_alone() {
    let cache = Cache::new();
    let store = filled(&cache);
    for tab in [CaseTab::All, CaseTab::Group(CaseGroup::Closed)] {
        let query = CaseQuery { search: "mül deb".to_owned(), tab, ..CaseQuery::default() };
        let steps = ask(&store, move |r| cases::plan(r, &query));
        let touched: Vec<&String> = steps.iter().filter(|step| step.contains(" cases ")).collect();
        assert_eq!(touched.len(), 4, "order, search, counts, reference: {steps:#?}");
        assert!(touched[..3].iter().all(|step| step.contains("COVERING INDEX")), "{steps:#?}");
        assert!(!sorts(&steps), "{steps:#?}");
    }
    let query = EarningsQuery { search: "mül".to_owned(), tab: EarningsTab::Ready, ..EarningsQuery::default() };
    let steps = ask(&store, move |r| earnings::plan(r, &query));
    let covering = steps.iter().filter(|step| step.contains("COVERING INDEX"));
    assert!(covering.count() >= 3, "order, search, sums: {steps:#?}");
}

#[test]
fn an_order_without_an_index_is_one_pass_over_the_table() {
    let cache = Cache::new();
    let store = filled(&cache);
    let sort = Sort { column: CaseColumn::Amount, descending: true };
    let query = CaseQuery { tab: CaseTab::Group(CaseGroup::Closed), sort, ..CaseQuery::default() };
    let steps = ask(&store, move |r| cases::plan(r, &query));
    assert_eq!(steps[0], "SCAN cases", "{steps:#?}");
}

#[test]
fn filters_read_an_index_of_their_own_and_never_a_whole_table() {
    let cache = Cache::new();
    let store = filled(&cache);
    let month = Span { from: Some(at("2026-03-01T00:00:00Z")), before: Some(at("2026-03-02T00:00:00Z")) };
    let names = || vec![Some("Denmark".to_owned()), None];
    let cases_steps = |search: &str, filter| {
        let query = CaseQuery { search: search.to_owned(), filter, ..CaseQuery::default() };
        ask(&store, move |r| cases::plan(r, &query))
    };
    let reads = |steps: &[String], index: &str| {
        steps.iter().filter(|step| step.ends_with(&format!("COVERING INDEX {index}"))).count()
    };
    for filter in [
        CaseFilter { countries: names(), ..CaseFilter::default() },
        CaseFilter { customers: names(), ..CaseFilter::default() },
        CaseFilter { collection_partners: names(), ..CaseFilter::default() },
        CaseFilter { created: month, ..CaseFilter::default() },
        CaseFilter { needs_info: true, ..CaseFilter::default() },
    ] {
        let steps = cases_steps("", filter.clone());
        assert_eq!(reads(&steps, "cases_by_filter"), 2, "rows and counts: {steps:#?}");
        assert!(!steps.iter().any(|step| step == "SCAN cases"), "{filter:?}: {steps:#?}");
    }
    // Half of the cases are left: with a search, both indexes and no look into the table.
    let steps = cases_steps("mül", CaseFilter { needs_info: true, ..CaseFilter::default() });
    assert_eq!((reads(&steps, "cases_by_filter"), reads(&steps, "cases_by_search")), (2, 2), "{steps:#?}");
    // None is left: what is searched for is looked up in the table.
    let nobody = CaseFilter { customers: vec![Some("Nobody".to_owned())], ..CaseFilter::default() };
    let steps = cases_steps("mül", nobody);
    assert!(uses(&steps, "cases_by_filter") && !uses(&steps, "cases_by_search"), "{steps:#?}");

    let client = ClientKey::of(Some(&TenantId("tenant-1".to_owned())), None);
    let steps = cases_steps("mül", CaseFilter { client: client.clone(), needs_info: true, ..CaseFilter::default() });
    assert!(uses(&steps, "cases_by_tenant") && !uses(&steps, "cases_by_search"), "{steps:#?}");

    let earnings_steps = |filter| {
        let query = EarningsQuery { filter, ..EarningsQuery::default() };
        ask(&store, move |r| earnings::plan(r, &query))
    };
    for filter in [
        EarningsFilter { customers: names(), ..EarningsFilter::default() },
        EarningsFilter { paid: month, ..EarningsFilter::default() },
    ] {
        let steps = earnings_steps(filter);
        assert_eq!(reads(&steps, "transactions_by_filter"), 2, "rows and sums: {steps:#?}");
    }
    let nameless = ClientKey::of(None, Some(CreditorId(uuid::Uuid::from_u128(5))));
    for (client, index) in [(client, "transactions_by_tenant"), (nameless.clone(), "transactions_by_creditor")] {
        let steps = earnings_steps(EarningsFilter { client, ..EarningsFilter::default() });
        assert!(uses(&steps, index), "{steps:#?}");
    }
    let steps = cases_steps("", CaseFilter { client: nameless, ..CaseFilter::default() });
    assert!(uses(&steps, "cases_by_creditor"), "{steps:#?}");
}

#[test]
fn news_and_what_waits_read_their_own_indexes_alone() {
    let cache = Cache::new();
    let store = filled(&cache);
    let steps = ask(&store, attention::plan);
    for index in ["changes_of_status", "cases_open", "clients_unsigned"] {
        let reads = steps.iter().filter(|step| step.contains(&format!("COVERING INDEX {index}")));
        assert_eq!(reads.count(), 1, "{index}: {steps:#?}");
    }
    assert!(!sorts(&steps), "{steps:#?}");
    let steps = ask(&store, changes::plan);
    assert_eq!(
        steps,
        [
            "SEARCH changes USING INTEGER PRIMARY KEY (rowid>?)",
            "SEARCH changes USING COVERING INDEX changes_by_row (name=? AND row_key=? AND id<?)",
            "SEARCH changes USING INDEX changes_by_row (name=? AND row_key=? AND id>?)",
            "SEARCH changes",
        ]
    );
}

/// A client's timeline goes from its rows to their entries: the log of a hundred thousand entries is never gone through.
#[test]
fn histories_of_a_clients_rows_are_found_by_their_keys() {
    let cache = Cache::new();
    let store = filled(&cache);
    let tenant = ClientKey::of(Some(&TenantId("t".to_owned())), None).unwrap();
    let creditor = ClientKey::of(None, Some(CreditorId(uuid::Uuid::from_u128(7)))).unwrap();
    for (table, client, index) in [
        (Table::Cases, tenant.clone(), "cases_by_tenant"),
        (Table::Cases, creditor.clone(), "cases_by_creditor"),
        (Table::Transactions, tenant, "transactions_by_tenant"),
        (Table::Transactions, creditor, "transactions_by_creditor"),
    ] {
        let steps = ask(&store, move |r| changes::plan_of_client(r, table, &client));
        assert!(uses(&steps, index) && uses(&steps, "changes_by_row"), "{steps:#?}");
        assert!(!steps.iter().any(|step| step.starts_with("SCAN changes")), "{steps:#?}");
    }
}

//! Sums along time against the plain way, and through the index.

use chrono::TimeDelta;
use desk_core::ids::{ClientKey, TenantId};
use desk_core::query::{EarningsFilter, EarningsQuery};
use desk_core::rows::Transaction;
use desk_core::stage::{EarningsTab, InvoicingMode, Stage};
use desk_core::time::Instant;
use desk_store::earnings::{self, EarningsSums};

use crate::cases::ALL;
use crate::fixture::{Cache, ask, at};
use crate::oracle::SEARCHES;
use crate::rows::{self, Dice};

/// Which stretch, by looking at each edge.
fn stretch(paid: Instant, edges: &[Instant]) -> usize {
    edges.iter().filter(|edge| **edge <= paid).count()
}

#[test]
fn each_row_is_in_one_stretch_and_in_the_sum_of_its_stage() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, cases) = (Dice::new(71), rows::cases(4, 40));
    let mut all: Vec<Transaction> = (0..240).map(|_| rows::transaction(&mut dice, &cases)).collect();
    let mut paid: Vec<Instant> = all.iter().filter_map(|row| row.paid).collect();
    paid.sort_unstable();
    // Some of them lie on payments to the millisecond: an edge begins its stretch.
    let middle = paid[paid.len() / 2];
    all[3].paid = Some(middle - TimeDelta::milliseconds(1));
    store.write(move |w| w.upsert_transactions(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let filters = [
        EarningsFilter::default(),
        EarningsFilter {
            client: ClientKey::of(Some(&TenantId("tenant-3".to_owned())), None),
            ..EarningsFilter::default()
        },
        EarningsFilter { stages: vec![Some(Stage::Pending), Some(Stage::Paid), None], ..EarningsFilter::default() },
        EarningsFilter { customers: vec![None], ..EarningsFilter::default() },
    ];
    let mut rows_seen = 0;
    for mode in [InvoicingMode::PayWhenPaid, InvoicingMode::ConfirmedPipeline] {
        for (search, filter) in SEARCHES.iter().flat_map(|search| filters.iter().map(move |filter| (*search, filter))) {
            let query =
                EarningsQuery { search: search.to_owned(), filter: filter.clone(), mode, ..EarningsQuery::default() };
            let asked = query.clone();
            let rows = ask(&store, move |r| earnings::page(r, &asked, ALL)).rows;
            rows_seen += rows.len();
            for count in [0, 1, 2, 3, 7, 12, 13, 24, 120] {
                let edges: Vec<Instant> = (0..count).map(|at| paid[at * (paid.len() - 1) / 120.max(count)]).collect();
                let edges: Vec<Instant> = if count == 2 { vec![middle, middle + TimeDelta::days(3)] } else { edges };
                let (asked, given) = (query.clone(), edges.clone());
                let answer = ask(&store, move |r| earnings::stretches(r, &asked, &given));
                assert_eq!(answer.between.len(), edges.len() + 1);
                let of = |wanted: Option<usize>| {
                    let own =
                        rows.iter().filter(|row| row.transaction.paid.map(|paid| stretch(paid, &edges)) == wanted);
                    EarningsSums::of_rows(&own.cloned().collect::<Vec<_>>())
                };
                for (at, sums) in answer.between.iter().enumerate() {
                    assert_eq!(*sums, of(Some(at)), "{query:?} {at} of {edges:?}");
                }
                assert_eq!(answer.undated, of(None), "{query:?}");
                let whole = EarningsSums::of_rows(&rows);
                for tab in EarningsTab::ALL {
                    // The sums of such rows may be too large to be held; the counts never are.
                    let parts = answer.between.iter().chain([&answer.undated]).map(|sums| sums.of(tab).count);
                    assert_eq!(parts.sum::<u64>(), whole.of(tab).count);
                }
            }
        }
    }
    assert!(rows_seen > 500, "{rows_seen}");
    let oldest = paid[0];
    assert_eq!(ask(&store, earnings::first_paid), Some(oldest));
}

#[test]
fn nothing_is_no_stretch_with_rows() {
    let store = Cache::new().open();
    let edges = [at("2026-01-01T00:00:00Z"), at("2026-02-01T00:00:00Z")];
    let answer = ask(&store, move |r| earnings::stretches(r, &EarningsQuery::default(), &edges));
    assert!(answer.between.iter().chain([&answer.undated]).all(|sums| sums.all.count == 0));
    assert_eq!(ask(&store, earnings::first_paid), None);
}

#[test]
fn the_index_of_the_filters_tells_it_all() {
    let store = Cache::new().open();
    let edges: Vec<Instant> = (0..13).map(|month| at("2025-06-01T00:00:00Z") + TimeDelta::days(30 * month)).collect();
    for search in ["", "deb 12"] {
        let (query, edges) = (EarningsQuery { search: search.to_owned(), ..EarningsQuery::default() }, edges.clone());
        let steps = ask(&store, move |r| earnings::plan_of_stretches(r, &query, &edges));
        assert!(steps.iter().any(|step| step.contains("COVERING INDEX transactions_by_filter")), "{steps:#?}");
        let whole = steps.iter().any(|step| step.starts_with("SCAN transactions") && !step.contains("COVERING"));
        assert!(!whole, "{steps:#?}");
    }
}

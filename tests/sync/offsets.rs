//! Passes over lists that can only be read by offsets, since the server takes no notice of dates.

use desk_store::Table;
use desk_sync::{Outcome, Progress};

use crate::fake::{Asked, Fake, Lists, Twist};
use crate::fixture::{Bench, table};

fn lists(seed: u64, cases: usize) -> Lists {
    Lists::new(seed, cases, 0, 0).by_offsets()
}

/// How often the list was begun anew; the first of each pair is the change from dates to offsets.
fn again(bench: &Bench) -> usize {
    bench.heard().iter().filter(|told| matches!(told, Progress::Again { table: Table::Cases })).count()
}

fn partial(outcome: &Outcome) -> &str {
    assert!(!outcome.is_complete());
    table(outcome, Table::Cases).partial.as_deref().unwrap()
}

/// Whether this is a page of a sweep: those of a walk are all asked from a date on, or as the first.
fn sweeps(asked: Asked, page: u32) -> bool {
    asked.table == Table::Cases && asked.page.from.is_none() && asked.page.page == page
}

#[tokio::test]
async fn a_list_that_stands_still_is_proved_by_its_count() {
    let fake = Fake::still(lists(1, 250));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!((bench.count(Table::Cases), again(&bench)), (250, 1));
    // The early look, one page of the walk and its next one three times over, then the three pages.
    assert_eq!(fake.pages_of(Table::Cases), [1, 1, 1, 1, 1, 1, 2, 3]);
}

#[tokio::test]
async fn a_row_that_goes_during_the_sweep_makes_it_read_again() {
    let mut gone = false;
    let fake = Fake::new(lists(2, 350), move |asked, lists| {
        if sweeps(asked, 3) && !std::mem::replace(&mut gone, true) {
            lists.cases.remove(10);
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    assert_eq!((table(&outcome, Table::Cases).rows, again(&bench)), (349, 3));
    // It was not listed by a reading that added up, and is no longer there when it is asked for.
    assert_eq!(bench.count(Table::Cases), 349);
}

#[tokio::test]
async fn a_list_that_never_stands_still_is_partial_after_three_readings() {
    let fake = Fake::new(lists(3, 350), |asked, lists| {
        if sweeps(asked, 2) {
            lists.cases.remove(10);
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(outcome.tables.len(), 3, "the other lists are read all the same");
    assert_eq!(again(&bench), 5);
    let sentence = partial(&outcome);
    assert!(
        sentence.ends_with("cases were seen where Debitura counts 347; the list changed while it was read.")
            || sentence.ends_with("of 347 cases were seen; the list changed while it was read."),
        "{sentence}"
    );
    assert_eq!(bench.count(Table::Cases), 350, "nothing is gone that was not proved to be");
    let freshness = bench.freshness();
    assert_eq!(freshness.cases.last_complete, None);
    assert!(freshness.clients.last_complete.is_some() && freshness.transactions.last_complete.is_some());
    let attempt = freshness.cases.last_attempt.unwrap();
    assert_eq!((attempt.complete, attempt.problem.as_deref()), (false, Some(sentence)));
}

#[tokio::test]
async fn a_list_that_shrinks_and_grows_again_within_a_sweep_is_no_proof() {
    let mut done = [false; 2];
    let fake = Fake::new(lists(4, 1_000), move |asked, lists| {
        // At the end the total is what it was at the beginning, and so is the number of distinct rows: the removed one and
        // the new one are in, and one that was there all the time slipped through.
        if sweeps(asked, 4) && !std::mem::replace(&mut done[0], true) {
            lists.cases.remove(0);
        }
        if sweeps(asked, 6) && !std::mem::replace(&mut done[1], true) {
            lists.append_case();
        }
        Twist::default()
    });
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!(again(&bench), 3);
    assert_eq!(bench.count(Table::Cases), 1_000);
}

#[tokio::test]
async fn a_page_sent_twice_is_found_out() {
    let mut sent = false;
    let fake = Fake::new(lists(5, 300), move |asked, _| {
        let twice = sweeps(asked, 2) && !std::mem::replace(&mut sent, true);
        Twist { page: twice.then_some(1), ..Twist::default() }
    });
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!((bench.count(Table::Cases), again(&bench)), (300, 3));
}

#[tokio::test]
async fn rows_without_an_id_are_counted_and_not_read_for_ever() {
    let fake = Fake::new(lists(6, 250), |asked, _| Twist {
        unusable: if sweeps(asked, 3) { 2 } else { 0 },
        ..Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(partial(&outcome), "2 of the cases carry no usable id and cannot be kept.");
    assert_eq!((table(&outcome, Table::Cases).rows, again(&bench)), (248, 1));
}

//! Passes over lists that move under the reader, or lie about themselves.

use desk_store::Table;
use desk_sync::{Outcome, Progress};

use crate::fake::{Asked, Fake, Lists, Twist, once};
use crate::fixture::{Bench, table};

fn partial(outcome: &Outcome) -> &str {
    assert!(!outcome.is_complete());
    table(outcome, Table::Cases).partial.as_deref().unwrap()
}

fn again(bench: &Bench) -> usize {
    bench.heard().iter().filter(|told| matches!(told, Progress::Again { table: Table::Cases })).count()
}

/// Whether this is a page of the cases' sweep, and not the early look at the newest.
fn sweeps_cases(asked: Asked) -> bool {
    asked.table == Table::Cases && asked.nth > 0
}

#[tokio::test]
async fn a_row_that_comes_during_the_sweep_is_read_and_the_list_again() {
    let fake = Fake::new(Lists::new(1, 300, 0, 0), |asked, lists| {
        // Nothing stood on page 4 when the sweep began.
        if sweeps_cases(asked) && asked.nth == 3 {
            lists.append_case();
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    assert_eq!((bench.count(Table::Cases), again(&bench)), (301, 1));
    assert_eq!(fake.pages_of(Table::Cases).iter().filter(|page| **page == 4).count(), 2);
}

#[tokio::test]
async fn a_row_that_goes_during_the_sweep_makes_it_read_again() {
    let fake = Fake::new(Lists::new(2, 350, 0, 0), |asked, lists| {
        if sweeps_cases(asked) && asked.nth == 2 {
            lists.cases.remove(10);
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    assert_eq!((table(&outcome, Table::Cases).rows, again(&bench)), (349, 1));
    // The one that went is kept until there is proof (a later issue): nothing is ever marked gone.
    assert_eq!(bench.count(Table::Cases), 350);
}

#[tokio::test]
async fn a_list_that_never_stands_still_is_partial_after_three_sweeps() {
    let fake = Fake::new(Lists::new(3, 350, 0, 0), |asked, lists| {
        if sweeps_cases(asked) && asked.page.page == 2 {
            lists.cases.remove(10);
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(outcome.tables.len(), 3, "the other lists are read all the same");
    assert_eq!(again(&bench), 2);
    let sentence = partial(&outcome);
    assert!(
        sentence.ends_with("cases were seen where Debitura counts 347; the list changed while it was read.")
            || sentence.ends_with("of 347 cases were seen; the list changed while it was read."),
        "{sentence}"
    );
    let freshness = bench.freshness();
    assert_eq!(freshness.cases.last_complete, None);
    assert!(freshness.clients.last_complete.is_some() && freshness.transactions.last_complete.is_some());
    let attempt = freshness.cases.last_attempt.unwrap();
    assert_eq!((attempt.complete, attempt.problem.as_deref()), (false, Some(sentence)));
}

#[tokio::test]
async fn a_list_that_shrinks_and_grows_again_within_a_sweep_is_no_proof() {
    let fake = Fake::new(Lists::new(4, 1_000, 0, 0), |asked, lists| {
        match (sweeps_cases(asked), asked.nth) {
            // At the end the total is what it was at the beginning, and so is the number of distinct rows: the removed
            // one and the new one are in, and one that was there all the time slipped through.
            (true, 4) => drop(lists.cases.remove(0)),
            (true, 6) => drop(lists.append_case()),
            _ => {}
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(outcome.is_complete());
    assert_eq!(again(&bench), 1);
    assert_eq!(bench.count(Table::Cases), 1_001);
}

#[tokio::test]
async fn totals_that_lie() {
    for (said, sentence) in [
        (Some(251), "250 of 251 cases were seen; the list changed while it was read."),
        (Some(9_000), "250 of 9000 cases were seen; the list changed while it was read."),
        (Some(249), "250 cases were seen where Debitura counts 249; the list changed while it was read."),
        (None, "250 cases were seen; Debitura did not say how many there are."),
    ] {
        let fake = Fake::new(Lists::new(5, 250, 0, 0), move |asked, _| Twist {
            total: (asked.table == Table::Cases).then_some(said),
            ..Twist::default()
        });
        let bench = Bench::new();
        let outcome = bench.pass(&fake).await;
        assert_eq!(partial(&outcome), sentence);
        assert_eq!(bench.count(Table::Cases), 250, "{said:?}");
    }
}

#[tokio::test]
async fn an_absurd_total_does_not_keep_the_pass_busy() {
    let fake = Fake::new(Lists::new(6, 250, 0, 0), |_, _| Twist { total: Some(Some(u64::MAX)), ..Twist::default() });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(!outcome.is_complete());
    // Three sweeps of three pages, and what was under way when the first empty page came.
    assert!(fake.pages_of(Table::Cases).len() < 3 * (3 + 2 * 6), "{:?}", fake.pages_of(Table::Cases));
}

#[tokio::test]
async fn a_list_without_a_total_is_followed_to_its_end_once() {
    let fake = Fake::new(Lists::new(7, 1_050, 0, 0), |_, _| Twist { total: Some(None), ..Twist::default() });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(partial(&outcome), "1050 cases were seen; Debitura did not say how many there are.");
    assert_eq!((bench.count(Table::Cases), again(&bench)), (1_050, 0));
    assert_eq!(fake.pages_of(Table::Cases).len(), 1 + 11);
}

#[tokio::test]
async fn a_page_sent_twice_is_found_out() {
    let twice = once(Table::Cases, 2, Twist { page: Some(1), ..Twist::default() });
    let fake = Fake::new(Lists::new(8, 300, 0, 0), twice);
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!((bench.count(Table::Cases), again(&bench)), (300, 1));
}

#[tokio::test]
async fn rows_without_an_id_are_counted_and_not_read_for_ever() {
    let fake = Fake::new(Lists::new(9, 250, 0, 0), |asked, _| Twist {
        unusable: if asked.table == Table::Cases && asked.page.page == 3 { 2 } else { 0 },
        ..Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(partial(&outcome), "2 of the cases carry no usable id and cannot be kept.");
    assert_eq!((table(&outcome, Table::Cases).rows, again(&bench)), (248, 0));
}

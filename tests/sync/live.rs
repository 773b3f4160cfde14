//! Passes over lists that move under the reader, or lie about themselves.

use desk_core::remote::Order;
use desk_store::Table;
use desk_sync::{Outcome, Progress};

use crate::fake::{Asked, Fake, Lists, Twist, minute, once};
use crate::fixture::{Bench, table};

fn partial(outcome: &Outcome) -> &str {
    assert!(!outcome.is_complete());
    table(outcome, Table::Cases).partial.as_deref().unwrap()
}

fn again(bench: &Bench) -> usize {
    bench.heard().iter().filter(|told| matches!(told, Progress::Again { table: Table::Cases })).count()
}

/// Whether this is a page of the walk through the cases, and not the early look at the newest.
fn walks(asked: Asked) -> bool {
    asked.table == Table::Cases && asked.page.order == Order::OldestFirst
}

#[tokio::test]
async fn a_row_that_comes_during_the_walk_is_read_without_beginning_again() {
    let fake = Fake::new(Lists::new(1, 300, 0, 0), |asked, lists| {
        if walks(asked) && asked.nth == 3 {
            lists.append_case();
        }
        Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    assert_eq!((bench.count(Table::Cases), again(&bench)), (301, 0));
}

#[tokio::test]
async fn a_row_that_goes_during_the_walk_is_gone_after_the_next() {
    let fake = Fake::new(Lists::new(2, 350, 0, 0), |asked, lists| {
        if walks(asked) && asked.nth == 2 {
            lists.cases.remove(10);
        }
        Twist::default()
    });
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    // It had been seen before it went.
    assert_eq!((bench.count(Table::Cases), again(&bench)), (350, 0));
    fake.script(|_, _| Twist::default());
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!(bench.count(Table::Cases), 349);
}

#[tokio::test]
async fn a_list_that_shrinks_and_grows_within_a_walk_hides_nothing() {
    let fake = Fake::new(Lists::new(4, 1_000, 0, 0), |asked, lists| {
        match (walks(asked), asked.nth) {
            // By offsets the counts would add up: one out, one in, and a third that slipped through.
            (true, 4) => drop(lists.cases.remove(0)),
            (true, 6) => drop(lists.append_case()),
            _ => {}
        }
        Twist::default()
    });
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!((bench.count(Table::Cases), again(&bench)), (1_001, 0));
}

#[tokio::test]
async fn a_list_that_loses_rows_with_every_answer_is_walked_to_its_end() {
    let fake = Fake::new(Lists::new(3, 1_500, 0, 0), |asked, lists| {
        if walks(asked) {
            drop(lists.cases.drain(..7));
        }
        Twist::default()
    });
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    for case in fake.lists().cases {
        assert!(bench.ask(move |reader| desk_store::cases::by_id(reader, case.id)).is_some());
    }
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
async fn a_total_that_lies_once_is_asked_for_again() {
    for nth in 1..=4 {
        let lie = once(Table::Cases, nth, Twist { total: Some(Some(9_000)), ..Twist::default() });
        let fake = Fake::new(Lists::new(5, 250, 0, 0), lie);
        let bench = Bench::new();
        assert!(bench.pass(&fake).await.is_complete(), "{nth}");
        assert_eq!(bench.count(Table::Cases), 250, "{nth}");
    }
}

#[tokio::test]
async fn an_absurd_total_does_not_keep_the_pass_busy() {
    let fake = Fake::new(Lists::new(6, 250, 0, 0), |_, _| Twist { total: Some(Some(u64::MAX)), ..Twist::default() });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(!outcome.is_complete());
    assert!(fake.pages_of(Table::Cases).len() < 3 * (3 + 2 * 6), "{:?}", fake.pages_of(Table::Cases));
}

#[tokio::test]
async fn a_list_without_a_total_is_followed_to_its_end_once() {
    let fake = Fake::new(Lists::new(7, 1_050, 0, 0), |_, _| Twist { total: Some(None), ..Twist::default() });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(partial(&outcome), "1050 cases were seen; Debitura did not say how many there are.");
    assert_eq!((bench.count(Table::Cases), again(&bench)), (1_050, 0));
    // The early look, eleven pages, and the last look at the first.
    assert_eq!(fake.pages_of(Table::Cases).len(), 1 + 11 + 1);
}

#[tokio::test]
async fn a_page_that_slid_is_asked_for_again() {
    for nth in 2..=4 {
        let slid = once(Table::Cases, nth, Twist { page: Some(2), ..Twist::default() });
        let fake = Fake::new(Lists::new(8, 350, 0, 0), slid);
        let bench = Bench::new();
        assert!(bench.pass(&fake).await.is_complete());
        assert_eq!((bench.count(Table::Cases), again(&bench)), (350, 0), "{nth}");
    }
}

#[tokio::test]
async fn rows_without_an_id_are_counted_and_not_read_for_ever() {
    let fake = Fake::new(Lists::new(9, 250, 0, 0), |asked, _| Twist {
        unusable: if walks(asked) && asked.page.from == Some(minute(198)) { 2 } else { 0 },
        ..Twist::default()
    });
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert_eq!(partial(&outcome), "2 of the cases carry no usable id and cannot be kept.");
    assert_eq!((table(&outcome, Table::Cases).rows, again(&bench)), (248, 0));
}

//! Passes over lists that stand still.

use chrono::TimeDelta;
use desk_core::query::{CaseQuery, Window};
use desk_core::remote::{Order, PAGE_ROWS_MAX};
use desk_store::{Table, cases};
use desk_sync::{Kind, Progress, TableProgress};

use crate::fake::{Fake, Lists, Twist};
use crate::fixture::{Bench, start, table};

#[tokio::test]
async fn everything_is_read_once_in_the_stable_order() {
    let fake = Fake::still(Lists::new(1, 1_234, 250, 301));
    let bench = Bench::new();
    let outcome = bench.pass(&fake).await;
    assert!(outcome.is_complete(), "{outcome:?}");
    for (name, rows) in [(Table::Clients, 250), (Table::Cases, 1_234), (Table::Transactions, 301)] {
        let one = table(&outcome, name);
        assert_eq!((one.complete, one.rows, one.total, one.partial.clone()), (true, rows, Some(rows), None));
        assert_eq!(bench.count(name), rows);
    }
    let asked = fake.asked();
    assert!(asked.iter().all(|asked| asked.page.page_size == PAGE_ROWS_MAX));
    // The newest cases come before everything else, and only they are asked for newest first.
    let newest: Vec<usize> = (0..asked.len()).filter(|nth| asked[*nth].page.order == Order::NewestFirst).collect();
    assert_eq!((newest, asked[0].table, asked[0].page.page), (vec![0], Table::Cases, 1));
    let tables: Vec<Table> = asked[1..].iter().map(|asked| asked.table).collect();
    // Each list has one more page than its rows fill: the last look at the first, for the length of the list at the end.
    // Parts of a list that are read side by side meet in a page of which some was known.
    assert_eq!(tables, [vec![Table::Clients; 4], vec![Table::Cases; 16], vec![Table::Transactions; 6]].concat());
    // No offset is used, but dates.
    assert!(asked.iter().all(|asked| asked.page.page == 1));
}

#[tokio::test]
async fn pages_that_come_fast_are_written_together_and_none_is_left() {
    let fake = Fake::still(Lists::new(2, 5_000, 0, 0));
    let mut bench = Bench::new();
    bench.clock.step = TimeDelta::milliseconds(10);
    assert!(bench.pass(&fake).await.is_complete());
    let told = |changed| move |told: &&Progress| matches!(told, Progress::Page { changed: now, .. } if *now == changed);
    let heard = bench.heard();
    let (arrived, written) = (heard.iter().filter(told(false)).count(), heard.iter().filter(told(true)).count());
    let asked = fake.asked().len();
    // Each is counted when it arrives.
    assert!(asked > 50 && arrived > 50 && (2..15).contains(&written), "{written} of {asked}, {arrived} counted");
    assert_eq!(bench.count(Table::Cases), 5_000);
}

#[tokio::test]
async fn what_has_arrived_is_written_although_no_answer_follows() {
    let fake = Fake::new(Lists::new(2, 5_000, 0, 0), |asked, _| Twist { silent: asked.nth >= 40, ..Twist::default() });
    let mut bench = Bench::new();
    // From some page on all wait for each other: by this clock they come fast, and the list has been read for an hour.
    (bench.clock.step, bench.clock.leap) = (TimeDelta::milliseconds(1), 30.into());
    let kept = async {
        loop {
            bench.told.notified().await;
            let heard = bench.heard();
            let arrived = heard.iter().filter_map(|told| match told {
                Progress::Page { at, .. } => Some(at.done),
                _ => None,
            });
            let arrived = arrived.max();
            if fake.asked().len() > 45 && Some(bench.count(Table::Cases)) >= arrived {
                return arrived;
            }
        }
    };
    let limit = std::time::Duration::from_secs(60);
    tokio::select! {
        outcome = bench.pass(&fake) => panic!("{outcome:?}"),
        kept = tokio::time::timeout(limit, kept) => assert!(kept.expect("all is kept") > Some(3_000)),
    }
}

#[tokio::test]
async fn six_requests_at_once_and_never_more() {
    // Of each list, also of those of which the early look at the cases told no date.
    for lists in [Lists::new(2, 2_000, 0, 0), Lists::new(2, 0, 4_000, 0), Lists::new(2, 1, 0, 4_000)] {
        let fake = Fake::still(lists);
        assert!(Bench::new().pass(&fake).await.is_complete());
        assert_eq!(fake.in_flight_max(), 6);
    }
}

#[tokio::test]
async fn empty_lists_are_complete() {
    let fake = Fake::still(Lists::new(3, 0, 0, 0));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!(fake.asked().len(), 4);
}

#[tokio::test]
async fn a_second_pass_finds_nothing_new_and_says_so() {
    let fake = Fake::still(Lists::new(4, 450, 120, 130));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    let page = |bench: &Bench| {
        let window = Window { offset: 0, limit: 1_000 };
        bench.ask(move |reader| cases::page(reader, &CaseQuery::default(), window)).rows
    };
    let (before, first) = (page(&bench), bench.freshness());
    fake.forget();
    assert!(bench.pass(&fake).await.is_complete());
    assert!(fake.asked().iter().all(|asked| asked.page.order == Order::OldestFirst));
    assert_eq!(page(&bench), before);
    let changed = bench.heard().iter().filter(|told| matches!(told, Progress::Page { changed: true, .. })).count();
    assert_eq!(changed, 0);
    assert!(bench.freshness().cases.last_complete.unwrap().started > first.cases.last_complete.unwrap().finished);
}

#[tokio::test]
async fn what_changed_between_two_passes_is_seen() {
    let fake = Fake::still(Lists::new(5, 450, 10, 20));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    fake.change(|lists| {
        lists.cases[222].lifecycle = Some("Closed".to_owned());
        lists.append_case();
    });
    assert!(bench.pass(&fake).await.is_complete());
    let changed: Vec<Table> = bench
        .heard()
        .iter()
        .filter_map(|told| match told {
            Progress::Page { at, changed: true } => Some(at.table),
            _ => None,
        })
        .collect();
    // The page with the closed case and the last one, which may be written together.
    assert!((1..=2).contains(&changed.len()) && changed.iter().all(|table| *table == Table::Cases), "{changed:?}");
    let id = fake.lists().cases[222].id;
    let row = bench.ask(move |reader| cases::by_id(reader, id)).unwrap();
    assert_eq!(row.case.lifecycle.as_deref(), Some("Closed"));
    assert_eq!(bench.count(Table::Cases), 451);
}

#[tokio::test]
async fn progress_counts_up_to_the_total() {
    let fake = Fake::still(Lists::new(6, 250, 1, 0));
    let bench = Bench::new();
    bench.pass(&fake).await;
    let mut heard = bench.heard();
    assert_eq!(heard.remove(0), Progress::Planned { kind: Kind::First });
    let page =
        |table, done, total, changed| Progress::Page { at: TableProgress { table, done, total: Some(total) }, changed };
    let done = |table| Progress::Finished { table, complete: true };
    // The early look at the newest page is the first. The others are told of when they arrive and when they are written.
    let clients = |changed| page(Table::Clients, 1, 1, changed);
    assert_eq!(heard[..2], [page(Table::Cases, 100, 250, true), clients(false)]);
    assert!(heard.contains(&clients(true)));
    let start = heard.iter().position(|told| *told == done(Table::Clients)).unwrap();
    let end = heard.iter().position(|told| *told == done(Table::Cases)).unwrap();
    let walk: Vec<u64> = heard[start + 1..end]
        .iter()
        .map(|told| match told {
            Progress::Page { at, .. } if at.table == Table::Cases => at.done,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(walk[0] == 100 && walk.is_sorted() && walk.last() == Some(&250), "{walk:?}");
    assert_eq!(heard.last(), Some(&done(Table::Transactions)));
}

#[tokio::test]
async fn the_age_is_the_beginning_of_the_sweep() {
    let fake = Fake::still(Lists::new(7, 250, 1, 0));
    let bench = Bench::new();
    bench.pass(&fake).await;
    for state in [bench.freshness().clients, bench.freshness().cases, bench.freshness().transactions] {
        let (pass, attempt) = (state.last_complete.unwrap(), state.last_attempt.unwrap());
        assert!(pass.started > start() && pass.started < pass.finished);
        assert_eq!((attempt.started, attempt.finished), (pass.started, Some(pass.finished)));
        assert_eq!((attempt.complete, attempt.total, attempt.problem), (true, Some(attempt.held), None));
    }
}

//! Questions side by side: the newest wins its lane, nobody disturbs another, closing ends them all.

use std::ops::ControlFlow;
use std::sync::mpsc::channel;

use desk_core::query::{CaseQuery, Window};
use desk_store::{Lane, Store, StoreError, Table, cases};

use crate::fixture::{Cache, ask, at};
use crate::rows;

const WINDOW: Window = Window { offset: 0, limit: 50 };

fn filled(cache: &Cache, count: usize) -> Store {
    let store = cache.open();
    let all = rows::cases(1, count);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    store
}

/// A stream that says when it has begun and goes on when it may; only an interruption ends it before its last row.
fn slow(
    reader: &desk_store::Reader<'_>,
    begun: &std::sync::mpsc::Sender<()>,
    go: &std::sync::mpsc::Receiver<()>,
) -> Result<u64, StoreError> {
    let mut rows = 0;
    loop {
        cases::each(reader, &CaseQuery::default(), &[], |_, _| {
            if rows == 0 {
                begun.send(()).unwrap();
                go.recv().unwrap();
            }
            rows += 1;
            ControlFlow::Continue(())
        })?;
    }
}

#[test]
fn a_newer_question_stops_the_older_one_at_work() {
    let cache = Cache::new();
    let store = filled(&cache, 200);
    let lane = Lane::new();
    let ((begun, has_begun), (go, may_go)) = (channel(), channel());
    let older = store.read_latest(&lane, move |r| slow(r, &begun, &may_go));
    has_begun.recv().unwrap();
    let newer = store.read_latest(&lane.clone(), |r| r.count(Table::Cases));
    go.send(()).unwrap();
    assert_eq!(older.wait(), Err(StoreError::Interrupted));
    assert_eq!(newer.wait(), Ok(200));
}

#[test]
fn other_lanes_and_plain_reads_go_on() {
    let cache = Cache::new();
    let store = filled(&cache, 50);
    let ((begun, has_begun), (go, may_go)) = (channel(), channel());
    let export = store.read(move |r| {
        let mut rows = 0_u64;
        cases::each(r, &CaseQuery::default(), &[], |_, _| {
            if rows == 0 {
                begun.send(()).unwrap();
                may_go.recv().unwrap();
            }
            rows += 1;
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    });
    has_begun.recv().unwrap();
    // While the export holds one reader, keystrokes go through the other, and a write lets both be.
    let lane = Lane::new();
    for _ in 0..20 {
        assert_eq!(
            store.read_latest(&lane, |r| cases::page(r, &CaseQuery::default(), WINDOW)).wait().unwrap().total,
            50
        );
    }
    store.write(|w| w.clear()).wait().unwrap();
    go.send(()).unwrap();
    assert_eq!(export.wait(), Ok(50), "a read sees one state of the data");
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 0);
}

#[test]
fn of_a_thousand_keystrokes_the_last_is_always_answered() {
    let cache = Cache::new();
    let store = filled(&cache, 300);
    let lane = Lane::new();
    let mut stopped = 0;
    for round in 0..100 {
        let answers: Vec<_> = (0..10)
            .map(|step| {
                let query = CaseQuery { search: "mül".chars().take(step % 4).collect(), ..CaseQuery::default() };
                store.read_latest(&lane, move |r| cases::page(r, &query, WINDOW))
            })
            .collect();
        let mut answers: Vec<_> = answers.into_iter().map(|answer| answer.wait()).collect();
        let last = answers.pop().unwrap();
        assert!(last.is_ok(), "round {round}: {last:?}");
        for answer in answers {
            stopped += u32::from(answer.is_err());
            assert!(matches!(answer, Ok(_) | Err(StoreError::Interrupted)), "{answer:?}");
        }
    }
    assert!(stopped > 0, "none of a thousand was in the way of the next");
}

#[test]
fn a_dropped_answer_stops_its_question() {
    let cache = Cache::new();
    let store = filled(&cache, 100);
    let ((begun, has_begun), (go, may_go), (ended, has_ended)) = (channel(), channel(), channel());
    let answer = store.read(move |r| {
        let result = slow(r, &begun, &may_go);
        ended.send(result.clone()).unwrap();
        result
    });
    has_begun.recv().unwrap();
    drop(answer);
    go.send(()).unwrap();
    assert_eq!(has_ended.recv().unwrap(), Err(StoreError::Interrupted));
}

#[test]
fn closing_stops_reads_and_finishes_writes() {
    let cache = Cache::new();
    let store = filled(&cache, 100);
    let ((begun, has_begun), (go, may_go)) = (channel(), channel());
    let read = store.read(move |r| slow(r, &begun, &may_go));
    has_begun.recv().unwrap();
    let all = rows::cases(2, 30);
    let write = store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z")));
    let closing = {
        let store = store.clone();
        std::thread::spawn(move || store.close())
    };
    go.send(()).unwrap();
    assert_eq!(read.wait(), Err(StoreError::Interrupted));
    assert_eq!(write.wait().unwrap().inserted, 30);
    closing.join().unwrap().unwrap();
    assert_eq!(store.read(|r| r.count(Table::Cases)).wait(), Err(StoreError::Closed));
    assert_eq!(store.write(|w| w.clear()).wait(), Err(StoreError::Closed));
    store.close().unwrap();
    assert_eq!(ask(&cache.open(), |r| r.count(Table::Cases)), 130);
}

#[test]
fn a_closure_that_panics_fails_alone() {
    let cache = Cache::new();
    let store = filled(&cache, 10);
    let write = store.write(|w| -> Result<(), StoreError> {
        w.clear()?;
        std::panic::resume_unwind(Box::new("meant"))
    });
    assert_eq!(write.wait(), Err(StoreError::Other { code: 0 }));
    let read = store.read(|_| -> Result<(), StoreError> { std::panic::resume_unwind(Box::new("meant")) });
    assert_eq!(read.wait(), Err(StoreError::Other { code: 0 }));
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 10);
}

#[test]
fn answers_can_be_awaited() {
    let cache = Cache::new();
    let store = filled(&cache, 10);
    let all = rows::cases(3, 5);
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
        let upserted = store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).await;
        assert_eq!(upserted.unwrap().inserted, 5);
        assert_eq!(store.read(|r| r.count(Table::Cases)).await, Ok(15));
    });
}

#[test]
fn a_closure_may_hold_the_last_handle() {
    let cache = Cache::new();
    let store = filled(&cache, 10);
    let own = store.clone();
    let (go, may_go) = channel();
    let (told, tells) = channel();
    let answer = store.write(move |w| {
        may_go.recv().unwrap();
        let count = w.reader().count(Table::Cases)?;
        drop(own);
        told.send(count).unwrap();
        Ok(())
    });
    drop((store, answer));
    // Dropping waited for the write, unless the closure's handle was the last.
    go.send(()).unwrap();
    assert_eq!(tells.recv().unwrap(), 10);
}

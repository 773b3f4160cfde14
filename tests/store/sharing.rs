//! Two threads over one table: every row once, of one state of the data, and nothing held on to afterwards.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use desk_core::query::{CaseColumn, CaseQuery};
use desk_core::rows::Case;
use desk_store::{Reader, Store, StoreError, Table, cases};

use crate::fixture::{Cache, at};
use crate::rows;

/// More than one stretch for each of the two.
const ROWS: usize = 7_000;

fn in_phase(cases: &[Case], phase: &str) -> Vec<Case> {
    cases.iter().cloned().map(|case| Case { phase: Some(phase.to_owned()), ..case }).collect()
}

fn write(store: &Store, cases: Vec<Case>) {
    store.write(move |w| w.upsert_cases(&cases, at("2026-02-01T00:00:00Z"))).wait().unwrap();
}

/// The places and the phases of all rows.
fn stream(reader: &Reader<'_>) -> Result<(Vec<u32>, BTreeSet<String>), StoreError> {
    let (mut places, mut phases) = (Vec::new(), BTreeSet::new());
    cases::each(reader, &CaseQuery::default(), &[CaseColumn::Phase], |place, row| {
        places.push(place);
        phases.extend(row.case.phase);
        ControlFlow::Continue(())
    })?;
    Ok((places, phases))
}

#[test]
fn a_stream_is_of_one_moment_whatever_is_written_meanwhile() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(5, ROWS);
    write(&store, in_phase(&all, "still"));
    // The first and the last row, which two threads read, change together, as often as it goes.
    let ends = [all[0].clone(), all[ROWS - 1].clone()];
    write(&store, in_phase(&ends, "0"));
    let done = Arc::new(AtomicBool::new(false));
    let (writing, is_over) = (store.clone(), Arc::clone(&done));
    let writer = std::thread::spawn(move || {
        (1..)
            .take_while(|_| !is_over.load(Ordering::Relaxed))
            .for_each(|n| write(&writing, in_phase(&ends, &n.to_string())));
    });
    let expected: Vec<u32> = (0..).take(ROWS).collect();
    let mut seen = BTreeSet::new();
    for _ in 0..60 {
        let (mut places, mut phases) = store.read(stream).wait().unwrap();
        places.sort_unstable();
        assert_eq!(places, expected);
        assert!(phases.remove("still"));
        assert_eq!(phases.len(), 1, "rows of two moments: {phases:?}");
        seen.extend(phases);
    }
    done.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    assert!(seen.len() > 10, "nothing was written meanwhile");
}

#[test]
fn who_has_enough_gets_no_more() {
    let cache = Cache::new();
    let store = cache.open();
    write(&store, rows::cases(5, ROWS));
    for enough in [1, 2_500, ROWS - 1] {
        let taken = store.read(move |reader| {
            let mut taken = 0;
            cases::each(reader, &CaseQuery::default(), &[], |_, _| {
                taken += 1;
                if taken < enough { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })?;
            Ok(taken)
        });
        assert_eq!(taken.wait().unwrap(), enough);
    }
    // Two at once: one of them alone.
    let (one, two) = (store.read(stream), store.read(stream));
    assert_eq!((one.wait().unwrap().0.len(), two.wait().unwrap().0.len()), (ROWS, ROWS));
    assert_eq!(store.read(|reader| reader.count(Table::Cases)).wait().unwrap(), ROWS as u64);
    store.close().unwrap();
    assert!(!cache.path().with_extension("db-wal").exists(), "a connection was left open");
}

/// How far the thread that asks steps back, the higher the farther.
#[cfg(target_os = "linux")]
fn niceness() -> i32 {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
    // The name, in brackets, may hold blanks.
    stat.rsplit(')').next().unwrap().split_whitespace().nth(16).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_asks_is_served_before_what_is_written() {
    let cache = Cache::new();
    let store = cache.open();
    let writing = store.write(|_| Ok(niceness())).wait().unwrap();
    let asking = store.read(|_| Ok(niceness())).wait().unwrap();
    assert_eq!(asking, niceness());
    assert!(writing > asking, "{writing} beside {asking}");
}

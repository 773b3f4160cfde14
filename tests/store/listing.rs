//! Rows that are no longer listed, the order of answers, and the log of what changed.

use desk_core::query::{CaseQuery, Window};
use desk_core::rows::Case;
use desk_store::changes::{self, Change, ChangedField};
use desk_store::{RowKey, Store, Table, cases};

use crate::fixture::{Cache, ask, at};
use crate::rows;

const NOON: &str = "2026-06-17T12:00:00Z";
const LATER: &str = "2026-06-17T13:00:00Z";

fn put(store: &Store, rows: &[Case], now: &'static str) {
    let rows = rows.to_vec();
    store.write(move |w| w.upsert_cases(&rows, at(now))).wait().unwrap();
}

fn listed(store: &Store) -> u64 {
    ask(store, |reader| cases::page(reader, &CaseQuery::default(), Window { offset: 0, limit: 0 })).total
}

fn log_of(store: &Store, case: &Case) -> Vec<Change> {
    let key = RowKey::from(case.id);
    ask(store, move |reader| changes::of(reader, Table::Cases, key.bytes()))
}

fn absent(store: &Store) -> Vec<RowKey> {
    ask(store, |reader| reader.absent(Table::Cases)).into_iter().map(|(row, _)| row).collect()
}

fn mark_gone(store: &Store, row: &RowKey) -> bool {
    let row = row.clone();
    store.write(move |w| w.mark_gone(Table::Cases, &row, at(LATER))).wait().unwrap()
}

#[test]
fn an_absent_row_is_still_shown_a_gone_one_is_not_and_both_come_back() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(1, 10);
    put(&store, &all, NOON);
    let row = RowKey::from(all[3].id);
    let marked = row.clone();
    store.write(move |w| w.mark_absent(Table::Cases, &[marked], at(NOON))).wait().unwrap();
    assert_eq!((listed(&store), absent(&store)), (10, vec![row.clone()]));
    // Seen again, it is no longer absent.
    put(&store, &all[3..4], NOON);
    assert!(absent(&store).is_empty());

    assert!(mark_gone(&store, &row));
    assert!(!mark_gone(&store, &row), "once is enough");
    assert_eq!(listed(&store), 9);
    assert!(!ask(&store, |reader| reader.held(Table::Cases)).contains(&row));
    assert_eq!(ask(&store, |reader| reader.count(Table::Cases)), 9);
    // It survives a restart as gone, and comes back as soon as it is listed.
    store.close().unwrap();
    let store = cache.open();
    assert_eq!(listed(&store), 9);
    put(&store, &all[3..4], LATER);
    assert_eq!(listed(&store), 10);
    let log = log_of(&store, &all[3]);
    let listings: Vec<_> = log.iter().map(|change| (change.field, change.after.is_some())).collect();
    assert_eq!(listings, [(ChangedField::Listed, false), (ChangedField::Listed, true)]);
}

#[test]
fn of_two_answers_the_one_that_was_asked_for_later_wins() {
    let cache = Cache::new();
    let store = cache.open();
    let old = rows::cases(2, 1);
    put(&store, &old, NOON);
    let mut new = old.clone();
    new[0].lifecycle = Some("Paused".to_owned());
    // A page is asked for, then the case by itself; the page arrives last and holds what was before.
    let (page, single) = (store.ticket(), store.ticket());
    let (earlier, later) = (old.clone(), new.clone());
    store
        .write(move |w| {
            w.answers(&single);
            w.upsert_cases(&later, at(NOON))
        })
        .wait()
        .unwrap();
    store
        .write(move |w| {
            w.answers(&page);
            w.upsert_cases(&earlier, at(LATER))
        })
        .wait()
        .unwrap();
    let id = old[0].id;
    let kept = ask(&store, move |reader| cases::by_id(reader, id)).unwrap();
    assert_eq!(kept.case.lifecycle.as_deref(), Some("Paused"));
    // What is asked for after both may change it again, also back.
    put(&store, &old, LATER);
    let kept = ask(&store, move |reader| cases::by_id(reader, id)).unwrap();
    assert_eq!(kept.case.lifecycle, old[0].lifecycle);
}

#[test]
fn an_answer_from_before_makes_nothing_gone_that_was_seen_since() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(3, 2);
    put(&store, &all, NOON);
    let (asked, later) = (store.ticket(), store.ticket());
    let page = all.clone();
    store
        .write(move |w| {
            w.answers(&later);
            w.upsert_cases(&page, at(LATER))
        })
        .wait()
        .unwrap();
    let row = RowKey::from(all[0].id);
    let gone = store
        .write(move |w| {
            w.answers(&asked);
            w.mark_gone(Table::Cases, &row, at(LATER))
        })
        .wait()
        .unwrap();
    assert!(!gone);
    assert_eq!(listed(&store), 2);
}

#[test]
fn what_matters_to_a_person_is_logged_and_nothing_else() {
    let cache = Cache::new();
    let store = cache.open();
    let before = rows::cases(4, 3);
    put(&store, &before, NOON);
    assert!(log_of(&store, &before[0]).is_empty(), "a first fill is no news");
    let mut after = before.clone();
    after[0].lifecycle = Some("Closed".to_owned());
    after[0].close_code = Some("Paid".to_owned());
    after[1].debtor = Some("Somebody Else".to_owned());
    put(&store, &after, LATER);
    put(&store, &after, LATER);
    let log = log_of(&store, &after[0]);
    let told: Vec<_> = log.iter().map(|change| (change.field, change.after.clone(), change.seen)).collect();
    let seen = at(LATER);
    assert!(told.contains(&(ChangedField::Status, Some("Closed".to_owned()), seen)), "{told:?}");
    assert!(told.contains(&(ChangedField::CloseCode, Some("Paid".to_owned()), seen)), "{told:?}");
    assert!(log.iter().all(|change| change.before != change.after));
    assert!(log_of(&store, &after[1]).is_empty());
    // The rows can go and come back; Debitura has no history to bring the log back from.
    store.write(|w| w.clear()).wait().unwrap();
    assert_eq!((listed(&store), log_of(&store, &after[0])), (0, log));
}

#[test]
fn how_far_a_walk_is_and_its_rows_are_there_together_or_not_at_all() {
    let cache = Cache::new();
    let store = cache.open();
    let rows = rows::cases(5, 4);
    let failed = store
        .write(move |w| {
            w.upsert_cases(&rows, at(NOON))?;
            w.set_walk(Table::Cases, at(NOON), Some("here"))?;
            Err::<(), _>(desk_store::StoreError::DiskFull)
        })
        .wait();
    assert!(failed.is_err());
    assert_eq!((listed(&store), ask(&store, |reader| reader.walk(Table::Cases))), (0, None));
    store.write(|w| w.set_walk(Table::Cases, at(NOON), Some("there"))).wait().unwrap();
    assert_eq!(ask(&store, |reader| reader.walk(Table::Cases)), Some((at(NOON), "there".to_owned())));
    store.write(|w| w.set_walk(Table::Cases, at(NOON), None)).wait().unwrap();
    assert_eq!(ask(&store, |reader| reader.walk(Table::Cases)), None);
}

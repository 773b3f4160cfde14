//! What became of each row since a mark, and which rows of a page are marked.

use std::collections::BTreeMap;

use desk_core::ids::CaseId;
use desk_core::rows::Case;
use desk_store::changes::{self, CHANGES_MAX, ChangedField, NetChange};
use desk_store::{PassRecord, RowKey, Store, Table};
use uuid::Uuid;

use crate::fixture::{Cache, ask, at};
use crate::rows::{self, Dice};

const DAY: &str = "2026-05-01T00:00:00Z";

fn complete(store: &Store) {
    let pass =
        PassRecord { started: at(DAY), finished: Some(at(DAY)), complete: true, total: None, held: 0, problem: None };
    store
        .write(move |w| {
            for table in Table::ALL {
                w.record_pass(table, &pass)?;
            }
            Ok(())
        })
        .wait()
        .unwrap();
}

fn put(store: &Store, cases: &[Case]) {
    let cases = cases.to_vec();
    store.write(move |w| w.upsert_cases(&cases, at(DAY))).wait().unwrap();
}

fn mark(store: &Store) -> i64 {
    ask(store, changes::newest)
}

fn since(store: &Store, mark: i64) -> Vec<NetChange> {
    ask(store, move |r| changes::net_since(r, mark))
}

fn plain(number: u128, status: &str) -> Case {
    let case = rows::cases(3, 1).remove(0);
    Case { id: CaseId(Uuid::from_u128(number)), lifecycle: Some(status.to_owned()), ..case }
}

#[test]
fn what_the_first_complete_pass_brought_is_no_news() {
    let cache = Cache::new();
    let store = cache.open();
    put(&store, &rows::cases(1, 200));
    complete(&store);
    assert_eq!(since(&store, 0), []);
    put(&store, &[plain(1, "Active")]);
    let news = since(&store, 0);
    assert_eq!((news.len(), news[0].is_new), (1, true));
}

#[test]
fn several_changes_of_a_row_are_one_and_what_came_back_is_none() {
    let cache = Cache::new();
    let store = cache.open();
    put(&store, &[plain(1, "Active"), plain(2, "Active"), plain(3, "Active")]);
    complete(&store);
    let before = mark(&store);
    for status in ["Paused", "Active", "Closed"] {
        put(&store, &[plain(1, status)]);
    }
    for status in ["Paused", "Active"] {
        put(&store, &[plain(2, status)]);
    }
    let news = since(&store, before);
    assert_eq!(news.len(), 1, "{news:?}");
    assert_eq!(news[0].field(ChangedField::Status), Some((Some("Active"), Some("Closed"))));
    assert!(!news[0].is_new);
    assert_eq!(news[0].newest, before + 3);
    // Seen in the middle, each is told from there.
    let middle = since(&store, before + 1);
    assert_eq!(middle.len(), 1, "{middle:?}");
    assert_eq!(middle[0].field(ChangedField::Status), Some((Some("Paused"), Some("Closed"))));
    let late = since(&store, before + 4);
    assert_eq!(late[0].case(), Some(CaseId(Uuid::from_u128(2))));
    assert_eq!(late[0].field(ChangedField::Status), Some((Some("Paused"), Some("Active"))));
    assert_eq!((late[0].client(), late[0].transaction()), (None, None));
}

#[test]
fn a_clock_set_back_loses_nothing_and_repeats_nothing() {
    let cache = Cache::new();
    let store = cache.open();
    put(&store, &[plain(1, "Active")]);
    complete(&store);
    put(&store, &[plain(1, "Paused")]);
    let seen = mark(&store);
    let back = plain(1, "Closed");
    store.write(move |w| w.upsert_cases(&[back], at("1999-01-01T00:00:00Z"))).wait().unwrap();
    let news = since(&store, seen);
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].seen, at("1999-01-01T00:00:00Z"));
    assert_eq!(since(&store, mark(&store)), []);
}

#[test]
fn a_row_that_came_back_is_not_new_and_one_that_came_and_went_is_not_told() {
    let cache = Cache::new();
    let store = cache.open();
    complete(&store);
    put(&store, &[plain(1, "Active")]);
    let first = mark(&store);
    assert!(since(&store, 0)[0].is_new);
    let row = RowKey::from(CaseId(Uuid::from_u128(1)));
    let gone = row.clone();
    assert!(store.write(move |w| w.mark_gone(Table::Cases, &gone, at(DAY))).wait().unwrap());
    assert_eq!(since(&store, 0), [], "it came and went");
    assert_eq!(since(&store, first)[0].field(ChangedField::Listed), Some((Some("1"), None)));
    let left = mark(&store);
    put(&store, &[plain(1, "Active")]);
    let back = since(&store, left);
    assert_eq!(back[0].field(ChangedField::Listed), Some((None, Some("1"))));
    assert!(!back[0].is_new, "somebody may have seen it before");
}

/// A history of some cases, and a mark anywhere in it: what is told is the difference between the two ends.
#[test]
fn what_is_told_is_the_difference_between_mark_and_now() {
    const STATUSES: [&str; 4] = ["Active", "Paused", "Closed", "More Info Required"];
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let cache = Cache::new();
        let store = cache.open();
        let mut held: BTreeMap<u128, &str> = (0..6).map(|number| (number, "Active")).collect();
        put(&store, &held.iter().map(|(number, status)| plain(*number, status)).collect::<Vec<_>>());
        complete(&store);
        let mut marks = Vec::new();
        for _ in 0..12 {
            marks.push((mark(&store), held.clone()));
            let number = u128::from(dice.below(9));
            let status = STATUSES[usize::try_from(dice.below(4)).unwrap()];
            held.insert(number, status);
            put(&store, &[plain(number, status)]);
        }
        for (mark, then) in marks {
            let told: BTreeMap<Vec<u8>, bool> =
                since(&store, mark).into_iter().map(|net| (net.row_key, net.is_new)).collect();
            let expected: BTreeMap<Vec<u8>, bool> = held
                .iter()
                .filter(|(number, status)| then.get(number) != Some(status))
                .map(|(number, _)| (Uuid::from_u128(*number).as_bytes().to_vec(), !then.contains_key(number)))
                .collect();
            assert_eq!(told, expected, "seed {seed}, mark {mark}");
            let keys: Vec<Vec<u8>> = held.keys().map(|number| Uuid::from_u128(*number).as_bytes().to_vec()).collect();
            let asked = keys.clone();
            let each = ask(&store, move |r| changes::net_of_each(r, Table::Cases, asked.iter(), mark));
            let each: BTreeMap<Vec<u8>, bool> =
                each.into_iter().flatten().map(|net| (net.row_key, net.is_new)).collect();
            assert_eq!(each, told, "row by row as all in one");
        }
    }
}

/// As years of syncs would have written them.
fn fill(cache: &Cache, entries: u32, rows: u32) {
    cache
        .raw()
        .execute(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
             INSERT INTO changes (seen_at, name, row_key, field, before, after)
             SELECT 1, 'cases', unhex(printf('%032x', n % ?2)), 'status', 'Active',
                CASE WHEN n > ?1 - ?2 THEN 'Closed' ELSE 'Paused' END
             FROM numbers",
            [entries, rows],
        )
        .unwrap();
}

#[test]
fn the_log_keeps_its_bound_and_is_read_through_in_a_moment() {
    let cache = Cache::new();
    let store = cache.open();
    complete(&store);
    put(&store, &[plain(u128::MAX, "Active")]);
    let (first, rows) = (mark(&store), 5_000);
    assert_eq!(first, 1);
    fill(&cache, CHANGES_MAX, rows);
    let whole = i64::from(CHANGES_MAX) + first;
    assert_eq!(mark(&store), whole);
    assert!(changes::is_trimmed(0, whole) && !changes::is_trimmed(first, whole));
    let began = std::time::Instant::now();
    let told = since(&store, 0);
    assert_eq!(told.len(), 5_001, "each row once, whatever became of it meanwhile");
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    let closed = Some((Some("Active"), Some("Closed")));
    assert!(told.iter().filter(|net| net.field(ChangedField::Status) == closed).count() == rows as usize);
    // The next entries take the place of the oldest, and of none besides.
    put(&store, &[plain(u128::MAX, "Paused"), plain(u128::MAX - 1, "Active")]);
    let newest = mark(&store);
    assert_eq!(newest, whole + 2);
    let left = ask(&store, |r| changes::since(r, 0, u32::MAX));
    assert_eq!(
        (left.len(), left[0].id, left[left.len() - 1].id),
        (CHANGES_MAX as usize, newest - i64::from(CHANGES_MAX) + 1, newest)
    );
    // What is told of the row that lost its first entry rests on those that are left.
    let one = since(&store, 0).into_iter().find(|net| net.case() == Some(CaseId(Uuid::from_u128(u128::MAX)))).unwrap();
    assert_eq!(one.field(ChangedField::Status), Some((Some("Active"), Some("Paused"))));
    assert!(changes::is_trimmed(first, newest), "and it is said");
}

#[test]
fn more_than_the_log_keeps_is_said() {
    assert!(!changes::is_trimmed(0, 100_000));
    assert!(changes::is_trimmed(0, 100_001));
    assert!(!changes::is_trimmed(i64::MAX, 0));
}

//! What lists look at in memory is what is in the file: against the plain oracle, and after every kind of write.

use desk_core::collate::Collation;
use desk_core::query::{CaseColumn, CaseFilter, CaseQuery, Sort, Window};
use desk_core::rows::Case;
use desk_store::cases::{self, CasePage};
use desk_store::{RowKey, Store, Table};

use crate::cases::{ALL, found, in_tab, place, tabs};
use crate::fixture::{Cache, ask, at, settle};
use crate::oracle::{SEARCHES, compare};
use crate::rows::{self, Dice};

/// Pairs of a portfolio and a question: 20,000 were seen, fewer are enough for every day.
const PAIRS: &str = "PARTNER_DESK_SEARCH_PAIRS";
const PAIRS_EVERY_DAY: u64 = 500;
const QUESTIONS: u64 = 50;

fn pick<T: Clone>(dice: &mut Dice, of: &[T]) -> T {
    of[usize::try_from(dice.below(of.len() as u64)).unwrap()].clone()
}

/// A word as somebody would type it who looks at the row: a piece of a field, in any case.
fn piece(dice: &mut Dice, all: &[Case]) -> String {
    let Some(case) = (!all.is_empty()).then(|| pick(dice, all)) else { return "x".to_owned() };
    let fields = [case.reference, case.creditor_reference, case.debtor, case.customer];
    let text: Vec<char> = pick(dice, &fields).unwrap_or_default().chars().take(40).collect();
    let from = usize::try_from(dice.below(text.len() as u64 + 1)).unwrap();
    let length = usize::try_from(1 + dice.below(9)).unwrap();
    let piece: String = text.iter().skip(from).take(length).collect();
    if dice.below(2) == 0 { piece.to_uppercase() } else { piece }
}

fn search(dice: &mut Dice, all: &[Case]) -> String {
    match dice.below(6) {
        0 => pick(dice, SEARCHES).to_owned(),
        1 => format!("{} {}", piece(dice, all), piece(dice, all)),
        2 => format!("{} {} {}", piece(dice, all), pick(dice, SEARCHES), piece(dice, all)),
        _ => piece(dice, all),
    }
}

fn question(dice: &mut Dice, all: &[Case]) -> CaseQuery {
    let sort = Sort { column: pick(dice, CaseColumn::ALL), descending: dice.below(2) == 0 };
    CaseQuery { search: search(dice, all), tab: pick(dice, &tabs()), sort, ..CaseQuery::default() }
}

/// A page that memory answers: an order that it lacks is made after it was asked for.
fn from_memory(store: &Store, query: &CaseQuery, window: Window) -> CasePage {
    let page = |query: CaseQuery| ask(store, move |r| Ok((cases::page(r, &query, window)?, r.is_in_memory())));
    let first = page(query.clone()).0;
    // Another process may have written: then it is made anew by the next question.
    ask(store, |_| Ok(()));
    settle(store);
    let (second, is_in_memory) = page(query.clone());
    assert!(is_in_memory, "{query:?}");
    assert_eq!(first, second, "{query:?}");
    second
}

#[test]
fn random_portfolios_and_questions_equal_the_plain_way() {
    let pairs = std::env::var(PAIRS).map_or(PAIRS_EVERY_DAY, |number| number.parse().unwrap());
    let collation = Collation::new("en");
    for seed in 0..pairs.div_ceil(QUESTIONS) {
        let mut dice = Dice::new(1_000 + seed);
        let cache = Cache::new();
        let store = cache.open_held();
        let size = usize::try_from(dice.below(250)).unwrap();
        let all = rows::cases(seed, size);
        let seen = at("2026-02-01T00:00:00Z");
        // Some together, some one by one.
        for batch in all.chunks(1 + usize::try_from(dice.below(80)).unwrap()) {
            let batch = batch.to_vec();
            store.write(move |w| w.upsert_cases(&batch, seen)).wait().unwrap();
        }
        let activity = |case: &Case| {
            let known = [case.created, case.collection_started, case.closed, case.client_answered];
            known.into_iter().flatten().max()
        };
        for _ in 0..QUESTIONS {
            let query = question(&mut dice, &all);
            let hits: Vec<&Case> = all.iter().filter(|case| found(case, &query.search)).collect();
            let mut expected: Vec<&Case> = hits.iter().copied().filter(|case| in_tab(case, query.tab)).collect();
            let Sort { column, descending } = query.sort;
            expected.sort_by(|a, b| {
                let place = |case| place(case, column, activity(case));
                compare(&collation, descending, &place(a), &place(b)).then(a.id.cmp(&b.id))
            });
            let window = Window {
                offset: dice.below(expected.len() as u64 + 2),
                limit: 1 + u32::try_from(dice.below(60)).unwrap(),
            };
            let page = from_memory(&store, &query, window);
            let ids: Vec<_> = page.rows.iter().map(|row| row.case.id).collect();
            let from = usize::try_from(window.offset).unwrap();
            let shown: Vec<_> = expected.iter().skip(from).take(window.limit as usize).map(|case| case.id).collect();
            assert_eq!((ids, page.total), (shown, expected.len() as u64), "seed {seed}: {query:?}");
            for tab in tabs() {
                let count = hits.iter().filter(|case| in_tab(case, tab)).count() as u64;
                assert_eq!(page.counts.of(tab), count, "seed {seed}: {query:?}");
            }
        }
    }
}

/// Some questions, in memory and past it.
fn agrees(held: &Store, plain: &Store, dice: &mut Dice, all: &[Case], when: &str) {
    for _ in 0..4 {
        let mut query = question(dice, all);
        if dice.below(3) == 0 {
            query.filter.needs_info = dice.below(2) == 0;
            query.filter.countries = vec![None, Some("Denmark".to_owned())];
        }
        let asked = query.clone();
        let (expected, is_in_memory) = ask(plain, move |r| Ok((cases::page(r, &asked, ALL)?, r.is_in_memory())));
        assert!(!is_in_memory);
        assert_eq!(from_memory(held, &query, ALL), expected, "{when}: {query:?}");
    }
}

#[test]
fn it_follows_every_kind_of_write_and_what_other_processes_write() {
    let cache = Cache::new();
    let (held, plain) = (cache.open_held(), cache.open());
    let mut dice = Dice::new(77);
    let mut all: Vec<Case> = Vec::new();
    let mut at = at("2026-02-01T00:00:00Z");
    for step in 0..120 {
        at += chrono::Duration::minutes(7);
        let store = if dice.below(5) == 0 { &plain } else { &held };
        let some: Vec<usize> = (0..=dice.below(6))
            .filter(|_| !all.is_empty())
            .map(|_| usize::try_from(dice.below(all.len() as u64)).unwrap())
            .collect();
        let when = match dice.below(7) {
            0 | 1 => {
                let fresh: Vec<Case> = (0..1 + dice.below(9)).map(|_| rows::case(&mut dice, 9)).collect();
                all.extend(fresh.clone());
                store.write(move |w| w.upsert_cases(&fresh, at)).wait().unwrap();
                "new cases"
            }
            2 => {
                for number in &some {
                    let id = all[*number].id;
                    all[*number] = Case { id, ..rows::case(&mut dice, 9) };
                }
                let changed: Vec<Case> = some.iter().map(|number| all[*number].clone()).collect();
                store.write(move |w| w.upsert_cases(&changed, at)).wait().unwrap();
                "changed cases"
            }
            3 => {
                let gone: Vec<RowKey> = some.iter().map(|number| RowKey::from(all[*number].id)).collect();
                store
                    .write(move |w| gone.iter().try_for_each(|row| w.mark_gone(Table::Cases, row, at).map(drop)))
                    .wait()
                    .unwrap();
                "gone cases"
            }
            4 if !all.is_empty() => {
                let paid: Vec<_> = (0..3).map(|_| rows::transaction(&mut dice, &all)).collect();
                store.write(move |w| w.upsert_transactions(&paid, at)).wait().unwrap();
                "payments"
            }
            5 => {
                let fresh = rows::case(&mut dice, 9);
                let failed = store.write(move |w| {
                    w.upsert_cases(&[fresh], at)?;
                    Err::<(), _>(desk_store::StoreError::Interrupted)
                });
                assert!(failed.wait().is_err());
                "a write that failed"
            }
            6 if step % 40 == 39 => {
                all.clear();
                store.write(|w| w.clear()).wait().unwrap();
                "an emptied cache"
            }
            _ => "nothing",
        };
        agrees(&held, &plain, &mut dice, &all, when);
    }
    // Nothing is made for whoever did not ask for it.
    assert!(!ask(&plain, |r| Ok(r.is_in_memory())));
    assert_eq!(CaseFilter::default(), CaseQuery::default().filter);
}

#[test]
fn questions_under_way_and_writes_do_not_wait_for_each_other_and_agree() {
    let cache = Cache::new();
    let store = cache.open_held();
    let writer = store.clone();
    let writing = std::thread::spawn(move || {
        for round in 0..60_u64 {
            let fresh = rows::cases(round, 25);
            writer.write(move |w| w.upsert_cases(&fresh, at("2026-02-01T00:00:00Z"))).wait().unwrap();
        }
    });
    let mut in_memory = 0;
    while !writing.is_finished() {
        let page = ask(&store, |r| {
            let page = cases::page(r, &CaseQuery::default(), Window { offset: 0, limit: 50 })?;
            Ok((page, r.is_in_memory(), r.count(Table::Cases)?))
        });
        let (page, is_in_memory, count) = page;
        in_memory += u32::from(is_in_memory);
        // What memory counts is what this view of the file holds.
        assert_eq!((page.counts.all, page.rows.len()), (count, usize::try_from(count.min(50)).unwrap()));
    }
    writing.join().unwrap();
    assert!(in_memory > 10, "{in_memory}");
    assert_eq!(from_memory(&store, &CaseQuery::default(), ALL).total, 1_500);
}

#[test]
fn another_process_that_orders_by_another_alphabet_is_noticed() {
    let mut cache = Cache::new();
    let held = cache.open_held();
    let all = rows::cases(5, 120);
    held.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let by_debtor = Sort { column: CaseColumn::Debtor, descending: false };
    let query = CaseQuery { sort: by_debtor, ..CaseQuery::default() };
    let before = from_memory(&held, &query, ALL);
    cache.options.locale = "da".to_owned();
    let other = cache.open();
    let asked = query.clone();
    let expected = ask(&other, move |r| cases::page(r, &asked, ALL));
    assert_eq!(from_memory(&held, &query, ALL), expected);
    // In Danish, Å and Ø come after Z.
    assert_ne!(before.rows, expected.rows);
}

#[test]
fn a_closed_cache_leaves_nothing_in_memory() {
    let cache = Cache::new();
    let store = cache.open_held();
    let clone = store.clone();
    store.close().unwrap();
    assert!(clone.read(|r| Ok(r.is_in_memory())).wait().is_err());
    assert!(!ask(&cache.open(), |r| Ok(r.is_in_memory())));
}

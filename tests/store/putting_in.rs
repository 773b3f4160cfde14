//! Rows go in once, come back as they were, and change only when they differ.

use desk_core::rows::{Case, Client, Transaction};
use desk_store::cases::{self, ActivityKind};
use desk_store::{Table, Upserted, clients, earnings};

use crate::fixture::{Cache, ask, at};
use crate::rows::{self, Dice};

fn tally(inserted: u64, changed: u64, unchanged: u64) -> Upserted {
    Upserted { inserted, changed, unchanged }
}

#[test]
fn the_same_rows_again_write_nothing() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, all) = (Dice::new(1), rows::cases(1, 60));
    let clients: Vec<Client> = (0..20).map(|tenant| rows::client(&mut dice, tenant)).collect();
    let transactions: Vec<Transaction> = (0..60).map(|_| rows::transaction(&mut dice, &all)).collect();
    let put = |now: &'static str| {
        let (all, clients, transactions) = (all.clone(), clients.clone(), transactions.clone());
        store
            .write(move |w| {
                let now = at(now);
                Ok([
                    w.upsert_cases(&all, now)?,
                    w.upsert_clients(&clients, now)?,
                    w.upsert_transactions(&transactions, now)?,
                ])
            })
            .wait()
            .unwrap()
    };
    assert_eq!(put("2026-02-01T00:00:00Z"), [tally(60, 0, 0), tally(20, 0, 0), tally(60, 0, 0)]);
    store.close().unwrap();
    let before = cache.files();
    let store = cache.open();
    let again = {
        let (all, clients, transactions) = (all.clone(), clients.clone(), transactions.clone());
        store.write(move |w| {
            let now = at("2026-04-01T00:00:00Z");
            Ok([
                w.upsert_cases(&all, now)?,
                w.upsert_clients(&clients, now)?,
                w.upsert_transactions(&transactions, now)?,
            ])
        })
    };
    assert_eq!(again.wait().unwrap(), [tally(0, 0, 60), tally(0, 0, 20), tally(0, 0, 60)]);
    store.close().unwrap();
    assert!(cache.files() == before, "a pass that finds nothing new leaves the file as it is");
}

#[test]
fn a_row_comes_back_as_it_was_sent_with_blank_texts_missing() {
    let cache = Cache::new();
    let store = cache.open();
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let all = rows::cases(2, 80);
    let sent = all.clone();
    store.write(move |w| w.upsert_cases(&sent, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    for case in all {
        let id = case.id;
        let held = ask(&store, move |r| cases::by_id(r, id)).unwrap().case;
        let expected = Case {
            customer: filled(&case.customer),
            debtor: filled(&case.debtor),
            debtor_country: filled(&case.debtor_country),
            lifecycle: filled(&case.lifecycle),
            collection_partner: filled(&case.collection_partner),
            ..case
        };
        assert_eq!(held, expected);
    }
}

#[test]
fn dates_and_amounts_survive_at_their_limits() {
    let cache = Cache::new();
    let store = cache.open();
    let mut case = rows::cases(6, 1).remove(0);
    case.created = Some(at("1000-01-01T00:00:00.001Z"));
    case.closed = Some(at("9999-12-31T23:59:59.999Z"));
    case.due = chrono::NaiveDate::from_ymd_opt(1000, 1, 1);
    case.amount = Some(desk_core::money::Micros(i64::MIN));
    let (sent, id) = (case.clone(), case.id);
    store.write(move |w| w.upsert_cases(&[sent], at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let held = ask(&store, move |r| cases::by_id(r, id)).unwrap().case;
    assert_eq!((held.created, held.closed, held.due, held.amount), (case.created, case.closed, case.due, case.amount));
}

#[test]
fn a_change_is_dated_by_the_sync_that_first_saw_it_and_never_on_arrival() {
    let cache = Cache::new();
    let store = cache.open();
    let case = Case {
        created: Some(at("2026-01-01T00:00:00Z")),
        lifecycle: Some("Active".to_owned()),
        closed: None,
        collection_started: None,
        client_answered: None,
        ..rows::cases(1, 1).remove(0)
    };
    let id = case.id;
    let activity = || ask(&store, move |r| cases::by_id(r, id)).unwrap().last_activity.unwrap();
    let put = |case: &Case, now: &'static str| {
        let case = case.clone();
        store.write(move |w| w.upsert_cases(&[case], at(now))).wait().unwrap()
    };
    assert_eq!(put(&case, "2026-02-01T00:00:00Z"), tally(1, 0, 0));
    assert_eq!(activity(), (at("2026-01-01T00:00:00Z"), ActivityKind::Created));
    let moved = Case { lifecycle: Some("Paused".to_owned()), ..case };
    assert_eq!(put(&moved, "2026-02-02T00:00:00Z"), tally(0, 1, 0));
    assert_eq!(activity(), (at("2026-02-02T00:00:00Z"), ActivityKind::ChangeSeen));
    assert_eq!(put(&moved, "2026-02-03T00:00:00Z"), tally(0, 0, 1));
    assert_eq!(activity(), (at("2026-02-02T00:00:00Z"), ActivityKind::ChangeSeen));
}

#[test]
fn a_payment_that_moves_to_another_case_leaves_the_first() {
    let cache = Cache::new();
    let store = cache.open();
    let blank =
        |case: Case| Case { created: None, collection_started: None, closed: None, client_answered: None, ..case };
    let pair: Vec<Case> = rows::cases(8, 2).into_iter().map(blank).collect();
    let mut payment = rows::transaction(&mut Dice::new(3), &pair);
    payment.paid = Some(at("2026-03-05T00:00:00Z"));
    for owner in [0, 1] {
        payment.case = Some(pair[owner].id);
        let (cases_in, row) = (pair.clone(), payment.clone());
        store
            .write(move |w| {
                w.upsert_cases(&cases_in, at("2026-01-01T00:00:00Z"))?;
                w.upsert_transactions(&[row], at("2026-01-01T00:00:00Z"))
            })
            .wait()
            .unwrap();
        for (number, case) in pair.iter().enumerate() {
            let id = case.id;
            let kind = ask(&store, move |r| cases::by_id(r, id)).unwrap().last_activity.map(|(_, kind)| kind);
            assert_eq!(kind, (number == owner).then_some(ActivityKind::Payment));
        }
    }
}

#[test]
fn what_fails_in_the_middle_leaves_nothing() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(2, 10);
    let failed = store.write(move |w| {
        w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))?;
        assert_eq!(w.reader().count(Table::Cases)?, 10, "the transaction sees itself");
        Err::<(), _>(desk_store::StoreError::DiskFull)
    });
    assert_eq!(failed.wait(), Err(desk_store::StoreError::DiskFull));
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 0);
}

#[test]
fn clearing_leaves_nothing_of_the_partner() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, all) = (Dice::new(2), rows::cases(2, 10));
    let (client, transaction) = (rows::client(&mut dice, 1), rows::transaction(&mut dice, &all));
    store
        .write(move |w| {
            let now = at("2026-02-01T00:00:00Z");
            w.upsert_cases(&all, now)?;
            w.upsert_clients(&[client], now)?;
            w.upsert_transactions(&[transaction], now)?;
            w.clear()
        })
        .wait()
        .unwrap();
    let counts = Table::ALL.map(|table| ask(&store, move |r| r.count(table)));
    assert_eq!(counts, [0, 0, 0]);
    assert!(
        ask(&store, |r| clients::page(r, &desk_core::query::ClientQuery::default(), crate::cases::ALL)).rows.is_empty()
    );
    assert!(
        ask(&store, |r| earnings::page(r, &desk_core::query::EarningsQuery::default(), crate::cases::ALL))
            .rows
            .is_empty()
    );
}

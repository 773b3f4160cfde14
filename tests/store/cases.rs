//! Lists of cases against the plain oracle.

use std::collections::HashMap;
use std::ops::ControlFlow;

use desk_core::collate::Collation;
use desk_core::ids::CaseId;
use desk_core::lifecycle::{CaseGroup, CaseTab, group_of};
use desk_core::query::{CaseColumn, CaseQuery, Sort, Window};
use desk_core::rows::{Case, Transaction};
use desk_core::search::Field;
use desk_core::time::Instant;
use desk_store::cases::{self, ActivityKind, CaseRow};

use crate::fixture::{Cache, Placed, ask, at, settle};
use crate::oracle::{Place, SEARCHES, columns, compare, finds};
use crate::rows::{self, Dice};

pub(crate) const ALL: Window = Window { offset: 0, limit: 100_000 };

pub(crate) fn tabs() -> Vec<CaseTab> {
    std::iter::once(CaseTab::All).chain(CaseGroup::ALL.into_iter().map(CaseTab::Group)).collect()
}

fn activity(case: &Case, payments: &HashMap<CaseId, Instant>, changed: &HashMap<CaseId, Instant>) -> Option<Instant> {
    let payment = payments.get(&case.id).copied();
    let seen = changed.get(&case.id).copied();
    [case.created, case.collection_started, case.closed, case.client_answered, payment, seen]
        .into_iter()
        .flatten()
        .max()
}

pub(crate) fn place<'a>(case: &'a Case, column: CaseColumn, activity: Option<Instant>) -> Place<'a> {
    let number = |instant: Option<Instant>| Place::Number(instant.map(|instant| instant.timestamp_millis()));
    match column {
        CaseColumn::Reference => Place::Text(case.reference.as_deref()),
        CaseColumn::Customer => Place::Text(case.customer.as_deref()),
        CaseColumn::Debtor => Place::Text(case.debtor.as_deref()),
        CaseColumn::Amount => Place::Number(case.amount.map(|amount| amount.0)),
        CaseColumn::Status => Place::Text(case.lifecycle.as_deref()),
        CaseColumn::CollectionPartner => Place::Text(case.collection_partner.as_deref()),
        CaseColumn::Created => number(case.created),
        CaseColumn::LastActivity => number(activity),
        CaseColumn::Remaining => Place::Number(case.remaining.map(|amount| amount.0)),
        CaseColumn::CreditorReference => Place::Text(case.creditor_reference.as_deref()),
        CaseColumn::Country => Place::Text(case.debtor_country.as_deref()),
        CaseColumn::Phase => Place::Text(case.phase.as_deref()),
        CaseColumn::Due => {
            Place::Number(case.due.map(|due| due.signed_duration_since(chrono::NaiveDate::MIN).num_days()))
        }
        CaseColumn::CollectionStarted => number(case.collection_started),
        CaseColumn::Closed => number(case.closed),
        CaseColumn::CloseCode => Place::Text(case.close_code.as_deref()),
        CaseColumn::ExpectedFee => Place::Number(case.expected_fee_percent.map(|percent| percent.0)),
        CaseColumn::FeeOutlook => Place::Number(None),
    }
}

pub(crate) fn found(case: &Case, search: &str) -> bool {
    let fields = [
        Field::reference(case.reference.as_deref()),
        Field::reference(case.creditor_reference.as_deref()),
        Field::text(case.debtor.as_deref()),
        Field::text(case.customer.as_deref()),
    ];
    finds(search, &fields)
}

/// The row as far as columns of the view show it.
pub(crate) fn in_columns(row: &CaseRow) -> CaseRow {
    let case = Case { missing_items: Vec::new(), ..row.case.clone() };
    CaseRow { case, ..row.clone() }
}

pub(crate) fn in_tab(case: &Case, tab: CaseTab) -> bool {
    tab.group().is_none_or(|group| group_of(case.lifecycle.as_deref().filter(|text| !text.trim().is_empty())) == group)
}

#[test]
fn every_column_direction_tab_and_search_equals_the_plain_way() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, mut all) = (Dice::new(11), rows::cases(7, 240));
    let transactions: Vec<Transaction> = (0..200).map(|_| rows::transaction(&mut dice, &all)).collect();
    let (first, later) = (at("2026-02-01T00:00:00Z"), at("2026-03-02T06:30:00Z"));
    let (before, paid) = (all.clone(), transactions.clone());
    store
        .write(move |w| {
            // Half of the payments come before their cases, half after.
            w.upsert_transactions(&paid[..100], first)?;
            w.upsert_cases(&before, first)?;
            w.upsert_transactions(&paid[100..], first)
        })
        .wait()
        .unwrap();
    let mut changed = HashMap::new();
    for case in all.iter_mut().take(30) {
        case.needs_info = !case.needs_info;
        changed.insert(case.id, later);
    }
    let after = all.clone();
    store.write(move |w| w.upsert_cases(&after, later)).wait().unwrap();
    let mut payments: HashMap<CaseId, Instant> = HashMap::new();
    // One that names no case by id is that of the one case with its reference (contract question Q22).
    let named = |t: &Transaction| {
        let mut named = all.iter().filter(|case| case.reference.is_some() && case.reference == t.case_reference);
        named.next().filter(|_| named.next().is_none()).map(|case| case.id)
    };
    for (case, paid) in transactions.iter().filter_map(|t| t.case.or_else(|| named(t)).zip(t.paid)) {
        payments.entry(case).and_modify(|newest| *newest = paid.max(*newest)).or_insert(paid);
    }

    let collation = Collation::new("en");
    for search in SEARCHES {
        let hits: Vec<&Case> = all.iter().filter(|case| found(case, search)).collect();
        for tab in tabs() {
            for column in columns(search, CaseColumn::ALL) {
                for descending in [false, true] {
                    let mut expected: Vec<&Case> = hits.iter().copied().filter(|case| in_tab(case, tab)).collect();
                    expected.sort_by(|a, b| {
                        let place = |case| place(case, column, activity(case, &payments, &changed));
                        compare(&collation, descending, &place(a), &place(b)).then(a.id.cmp(&b.id))
                    });
                    let query = CaseQuery {
                        search: (*search).to_owned(),
                        tab,
                        sort: Sort { column, descending },
                        ..CaseQuery::default()
                    };
                    let asked = query.clone();
                    let page = ask(&store, move |r| cases::page(r, &asked, ALL));
                    let ids: Vec<CaseId> = page.rows.iter().map(|row| row.case.id).collect();
                    assert_eq!(ids, expected.iter().map(|case| case.id).collect::<Vec<_>>(), "{query:?}");
                    assert_eq!(page.total, expected.len() as u64, "{query:?}");
                    assert_eq!(page.counts.all, hits.len() as u64, "{query:?}");
                    assert_eq!(page.counts.of(tab), page.total, "{query:?}");
                    for row in &page.rows {
                        assert_eq!(row.last_activity.map(|(at, _)| at), activity(&row.case, &payments, &changed));
                    }
                }
            }
        }
    }
}

#[test]
fn windows_streams_and_single_cases_agree_with_the_whole_list() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(3, 150);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    for column in CaseColumn::ALL.iter().copied() {
        let query = CaseQuery { sort: Sort { column, descending: false }, ..CaseQuery::default() };
        ask(&store, move |r| {
            let whole = cases::page(r, &query, ALL)?.rows;
            let mut streamed = Placed::default();
            cases::each(r, &query, CaseColumn::ALL, |place, row| streamed.take(place, row))?;
            assert_eq!(streamed.in_order(), whole.iter().map(in_columns).collect::<Vec<_>>());
            // What is worked out for a column is not read without it.
            let mut plain = Placed::default();
            cases::each(r, &query, CaseColumn::FIRST, |place, row| plain.take(place, row))?;
            assert!(plain.in_order().iter().all(|CaseRow { case, .. }| case.tenant.is_none() && case.phase.is_none()));
            for (offset, limit) in [(0, 1), (0, 40), (40, 40), (149, 40), (150, 40), (5_000, 40), (u64::MAX, 1), (7, 0)]
            {
                let page = cases::page(r, &query, Window { offset, limit })?;
                let from = usize::try_from(offset).unwrap_or(usize::MAX);
                let expected: Vec<_> = whole.iter().skip(from).take(limit as usize).cloned().collect();
                assert_eq!((page.rows, page.total), (expected, 150));
            }
            for row in whole.iter().take(20) {
                assert_eq!(cases::by_id(r, row.case.id)?.as_ref(), Some(row));
            }
            Ok(())
        });
    }
}

#[test]
fn few_hits_and_many_are_the_same_list_in_every_window() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(3, 3_000);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    for (search, tab) in [("deb", CaseTab::All), ("m", CaseTab::Group(CaseGroup::Closed)), ("12345", CaseTab::All)] {
        let query = CaseQuery { search: search.to_owned(), tab, ..CaseQuery::default() };
        ask(&store, move |r| {
            let whole = cases::page(r, &query, ALL)?;
            assert!(whole.total > 30, "{search}: {}", whole.total);
            for offset in [0, 3, whole.total / 2, whole.total - 1] {
                let page = cases::page(r, &query, Window { offset, limit: 5 })?;
                let expected: Vec<_> =
                    whole.rows.iter().skip(usize::try_from(offset).unwrap()).take(5).cloned().collect();
                assert_eq!(page.rows, expected, "{search} from {offset}");
            }
            Ok(())
        });
    }
}

#[test]
fn a_stream_ends_when_its_receiver_has_enough() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(3, 50);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let taken = ask(&store, |r| {
        let mut taken = 0;
        cases::each(r, &CaseQuery::default(), &[], |_, _| {
            taken += 1;
            if taken == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(taken)
    });
    assert_eq!(taken, 3);
}

#[test]
fn a_reference_is_looked_up_whatever_its_case() {
    let cache = Cache::new();
    let store = cache.open();
    let mut all = rows::cases(5, 4);
    for (case, reference) in all.iter_mut().zip(["DEB-1", "deb-1", "DEB-12", "ÆØ-7"]) {
        case.reference = Some(reference.to_owned());
    }
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let count = |text: &'static str| ask(&store, move |r| Ok(cases::by_reference(r, text)?.len()));
    assert_eq!([" Deb-1 ", "DEB-12", "æø-7", "DEB-", "", "%"].map(count), [2, 1, 1, 0, 0, 0]);
}

#[test]
fn cards_count_the_whole_portfolio_and_this_month() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(9, 200);
    let start = at("2026-03-02T00:00:00Z");
    let group = |group| all.iter().filter(|case| in_tab(case, CaseTab::Group(group))).count() as u64;
    let expected = cases::CaseCards {
        total: 200,
        active: group(CaseGroup::Active),
        pending: group(CaseGroup::Pending),
        closed: group(CaseGroup::Closed),
        paused: group(CaseGroup::Paused),
        other: group(CaseGroup::Other),
        created_this_month: all.iter().filter(|case| case.created.is_some_and(|at| at >= start)).count() as u64,
    };
    assert!(expected.created_this_month > 0 && expected.other > 0);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    assert_eq!(ask(&store, move |r| cases::cards(r, start)), expected);
    store.hold_in_memory();
    settle(&store);
    assert_eq!(ask(&store, move |r| Ok((r.is_in_memory(), cases::cards(r, start)?))), (true, expected));
}

#[test]
fn last_activity_says_what_happened_and_the_telling_event_wins_a_tie() {
    let cache = Cache::new();
    let store = cache.open();
    let noon = at("2026-03-01T12:00:00Z");
    let blank = Case {
        created: None,
        collection_started: None,
        closed: None,
        client_answered: None,
        ..rows::cases(1, 1).remove(0)
    };
    let id = blank.id;
    let steps: Vec<(Case, Option<ActivityKind>)> = vec![
        (blank.clone(), None),
        (Case { created: Some(noon), ..blank.clone() }, Some(ActivityKind::Created)),
        (Case { created: Some(noon), closed: Some(noon), ..blank }, Some(ActivityKind::Closed)),
    ];
    for (case, expected) in steps {
        // Long before the events, so that the change itself is never the newest.
        store.write(move |w| w.upsert_cases(&[case], at("2020-01-01T00:00:00Z"))).wait().unwrap();
        let row = ask(&store, move |r| cases::by_id(r, id)).unwrap();
        assert_eq!(row.last_activity.map(|(_, kind)| kind), expected);
    }
}

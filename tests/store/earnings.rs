//! Lists and sums of transactions against the plain oracle.

use desk_core::collate::Collation;
use desk_core::money::Micros;
use desk_core::query::{EarningsColumn, EarningsQuery, Sort};
use desk_core::rows::Transaction;
use desk_core::search::Field;
use desk_core::stage::{EarningsTab, InvoicingMode};
use desk_store::earnings::{self, TabSum};

use crate::cases::ALL;
use crate::fixture::{Cache, Placed, ask, at};
use crate::oracle::{Place, SEARCHES, columns, compare, finds};
use crate::rows::{self, Dice};

const MODES: [InvoicingMode; 2] = [InvoicingMode::PayWhenPaid, InvoicingMode::ConfirmedPipeline];

fn place(transaction: &Transaction, column: EarningsColumn, mode: InvoicingMode) -> Place<'_> {
    match column {
        EarningsColumn::Reference => Place::Text(transaction.case_reference.as_deref()),
        EarningsColumn::Customer => Place::Text(transaction.customer.as_deref()),
        EarningsColumn::Debtor => Place::Text(transaction.debtor.as_deref()),
        EarningsColumn::Collected => Place::Number(transaction.collected.map(|amount| amount.0)),
        EarningsColumn::Fee => Place::Number(transaction.fee_usd.map(|amount| amount.0)),
        EarningsColumn::FeePercent => Place::Number(transaction.fee_percent.map(|percent| percent.0)),
        EarningsColumn::Stage => Place::Number(transaction.statuses.stage(mode).map(|stage| stage.number().into())),
        EarningsColumn::Paid => Place::Number(transaction.paid.map(|at| at.timestamp_millis())),
    }
}

fn found(transaction: &Transaction, search: &str) -> bool {
    let fields =
        [Field::reference(transaction.case_reference.as_deref()), Field::text(transaction.customer.as_deref())];
    finds(search, &fields)
}

fn sum<'a>(rows: impl Iterator<Item = &'a Transaction> + Clone, mode: InvoicingMode) -> TabSum {
    let add = |rows: &mut dyn Iterator<Item = &'a Transaction>| {
        let sum: i128 = rows.filter_map(|row| row.fee_usd).map(|fee| i128::from(fee.0)).sum();
        i64::try_from(sum).ok().map(Micros)
    };
    let estimates = || rows.clone().filter(|row| row.statuses.is_estimate(mode));
    TabSum {
        count: rows.clone().count() as u64,
        fee_usd: add(&mut rows.clone()),
        estimates: estimates().count() as u64,
        estimate_usd: add(&mut estimates()),
    }
}

#[test]
fn every_column_direction_tab_search_and_mode_equals_the_plain_way() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, cases) = (Dice::new(31), rows::cases(4, 40));
    let all: Vec<Transaction> = (0..180).map(|_| rows::transaction(&mut dice, &cases)).collect();
    let rows_in = all.clone();
    store.write(move |w| w.upsert_transactions(&rows_in, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let collation = Collation::new("en");
    for (mode, search) in MODES.into_iter().flat_map(|mode| SEARCHES.iter().map(move |search| (mode, *search))) {
        for tab in EarningsTab::ALL {
            let in_tab =
                |row: &&Transaction| tab == EarningsTab::All || EarningsTab::of(row.statuses.stage(mode)) == tab;
            let hits: Vec<&Transaction> = all.iter().filter(|row| found(row, search)).filter(in_tab).collect();
            for column in columns(search, EarningsColumn::ALL) {
                for descending in [false, true] {
                    let mut expected = hits.clone();
                    expected.sort_by(|a, b| {
                        compare(&collation, descending, &place(a, column, mode), &place(b, column, mode))
                            .then(a.id.cmp(&b.id))
                    });
                    let query = EarningsQuery {
                        search: search.to_owned(),
                        tab,
                        sort: Sort { column, descending },
                        mode,
                        ..EarningsQuery::default()
                    };
                    let asked = query.clone();
                    let page = ask(&store, move |r| earnings::page(r, &asked, ALL));
                    let ids: Vec<_> = page.rows.iter().map(|row| row.transaction.id).collect();
                    assert_eq!(ids, expected.iter().map(|row| row.id).collect::<Vec<_>>(), "{query:?}");
                    assert_eq!(page.total, ids.len() as u64);
                    assert_eq!(page.sums.of(tab), sum(hits.iter().copied(), mode), "{query:?}");
                    for row in page.rows {
                        assert_eq!(row.stage, row.transaction.statuses.stage(mode));
                        assert_eq!(row.is_estimate, row.transaction.statuses.is_estimate(mode));
                    }
                }
            }
        }
    }
}

#[test]
fn sums_are_exact_beyond_what_sqlite_can_add() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, cases) = (Dice::new(5), rows::cases(4, 4));
    let mut all: Vec<Transaction> = (0..5).map(|_| rows::transaction(&mut dice, &cases)).collect();
    for (row, fee) in all.iter_mut().zip([i64::MAX, i64::MAX, i64::MIN, i64::MIN, 12_345_678]) {
        row.fee_usd = Some(Micros(fee));
        row.statuses.referral = Some("Paid".to_owned());
    }
    store.write(move |w| w.upsert_transactions(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let sums = ask(&store, |r| earnings::cards(r, InvoicingMode::PayWhenPaid));
    assert_eq!(sums.paid.fee_usd, Some(Micros(12_345_676)));
    assert_eq!(sums.earned_usd(), Some(Micros(12_345_676)));
    let more = ask(&store, |r| earnings::page(r, &EarningsQuery::default(), ALL)).rows.remove(0).transaction;
    let more = Transaction { fee_usd: Some(Micros(i64::MAX)), ..more };
    let mut second = more.clone();
    second.id.0 = uuid::Uuid::from_u128(1);
    store.write(move |w| w.upsert_transactions(&[more, second], at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let sums = ask(&store, |r| earnings::cards(r, InvoicingMode::PayWhenPaid));
    assert!(sums.paid.count >= 5, "a sum out of range hides no row");
}

#[test]
fn streams_and_a_cases_transactions_agree_with_the_list() {
    let cache = Cache::new();
    let store = cache.open();
    let (mut dice, cases) = (Dice::new(33), rows::cases(4, 10));
    let all: Vec<Transaction> = (0..80).map(|_| rows::transaction(&mut dice, &cases)).collect();
    store.write(move |w| w.upsert_transactions(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    ask(&store, move |r| {
        let query = EarningsQuery::default();
        let whole = earnings::page(r, &query, ALL)?.rows;
        let mut streamed = Placed::default();
        earnings::each(r, &query, |place, row| streamed.take(place, row))?;
        let streamed = streamed.in_order();
        assert_eq!(streamed, whole);
        for case in &cases {
            let expected: Vec<_> = whole.iter().filter(|row| row.transaction.case == Some(case.id)).cloned().collect();
            assert_eq!(earnings::of_case(r, case, query.mode, u32::MAX)?, expected);
        }
        Ok(())
    });
}

//! Filters of the three views against the plain way: every row looked at, one condition after the other.

use chrono::TimeDelta;
use desk_core::collate::Collation;
use desk_core::ids::{ClientId, ClientKey, CreditorId, TenantId};
use desk_core::lifecycle::CaseTab;
use desk_core::query::{
    CaseColumn, CaseFilter, CaseQuery, ChoiceField, ClientFilter, ClientQuery, EarningsColumn, EarningsFilter,
    EarningsQuery, Names, Sort, Span, Window,
};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::stage::{EarningsTab, InvoicingMode, Stage};
use desk_core::time::Instant;
use desk_store::earnings::EarningsRow;
use desk_store::{Store, cases, choices, clients, earnings};

use crate::cases::{ALL, in_columns, in_tab, tabs};
use crate::fixture::{Cache, Placed, ask, at};
use crate::oracle::{Place, compare};
use crate::rows::{self, Dice};

/// As it is held: a text of blanks alone is none.
fn held(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

fn named(names: &Names, text: Option<&str>) -> bool {
    names.is_empty() || names.iter().any(|name| name.as_deref() == held(text))
}

fn within(span: Span, at: Option<Instant>) -> bool {
    span == Span::default()
        || at.is_some_and(|at| span.from.is_none_or(|from| at >= from) && span.before.is_none_or(|end| at < end))
}

fn of_client(key: Option<&ClientKey>, tenant: Option<&TenantId>, creditor: Option<CreditorId>) -> bool {
    key.is_none_or(|key| match key.id() {
        Some(ClientId::Tenant(wanted)) => tenant.is_some_and(|tenant| tenant.0 == wanted),
        Some(ClientId::Creditor(wanted)) => tenant.is_none() && creditor == Some(wanted),
        None => false,
    })
}

fn case_in(filter: &CaseFilter, case: &Case) -> bool {
    of_client(filter.client.as_ref(), case.tenant.as_ref(), case.creditor)
        && named(&filter.customers, case.customer.as_deref())
        && named(&filter.collection_partners, case.collection_partner.as_deref())
        && named(&filter.countries, case.debtor_country.as_deref())
        && within(filter.created, case.created)
        && (!filter.needs_info || case.needs_info)
}

fn fee_in(filter: &EarningsFilter, fee: &Transaction, mode: InvoicingMode) -> bool {
    of_client(filter.client.as_ref(), fee.tenant.as_ref(), fee.creditor)
        && named(&filter.customers, fee.customer.as_deref())
        && within(filter.paid, fee.paid)
        && (filter.stages.is_empty() || filter.stages.contains(&fee.statuses.stage(mode)))
}

/// None, one or several names of those that occur, perhaps with the rows that have none.
fn names(dice: &mut Dice, occurring: &[Option<String>]) -> Names {
    if dice.below(3) != 0 {
        return Vec::new();
    }
    let wanted = 1 + dice.below(3);
    (0..wanted)
        .map(|_| {
            let one = &occurring[usize::try_from(dice.below(occurring.len() as u64)).unwrap()];
            held(one.as_deref()).map(str::to_owned)
        })
        .collect()
}

fn span(dice: &mut Dice) -> Span {
    let mut end =
        || (dice.below(3) == 0).then(|| at("2026-03-01T00:00:00Z") + TimeDelta::hours(dice.below(60).cast_signed()));
    Span { from: end(), before: end() }
}

fn one_of<T: Copy>(dice: &mut Dice, all: &[T]) -> T {
    all[usize::try_from(dice.below(all.len() as u64)).unwrap()]
}

fn window(dice: &mut Dice) -> Window {
    Window { offset: dice.below(12), limit: u32::try_from(dice.below(12)).unwrap() }
}

fn cut<T: Clone>(rows: &[T], window: Window) -> Vec<T> {
    rows.iter().skip(usize::try_from(window.offset).unwrap()).take(window.limit as usize).cloned().collect()
}

fn client_key(dice: &mut Dice, tenant: Option<&TenantId>, creditor: Option<CreditorId>) -> Option<ClientKey> {
    match dice.below(6) {
        0 => ClientKey::of(tenant, creditor),
        1 => ClientKey::of(None, creditor),
        2 if dice.below(4) == 0 => Some(ClientKey::stored("no key".to_owned())),
        _ => None,
    }
}

fn filled() -> (Cache, Store, Vec<Case>, Vec<Transaction>) {
    let cache = Cache::new();
    let store = cache.open();
    let mut dice = Dice::new(77);
    let all = rows::cases(6, 150);
    let fees: Vec<Transaction> = (0..150).map(|_| rows::transaction(&mut dice, &all)).collect();
    let (cases_in, fees_in) = (all.clone(), fees.clone());
    store
        .write(move |w| {
            w.upsert_cases(&cases_in, at("2026-02-01T00:00:00Z"))?;
            w.upsert_transactions(&fees_in, at("2026-02-01T00:00:00Z"))
        })
        .wait()
        .unwrap();
    (cache, store, all, fees)
}

#[test]
fn cases_are_narrowed_as_the_plain_way_does() {
    let (_cache, store, all, _) = filled();
    let mut dice = Dice::new(3);
    let (mut narrowed, mut empty) = (0, 0);
    for _ in 0..400 {
        let one = &all[usize::try_from(dice.below(all.len() as u64)).unwrap()];
        let occurring =
            |field: fn(&Case) -> &Option<String>| all.iter().map(|case| field(case).clone()).collect::<Vec<_>>();
        let filter = CaseFilter {
            client: client_key(&mut dice, one.tenant.as_ref(), one.creditor),
            customers: names(&mut dice, &occurring(|case| &case.customer)),
            collection_partners: names(&mut dice, &occurring(|case| &case.collection_partner)),
            countries: names(&mut dice, &occurring(|case| &case.debtor_country)),
            created: span(&mut dice),
            needs_info: dice.below(5) == 0,
        };
        let search = one_of(&mut dice, &["", "", "mü", "deb"]).to_owned();
        let sort = Sort { column: one_of(&mut dice, CaseColumn::ALL), descending: dice.below(2) == 0 };
        let (tab, window) = (one_of(&mut dice, &tabs()), window(&mut dice));
        let query = CaseQuery { search, tab, filter: filter.clone(), sort };
        let unfiltered = CaseQuery { filter: CaseFilter::default(), tab: CaseTab::All, ..query.clone() };
        let (page, part, streamed, whole) = ask(&store, move |r| {
            let mut streamed = Placed::default();
            cases::each(r, &query, CaseColumn::ALL, |place, row| streamed.take(place, row))?;
            let streamed = streamed.in_order();
            let (page, part) = (cases::page(r, &query, ALL)?, cases::page(r, &query, window)?);
            Ok((page, part, streamed, cases::page(r, &unfiltered, ALL)?))
        });
        let left: Vec<_> = whole.rows.into_iter().filter(|row| case_in(&filter, &row.case)).collect();
        for tab in tabs() {
            let of_tab = left.iter().filter(|row| in_tab(&row.case, tab)).count();
            assert_eq!(page.counts.of(tab), of_tab as u64, "{tab} of {filter:?}");
        }
        let expected: Vec<_> = left.into_iter().filter(|row| in_tab(&row.case, tab)).collect();
        assert_eq!((page.total, &page.rows), (expected.len() as u64, &expected), "{filter:?}");
        assert_eq!((&part.rows, part.counts), (&cut(&expected, window), page.counts), "{window:?} of {filter:?}");
        assert_eq!(streamed, expected.iter().map(in_columns).collect::<Vec<_>>(), "{filter:?}");
        narrowed += u32::from(!expected.is_empty() && !filter.is_empty());
        empty += u32::from(expected.is_empty());
    }
    assert!(narrowed > 50 && empty > 50, "the dice must show both: {narrowed} and {empty}");
}

#[test]
fn transactions_and_their_sums_are_narrowed_as_the_plain_way_does() {
    let (_cache, store, _, all) = filled();
    let mut dice = Dice::new(4);
    let mut narrowed = 0;
    for _ in 0..400 {
        let one = &all[usize::try_from(dice.below(all.len() as u64)).unwrap()];
        let occurring: Vec<Option<String>> = all.iter().map(|fee| fee.customer.clone()).collect();
        let stages =
            (0..dice.below(4)).map(|_| Stage::ALL.get(usize::try_from(dice.below(8)).unwrap()).copied()).collect();
        let filter = EarningsFilter {
            client: client_key(&mut dice, one.tenant.as_ref(), one.creditor),
            stages,
            customers: names(&mut dice, &occurring),
            paid: span(&mut dice),
        };
        let mode = one_of(&mut dice, &[InvoicingMode::PayWhenPaid, InvoicingMode::ConfirmedPipeline]);
        let search = one_of(&mut dice, &["", "", "mü", "deb"]).to_owned();
        let sort = Sort { column: one_of(&mut dice, EarningsColumn::ALL), descending: dice.below(2) == 0 };
        let (tab, window) = (one_of(&mut dice, &EarningsTab::ALL), window(&mut dice));
        let query = EarningsQuery { search, tab, filter: filter.clone(), sort, mode };
        let unfiltered = EarningsQuery { filter: EarningsFilter::default(), tab: EarningsTab::All, ..query.clone() };
        let (page, part, streamed, whole) = ask(&store, move |r| {
            let mut streamed = Placed::default();
            earnings::each(r, &query, |place, row| streamed.take(place, row))?;
            let streamed = streamed.in_order();
            let (page, part) = (earnings::page(r, &query, ALL)?, earnings::page(r, &query, window)?);
            Ok((page, part, streamed, earnings::page(r, &unfiltered, ALL)?))
        });
        let left: Vec<_> = whole.rows.into_iter().filter(|row| fee_in(&filter, &row.transaction, mode)).collect();
        assert_eq!(page.sums, earnings::EarningsSums::of_rows(&left), "{filter:?}");
        let in_tab = |row: &EarningsRow| tab == EarningsTab::All || EarningsTab::of(row.stage) == tab;
        let expected: Vec<_> = left.into_iter().filter(in_tab).collect();
        assert_eq!((page.total, &page.rows), (expected.len() as u64, &expected), "{tab:?} of {filter:?}");
        assert_eq!((&part.rows, part.sums), (&cut(&expected, window), page.sums), "{window:?} of {filter:?}");
        assert_eq!(streamed, expected, "{filter:?}");
        narrowed += u32::from(!expected.is_empty() && !filter.is_empty());
    }
    assert!(narrowed > 50, "{narrowed}");
}

#[test]
fn clients_are_narrowed_and_their_counts_follow() {
    let cache = Cache::new();
    let store = cache.open();
    let mut dice = Dice::new(21);
    let all: Vec<Client> = (0..90).map(|tenant| rows::client(&mut dice, tenant)).collect();
    let rows_in = all.clone();
    store.write(move |w| w.upsert_clients(&rows_in, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let countries: Vec<Option<String>> = all.iter().map(|client| client.country.clone()).collect();
    for _ in 0..100 {
        let attributed = [None, Some(true), Some(false)][usize::try_from(dice.below(3)).unwrap()];
        let filter = ClientFilter { attributed, countries: names(&mut dice, &countries) };
        let query = ClientQuery { filter: filter.clone(), ..ClientQuery::default() };
        let page = ask(&store, move |r| clients::page(r, &query, ALL));
        let expected = all.iter().filter(|client| {
            named(&filter.countries, client.country.as_deref())
                && filter.attributed.is_none_or(|attributed| attributed == client.attributed)
        });
        let mut expected: Vec<&ClientKey> = expected.map(|client| &client.key).collect();
        let mut found: Vec<&ClientKey> = page.rows.iter().map(|row| &row.client.key).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{filter:?}");
        assert_eq!((page.counts.all, page.counts.unsigned + page.counts.complete), (page.total, page.total));
    }
}

#[test]
fn every_column_offers_its_names_in_the_order_of_the_language() {
    let (_cache, store, all, fees) = filled();
    let mut dice = Dice::new(22);
    let customers: Vec<Client> = (0..90).map(|tenant| rows::client(&mut dice, tenant)).collect();
    let rows_in = customers.clone();
    store.write(move |w| w.upsert_clients(&rows_in, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let collation = Collation::new("en");
    for field in ChoiceField::ALL.iter().copied() {
        let names: Vec<Option<&str>> = match field {
            ChoiceField::CaseCustomers => all.iter().map(|case| case.customer.as_deref()).collect(),
            ChoiceField::CaseCollectionPartners => all.iter().map(|case| case.collection_partner.as_deref()).collect(),
            ChoiceField::CaseCountries => all.iter().map(|case| case.debtor_country.as_deref()).collect(),
            ChoiceField::ClientCountries => customers.iter().map(|client| client.country.as_deref()).collect(),
            ChoiceField::EarningsCustomers => fees.iter().map(|fee| fee.customer.as_deref()).collect(),
        };
        let names: Vec<Option<&str>> = names.into_iter().map(held).collect();
        let mut expected: Vec<Option<&str>> = names.clone();
        expected.sort_by(|a, b| compare(&collation, false, &Place::Text(*a), &Place::Text(*b)).then(a.cmp(b)));
        expected.dedup();
        let (found, more) = ask(&store, move |r| choices(r, field, "", 1_000));
        assert!(!more && expected.len() > 3);
        let counted = expected.iter().map(|name| (*name, names.iter().filter(|one| *one == name).count() as u64));
        let found: Vec<(Option<&str>, u64)> = found.iter().map(|(name, rows)| (name.as_deref(), *rows)).collect();
        assert_eq!(found, counted.collect::<Vec<_>>(), "{field:?}");
    }
}

#[test]
fn choices_are_the_names_that_occur_with_their_rows() {
    let (_cache, store, all, _) = filled();
    let (choices_all, more) = ask(&store, |r| choices(r, ChoiceField::CaseCustomers, "", 1_000));
    assert!(!more);
    assert_eq!(choices_all.iter().map(|(_, rows)| rows).sum::<u64>(), all.len() as u64);
    assert_eq!(choices_all.last().unwrap().0, None, "rows without a name come last");
    for (name, rows) in &choices_all {
        let expected = all.iter().filter(|case| held(case.customer.as_deref()) == name.as_deref()).count();
        assert_eq!(*rows, expected as u64, "{name:?}");
    }
    let (found, _) = ask(&store, |r| choices(r, ChoiceField::CaseCustomers, "muller", 1_000));
    let names: Vec<&str> = found.iter().filter_map(|(name, _)| name.as_deref()).collect();
    assert_eq!(names.len(), 2, "Müller in both spellings: {names:?}");
    let (some, more) = ask(&store, |r| choices(r, ChoiceField::CaseCustomers, "", 2));
    assert_eq!((some.len(), more), (2, true));
    assert_eq!(some, choices_all[..2]);
    let (nothing, more) = ask(&store, |r| choices(r, ChoiceField::EarningsCustomers, "'; DROP TABLE cases; --", 9));
    assert_eq!((nothing, more), (Vec::new(), false));
}

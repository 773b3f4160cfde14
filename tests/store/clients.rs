//! Lists of clients against the plain oracle.

use desk_core::collate::Collation;
use desk_core::lifecycle::{CaseGroup, group_of};
use desk_core::query::{CaseFilter, CaseQuery, ClientColumn, ClientQuery, ClientTab, Sort, Window};
use desk_core::rows::{Case, Client};
use desk_core::search::Field;
use desk_store::{cases, clients};

use crate::cases::ALL;
use crate::fixture::{Cache, Placed, ask, at};
use crate::oracle::{Place, SEARCHES, columns, compare, finds};
use crate::rows::{self, Dice};

/// A client's cases: those with its tenant id or, where it has none, those without one that bear its id at Debitura.
fn own<'a>(cases: &'a [Case], client: &'a Client) -> impl Iterator<Item = &'a Case> + 'a {
    cases.iter().filter(|case| {
        case.tenant == client.tenant
            && (client.tenant.is_some() || (case.creditor.is_some() && case.creditor == client.creditor))
    })
}

fn place<'a>(client: &'a Client, cases: &[Case], column: ClientColumn) -> Place<'a> {
    match column {
        ClientColumn::Customer => Place::Text(client.name.as_deref()),
        ClientColumn::Onboarding => Place::Number(Some(client.onboarding_done.into())),
        ClientColumn::Attribution => Place::Number(Some(client.attributed.into())),
        ClientColumn::Linked => Place::Number(client.linked.map(|at| at.timestamp_millis())),
        ClientColumn::Cases => Place::Number(Some(i64::try_from(own(cases, client).count()).unwrap())),
        ClientColumn::Earned => Place::Number(client.earnings_usd.map(|amount| amount.0)),
        ClientColumn::Country => Place::Text(client.country.as_deref()),
        ClientColumn::RegistrationNumber => Place::Text(client.registration_number.as_deref()),
        ClientColumn::Email => Place::Text(client.email.as_deref()),
        ClientColumn::FeeOutlook => Place::Number(None),
    }
}

fn found(client: &Client, search: &str) -> bool {
    let fields = [
        Field::text(client.name.as_deref()),
        Field::reference(client.registration_number.as_deref()),
        Field::text(client.email.as_deref()),
        Field::reference(client.tenant.as_ref().map(|tenant| tenant.0.as_str())),
    ];
    finds(search, &fields)
}

#[test]
fn every_column_direction_tab_and_search_equals_the_plain_way() {
    let cache = Cache::new();
    let store = cache.open();
    let mut dice = Dice::new(21);
    let all: Vec<Client> = (0..120).map(|tenant| rows::client(&mut dice, tenant)).collect();
    let mut cases = rows::cases(4, 200);
    // Some of them are those of clients without a tenant id.
    let nameless: Vec<_> = all.iter().filter(|client| client.tenant.is_none()).map(|client| client.creditor).collect();
    for (number, case) in cases.iter_mut().step_by(3).enumerate() {
        case.creditor = nameless[number % nameless.len()];
    }
    assert!(all.iter().any(|client| client.tenant.is_none() && own(&cases, client).count() > 1));
    let (clients_in, cases_in) = (all.clone(), cases.clone());
    store
        .write(move |w| {
            w.upsert_cases(&cases_in, at("2026-02-01T00:00:00Z"))?;
            w.upsert_clients(&clients_in, at("2026-02-01T00:00:00Z"))
        })
        .wait()
        .unwrap();
    let collation = Collation::new("en");
    for search in SEARCHES.iter().copied().chain(["hrb 1", "HRB12", "tenant-1", "post3@", "EXAMPLE.test"]) {
        for tab in ClientTab::ALL.iter().copied() {
            for column in columns(search, ClientColumn::ALL) {
                for descending in [false, true] {
                    let in_tab = |client: &&Client| match tab {
                        ClientTab::All => true,
                        ClientTab::Unsigned => !client.onboarding_done,
                        ClientTab::Complete => client.onboarding_done,
                    };
                    let mut expected: Vec<&Client> = all.iter().filter(|c| found(c, search)).filter(in_tab).collect();
                    expected.sort_by(|a, b| {
                        compare(&collation, descending, &place(a, &cases, column), &place(b, &cases, column))
                            .then(a.key.cmp(&b.key))
                    });
                    let query = ClientQuery {
                        search: search.to_owned(),
                        tab,
                        sort: Sort { column, descending },
                        ..ClientQuery::default()
                    };
                    let asked = query.clone();
                    let page = ask(&store, move |r| clients::page(r, &asked, ALL));
                    let ids: Vec<_> = page.rows.iter().map(|row| &row.client.key).collect();
                    assert_eq!(ids, expected.iter().map(|client| &client.key).collect::<Vec<_>>(), "{query:?}");
                    assert_eq!((page.total, page.counts.of(tab)), (ids.len() as u64, ids.len() as u64), "{query:?}");
                    assert_eq!(page.counts.all, page.counts.unsigned + page.counts.complete);
                }
            }
        }
    }
    let rows = ask(&store, |r| Ok(clients::page(r, &ClientQuery::default(), ALL)?.rows));
    for row in rows {
        let all = own(&cases, &row.client).count() as u64;
        let open = own(&cases, &row.client).filter(|case| group_of(case.lifecycle.as_deref()) != CaseGroup::Closed);
        assert_eq!((row.cases_total, row.cases_open), (all, open.count() as u64));
        // The list of its cases says the same.
        let filter = CaseFilter { client: Some(row.client.key), ..CaseFilter::default() };
        let query = CaseQuery { filter, ..CaseQuery::default() };
        assert_eq!(ask(&store, move |r| cases::page(r, &query, ALL)).total, all);
    }
}

#[test]
fn cards_windows_streams_and_single_clients_agree() {
    let cache = Cache::new();
    let store = cache.open();
    let mut dice = Dice::new(22);
    let all: Vec<Client> = (0..90).map(|tenant| rows::client(&mut dice, tenant)).collect();
    let complete = all.iter().filter(|client| client.onboarding_done).count() as u64;
    let attributed = all.iter().filter(|client| client.attributed).count() as u64;
    store.write(move |w| w.upsert_clients(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    ask(&store, move |r| {
        let cards = clients::cards(r)?;
        assert_eq!(cards, clients::ClientCards { total: 90, attributed, complete, pending: 90 - complete });
        let query = ClientQuery::default();
        let whole = clients::page(r, &query, ALL)?.rows;
        let mut streamed = Placed::default();
        clients::each(r, &query, |place, row| streamed.take(place, row))?;
        let streamed = streamed.in_order();
        assert_eq!(streamed, whole);
        let part = clients::page(r, &query, Window { offset: 80, limit: 20 })?.rows;
        assert_eq!(part, whole[80..]);
        let one = whole.iter().find(|row| row.client.tenant.is_some()).unwrap();
        assert_eq!(clients::by_tenant(r, one.client.tenant.as_ref().unwrap())?.as_ref(), Some(one));
        Ok(())
    });
}

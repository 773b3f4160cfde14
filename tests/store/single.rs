//! Reads of one case and one client, Debitura's sums, and which case a transaction belongs to.

use desk_core::ids::CaseId;
use desk_core::money::Micros;
use desk_core::remote::EarningsSummary;
use desk_core::rows::{Case, CaseRead, Client, PotentialRevenue, Transaction};
use desk_core::stage::InvoicingMode;
use desk_store::{cases, clients, earnings};
use uuid::Uuid;

use crate::fixture::{Cache, ask, at};
use crate::rows::{self, Dice};

const FIRST: &str = "2026-02-01T00:00:00Z";
const LATER: &str = "2026-02-02T00:00:00Z";

#[test]
fn a_read_of_one_case_keeps_its_projection_and_a_later_one_without_takes_it_away() {
    let cache = Cache::new();
    let store = cache.open();
    let case = rows::cases(1, 1).remove(0);
    let id = case.id;
    let potential =
        PotentialRevenue { referral_usd: Some(Micros(i64::MAX)), gross_usd: Some(Micros(-1)), ..Default::default() };
    let read = CaseRead { case: case.clone(), potential: Some(potential) };
    let kept = store.write(move |w| w.keep_case_read(&read, at(FIRST))).wait().unwrap();
    assert_eq!(kept.inserted, 1);
    assert_eq!(ask(&store, move |r| cases::potential(r, id)), Some((potential, at(FIRST))));
    assert_eq!(ask(&store, move |r| cases::read_at(r, id)), Some(at(FIRST)));
    let listed = case.clone();
    store.write(move |w| w.upsert_cases(&[listed], at(LATER))).wait().unwrap();
    assert_eq!(ask(&store, move |r| cases::read_at(r, id)), Some(at(FIRST)), "a pass is no read of its own");
    let read = CaseRead { case, potential: None };
    let kept = store.write(move |w| w.keep_case_read(&read, at(LATER))).wait().unwrap();
    assert_eq!(kept.unchanged, 1);
    assert_eq!(ask(&store, move |r| cases::potential(r, id)), None);
    assert_eq!(ask(&store, move |r| cases::read_at(r, id)), Some(at(LATER)));
    let unknown = CaseId(Uuid::from_u128(1));
    assert_eq!(ask(&store, move |r| Ok((cases::potential(r, unknown)?, cases::read_at(r, unknown)?))), (None, None));
    store.write(|w| w.clear()).wait().unwrap();
    assert_eq!(ask(&store, move |r| cases::read_at(r, id)), None);
}

/// A page of a pass may have been asked for before a read of one row and be written after it. Its facts are held then, and
/// not the age of the read: the pass tells how old they are, once it is complete.
#[test]
fn facts_of_a_pass_do_not_pass_for_those_of_a_later_read() {
    let cache = Cache::new();
    let store = cache.open();
    let (case, client) = (rows::cases(1, 1).remove(0), rows::client(&mut Dice::new(9), 4));
    let (id, key) = (case.id, client.key.clone());
    let (older_case, older_client) = (
        Case { lifecycle: Some("On its way".to_owned()), ..case.clone() },
        Client { onboarding_url: Some("https://referral.debitura.com/overtaken".to_owned()), ..client.clone() },
    );
    let potential = PotentialRevenue { referral_usd: Some(Micros(5)), ..Default::default() };
    store
        .write(move |w| {
            w.keep_case_read(&CaseRead { case: case.clone(), potential: Some(potential) }, at(LATER))?;
            w.keep_client_read(&client, at(LATER))?;
            w.upsert_cases(&[older_case], at(FIRST))?;
            w.upsert_clients(&[older_client], at(FIRST))
        })
        .wait()
        .unwrap();
    assert_eq!(ask(&store, move |r| cases::read_at(r, id)), None);
    assert_eq!(ask(&store, move |r| clients::read_at(r, &key)), None);
    assert_eq!(ask(&store, move |r| cases::potential(r, id)), Some((potential, at(LATER))), "it has an age of its own");
}

#[test]
fn a_client_is_found_by_its_key_and_from_its_cases() {
    let cache = Cache::new();
    let store = cache.open();
    let mut dice = Dice::new(9);
    let all: Vec<_> = (0..40).map(|tenant| rows::client(&mut dice, tenant)).collect();
    let rows_in = all.clone();
    store.write(move |w| w.upsert_clients(&rows_in, at(FIRST))).wait().unwrap();
    let case = rows::cases(1, 1).remove(0);
    for client in all {
        let (key, of) =
            (client.key.clone(), Case { tenant: client.tenant.clone(), creditor: client.creditor, ..case.clone() });
        let (by_key, of_case) = ask(&store, move |r| Ok((clients::by_key(r, &key)?, clients::of_case(r, &of)?)));
        assert_eq!(by_key.map(|row| row.client.key), Some(client.key.clone()));
        assert_eq!(of_case.map(|row| row.client.key), Some(client.key.clone()));
        let read = client.clone();
        let kept = store.write(move |w| w.keep_client_read(&read, at(LATER))).wait().unwrap();
        assert_eq!(kept.unchanged, 1);
        assert_eq!(ask(&store, move |r| clients::read_at(r, &client.key)), Some(at(LATER)));
    }
    let nobody = Case { tenant: None, creditor: None, ..case };
    assert_eq!(ask(&store, move |r| clients::of_case(r, &nobody)), None);
}

#[test]
fn debituras_sums_come_back_as_they_were() {
    let cache = Cache::new();
    let store = cache.open();
    assert_eq!(ask(&store, |r| r.earnings_summary()), None);
    let mut summary = EarningsSummary { fee_usd: [Some(Micros(i64::MIN)); 7], count: [Some(3); 7] };
    summary.fee_usd[2] = None;
    summary.count[6] = None;
    store.write(move |w| w.set_earnings_summary(&summary, at(FIRST))).wait().unwrap();
    assert_eq!(ask(&store, |r| r.earnings_summary()), Some((summary, at(FIRST))));
    cache.raw().execute("UPDATE meta SET value = '{' WHERE key = 'summary.earnings'", []).unwrap();
    assert_eq!(ask(&store, |r| r.earnings_summary()), None, "what cannot be read counts as none");
    store.write(|w| w.clear()).wait().unwrap();
    assert_eq!(ask(&store, |r| r.earnings_summary()), None);
}

/// Question Q22: a transaction names its case by id, or by an id that is no case's and by its reference.
#[test]
fn a_transaction_finds_its_case_by_id_and_else_by_a_reference_that_one_case_has() {
    let cache = Cache::new();
    let store = cache.open();
    let mut all = rows::cases(1, 4);
    for (case, reference) in all.iter_mut().zip(["ABC", "DEF", "DEF", "abc "]) {
        case.reference = Some(reference.to_owned());
    }
    let (first, second) = (all[0].clone(), all[1].clone());
    let fee = |id: u128, case: Option<CaseId>, reference: Option<&str>| {
        let mut fee = rows::transaction(&mut Dice::new(8), &all);
        fee.id.0 = Uuid::from_u128(id);
        (fee.case, fee.case_reference) = (case, reference.map(str::to_owned));
        fee
    };
    let below = Some(CaseId(Uuid::from_u128(999)));
    let fees: Vec<Transaction> = vec![
        fee(1, Some(first.id), Some("DEF")),
        fee(2, below, Some("ABC")),
        fee(3, None, Some("ABC")),
        fee(4, below, Some("DEF")),
        fee(5, below, None),
        fee(6, Some(second.id), None),
    ];
    let (cases_in, fees_in) = (all.clone(), fees.clone());
    store
        .write(move |w| {
            w.upsert_cases(&cases_in, at(FIRST))?;
            w.upsert_transactions(&fees_in, at(FIRST))
        })
        .wait()
        .unwrap();
    let found = ask(&store, move |r| fees.iter().map(|fee| earnings::case_of(r, fee)).collect::<Result<Vec<_>, _>>());
    assert_eq!(found, [Some(first.id), Some(first.id), Some(first.id), None, None, Some(second.id)]);
    let mode = InvoicingMode::default();
    for (case, expected) in [(first, vec![1, 2, 3]), (second, vec![6])] {
        let rows = ask(&store, move |r| earnings::of_case(r, &case, mode, 9));
        let mut ids: Vec<u128> = rows.iter().map(|row| row.transaction.id.0.as_u128()).collect();
        ids.sort_unstable();
        assert_eq!(ids, expected);
    }
    let limited = ask(&store, {
        let case = all[0].clone();
        move |r| earnings::of_case(r, &case, mode, 2)
    });
    assert_eq!(limited.len(), 2);
}

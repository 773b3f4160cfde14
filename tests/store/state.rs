//! The partner and the passes.

use desk_core::ids::PartnerId;
use desk_core::rows::Partner;
use desk_core::stage::InvoicingMode;
use desk_store::{CompletePass, Freshness, PassRecord, Table};
use uuid::Uuid;

use crate::fixture::{Cache, ask, at};

#[test]
fn the_partner_is_kept_as_last_described() {
    let cache = Cache::new();
    let store = cache.open();
    assert_eq!(ask(&store, |r| r.partner()), None);
    let first = Partner {
        id: Some(PartnerId(Uuid::from_u128(7))),
        company_name: Some("Nordic Ledger ApS".to_owned()),
        short_name: Some("Nordic".to_owned()),
        is_active: true,
        is_public_demo: false,
        invoicing_mode: Some(InvoicingMode::ConfirmedPipeline),
    };
    let second =
        Partner { short_name: None, is_active: false, is_public_demo: true, invoicing_mode: None, ..first.clone() };
    for partner in [first, second] {
        let described = partner.clone();
        store.write(move |w| w.set_partner(&described)).wait().unwrap();
        assert_eq!(ask(&store, |r| r.partner()), Some(partner));
    }
    store.write(|w| w.clear()).wait().unwrap();
    assert_eq!(ask(&store, |r| r.partner()), None);
}

#[test]
fn a_failed_pass_does_not_hide_the_last_complete_one() {
    let cache = Cache::new();
    let store = cache.open();
    assert_eq!(ask(&store, |r| r.freshness()), Freshness::default());
    let good = PassRecord {
        started: at("2026-02-01T10:00:00Z"),
        finished: Some(at("2026-02-01T10:01:00Z")),
        complete: true,
        total: Some(500),
        held: 500,
        problem: None,
    };
    let partial = PassRecord {
        started: at("2026-02-01T11:00:00Z"),
        finished: None,
        complete: false,
        total: None,
        held: 200,
        problem: Some("Debitura did not answer in time.".to_owned()),
    };
    let complete = CompletePass { started: good.started, finished: at("2026-02-01T10:01:00Z") };
    for pass in [good, partial] {
        let record = pass.clone();
        store.write(move |w| w.record_pass(Table::Cases, &record)).wait().unwrap();
        let state = ask(&store, |r| r.freshness());
        assert_eq!(state.of(Table::Cases).last_attempt.as_ref(), Some(&pass));
        assert_eq!(state.of(Table::Cases).last_complete, Some(complete));
        assert_eq!(state.of(Table::Clients), &desk_store::TableState::default());
    }
}

//! Revenue stages against the predicates of contract section 11, written out one by one.

use std::collections::BTreeSet;

use desk_core::stage::{EarningsTab, InvoicingMode, Stage, Statuses};

use InvoicingMode::{ConfirmedPipeline, PayWhenPaid};

const COMMISSION: &[Option<&str>] =
    &[None, Some("Unpaid"), Some("Paid"), Some("Credited"), Some("Written off"), Some("")];
const PLATFORM: &[Option<&str>] = &[
    None,
    Some("NotInvoiced"),
    Some("InvoiceIssued"),
    Some("PaymentReceived"),
    Some("InvoiceCredited"),
    Some("Factored"),
    Some(""),
];
const REFERRAL: &[Option<&str>] =
    &[None, Some("Pending"), Some("Invoiced"), Some("Paid"), Some("Disputed"), Some("Waived"), Some("")];

type Triple = (Option<&'static str>, Option<&'static str>, Option<&'static str>);

fn every_combination() -> impl Iterator<Item = Triple> {
    COMMISSION.iter().flat_map(|c| PLATFORM.iter().flat_map(move |p| REFERRAL.iter().map(move |r| (*c, *p, *r))))
}

fn statuses((c, p, r): Triple) -> Statuses {
    let owned = |status: Option<&str>| status.map(str::to_owned);
    Statuses { commission: owned(c), platform: owned(p), referral: owned(r) }
}

/// Which predicates of the two tables hold.
fn predicates((c, p, r): Triple, mode: InvoicingMode) -> BTreeSet<u8> {
    let open = r.is_none() || r == Some("Pending");
    let (c_null, c_paid) = (c.is_none(), c == Some("Paid"));
    let mut held = BTreeSet::new();
    let mut add = |holds: bool, stage: u8| if holds { held.insert(stage) } else { false };
    add(matches!(c, Some("Unpaid" | "Credited")) && p == Some("NotInvoiced") && open, 0);
    match mode {
        PayWhenPaid => {
            add(c_paid && p == Some("NotInvoiced") && open, 1);
            add(!c_null && p == Some("InvoiceIssued") && open, 2);
            add(!c_null && p == Some("PaymentReceived") && open, 3);
        }
        ConfirmedPipeline => {
            add(!c_null && p == Some("InvoiceIssued") && open && !c_paid, 2);
            let confirmed = c_paid && matches!(p, Some("NotInvoiced" | "InvoiceIssued"));
            add(open && !c_null && (p == Some("PaymentReceived") || confirmed), 3);
        }
    }
    add(r == Some("Invoiced"), 4);
    add(r == Some("Paid"), 5);
    add(r == Some("Disputed"), 6);
    held
}

#[test]
fn the_full_table_in_both_modes() {
    for mode in [PayWhenPaid, ConfirmedPipeline] {
        for triple in every_combination() {
            let held = predicates(triple, mode);
            assert!(held.len() <= 1, "the contract's predicates overlap at {triple:?}");
            let stage = statuses(triple).stage(mode);
            assert_eq!(stage.map(Stage::number), held.first().copied(), "{triple:?} {mode:?}");
        }
    }
}

#[test]
fn referral_status_decides_first() {
    for (r, stage) in [("Invoiced", Stage::AwaitingDebitura), ("Paid", Stage::Paid), ("Disputed", Stage::Disputed)] {
        for (c, p, _) in every_combination() {
            for mode in [PayWhenPaid, ConfirmedPipeline] {
                assert_eq!(statuses((c, p, Some(r))).stage(mode), Some(stage));
            }
        }
    }
}

#[test]
fn rows_without_a_place_have_a_tab_of_their_own() {
    for mode in [PayWhenPaid, ConfirmedPipeline] {
        for triple in [
            (Some("Paid"), Some("InvoiceCredited"), None),
            (Some("Paid"), Some("InvoiceCredited"), Some("Pending")),
            (None, Some("PaymentReceived"), None),
            (None, Some("NotInvoiced"), Some("Pending")),
            (Some("Paid"), None, None),
            (None, None, None),
            (Some("Paid"), Some("PaymentReceived"), Some("Waived")),
        ] {
            assert_eq!(statuses(triple).stage(mode), None, "{triple:?}");
            assert_eq!(EarningsTab::of(statuses(triple).stage(mode)), EarningsTab::Unclassified);
        }
    }
}

#[test]
fn a_credited_commission_falls_back_and_settled_ones_stay() {
    let fell_back = statuses((Some("Credited"), Some("NotInvoiced"), Some("Pending")));
    assert_eq!(fell_back.stage(PayWhenPaid), Some(Stage::Pending));
    assert!(fell_back.is_estimate(PayWhenPaid));
    let settled = statuses((Some("Credited"), Some("PaymentReceived"), Some("Paid")));
    assert_eq!(settled.stage(PayWhenPaid), Some(Stage::Paid));
    assert!(!settled.is_estimate(PayWhenPaid));
}

#[test]
fn the_mode_moves_the_confirmed_part_and_nothing_else() {
    for triple in every_combination() {
        let (before, after) = (statuses(triple).stage(PayWhenPaid), statuses(triple).stage(ConfirmedPipeline));
        let confirmed =
            triple.0 == Some("Paid") && matches!(before, Some(Stage::Confirmed | Stage::AwaitingCollectionPartner));
        assert_eq!(after, if confirmed { Some(Stage::ReadyToInvoice) } else { before }, "{triple:?}");
    }
}

#[test]
fn estimates() {
    for mode in [PayWhenPaid, ConfirmedPipeline] {
        for triple in every_combination() {
            let row = statuses(triple);
            let expected = match row.stage(mode).map(Stage::number) {
                Some(0) => true,
                Some(2) | None => triple.0 != Some("Paid"),
                Some(_) => false,
            };
            assert_eq!(row.is_estimate(mode), expected, "{triple:?} {mode:?}");
        }
    }
}

#[test]
fn names_are_compared_without_case_and_blanks() {
    let shouted = statuses((Some(" PAID "), Some("notinvoiced"), Some("PENDING")));
    assert_eq!(shouted.stage(PayWhenPaid), Some(Stage::Confirmed));
    assert_eq!(shouted.stage(ConfirmedPipeline), Some(Stage::ReadyToInvoice));
}

#[test]
fn the_tabs_are_a_partition() {
    let tabs = Stage::ALL.map(|stage| EarningsTab::of(Some(stage)));
    use EarningsTab::{Awaiting, Disputed, Paid, Pending, Ready};
    assert_eq!(tabs, [Pending, Pending, Pending, Ready, Awaiting, Paid, Disputed]);
    assert_eq!(EarningsTab::of(None), EarningsTab::Unclassified);
    let reached: Vec<_> = tabs.into_iter().chain([EarningsTab::of(None)]).collect();
    for tab in EarningsTab::ALL {
        assert_eq!(reached.contains(&tab), tab != EarningsTab::All, "{tab:?}");
    }
}

#[test]
fn modes_and_numbers() {
    assert_eq!(Stage::ALL.map(Stage::number), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(Stage::ALL.map(Stage::label).iter().collect::<BTreeSet<_>>().len(), 7);
    for mode in [PayWhenPaid, ConfirmedPipeline] {
        assert_eq!(InvoicingMode::parse(mode.name()), Some(mode));
        assert_eq!(InvoicingMode::parse(&format!(" {} ", mode.name().to_uppercase())), Some(mode));
    }
    assert_eq!(InvoicingMode::parse("PayOnInvoice"), None);
    assert_eq!(InvoicingMode::default(), PayWhenPaid);
}

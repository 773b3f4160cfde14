//! Payments: where their fee stands decides, and every question about the link is settled.

use desk_core::fee::Standing;

use super::*;

const OPEN: Option<&str> = Some("Pending");

fn of(mode: InvoicingMode, payments: &[Transaction]) -> FeeAnswer {
    let (case, client) = (case(), client());
    of_case(&CaseFacts { payments: &Payments::of(payments, mode), ..facts(&case, &client) })
}

#[test]
fn every_standing_in_both_modes() {
    use Standing::{
        AwaitingCollectionPartner, AwaitingDebitura, Confirmed, Credited, Disputed, NotClassified, Paid, Pending, Ready,
    };
    let rows = [
        (Some("Unpaid"), Some("NotInvoiced"), OPEN, [(Pending, Verdict::NotYet); 2]),
        (Some("Unpaid"), Some("NotInvoiced"), None, [(Pending, Verdict::NotYet); 2]),
        (Some("Paid"), Some("NotInvoiced"), OPEN, [(Confirmed, Verdict::OnItsWay), (Ready, Verdict::Ready)]),
        (Some("Unpaid"), Some("InvoiceIssued"), OPEN, [(AwaitingCollectionPartner, Verdict::OnItsWay); 2]),
        (
            Some("Paid"),
            Some("InvoiceIssued"),
            None,
            [(AwaitingCollectionPartner, Verdict::OnItsWay), (Ready, Verdict::Ready)],
        ),
        (Some("Paid"), Some("PaymentReceived"), OPEN, [(Ready, Verdict::Ready); 2]),
        (Some("Paid"), Some("PaymentReceived"), Some("Invoiced"), [(AwaitingDebitura, Verdict::Invoiced); 2]),
        (Some("Paid"), Some("PaymentReceived"), Some("Paid"), [(Paid, Verdict::Paid); 2]),
        (Some("Credited"), Some("PaymentReceived"), Some("Paid"), [(Paid, Verdict::Paid); 2]),
        (Some("Unpaid"), Some("NotInvoiced"), Some("Disputed"), [(Disputed, Verdict::Disputed); 2]),
        (Some("Credited"), Some("NotInvoiced"), OPEN, [(Credited, Verdict::Credited); 2]),
        (Some("Credited"), Some("InvoiceIssued"), OPEN, [(Credited, Verdict::Credited); 2]),
        (Some("Paid"), Some("InvoiceCredited"), OPEN, [(Credited, Verdict::Credited); 2]),
        (None, Some("InvoiceCredited"), None, [(Credited, Verdict::Credited); 2]),
        (Some("Paid"), Some("InvoiceCredited"), Some("Waived"), [(NotClassified, Verdict::CannotBeTold); 2]),
        (None, Some("PaymentReceived"), OPEN, [(NotClassified, Verdict::CannotBeTold); 2]),
        (Some("Paid"), None, OPEN, [(NotClassified, Verdict::CannotBeTold); 2]),
        (Some("Paid"), Some("Factored"), OPEN, [(NotClassified, Verdict::CannotBeTold); 2]),
        (None, None, None, [(NotClassified, Verdict::CannotBeTold); 2]),
    ];
    for (c, p, r, expected) in rows {
        for (mode, (standing, verdict)) in MODES.into_iter().zip(expected) {
            let answer = of(mode, &[payment(c, p, r), payment(c, p, r)]);
            let certainty = if standing == NotClassified { CannotBeTold } else { Certain };
            let cause = Cause::Payments { standing, count: 2, mode };
            assert_eq!(told(&answer), [(&cause, certainty)], "{c:?} {p:?} {r:?} {mode:?}");
            assert_eq!(answer.verdict, verdict, "{c:?} {p:?} {r:?} {mode:?}");
        }
    }
}

#[test]
fn what_to_do_next_follows_the_mode() {
    let next = |mode, c, p, r| of(mode, &[payment(Some(c), Some(p), r)]).reasons[0].next_step();
    for (mode, c, p, r, words) in [
        (
            PayWhenPaid,
            "Unpaid",
            "NotInvoiced",
            OPEN,
            "Debitura invoices it, and you invoice Debitura once that is paid",
        ),
        (ConfirmedPipeline, "Unpaid", "NotInvoiced", OPEN, "you can invoice Debitura from then on"),
        (PayWhenPaid, "Paid", "NotInvoiced", OPEN, "8th of the month"),
        (ConfirmedPipeline, "Paid", "NotInvoiced", OPEN, "You send Debitura your invoice"),
        (PayWhenPaid, "Paid", "InvoiceIssued", OPEN, "within 30 days"),
        (PayWhenPaid, "Unpaid", "InvoiceIssued", OPEN, "within 30 days"),
        (ConfirmedPipeline, "Unpaid", "InvoiceIssued", OPEN, "as soon as the collection partner has paid"),
        (PayWhenPaid, "Paid", "PaymentReceived", OPEN, "You send Debitura your invoice"),
        (PayWhenPaid, "Paid", "PaymentReceived", Some("Invoiced"), "20 business days"),
        (PayWhenPaid, "Paid", "PaymentReceived", Some("Paid"), "Nobody has to do anything"),
        (PayWhenPaid, "Paid", "PaymentReceived", Some("Disputed"), "You ask Debitura what is disputed"),
        (PayWhenPaid, "Credited", "NotInvoiced", OPEN, "whether the commission will be paid again"),
        (PayWhenPaid, "Paid", "Factored", OPEN, "where the fee stands"),
    ] {
        assert!(next(mode, c, p, r).contains(words), "{c} {p} {r:?} {mode:?}");
    }
}

#[test]
fn an_estimate_says_that_it_is_one() {
    for mode in MODES {
        let answer = of(mode, &[payment(Some("Unpaid"), Some("NotInvoiced"), OPEN)]);
        assert!(answer.reasons[0].explanation().contains("estimate until then, and nothing of it is earned"));
        assert!(!answer.verdict.is_earned());
        assert_eq!(answer.verdict.is_fee_expected(), Some(true));
    }
}

#[test]
fn credited_after_it_was_ready_or_invoiced() {
    for (c, p, r, standing) in [
        ("Credited", "PaymentReceived", OPEN, Standing::Ready),
        ("Credited", "PaymentReceived", Some("Invoiced"), Standing::AwaitingDebitura),
        ("Paid", "InvoiceCredited", Some("Invoiced"), Standing::AwaitingDebitura),
    ] {
        let answer = of(PayWhenPaid, &[payment(Some(c), Some(p), r)]);
        let at = |standing| Cause::Payments { standing, count: 1, mode: PayWhenPaid };
        let (stage, late) = (at(standing), at(Standing::CreditedLate));
        assert_eq!(told(&answer), [(&stage, Certain), (&late, CannotBeTold)]);
        assert!(answer.reasons[1].next_step().contains("before you count on it"));
    }
}

#[test]
fn payments_without_a_fee() {
    let with = |fee: Option<Micros>, percent: Option<Micros>, statuses: [&str; 3]| {
        let [c, p, r] = statuses.map(Some);
        Transaction { fee_usd: fee, fee_percent: percent, ..payment(c, p, r) }
    };
    let paid = ["Paid", "PaymentReceived", "Paid"];
    let estimate = ["Unpaid", "NotInvoiced", "Pending"];
    let disputed = ["Paid", "PaymentReceived", "Disputed"];
    for (fee, percent, statuses, standing, verdict) in [
        (units(0), units(0), paid, Standing::ZeroRate, Verdict::CannotBeTold),
        (None, units(0), estimate, Standing::ZeroRate, Verdict::CannotBeTold),
        (units(7), units(0), paid, Standing::Paid, Verdict::Paid),
        (units(0), units(50), paid, Standing::ZeroFee, Verdict::CannotBeTold),
        (units(0), None, paid, Standing::ZeroFee, Verdict::CannotBeTold),
        (units(0), units(50), estimate, Standing::Pending, Verdict::NotYet),
        (None, None, paid, Standing::Paid, Verdict::Paid),
        (units(-7), units(50), paid, Standing::Correction, Verdict::CannotBeTold),
        (units(-7), units(50), disputed, Standing::Disputed, Verdict::Disputed),
    ] {
        // The case's own rate is 50 %: a zero on the payment alone does not rule a fee out.
        let answer = of(PayWhenPaid, &[with(fee, percent, statuses)]);
        assert!(
            matches!(answer.reasons[0].cause, Cause::Payments { standing: held, .. } if held == standing),
            "{answer:?}"
        );
        assert_eq!(answer.verdict, verdict, "{fee:?} {percent:?} {statuses:?}");
    }
    let (mut case, client) = (case(), client());
    let payments = [with(units(0), units(0), paid)];
    for rate in [None, units(0)] {
        case.expected_fee_percent = rate;
        let answer = of_case(&CaseFacts { payments: &Payments::of(&payments, PayWhenPaid), ..facts(&case, &client) });
        assert_eq!(answer.verdict, Verdict::NoneExpected);
        assert!(answer.reasons[0].next_step().contains("your agreement"));
    }
    let correction = of(PayWhenPaid, &[with(units(-7), None, paid)]);
    assert!(correction.reasons[0].next_step().contains("what it corrects"));
}

#[test]
fn several_payments_are_told_worst_first_and_summed_up_by_the_best_that_is_open() {
    let paid = payment(Some("Paid"), Some("PaymentReceived"), Some("Paid"));
    let ready = payment(Some("Paid"), Some("PaymentReceived"), OPEN);
    let estimate = payment(Some("Unpaid"), Some("NotInvoiced"), OPEN);
    let odd = payment(None, None, None);
    let disputed = payment(Some("Paid"), Some("PaymentReceived"), Some("Disputed"));
    let credited = payment(Some("Credited"), Some("NotInvoiced"), OPEN);
    let rows: [(&[&Transaction], &[Standing], Verdict); 6] = [
        (&[&paid, &ready], &[Standing::Ready, Standing::Paid], Verdict::Ready),
        (&[&paid, &estimate], &[Standing::Pending, Standing::Paid], Verdict::Paid),
        (&[&odd, &estimate], &[Standing::Pending, Standing::NotClassified], Verdict::NotYet),
        (&[&ready, &disputed], &[Standing::Disputed, Standing::Ready], Verdict::Disputed),
        (&[&paid, &credited], &[Standing::Credited, Standing::Paid], Verdict::Paid),
        (&[&odd, &paid], &[Standing::Paid, Standing::NotClassified], Verdict::Paid),
    ];
    for (payments, standings, verdict) in rows {
        let answer = of(PayWhenPaid, &payments.iter().map(|row| (*row).clone()).collect::<Vec<_>>());
        let held: Vec<_> = answer
            .reasons
            .iter()
            .filter_map(|reason| match reason.cause {
                Cause::Payments { standing, .. } => Some(standing),
                _ => None,
            })
            .collect();
        assert_eq!((held.as_slice(), answer.verdict), (standings, verdict));
    }
}

#[test]
fn a_payment_settles_what_the_client_and_the_case_would_say() {
    let (mut case, mut client) = (case(), client());
    (client.attributed, client.onboarding_done, client.linked) = (false, false, Some(day("2030-01-01")));
    (case.lifecycle, case.close_code) = (some("Closed"), some("Debtor Untraceable"));
    let payments = [payment(Some("Paid"), Some("PaymentReceived"), OPEN)];
    let all = CaseFacts { payments: &Payments::of(&payments, PayWhenPaid), client_gone: true, ..facts(&case, &client) };
    assert_eq!((of_case(&all).verdict, of_case(&all).reasons.len()), (Verdict::Ready, 1));
    let partial = of_case(&CaseFacts { complete: false, ..all });
    assert_eq!(partial.verdict, Verdict::Ready);
    assert_eq!(told(&partial)[1], (&Cause::NotAllRead, CannotBeTold));
}

#[test]
fn a_payment_that_the_chosen_dates_leave_out() {
    let (case, client) = (case(), client());
    let payments = [payment(Some("Paid"), Some("PaymentReceived"), Some("Paid"))];
    let hidden = CaseFacts {
        payments: &Payments::of(&payments, PayWhenPaid),
        outside_chosen_dates: true,
        ..facts(&case, &client)
    };
    let answer = of_case(&hidden);
    assert_eq!(told(&answer)[0], (&Cause::OutsideChosenDates, Certain));
    assert_eq!((answer.reasons.len(), answer.verdict), (2, Verdict::Paid));
    assert!(answer.reasons[0].next_step().contains("You widen the dates"));
    let none = of_case(&CaseFacts { payments: none(PayWhenPaid), ..hidden });
    assert_eq!(told(&none), [(&nothing(Course::Running), Certain)], "dates hide nothing where nothing is");
}

#[test]
fn groups_and_rows_count_alike() {
    let rows = vec![payment(Some("Credited"), Some("PaymentReceived"), OPEN); 3];
    for mode in MODES {
        let mut groups = Payments::none(mode);
        groups.add(&rows[0].statuses, rows[0].fee_usd, rows[0].fee_percent, 0);
        assert!(groups.is_empty());
        groups.add(&rows[0].statuses, rows[0].fee_usd, rows[0].fee_percent, 3);
        assert_eq!(groups, Payments::of(&rows, mode));
        assert_eq!(
            (groups.at(Standing::Ready), groups.at(Standing::CreditedLate), groups.at(Standing::Paid)),
            (3, 3, 0)
        );
        groups.add(&rows[0].statuses, rows[0].fee_usd, rows[0].fee_percent, u64::MAX);
        assert_eq!(groups.at(Standing::Ready), u64::MAX);
    }
}

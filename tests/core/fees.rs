//! *Why is there no fee?*: a row per cause of contract section 12 and of what follows from it, in both invoicing modes
//! where the mode matters.

mod clients;
mod links;
mod outlooks;
mod payments;
mod properties;

use std::sync::LazyLock;

use desk_core::close_code::CloseCategory;
use desk_core::fee::{CaseFacts, Cause, Certainty, Course, FeeAnswer, Payments, Reason, Verdict, of_case};
use desk_core::ids::{CaseId, ClientKey, CreditorId, TenantId, TransactionId};
use desk_core::money::{Currency, Micros};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::stage::{InvoicingMode, Statuses};
use desk_core::time::{Instant, parse_instant};
use uuid::Uuid;

use Certainty::{CannotBeTold, Certain, Likely};
use InvoicingMode::{ConfirmedPipeline, PayWhenPaid};

const MODES: [InvoicingMode; 2] = [PayWhenPaid, ConfirmedPipeline];

fn day(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn units(units: i64) -> Option<Micros> {
    Some(Micros(units * 1_000_000))
}

/// An open case of which nothing was collected: the mildest of all reasons, and no other.
fn case() -> Case {
    Case {
        id: CaseId(Uuid::nil()),
        reference: some("AB12CD34"),
        creditor_reference: None,
        tenant: Some(TenantId("t-1".to_owned())),
        creditor: Some(CreditorId(Uuid::nil())),
        customer: some("Muster"),
        debtor: some("Debtor"),
        debtor_country: some("Germany"),
        amount: units(1_000),
        remaining: units(1_000),
        currency: Currency::new("EUR"),
        lifecycle: some("Active"),
        close_code: None,
        phase: some("Pre-legal"),
        created: Some(day("2026-03-01")),
        due: None,
        collection_started: Some(day("2026-03-05")),
        closed: None,
        needs_info: false,
        client_answered: None,
        missing_items: Vec::new(),
        collection_partner: some("Inkasso"),
        expected_fee_percent: units(50),
    }
}

/// An attributed client whose onboarding is complete.
fn client() -> Client {
    let tenant = TenantId("t-1".to_owned());
    Client {
        key: ClientKey::of(Some(&tenant), None).unwrap(),
        tenant: Some(tenant),
        creditor: Some(CreditorId(Uuid::nil())),
        name: some("Muster"),
        email: None,
        country: None,
        address: None,
        city: None,
        zip_code: None,
        registration_number: None,
        onboarding_done: true,
        onboarding_url: None,
        attributed: true,
        linked: Some(day("2026-01-01")),
        cases_total: Some(1),
        cases_closed: Some(0),
        earnings_usd: None,
        kyc_status: None,
    }
}

fn payment(commission: Option<&str>, platform: Option<&str>, referral: Option<&str>) -> Transaction {
    let owned = |status: Option<&str>| status.map(str::to_owned);
    Transaction {
        id: TransactionId(Uuid::nil()),
        date: None,
        tenant: None,
        creditor: None,
        customer: None,
        case: None,
        case_reference: None,
        debtor: None,
        collected: units(100),
        collected_currency: Currency::new("EUR"),
        paid: None,
        fee_usd: units(10),
        fee_percent: units(50),
        api_estimate: None,
        recognized: None,
        statuses: Statuses { commission: owned(commission), platform: owned(platform), referral: owned(referral) },
    }
}

fn none(mode: InvoicingMode) -> &'static Payments {
    static NONE: LazyLock<[Payments; 2]> = LazyLock::new(|| MODES.map(Payments::none));
    &NONE[usize::from(mode == ConfirmedPipeline)]
}

fn facts<'a>(case: &'a Case, client: &'a Client) -> CaseFacts<'a> {
    CaseFacts {
        case,
        client: Some(client),
        client_gone: false,
        payments: none(PayWhenPaid),
        complete: true,
        outside_chosen_dates: false,
    }
}

/// The answer for a case without payments, once both rows were changed.
fn answer(change: impl FnOnce(&mut Case, &mut Client)) -> FeeAnswer {
    let (mut case, mut client) = (case(), client());
    change(&mut case, &mut client);
    let told = of_case(&facts(&case, &client));
    let other_mode = of_case(&CaseFacts { payments: none(ConfirmedPipeline), ..facts(&case, &client) });
    assert_eq!(told, other_mode, "without payments the mode says nothing");
    told
}

fn told(answer: &FeeAnswer) -> Vec<(&Cause, Certainty)> {
    answer.reasons.iter().map(|reason| (&reason.cause, reason.certainty)).collect()
}

/// The reason with a cause like this one.
fn find(answer: &FeeAnswer, like: impl Fn(&Cause) -> bool) -> &Reason {
    answer.reasons.iter().find(|reason| like(&reason.cause)).unwrap_or_else(|| panic!("not among {answer:#?}"))
}

fn nothing(course: Course) -> Cause {
    Cause::NothingCollected { course }
}

#[test]
fn nothing_collected_is_not_yet() {
    type Row = (fn(&mut Case), Course, &'static str);
    let rows: [Row; 5] = [
        (|_| {}, Course::Running, "the fee follows once the debtor has paid"),
        (|case| case.lifecycle = some("paused"), Course::Paused, "on hold"),
        (|case| case.needs_info = true, Course::NeedsInformation, "customer supplies"),
        (|case| case.lifecycle = some("More Info Required"), Course::NeedsInformation, "customer supplies"),
        (|case| case.lifecycle = some(" ACTIVE "), Course::Running, "Nothing for you to do"),
    ];
    for (change, course, next) in rows {
        let answer = answer(|case, _| change(case));
        assert_eq!(told(&answer), [(&nothing(course), Certain)]);
        assert_eq!((answer.verdict, answer.verdict.is_fee_expected()), (Verdict::NotYet, Some(true)));
        assert!(answer.reasons[0].next_step().contains(next), "{course:?}");
    }
    let unknown = answer(|case, _| case.lifecycle = some("Something new"));
    assert_eq!(told(&unknown), [(&nothing(Course::Unknown), Certain)]);
    assert_eq!(unknown.verdict, Verdict::CannotBeTold, "a status that is not known may be an end");
}

#[test]
fn amounts_that_say_nothing_claim_nothing() {
    for (amount, remaining) in [
        (None, None),
        (units(5), None),
        (None, units(5)),
        (units(0), units(0)),
        (units(5), units(6)),
        (units(-5), units(-5)),
    ] {
        let answer = answer(|case, _| (case.amount, case.remaining) = (amount, remaining));
        assert_eq!(told(&answer), [(&Cause::NoPayment, CannotBeTold)], "{amount:?} {remaining:?}");
        assert_eq!(answer.verdict, Verdict::NotYet);
        assert!(answer.reasons[0].next_step().contains("You ask Debitura"));
    }
}

#[test]
fn money_without_a_payment_is_said_and_not_explained() {
    let answer = answer(|case, _| case.remaining = units(400));
    assert_eq!(told(&answer), [(&Cause::MoneyWithoutPayment { recovered: units(600) }, CannotBeTold)]);
    assert_eq!(answer.verdict, Verdict::CannotBeTold);
    assert!(answer.reasons[0].explanation().contains("Debitura shows no payment for it"));
    assert!(answer.reasons[0].next_step().contains("You ask Debitura what came in"));
}

#[test]
fn the_ends_of_a_case() {
    let closed = Some(day("2026-05-01"));
    let without = |category| Cause::ClosedWithoutRecovery { category, closed, money_came_in: false };
    let paid = Cause::ClosedPaidWithoutPayment { closed };
    let unknown = Cause::ClosedForUnknownReason { closed };
    use CloseCategory::{ClientDecision, CollectionExhausted, Other, Rejected, System, Uncollectable};
    let rows = [
        (Some("Case never started - Internal"), vec![(without(Rejected), Certain)], Verdict::NoneExpected, "Nobody"),
        (Some("Debtor Untraceable"), vec![(without(Uncollectable), Certain)], Verdict::NoneExpected, "Nobody"),
        (Some("Withdrawn by Client"), vec![(without(ClientDecision), Certain)], Verdict::NoneExpected, "Nobody"),
        (
            Some("Uneconomical to Pursue"),
            vec![(without(CollectionExhausted), Certain)],
            Verdict::NoneExpected,
            "Nobody",
        ),
        (Some("No Quotes Received"), vec![(without(System), Certain)], Verdict::NoneExpected, "Nobody"),
        (Some("Other"), vec![(without(Other), Certain)], Verdict::NoneExpected, "Nobody"),
        (Some("Paid"), vec![(paid.clone(), CannotBeTold)], Verdict::CannotBeTold, "where the payment is"),
        (Some("PARTIALLY PAID"), vec![(paid, CannotBeTold)], Verdict::CannotBeTold, "where the payment is"),
        (
            Some("A retired code"),
            vec![(nothing(Course::Ended), Certain), (unknown.clone(), CannotBeTold)],
            Verdict::CannotBeTold,
            "how the case ended",
        ),
        (
            None,
            vec![(nothing(Course::Ended), Certain), (unknown, CannotBeTold)],
            Verdict::CannotBeTold,
            "how the case ended",
        ),
    ];
    for (code, expected, verdict, next) in rows {
        let answer = answer(|case, _| {
            case.lifecycle = some("Closed");
            (case.close_code, case.closed) = (code.map(str::to_owned), closed);
        });
        let expected: Vec<_> = expected.iter().map(|(cause, certainty)| (cause, *certainty)).collect();
        assert_eq!(told(&answer), expected, "{code:?}");
        assert_eq!(answer.verdict, verdict, "{code:?}");
        assert!(answer.reasons[0].next_step().contains(next), "{code:?}");
    }
}

#[test]
fn a_close_code_counts_only_at_an_end() {
    let code = |lifecycle: Option<&str>| {
        answer(|case, _| (case.lifecycle, case.close_code) = (lifecycle.map(str::to_owned), some("Debtor Untraceable")))
    };
    assert_eq!(code(None).verdict, Verdict::NoneExpected, "null unless closed");
    assert_eq!(told(&code(Some("Active"))), [(&nothing(Course::Running), Certain)]);
}

#[test]
fn an_end_without_recovery_that_the_amounts_contradict_is_not_certain() {
    let answer = answer(|case, _| {
        (case.lifecycle, case.close_code) = (some("Closed"), some("Uneconomical to Pursue"));
        case.remaining = units(999);
    });
    let category = CloseCategory::CollectionExhausted;
    let ended = Cause::ClosedWithoutRecovery { category, closed: None, money_came_in: true };
    let money = Cause::MoneyWithoutPayment { recovered: units(1) };
    assert_eq!(told(&answer), [(&ended, Likely), (&money, CannotBeTold)]);
    assert_eq!(answer.verdict, Verdict::CannotBeTold);
    assert!(answer.reasons[0].next_step().contains("what came in"));
}

#[test]
fn a_merged_case_points_elsewhere() {
    let answer = answer(|case, _| case.lifecycle = some("Merged"));
    assert_eq!(told(&answer), [(&nothing(Course::Ended), Certain), (&Cause::Merged, CannotBeTold)]);
    assert_eq!(answer.verdict, Verdict::CannotBeTold);
    assert!(answer.reasons[1].next_step().contains("merged"));
}

#[test]
fn no_collection_partner_needs_a_pending_status_and_both_nulls() {
    let unassigned = |case: &mut Case, lifecycle: &str| {
        case.lifecycle = some(lifecycle);
        (case.collection_partner, case.expected_fee_percent) = (None, None);
        (case.phase, case.collection_started) = (None, None);
    };
    for (lifecycle, signature_open, needs_info, next) in [
        ("Collecting Quotes", false, false, "Debitura finds a collection partner"),
        ("Pending Verification", false, false, "Debitura finds a collection partner"),
        ("Pending contract signing", true, false, "The customer signs"),
        ("More Info Required", false, true, "The customer supplies"),
    ] {
        let answer = answer(|case, _| unassigned(case, lifecycle));
        let cause = Cause::NoCollectionPartner { signature_open, needs_info };
        assert_eq!(told(&answer)[0], (&cause, Certain), "{lifecycle}");
        assert_eq!((answer.reasons.len(), answer.verdict), (2, Verdict::NotYet));
        assert!(answer.reasons[0].next_step().contains(next), "{lifecycle}");
    }
    let claimed = |change: &dyn Fn(&mut Case)| {
        let answer = answer(|case, _| {
            unassigned(case, "Collecting Quotes");
            change(case);
        });
        answer.reasons.iter().any(|reason| matches!(reason.cause, Cause::NoCollectionPartner { .. }))
    };
    assert!(claimed(&|_| {}));
    for lifecycle in [None, some("Active"), some("Paused"), some("Closed"), some("?")] {
        assert!(!claimed(&|case| case.lifecycle.clone_from(&lifecycle)), "{lifecycle:?}: two nulls are no evidence");
    }
    assert!(!claimed(&|case| case.collection_partner = some("Inkasso")));
    assert!(!claimed(&|case| case.expected_fee_percent = units(50)));
    assert!(!claimed(&|case| case.phase = some("Legal")));
    assert!(!claimed(&|case| case.collection_started = Some(day("2026-03-05"))));
}

#[test]
fn before_everything_was_read_nothing_is_said_from_what_is_missing() {
    let (mut case, client) = (case(), client());
    for held in [Some(&client), None] {
        let answer = of_case(&CaseFacts { client: held, complete: false, ..facts(&case, &client) });
        assert_eq!(told(&answer), [(&Cause::NotAllRead, CannotBeTold)]);
        assert_eq!(answer.verdict, Verdict::CannotBeTold);
        assert!(answer.reasons[0].next_step().contains("refresh run to its end"));
    }
    (case.lifecycle, case.close_code) = (some("Closed"), some("Paid"));
    let closed = of_case(&CaseFacts { complete: false, ..facts(&case, &client) });
    assert_eq!(told(&closed), [(&Cause::NotAllRead, CannotBeTold)]);
    case.close_code = some("Debtor Untraceable");
    let ended = of_case(&CaseFacts { complete: false, ..facts(&case, &client) });
    assert_eq!((ended.reasons.len(), ended.verdict), (2, Verdict::NoneExpected), "the code was read");
}

//! The client's side of a case: link, attribution, onboarding, rate.

use super::*;

#[test]
fn a_case_older_than_the_link() {
    let (created, linked) = (day("2026-03-01T10:00:00"), day("2026-03-01T10:00:00.001"));
    for (attributed, certainty, verdict, next) in [
        (false, Certain, Verdict::NoneExpected, "Nobody has to do anything"),
        (true, Likely, Verdict::CannotBeTold, "You ask Debitura which of the two counts"),
    ] {
        let older = Cause::OlderThanLink { created: Some(created), linked, attributed };
        let answer = answer(|case, client| {
            client.attributed = attributed;
            (case.created, client.linked) = (Some(created), Some(linked));
        });
        assert_eq!(told(&answer), [(&older, certainty), (&nothing(Course::Running), Certain)]);
        assert_eq!(answer.verdict, verdict);
        assert!(answer.reasons[0].next_step().contains(next));
    }
    for (created, linked) in [(None, Some(linked)), (Some(created), None), (None, None), (Some(created), Some(created))]
    {
        let answer = answer(|case, client| (case.created, client.linked) = (created, linked));
        assert_eq!(told(&answer), [(&nothing(Course::Running), Certain)], "{created:?} {linked:?}");
    }
}

#[test]
fn a_rate_of_zero() {
    let answer = answer(|case, client| (case.expected_fee_percent, client.attributed) = (units(0), false));
    assert_eq!(told(&answer), [(&Cause::ZeroRate, Certain), (&nothing(Course::Running), Certain)]);
    assert_eq!((answer.verdict, answer.verdict.is_fee_expected()), (Verdict::NoneExpected, Some(false)));
    assert!(answer.reasons[0].next_step().contains("your agreement"));
}

#[test]
fn a_rate_is_no_proof_of_a_fee_of_a_client_that_is_not_attributed() {
    for (rate, rate_shown) in [(units(50), true), (None, false)] {
        let answer = answer(|case, client| (case.expected_fee_percent, client.attributed) = (rate, false));
        let cause = Cause::NotAttributed { rate_shown };
        assert_eq!(told(&answer), [(&nothing(Course::Running), Certain), (&cause, CannotBeTold)]);
        assert_eq!((answer.verdict, answer.verdict.is_fee_expected()), (Verdict::CannotBeTold, None));
        assert_eq!(answer.reasons[1].explanation().contains("no proof of a fee"), rate_shown);
        assert!(answer.reasons[1].next_step().contains("You check in your own system whether the case was made"));
    }
}

#[test]
fn open_onboarding_is_as_sure_as_its_signs() {
    for (url, lifecycle, certainty, next) in [
        (Some("https://referral.debitura.com/x"), "Pending contract signing", Certain, "You send the customer"),
        (Some("https://referral.debitura.com/x"), "Active", Likely, "You send the customer"),
        (None, "Pending contract signing", Likely, "You refresh the customer"),
        (Some(" "), "Active", CannotBeTold, "You refresh the customer"),
        (None, "Active", CannotBeTold, "You refresh the customer"),
    ] {
        let answer = answer(|case, client| {
            case.lifecycle = some(lifecycle);
            (client.onboarding_done, client.onboarding_url) = (false, url.map(str::to_owned));
        });
        let reason = find(&answer, |cause| matches!(cause, Cause::OnboardingOpen { .. }));
        assert_eq!(reason.certainty, certainty, "{url:?} {lifecycle}");
        assert!(reason.next_step().contains(next), "{url:?} {lifecycle}");
        assert_eq!(answer.verdict, Verdict::NotYet);
    }
}

#[test]
fn a_link_that_is_gone() {
    let (case, mut client) = (case(), client());
    client.onboarding_done = false;
    for (held, linked) in [(Some(&client), client.linked), (None, None)] {
        let answer = of_case(&CaseFacts { client: held, client_gone: true, ..facts(&case, &client) });
        assert_eq!(told(&answer), [(&Cause::LinkGone { linked }, Likely), (&nothing(Course::Running), Certain)]);
        assert_eq!(answer.verdict, Verdict::CannotBeTold);
        assert!(answer.reasons[0].next_step().contains("ask Debitura to link it to you again"));
    }
}

#[test]
fn a_link_request_is_offered_only_where_nothing_certain_explains_it() {
    let (mut case, client) = (case(), client());
    let absent = |case: &Case| of_case(&CaseFacts { client: None, ..facts(case, &client) });
    let certain = absent(&case);
    assert_eq!(told(&certain), [(&nothing(Course::Running), Certain), (&Cause::ClientNotHeld, CannotBeTold)]);
    assert_eq!(certain.verdict, Verdict::CannotBeTold);
    case.remaining = None;
    let causes = [Cause::NoPayment, Cause::ClientNotHeld, Cause::LinkNotApproved];
    let answer = absent(&case);
    assert_eq!(told(&answer), causes.iter().map(|cause| (cause, CannotBeTold)).collect::<Vec<_>>());
    assert!(answer.reasons[1].next_step().contains("whether the customer is linked to you"));
    assert!(answer.reasons[2].next_step().contains("whether the request was approved"));
    case.tenant = None;
    assert!(told(&absent(&case)).contains(&(&Cause::ClientNotHeld, CannotBeTold)), "one id is enough");
    case.creditor = None;
    let nameless = absent(&case);
    assert_eq!(told(&nameless), [(&Cause::NoPayment, CannotBeTold), (&Cause::ClientNotNamed, CannotBeTold)]);
    assert!(nameless.reasons[1].next_step().contains("whose case it is"));
}

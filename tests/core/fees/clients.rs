//! The answer for a client, from its row and the counts.

use desk_core::fee::{ClientFacts, Payments, Standing, Subject, of_client};

use super::*;

fn client_facts<'a>(client: &'a Client, payments: &'a Payments) -> ClientFacts<'a> {
    ClientFacts {
        client,
        client_gone: false,
        cases: 3,
        cases_open: 2,
        cases_before_link: 0,
        cases_awaiting_signature: 0,
        cases_uncollected: 3,
        cases_with_money: 0,
        payments,
        complete: true,
        outside_chosen_dates: false,
    }
}

/// The answer for a client without payments.
fn answer(change: impl FnOnce(&mut Client, &mut ClientFacts<'_>)) -> FeeAnswer {
    let (mut changed, none, stand_in) = (client(), Payments::none(PayWhenPaid), client());
    let mut facts = client_facts(&stand_in, &none);
    change(&mut changed, &mut facts);
    let answer = of_client(&ClientFacts { client: &changed, ..facts });
    assert!(answer.reasons.iter().all(|reason| reason.about == Subject::Client));
    answer
}

fn next(answer: &FeeAnswer, words: &str) {
    assert!(answer.reasons[0].next_step().contains(words), "{:?}", answer.reasons[0].next_step());
}

#[test]
fn nothing_collected_on_any_case() {
    let running = answer(|_, _| {});
    assert_eq!(told(&running), [(&nothing(Course::Running), Certain)]);
    assert_eq!(running.verdict, Verdict::NotYet);
    next(&running, "fees follow once debtors have paid");
    let over = answer(|_, facts| facts.cases_open = 0);
    assert_eq!(told(&over), [(&nothing(Course::Unknown), Certain)]);
    assert_eq!(over.verdict, Verdict::CannotBeTold);
    next(&over, "You open the customer's cases");
}

#[test]
fn one_case_that_does_not_agree_is_enough_for_no_claim() {
    let unclear = answer(|_, facts| facts.cases_uncollected = 2);
    assert_eq!(told(&unclear), [(&Cause::NoPayment, CannotBeTold)]);
    next(&unclear, "You open the customer's cases");
    let money = answer(|_, facts| (facts.cases_uncollected, facts.cases_with_money) = (2, 1));
    assert_eq!(told(&money), [(&Cause::MoneyWithoutPayment { recovered: None }, CannotBeTold)]);
    assert_eq!(money.verdict, Verdict::CannotBeTold);
    next(&money, "ask Debitura");
    let more = answer(|client, _| client.cases_total = Some(4));
    assert_eq!(told(&more), [(&Cause::NoPayment, CannotBeTold)], "Debitura counts a case that is not held");
}

#[test]
fn no_cases_at_all() {
    let none = |total| {
        answer(|client, facts| {
            client.cases_total = total;
            (facts.cases, facts.cases_open, facts.cases_uncollected) = (0, 0, 0);
        })
    };
    for total in [Some(0), None, Some(-1)] {
        assert_eq!(told(&none(total)), [(&Cause::NoCases, Certain)]);
        assert_eq!(none(total).verdict, Verdict::NotYet);
        next(&none(total), "The customer makes its first case");
    }
    assert_eq!(told(&none(Some(2))), [(&Cause::NoPayment, CannotBeTold)], "Debitura counts two");
    assert_eq!(none(Some(2)).verdict, Verdict::CannotBeTold);
}

#[test]
fn all_cases_older_than_the_link() {
    let linked = day("2026-01-01");
    for (attributed, certainty, verdict, words) in [
        (false, Certain, Verdict::NoneExpected, "The customer makes its next ones through you"),
        (true, Likely, Verdict::CannotBeTold, "You ask Debitura which of the two counts"),
    ] {
        let all = answer(|client, facts| (client.attributed, facts.cases_before_link) = (attributed, 3));
        let cause = Cause::OlderThanLink { created: None, linked, attributed };
        assert_eq!(told(&all), [(&cause, certainty), (&nothing(Course::Running), Certain)]);
        assert_eq!(all.verdict, verdict);
        next(&all, words);
    }
    let claimed = |change: fn(&mut Client, &mut ClientFacts<'_>)| {
        let answer = answer(|client, facts| {
            facts.cases_before_link = 3;
            change(client, facts);
        });
        answer.reasons.iter().any(|reason| matches!(reason.cause, Cause::OlderThanLink { .. }))
    };
    assert!(claimed(|_, _| {}));
    assert!(!claimed(|_, facts| facts.cases_before_link = 2));
    assert!(!claimed(|client, _| client.linked = None));
    assert!(!claimed(|client, _| client.cases_total = Some(4)));
    assert!(!claimed(|_, facts| facts.complete = false));
    assert!(!claimed(|_, facts| facts.cases = 0));
}

#[test]
fn onboarding_attribution_and_a_link_that_is_gone() {
    for (url, waiting, certainty, words) in [
        (some("https://referral.debitura.com/x"), 1, Certain, "You send the customer"),
        (some("https://referral.debitura.com/x"), 0, Likely, "You send the customer"),
        (None, 1, Likely, "You refresh the customer"),
        (None, 0, CannotBeTold, "You refresh the customer"),
    ] {
        let open = answer(|client, facts| {
            (client.onboarding_done, client.onboarding_url) = (false, url);
            facts.cases_awaiting_signature = waiting;
        });
        let reason = find(&open, |cause| matches!(cause, Cause::OnboardingOpen { .. }));
        assert_eq!((reason.certainty, open.verdict), (certainty, Verdict::NotYet));
        assert!(reason.next_step().contains(words));
    }
    let foreign = answer(|client, _| client.attributed = false);
    assert_eq!(told(&foreign)[1], (&Cause::NotAttributed { rate_shown: false }, CannotBeTold));
    assert_eq!(foreign.verdict, Verdict::CannotBeTold);
    assert!(foreign.reasons[1].next_step().contains("which cases were made through you"));
    let gone = answer(|client, facts| (client.onboarding_done, facts.client_gone) = (false, true));
    assert_eq!(told(&gone)[0], (&Cause::LinkGone { linked: Some(day("2026-01-01")) }, Likely));
    assert_eq!((gone.reasons.len(), gone.verdict), (2, Verdict::CannotBeTold));
}

#[test]
fn payments_come_first_and_what_holds_for_new_cases_stays() {
    let mut row = client();
    (row.attributed, row.onboarding_done) = (false, false);
    for (mode, standing, verdict) in
        [(PayWhenPaid, Standing::Confirmed, Verdict::OnItsWay), (ConfirmedPipeline, Standing::Ready, Verdict::Ready)]
    {
        let payments = Payments::of(&[payment(Some("Paid"), Some("NotInvoiced"), None)], mode);
        let facts = ClientFacts { cases_before_link: 3, ..client_facts(&row, &payments) };
        let answer = of_client(&ClientFacts { outside_chosen_dates: true, ..facts });
        let first = Cause::Payments { standing, count: 1, mode };
        let open = Cause::OnboardingOpen { link_shown: false, case_waits: false };
        let foreign = Cause::NotAttributed { rate_shown: false };
        assert_eq!(
            told(&answer),
            [(&Cause::OutsideChosenDates, Certain), (&first, Certain), (&open, CannotBeTold), (&foreign, CannotBeTold)]
        );
        assert_eq!(answer.verdict, verdict);
    }
}

#[test]
fn before_everything_was_read() {
    let partial = answer(|_, facts| facts.complete = false);
    assert_eq!(told(&partial), [(&Cause::NotAllRead, CannotBeTold)]);
    assert_eq!(partial.verdict, Verdict::CannotBeTold);
}

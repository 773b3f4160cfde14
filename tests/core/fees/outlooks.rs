//! The answer in a cell of a table: the verdict and what it rests on.

use super::*;

fn text(answer: &FeeAnswer) -> String {
    answer.outlook().text().into_owned()
}

#[test]
fn a_case_without_payments_says_what_decides() {
    assert_eq!(text(&answer(|_, _| {})), "Not yet: nothing collected");
    let unsigned = answer(|case, client| {
        (case.lifecycle, client.onboarding_done) = (some("Pending contract signing"), false);
        client.onboarding_url = some("https://x");
    });
    assert_eq!(text(&unsigned), "Not yet: onboarding open");
    let unsure = answer(|_, client| (client.onboarding_done, client.onboarding_url) = (false, some("https://x")));
    assert_eq!(text(&unsure), "Not yet: onboarding open, likely");
    assert_eq!(unsure.outlook().certainty, Likely);
    // What only delays a fee is not what leaves it in doubt.
    assert_eq!(text(&answer(|_, client| client.attributed = false)), "Cannot be told: not attributed");
    let older = answer(|_, client| (client.attributed, client.linked) = (false, Some(day("2030-01-01"))));
    assert_eq!(text(&older), "None expected: older than the link");
    let contradicts = answer(|_, client| client.linked = Some(day("2030-01-01")));
    assert_eq!(text(&contradicts), "Cannot be told: older than the link, likely");
    assert_eq!(text(&answer(|case, _| case.expected_fee_percent = units(0))), "None expected: a rate of zero");
    assert_eq!(text(&answer(|case, _| case.lifecycle = some("Quantum"))), "Cannot be told: status not known");
}

#[test]
fn payments_say_where_they_stand() {
    let (case, client) = (case(), client());
    let told = |statuses: &[[Option<&str>; 3]], mode| {
        let rows: Vec<Transaction> = statuses.iter().map(|[c, p, r]| payment(*c, *p, *r)).collect();
        let held = Payments::of(&rows, mode);
        // Which dates are chosen elsewhere says nothing about the fee.
        text(&of_case(&CaseFacts { payments: &held, outside_chosen_dates: true, ..facts(&case, &client) }))
    };
    let paid = [Some("Paid"), Some("PaymentReceived"), Some("Paid")];
    let estimate = [Some("Unpaid"), Some("NotInvoiced"), None];
    assert_eq!(told(&[paid], PayWhenPaid), "Paid");
    assert_eq!(told(&[estimate], PayWhenPaid), "Not yet: commission not paid");
    assert_eq!(told(&[paid, estimate], PayWhenPaid), "Paid");
    let confirmed = [Some("Paid"), Some("NotInvoiced"), None];
    assert_eq!(told(&[confirmed], PayWhenPaid), "On its way: to be invoiced by Debitura");
    assert_eq!(told(&[confirmed], ConfirmedPipeline), "Ready to invoice");
    assert_eq!(told(&[[None, None, None]], PayWhenPaid), "Cannot be told: payment status not known");
    assert_eq!(
        told(&[[Some("Credited"), Some("PaymentReceived"), None]], PayWhenPaid),
        "Ready to invoice: credited besides"
    );
    assert_eq!(told(&[[Some("Credited"), Some("NotInvoiced"), None]], PayWhenPaid), "Credited");
}

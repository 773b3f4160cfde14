//! The answer for one client, from its row and a few counts: the answers of all its cases would have to be computed for
//! every row of a table otherwise.

use super::Certainty::{self, CannotBeTold, Certain, Likely};
use super::{Cause, Course, FeeAnswer, Payments, Reasons, Subject, Verdict};
use crate::rows::Client;

/// What the cache holds about a client and its fees. Counts are of cases that are held.
#[derive(Clone, Copy, Debug)]
pub struct ClientFacts<'a> {
    /// The client; a row that is gone counts.
    pub client: &'a Client,
    /// Seen in an earlier complete pass, absent from a later one, and the single read of it gave 404.
    pub client_gone: bool,
    /// All cases.
    pub cases: u64,
    /// Those in the groups Active, Pending and Paused.
    pub cases_open: u64,
    /// Those whose creation date is known and before the link's.
    pub cases_before_link: u64,
    /// Those in *Pending contract signing*.
    pub cases_awaiting_signature: u64,
    /// Those of a claim above zero of which exactly as much is open.
    pub cases_uncollected: u64,
    /// Those of which less is open than was claimed.
    pub cases_with_money: u64,
    /// The client's payments that are held.
    pub payments: &'a Payments,
    /// Every list was read to its end at least once. Until then a missing row means nothing.
    pub complete: bool,
    /// The dates chosen in the Earnings view leave one of these payments out.
    pub outside_chosen_dates: bool,
}

/// Why the client has brought no fee, or where its fees stand. A new case may change it.
#[must_use]
pub fn of_client(facts: &ClientFacts<'_>) -> FeeAnswer {
    let client = facts.client;
    let mut reasons = Reasons::new(Subject::Client);
    reasons.add_payments(facts.payments, facts.outside_chosen_dates);
    let unpaid = facts.payments.is_empty();
    // Debitura's own count of the client's cases is a second witness: "all" and "none" are not said against it.
    let counted = client.cases_total.and_then(|total| u64::try_from(total).ok());
    let all_held = facts.complete && counted.is_none_or(|total| total <= facts.cases);
    let have_cases = all_held && facts.cases > 0;
    if let Some(linked) = client.linked
        && unpaid
        && have_cases
        && facts.cases_before_link >= facts.cases
    {
        let attributed = client.attributed;
        let certainty = if attributed { Likely } else { Certain };
        reasons.add(Cause::OlderThanLink { created: None, linked, attributed }, certainty);
    }
    if facts.client_gone {
        reasons.add(Cause::LinkGone { linked: client.linked }, Likely);
    } else if let Some((cause, certainty)) = onboarding(client, facts.cases_awaiting_signature > 0) {
        reasons.add(cause, certainty);
    }
    if unpaid && facts.complete {
        if all_held && facts.cases == 0 {
            reasons.add(Cause::NoCases, Certain);
        } else if facts.cases_with_money > 0 {
            reasons.add(Cause::MoneyWithoutPayment { recovered: None }, CannotBeTold);
        } else if have_cases && facts.cases_uncollected >= facts.cases {
            let course = if facts.cases_open > 0 { Course::Running } else { Course::Unknown };
            reasons.add(Cause::NothingCollected { course }, Certain);
        } else {
            reasons.add(Cause::NoPayment, CannotBeTold);
        }
    }
    if !facts.complete {
        reasons.add(Cause::NotAllRead, CannotBeTold);
    }
    if !client.attributed && !reasons.rule_out() {
        reasons.add(Cause::NotAttributed { rate_shown: false }, CannotBeTold);
    }
    let may_come = facts.cases_open > 0 || (all_held && facts.cases == 0);
    let verdict = facts.payments.verdict().unwrap_or(if reasons.rule_out() {
        Verdict::NoneExpected
    } else if may_come && reasons.only_delay() {
        Verdict::NotYet
    } else {
        Verdict::CannotBeTold
    });
    reasons.answer(verdict)
}

/// Open onboarding, as sure as its three signs together (contract section 12, cause 3). The flag alone is the weakest: a
/// false may be a flag that was not sent, and an open agreement upgrade sets it too (section 14).
pub(super) fn onboarding(client: &Client, case_waits: bool) -> Option<(Cause, Certainty)> {
    if client.onboarding_done {
        return None;
    }
    let link_shown = client.onboarding_url.as_deref().is_some_and(|url| !url.trim().is_empty());
    let certainty = match (link_shown, case_waits) {
        (true, true) => Certain,
        (true, false) | (false, true) => Likely,
        (false, false) => CannotBeTold,
    };
    Some((Cause::OnboardingOpen { link_shown, case_waits }, certainty))
}

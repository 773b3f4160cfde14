//! The answer for one case.

use super::Certainty::{CannotBeTold, Certain, Likely};
use super::client::onboarding;
use super::{Cause, Course, FeeAnswer, Payments, Reasons, Standing, Subject, Verdict};
use crate::close_code::{CloseCategory, category};
use crate::lifecycle::{CaseGroup, Lifecycle};
use crate::money::Micros;
use crate::rows::{Case, Client};

/// What the cache holds about a case and its fee.
#[derive(Clone, Copy, Debug)]
pub struct CaseFacts<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its client, if the row is held; a row that is gone counts.
    pub client: Option<&'a Client>,
    /// The client was seen in an earlier complete pass, is absent from a later one, and the single read of it gave 404.
    pub client_gone: bool,
    /// The payments of the case that are held.
    pub payments: &'a Payments,
    /// Every list was read to its end at least once. Until then a missing row means nothing.
    pub complete: bool,
    /// The dates chosen in the Earnings view leave one of these payments out.
    pub outside_chosen_dates: bool,
}

/// Whether a case has ended, as far as it says so.
enum End {
    /// It has not, or its status does not tell.
    Open,
    /// Closed; a category only when the code is one that is known.
    Closed(Option<CloseCategory>),
    /// Joined with another case.
    Merged,
}

/// Why the case has no fee, or where its fee stands.
#[must_use]
pub fn of_case(facts: &CaseFacts<'_>) -> FeeAnswer {
    let mut reasons = Reasons::new(Subject::Case);
    let payments = facts.payments;
    if let Some(verdict) = payments.verdict() {
        // A link has to exist when a payout is made (contract section 12): payments settle every question about it.
        reasons.add_payments(payments, facts.outside_chosen_dates);
        if !facts.complete {
            reasons.add(Cause::NotAllRead, CannotBeTold);
        }
        let zero = payments.are_all(Standing::ZeroRate)
            && facts.case.expected_fee_percent.is_none_or(|percent| percent == Micros(0));
        return reasons.answer(if zero { Verdict::NoneExpected } else { verdict });
    }
    let lifecycle = facts.case.lifecycle.as_deref().map(Lifecycle::parse);
    let end = end_of(facts.case, lifecycle.as_ref());
    lasting(facts, &end, &mut reasons);
    waiting(facts, lifecycle.as_ref(), &mut reasons);
    if facts.complete {
        money(facts, &end, lifecycle.as_ref(), &mut reasons);
    }
    unseen(facts, &mut reasons);
    let open = lifecycle.is_some_and(|lifecycle| lifecycle.group().is_open());
    let verdict = if reasons.rule_out() {
        Verdict::NoneExpected
    } else if open && reasons.only_delay() {
        Verdict::NotYet
    } else {
        Verdict::CannotBeTold
    };
    reasons.answer(verdict)
}

/// Without a status a close code tells that the case is closed, since it is null unless closed (contract section 6).
fn end_of(case: &Case, lifecycle: Option<&Lifecycle>) -> End {
    let code = case.close_code.as_deref();
    match lifecycle {
        Some(Lifecycle::Closed) => End::Closed(code.and_then(category)),
        Some(Lifecycle::Merged) => End::Merged,
        None => code.and_then(category).map_or(End::Open, |category| End::Closed(Some(category))),
        Some(_) => End::Open,
    }
}

fn money_came_in(case: &Case) -> bool {
    case.recovered().is_some_and(|recovered| recovered.0 > 0)
}

fn needs_info(case: &Case, lifecycle: Option<&Lifecycle>) -> bool {
    case.needs_info || lifecycle == Some(&Lifecycle::MoreInfoRequired)
}

fn course_of(case: &Case, end: &End, lifecycle: Option<&Lifecycle>) -> Course {
    match (end, lifecycle.map_or(CaseGroup::Other, Lifecycle::group)) {
        (End::Closed(_) | End::Merged, _) => Course::Ended,
        (End::Open, CaseGroup::Active | CaseGroup::Pending | CaseGroup::Paused) if needs_info(case, lifecycle) => {
            Course::NeedsInformation
        }
        (End::Open, CaseGroup::Paused) => Course::Paused,
        (End::Open, CaseGroup::Active | CaseGroup::Pending) => Course::Running,
        (End::Open, CaseGroup::Closed | CaseGroup::Other) => Course::Unknown,
    }
}

/// What no waiting mends.
fn lasting(facts: &CaseFacts<'_>, end: &End, reasons: &mut Reasons) {
    let case = facts.case;
    if let Some((client, created, linked)) = facts.client.and_then(|c| Some((c, case.created?, c.linked?)))
        && created < linked
    {
        // Attribution covers every case however it was made, which contradicts the dates: then neither is certain.
        let certainty = if client.attributed { Likely } else { Certain };
        let attributed = client.attributed;
        reasons.add(Cause::OlderThanLink { created: Some(created), linked, attributed }, certainty);
    }
    if case.expected_fee_percent == Some(Micros(0)) {
        reasons.add(Cause::ZeroRate, Certain);
    }
    if let End::Closed(Some(category)) = end
        && *category != CloseCategory::Success
    {
        let (category, closed, money_came_in) = (*category, case.closed, money_came_in(case));
        let certainty = if money_came_in { Likely } else { Certain };
        reasons.add(Cause::ClosedWithoutRecovery { category, closed, money_came_in }, certainty);
    }
    if facts.client_gone {
        reasons.add(Cause::LinkGone { linked: facts.client.and_then(|client| client.linked) }, Likely);
    }
}

/// What a fee still waits for.
fn waiting(facts: &CaseFacts<'_>, lifecycle: Option<&Lifecycle>, reasons: &mut Reasons) {
    let case = facts.case;
    let signature_open = lifecycle == Some(&Lifecycle::PendingContractSigning);
    // How far a client that is gone had come no longer matters, and neither does it for a case that ended for good.
    if let Some(client) = facts.client
        && !facts.client_gone
        && !reasons.rule_out()
        && let Some((cause, certainty)) = onboarding(client, signature_open)
    {
        reasons.add(cause, certainty);
    }
    // The two nulls alone are no evidence; a status that says that the case is still to be assigned makes them one.
    let pending = lifecycle.is_some_and(|lifecycle| lifecycle.group() == CaseGroup::Pending);
    let engaged = case.phase.is_some() || case.collection_started.is_some();
    if pending && !engaged && case.collection_partner.is_none() && case.expected_fee_percent.is_none() {
        let needs_info = needs_info(case, lifecycle);
        reasons.add(Cause::NoCollectionPartner { signature_open, needs_info }, Certain);
    }
}

/// What the amounts and the end of the case say, now that there is no payment for certain.
fn money(facts: &CaseFacts<'_>, end: &End, lifecycle: Option<&Lifecycle>, reasons: &mut Reasons) {
    let case = facts.case;
    let closed = case.closed;
    match end {
        End::Closed(Some(CloseCategory::Success)) => {
            reasons.add(Cause::ClosedPaidWithoutPayment { closed }, CannotBeTold);
            return;
        }
        End::Closed(None) => reasons.add(Cause::ClosedForUnknownReason { closed }, CannotBeTold),
        End::Merged => reasons.add(Cause::Merged, CannotBeTold),
        End::Open | End::Closed(Some(_)) => {}
    }
    // A claim of zero is always open in full, which says nothing.
    let claimed = case.amount.is_some_and(|amount| amount.0 > 0);
    if money_came_in(case) {
        reasons.add(Cause::MoneyWithoutPayment { recovered: case.recovered() }, CannotBeTold);
    } else if matches!(end, End::Closed(Some(_))) {
        // The close code has said it.
    } else if claimed && case.recovered() == Some(Micros(0)) {
        reasons.add(Cause::NothingCollected { course: course_of(case, end, lifecycle) }, Certain);
    } else {
        reasons.add(Cause::NoPayment, CannotBeTold);
    }
}

/// What the API does not show.
fn unseen(facts: &CaseFacts<'_>, reasons: &mut Reasons) {
    if !facts.complete {
        reasons.add(Cause::NotAllRead, CannotBeTold);
    }
    let named = facts.case.tenant.is_some() || facts.case.creditor.is_some();
    match facts.client {
        // A reading of false may be a flag that was not sent (contract section 1), so this is never more than possible.
        Some(client) if !client.attributed && !reasons.rule_out() => {
            let rate_shown = facts.case.expected_fee_percent.is_some();
            reasons.add(Cause::NotAttributed { rate_shown }, CannotBeTold);
        }
        None if facts.client_gone => {}
        None if !named => reasons.add(Cause::ClientNotNamed, CannotBeTold),
        None if facts.complete => {
            reasons.add(Cause::ClientNotHeld, CannotBeTold);
            if !reasons.any_certain() {
                reasons.add(Cause::LinkNotApproved, CannotBeTold);
            }
        }
        _ => {}
    }
}

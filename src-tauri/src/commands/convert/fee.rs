//! Why there is no fee, for the window.

use desk_core::fee::{self, Cause, Certainty, Outlook, Reason, Verdict};
use desk_core::money::Currency;

use super::{amount, count, instant};
use crate::commands::types::{FeeAnswer, FeeCause, FeeCertainty, FeeOutlook, FeeReason, FeeVerdict};

pub(in crate::commands) fn fee_verdict(verdict: Verdict) -> FeeVerdict {
    match verdict {
        Verdict::Disputed => FeeVerdict::Disputed,
        Verdict::Ready => FeeVerdict::Ready,
        Verdict::Invoiced => FeeVerdict::Invoiced,
        Verdict::OnItsWay => FeeVerdict::OnItsWay,
        Verdict::Paid => FeeVerdict::Paid,
        Verdict::NotYet => FeeVerdict::NotYet,
        Verdict::Credited => FeeVerdict::Credited,
        Verdict::NoneExpected => FeeVerdict::NoneExpected,
        Verdict::CannotBeTold => FeeVerdict::CannotBeTold,
    }
}

/// With the currency of the case's amounts; nothing for a client.
pub(in crate::commands) fn fee_answer(answer: &fee::FeeAnswer, currency: Option<&Currency>) -> FeeAnswer {
    FeeAnswer {
        verdict: fee_verdict(answer.verdict),
        reasons: answer.reasons.iter().map(|reason| fee_reason(reason, currency)).collect(),
    }
}

/// The same in short.
pub(super) fn fee_outlook(outlook: Outlook) -> FeeOutlook {
    FeeOutlook {
        verdict: fee_verdict(outlook.verdict),
        because: outlook.because().map(Into::into),
        certainty: fee_certainty(outlook.certainty),
    }
}

fn fee_certainty(certainty: Certainty) -> FeeCertainty {
    match certainty {
        Certainty::Certain => FeeCertainty::Certain,
        Certainty::Likely => FeeCertainty::Likely,
        Certainty::CannotBeTold => FeeCertainty::CannotBeTold,
    }
}

fn fee_reason(reason: &Reason, currency: Option<&Currency>) -> FeeReason {
    let (mut created, mut linked, mut closed) = (None, None, None);
    let (mut payments, mut recovered) = (None, None);
    match &reason.cause {
        Cause::Payments { count, .. } => payments = Some(*count),
        Cause::OlderThanLink { created: made, linked: since, .. } => (created, linked) = (*made, Some(*since)),
        Cause::LinkGone { linked: since } => linked = *since,
        Cause::ClosedWithoutRecovery { closed: at, .. }
        | Cause::ClosedPaidWithoutPayment { closed: at }
        | Cause::ClosedForUnknownReason { closed: at } => closed = *at,
        Cause::MoneyWithoutPayment { recovered: sum } => recovered = *sum,
        _ => {}
    }
    FeeReason {
        cause: match &reason.cause {
            Cause::OutsideChosenDates => FeeCause::ChosenDates,
            Cause::OnboardingOpen { .. } => FeeCause::Onboarding,
            _ => FeeCause::Other,
        },
        certainty: fee_certainty(reason.certainty),
        explanation: reason.explanation().to_owned(),
        next_step: reason.next_step().to_owned(),
        payments: payments.map(count),
        created: created.map(instant),
        linked: linked.map(instant),
        closed: closed.map(instant),
        recovered: amount(recovered, currency),
    }
}

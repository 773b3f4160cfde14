//! The answer in the few words of a table's cell: the verdict, and the one reason that it rests on.

use std::borrow::Cow;

use super::{Cause, Certainty, Course, FeeAnswer, Reason, Standing, Subject, Verdict};

/// What a cell of a table says of a fee. It follows from the whole answer, so it cannot contradict the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The verdict.
    pub verdict: Verdict,
    /// How sure that is.
    pub certainty: Certainty,
    reason: Option<&'static str>,
}

impl Outlook {
    /// What the verdict rests on, where its own words do not say so: `nothing collected`, `onboarding open, likely`.
    #[must_use]
    pub fn because(&self) -> Option<Cow<'static, str>> {
        let reason = self.reason?;
        Some(match self.certainty {
            Certainty::Likely => format!("{reason}, likely").into(),
            Certainty::Certain | Certainty::CannotBeTold => reason.into(),
        })
    }

    /// All of it: `Not yet: nothing collected`.
    #[must_use]
    pub fn text(&self) -> Cow<'static, str> {
        let verdict = self.verdict.label();
        self.because().map_or(verdict.into(), |because| format!("{verdict}: {because}").into())
    }
}

impl FeeAnswer {
    /// The answer for a cell of a table.
    #[must_use]
    pub fn outlook(&self) -> Outlook {
        let deciding = self.deciding();
        let certainty = deciding.map_or(Certainty::Certain, |reason| reason.certainty);
        Outlook { verdict: self.verdict, certainty, reason: deciding.map(Reason::in_short) }
    }

    /// The reason that the verdict rests on; nothing where the verdict is that reason.
    fn deciding(&self) -> Option<&Reason> {
        let reasons = || self.reasons.iter().filter(|reason| reason.cause != Cause::OutsideChosenDates);
        let at = |wanted| {
            reasons().find(|reason| matches!(reason.cause, Cause::Payments { standing, .. } if standing == wanted))
        };
        match self.verdict {
            Verdict::Disputed | Verdict::Paid | Verdict::Credited => None,
            Verdict::Ready | Verdict::Invoiced => at(Standing::CreditedLate),
            Verdict::OnItsWay => at(Standing::AwaitingCollectionPartner).or_else(|| at(Standing::Confirmed)),
            Verdict::NotYet => at(Standing::Pending).or_else(|| reasons().next()),
            Verdict::NoneExpected => reasons().find(|reason| reason.rules_out()).or_else(|| reasons().next()),
            Verdict::CannotBeTold => {
                let doubts = || reasons().filter(|reason| !reason.cause.only_delays());
                let unsure = doubts().find(|reason| reason.certainty != Certainty::Certain);
                unsure.or_else(|| doubts().next()).or_else(|| reasons().next())
            }
        }
    }
}

impl Reason {
    /// In a few words that follow a colon.
    fn in_short(&self) -> &'static str {
        let case = self.about == Subject::Case;
        match &self.cause {
            Cause::OutsideChosenDates => "outside the chosen dates",
            Cause::Payments { standing, .. } => standing.in_short(),
            Cause::OlderThanLink { .. } if case => "older than the link",
            Cause::OlderThanLink { .. } => "cases older than the link",
            Cause::ZeroRate => "a rate of zero",
            Cause::ClosedWithoutRecovery { .. } => "closed without recovery",
            Cause::LinkGone { .. } => "customer no longer linked",
            Cause::NoCases => "no cases",
            Cause::OnboardingOpen { .. } => "onboarding open",
            Cause::NoCollectionPartner { signature_open: true, .. } => "contract not signed",
            Cause::NoCollectionPartner { needs_info: true, .. } => "information missing",
            Cause::NoCollectionPartner { .. } => "no collection partner",
            Cause::NothingCollected { course: Course::Unknown } => "status not known",
            Cause::NothingCollected { .. } => "nothing collected",
            Cause::ClosedPaidWithoutPayment { .. } => "closed as paid, no payment shown",
            Cause::MoneyWithoutPayment { .. } => "money came in, no payment shown",
            Cause::ClosedForUnknownReason { .. } => "closed, reason not known",
            Cause::Merged => "merged",
            Cause::NotAllRead => "not all read yet",
            Cause::ClientNotHeld => "customer not listed",
            Cause::ClientNotNamed => "customer not named",
            Cause::NotAttributed { .. } => "not attributed",
            Cause::LinkNotApproved => "link perhaps not approved",
            Cause::NoPayment => "no payment shown",
        }
    }
}

impl Standing {
    fn in_short(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Credited => "credited",
            Self::ZeroRate => "a rate of zero",
            Self::ZeroFee => "a fee of zero",
            Self::Pending => "commission not paid",
            Self::Confirmed => "to be invoiced by Debitura",
            Self::AwaitingCollectionPartner => "collection partner has to pay",
            Self::Ready => "ready to invoice",
            Self::AwaitingDebitura => "invoiced",
            Self::Paid => "paid",
            Self::CreditedLate => "credited besides",
            Self::Correction => "a correction",
            Self::NotClassified => "payment status not known",
        }
    }
}

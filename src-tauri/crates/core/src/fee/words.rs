//! The answers as sentences that an account manager can read out. No dates, amounts or names in them: the view shows those
//! beside them, as the reader's country writes them.

use super::{Cause, Course, Reason, Standing, Subject};
use crate::close_code::CloseCategory;
use crate::stage::InvoicingMode;

impl Reason {
    /// What stands in the way, in one or two sentences.
    #[must_use]
    pub fn explanation(&self) -> &'static str {
        let case = self.about == Subject::Case;
        match &self.cause {
            Cause::OutsideChosenDates => {
                "There is a payment. The dates chosen in the Earnings view leave it out, so it is not shown there."
            }
            Cause::Payments { standing, .. } => standing.explanation(),
            Cause::OlderThanLink { attributed: true, .. } if case => {
                "The case was made before Debitura linked the customer to you, and such cases normally earn no fee. Debitura also counts the customer as attributed to you, which normally covers every case, so the two do not agree."
            }
            Cause::OlderThanLink { attributed: true, .. } => {
                "All cases of this customer were made before Debitura linked it to you, and such cases normally earn no fee. Debitura also counts the customer as attributed to you, which normally covers every case, so the two do not agree."
            }
            Cause::OlderThanLink { .. } if case => {
                "The case was made before Debitura linked the customer to you. Cases from before that day earn no fee."
            }
            Cause::OlderThanLink { .. } => {
                "All cases of this customer were made before Debitura linked it to you. Cases from before that day earn no fee."
            }
            Cause::ZeroRate => "Debitura shows a fee of zero per cent for this case.",
            Cause::ClosedWithoutRecovery { money_came_in: true, .. } => {
                "The case was closed for a reason that means that nothing was collected. Less of the claim is open than at first, though, so the two do not agree."
            }
            Cause::ClosedWithoutRecovery { category, .. } => closed_without_recovery(*category),
            Cause::LinkGone { .. } => {
                "Debitura no longer lists this customer as yours. A fee is only made while the customer is linked to you."
            }
            Cause::NoCases => "This customer has no cases at Debitura, so there is nothing that could earn a fee.",
            Cause::OnboardingOpen { link_shown: false, case_waits: false } => {
                "Debitura does not show the customer's onboarding as complete. It sends no link to finish it either, so whether a step is missing cannot be told."
            }
            Cause::OnboardingOpen { case_waits: true, .. } => {
                "The customer's onboarding with Debitura is not complete. Cases wait until the customer has signed the agreement with Debitura, the SDCA."
            }
            Cause::OnboardingOpen { .. } => {
                "The customer's onboarding with Debitura is not complete: the agreement with Debitura, the SDCA, is not signed, or a new version of it is not."
            }
            Cause::NoCollectionPartner { signature_open: true, .. } => {
                "The case waits for the customer's contract to be signed. No collection partner works on it yet, so nothing can be collected."
            }
            Cause::NoCollectionPartner { needs_info: true, .. } => {
                "Debitura needs more information from the customer. No collection partner works on the case yet, so nothing can be collected."
            }
            Cause::NoCollectionPartner { .. } => {
                "No collection partner works on the case yet, so nothing can be collected."
            }
            Cause::NothingCollected { .. } if case => {
                "Nothing has been collected: the whole claim is open, and there is no payment. A fee is made from payments only."
            }
            Cause::NothingCollected { .. } => {
                "Nothing has been collected on any case of this customer. A fee is made from payments only."
            }
            Cause::ClosedPaidWithoutPayment { .. } => {
                "The case was closed as paid or partially paid, but Debitura shows no payment for it. Why cannot be told from the synced data."
            }
            Cause::MoneyWithoutPayment { .. } if case => {
                "Less of the claim is open than at first, so money seems to have come in, but Debitura shows no payment for it. Why cannot be told from the synced data."
            }
            Cause::MoneyWithoutPayment { .. } => {
                "On at least one case less is open than at first, so money seems to have come in, but Debitura shows no payment for this customer. Why cannot be told from the synced data."
            }
            Cause::ClosedForUnknownReason { .. } => {
                "The case is closed, and whether anything was collected cannot be told from how it was closed."
            }
            Cause::Merged => {
                "The case was merged with another one. Whether a fee is made there cannot be told from the synced data."
            }
            Cause::NotAllRead => {
                "Not everything has been read from Debitura yet, so a payment that is missing here may only not have arrived."
            }
            Cause::ClientNotHeld => {
                "The customer of this case is not on Debitura's list of your customers, so whether the case can earn a fee cannot be told."
            }
            Cause::ClientNotNamed => {
                "Debitura does not say which customer this case belongs to, so whether it can earn a fee cannot be told."
            }
            Cause::NotAttributed { rate_shown: true } => {
                "Debitura does not show the customer as attributed to you. Then only cases made through you earn a fee, and how a case was made cannot be seen. The fee percentage shown on the case is no proof of a fee."
            }
            Cause::NotAttributed { .. } => {
                "Debitura does not show the customer as attributed to you. Then only cases made through you earn a fee, and how a case was made cannot be seen."
            }
            Cause::LinkNotApproved => {
                "The customer may not have approved yet that Debitura links it to you. Such requests cannot be seen here."
            }
            Cause::NoPayment if case => {
                "Debitura shows no payment for this case. Whether anything was collected cannot be told from its amounts."
            }
            Cause::NoPayment => {
                "Debitura shows no payment for this customer. Whether anything was collected cannot be told from its cases."
            }
        }
    }

    /// What to do next, and who does it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        let case = self.about == Subject::Case;
        match &self.cause {
            Cause::OutsideChosenDates => "You widen the dates in the Earnings view.",
            Cause::Payments { standing, mode, .. } => standing.next_step(*mode),
            Cause::OlderThanLink { attributed: true, .. } => {
                "You ask Debitura which of the two counts, and give both dates."
            }
            Cause::OlderThanLink { .. } if case => {
                "Nobody has to do anything about this case. You ask Debitura if you believe that one of the two dates is wrong."
            }
            Cause::OlderThanLink { .. } => {
                "Nobody has to do anything about these cases. The customer makes its next ones through you."
            }
            Cause::ZeroRate => "You compare it with your agreement, and ask Debitura if it says otherwise.",
            Cause::ClosedWithoutRecovery { money_came_in: true, .. } => {
                "You ask Debitura what came in, and give the case reference."
            }
            Cause::ClosedWithoutRecovery { .. } => {
                "Nobody has to do anything: the case has ended. You ask Debitura if the customer says that it was paid."
            }
            Cause::LinkGone { .. } => {
                "You check in your own system whether the customer was withdrawn. If it was not, you ask Debitura to link it to you again."
            }
            Cause::NoCases => "The customer makes its first case through you.",
            Cause::OnboardingOpen { link_shown: true, .. } => {
                "You send the customer the onboarding link, which is on the customer's page, and the customer finishes the onboarding with it."
            }
            Cause::OnboardingOpen { .. } => {
                "You refresh the customer. If the onboarding is still open and there is no link, your own platform makes a new one."
            }
            Cause::NoCollectionPartner { signature_open: true, .. } => {
                "The customer signs. After that Debitura finds a collection partner."
            }
            Cause::NoCollectionPartner { needs_info: true, .. } => {
                "The customer supplies what Debitura asks for, which is on the case's page."
            }
            Cause::NoCollectionPartner { .. } => {
                "Nothing for you to do: Debitura finds a collection partner. You ask Debitura if it takes long."
            }
            Cause::NothingCollected { course } => course.next_step(case),
            Cause::ClosedPaidWithoutPayment { .. } => {
                "You ask Debitura where the payment is, and give the case reference."
            }
            Cause::MoneyWithoutPayment { .. } if case => {
                "You ask Debitura what came in and when it will show, and give the case reference."
            }
            Cause::MoneyWithoutPayment { .. } => {
                "You open the customer's cases of which less is open than was claimed, and ask Debitura about them."
            }
            Cause::ClosedForUnknownReason { .. } => "You ask Debitura how the case ended, and give the case reference.",
            Cause::Merged => "You ask Debitura for the case that it was merged with, and look there.",
            Cause::NotAllRead => "You let the refresh run to its end, and look again.",
            Cause::ClientNotHeld => {
                "You check in your own system whether the customer is linked to you, and ask Debitura if it is."
            }
            Cause::ClientNotNamed => "You ask Debitura whose case it is, and give the case reference.",
            Cause::NotAttributed { .. } if case => {
                "You check in your own system whether the case was made through you. If it was, you send Debitura the case reference."
            }
            Cause::NotAttributed { .. } => {
                "You check in your own system which cases were made through you, and see that the next ones are."
            }
            Cause::LinkNotApproved => {
                "You check in your own system whether the request was approved. If it has expired, your platform makes a new one and the customer approves it."
            }
            Cause::NoPayment if case => "You ask Debitura whether anything was collected, and give the case reference.",
            Cause::NoPayment => "You open the customer's cases and look at each of them.",
        }
    }
}

impl Course {
    fn next_step(self, case: bool) -> &'static str {
        match self {
            Self::Running if case => "Nothing for you to do: the fee follows once the debtor has paid.",
            Self::Running => "Nothing for you to do: fees follow once debtors have paid.",
            Self::Paused => "The case is on hold. You ask Debitura what it waits for.",
            Self::NeedsInformation => {
                "The customer supplies what Debitura asks for, which is on the case's page. After that the work goes on."
            }
            Self::Ended => "You ask Debitura how the case ended, and give the case reference.",
            Self::Unknown if case => "You ask Debitura how the case goes on, and give the case reference.",
            Self::Unknown => "You open the customer's cases: none of them is known to be open.",
        }
    }
}

fn closed_without_recovery(category: CloseCategory) -> &'static str {
    match category {
        CloseCategory::Rejected => "The case was closed without having been started, so nothing was collected.",
        CloseCategory::Uncollectable => {
            "The case was closed because the debtor is insolvent or cannot be found, so nothing was collected."
        }
        CloseCategory::ClientDecision => {
            "The case was closed by the customer's decision or for want of an answer, and nothing was collected."
        }
        CloseCategory::CollectionExhausted => {
            "The case was closed because there was nothing more worth trying, and nothing was collected."
        }
        CloseCategory::System => "The case was closed because no collection partner's quote was given or accepted.",
        CloseCategory::Success | CloseCategory::Other => "The case was closed without anything collected.",
    }
}

impl Standing {
    fn explanation(self) -> &'static str {
        match self {
            Self::Disputed => "A fee is disputed. It may be cut or reversed, and it is in no other total.",
            Self::Credited => {
                "Money came in, but the commission, or Debitura's invoice for it, was credited, which means taken back. As it stands, no fee comes of it."
            }
            Self::ZeroRate => "Money came in, and Debitura shows a fee of zero per cent for it.",
            Self::ZeroFee => "Money came in, and Debitura shows a fee of zero for it. Why is not in the data.",
            Self::Pending => {
                "Money came in, but the collection partner has not paid the commission to Debitura yet. The fee is an estimate until then, and nothing of it is earned."
            }
            Self::Confirmed => {
                "The commission is confirmed, but Debitura has not invoiced the collection partner yet, so the fee is not payable."
            }
            Self::AwaitingCollectionPartner => {
                "Debitura has invoiced the collection partner and waits for its payment, so the fee is not payable yet."
            }
            Self::Ready => "There is a fee, and it can be invoiced now.",
            Self::AwaitingDebitura => "The fee has been invoiced, and Debitura has not paid it yet.",
            Self::Paid => "Debitura has paid a fee already.",
            Self::CreditedLate => {
                "The commission, or Debitura's invoice for it, was credited although the fee counts as ready or invoiced. Whether it will still be paid cannot be told from the synced data."
            }
            Self::Correction => {
                "There is an entry with a fee below zero, which looks like a correction of an earlier one. What it corrects cannot be told from the synced data."
            }
            Self::NotClassified => {
                "Money came in, but where its fee stands cannot be told: Debitura's statuses of the payment are missing or not known to this version."
            }
        }
    }

    fn next_step(self, mode: InvoicingMode) -> &'static str {
        let when_paid = mode == InvoicingMode::PayWhenPaid;
        match self {
            Self::Disputed => "You ask Debitura what is disputed, and give the case reference.",
            Self::Credited => {
                "You ask Debitura whether the commission will be paid again, and give the case reference."
            }
            Self::ZeroRate | Self::ZeroFee => {
                "You compare it with your agreement, and ask Debitura if it says otherwise."
            }
            Self::Pending if when_paid => {
                "Nothing for you to do: the collection partner confirms the commission, Debitura invoices it, and you invoice Debitura once that is paid."
            }
            Self::Pending => {
                "Nothing for you to do: the collection partner pays the commission, and you can invoice Debitura from then on."
            }
            Self::Confirmed => {
                "Nothing for you to do: Debitura invoices the collection partner on the 8th of the month, and you invoice Debitura once that is paid."
            }
            Self::AwaitingCollectionPartner if when_paid => {
                "Nothing for you to do: the collection partner is expected to pay within 30 days, and you invoice Debitura after that."
            }
            Self::AwaitingCollectionPartner => {
                "Nothing for you to do: you can invoice Debitura as soon as the collection partner has paid the commission or Debitura's invoice."
            }
            Self::Ready => "You send Debitura your invoice.",
            Self::AwaitingDebitura => {
                "Debitura pays, usually within 20 business days of your invoice. After that you ask Debitura."
            }
            Self::Paid => "Nobody has to do anything. You compare it with your bank account if it seems to be missing.",
            Self::CreditedLate => "You ask Debitura before you count on it, and give the case reference.",
            Self::Correction => "You ask Debitura what it corrects, and give the case reference.",
            Self::NotClassified => "You ask Debitura where the fee stands, and give the case reference.",
        }
    }
}

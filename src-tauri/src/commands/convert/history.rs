//! What past syncs saw change, for the window.

use desk::{Changed, StatusKind};

use super::filters::revenue_stage;
use super::{amount, instant};
use crate::commands::types::{Change, ChangedPayment, PaymentStatusKind, SeenChange};

pub(in crate::commands) fn seen_change(seen: desk::SeenChange) -> SeenChange {
    let (case_id, reference) = match seen.case {
        Some((id, reference)) => (Some(id.to_string()), reference),
        None => (None, None),
    };
    SeenChange { seen_at: instant(seen.seen), case_id, reference, change: change(seen.what) }
}

fn change(what: Changed) -> Change {
    match what {
        Changed::Listed(listed) => Change::Listed { listed },
        Changed::Status(before, after) => Change::Status { before, after },
        Changed::CloseCode(before, after) => Change::CloseCode { before, after },
        Changed::Phase(before, after) => Change::Phase { before, after },
        Changed::CollectionPartner(before, after) => Change::CollectionPartner { before, after },
        Changed::Remaining(before, after, currency) => {
            Change::Remaining { before: amount(before, currency.as_ref()), after: amount(after, currency.as_ref()) }
        }
        Changed::NeedsInfo(needs) => Change::NeedsInfo { needs },
        Changed::Onboarding(done) => Change::Onboarding { done },
        Changed::MadeAnew => Change::MadeAnew,
        Changed::FeeMoved(of, before, after) => Change::FeeMoved {
            payment: payment(of),
            before: before.map(revenue_stage),
            after: after.map(revenue_stage),
        },
        Changed::PaymentStatus(of, kind, before, after) => {
            let status = match kind {
                StatusKind::Commission => PaymentStatusKind::Commission,
                StatusKind::Platform => PaymentStatusKind::Platform,
                StatusKind::Referral => PaymentStatusKind::Referral,
            };
            Change::PaymentStatus { payment: payment(of), status, before, after }
        }
        Changed::PaymentListed(of, listed) => Change::PaymentListed { payment: payment(of), listed },
    }
}

fn payment(of: desk::Payment) -> ChangedPayment {
    ChangedPayment {
        id: of.id.to_string(),
        paid: of.paid.map(instant),
        collected: amount(of.collected, of.currency.as_ref()),
    }
}

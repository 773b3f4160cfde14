//! The seven revenue stages (contract section 11), in both invoicing modes.

use crate::config::InvoicingMode;
use crate::readings::{Reading, Readings};

/// The stage 0 to 6 of the three statuses, or none when no predicate holds.
pub(crate) fn stage_of(
    commission: Option<&str>,
    platform: Option<&str>,
    referral: Option<&str>,
    mode: InvoicingMode,
    readings: &Readings,
) -> Option<u8> {
    match referral {
        Some("Invoiced") => return Some(4),
        Some("Paid") => return Some(5),
        Some("Disputed") => return Some(6),
        None | Some("Pending") => {}
        Some(_) => return None,
    }
    // Null C or null P meets no predicate of the stages 0 to 3.
    let (commission, platform) = (commission?, platform?);
    let pipeline = mode == InvoicingMode::ConfirmedPipeline;
    match (commission, platform) {
        (_, "PaymentReceived") => Some(3),
        (_, "InvoiceCredited") => (readings.q8 == Reading::B).then_some(0),
        ("Paid", "InvoiceIssued") if pipeline => Some(3),
        (_, "InvoiceIssued") => Some(2),
        ("Paid", "NotInvoiced") if pipeline && readings.q7 == Reading::A => Some(3),
        ("Paid", "NotInvoiced") => Some(1),
        ("Unpaid" | "Credited", "NotInvoiced") => Some(0),
        _ => None,
    }
}

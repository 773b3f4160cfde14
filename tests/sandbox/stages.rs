//! The seven stages in both modes (contract section 11), against a second writing of the table.

use partner_desk_sandbox::{InvoicingMode, State};

use crate::ask::state;

fn with_statuses(state: &mut State, c: Option<&str>, p: Option<&str>, r: Option<&str>) -> Option<u8> {
    let id = state.transactions().next().unwrap().id;
    let text = |status: Option<&str>| status.map(|status| status.to_owned().into());
    state.update_transaction(id, |row| {
        (row.commission, row.platform, row.referral) = (text(c), text(p), text(r));
    });
    state.stage(state.transaction(id).unwrap())
}

const C: [Option<&str>; 5] = [None, Some("Unpaid"), Some("Paid"), Some("Credited"), Some("Odd")];
const P: [Option<&str>; 6] =
    [None, Some("NotInvoiced"), Some("InvoiceIssued"), Some("PaymentReceived"), Some("InvoiceCredited"), Some("Odd")];
const R: [Option<&str>; 6] = [None, Some("Pending"), Some("Invoiced"), Some("Paid"), Some("Disputed"), Some("Odd")];

fn expected(c: Option<&str>, p: Option<&str>, r: Option<&str>, mode: InvoicingMode) -> Option<u8> {
    let open = r.is_none() || r == Some("Pending");
    let known = c.is_some() && p.is_some();
    let pipeline = mode == InvoicingMode::ConfirmedPipeline;
    let paid = c == Some("Paid");
    let predicates = [
        open && known && matches!(c, Some("Unpaid" | "Credited")) && p == Some("NotInvoiced"),
        open && known && !pipeline && paid && p == Some("NotInvoiced"),
        open && known && p == Some("InvoiceIssued") && !(pipeline && paid),
        open && known
            && (p == Some("PaymentReceived") || pipeline && paid && matches!(p, Some("NotInvoiced" | "InvoiceIssued"))),
        r == Some("Invoiced"),
        r == Some("Paid"),
        r == Some("Disputed"),
    ];
    let hits: Vec<u8> = (0..7).filter(|stage| predicates[usize::from(*stage)]).collect();
    assert!(hits.len() <= 1, "the stages are disjoint");
    hits.first().copied()
}

#[test]
fn every_combination_has_the_stage_of_the_table() {
    for mode in [InvoicingMode::PayWhenPaid, InvoicingMode::ConfirmedPipeline] {
        let mut state = state(60, &[]);
        state.set_mode(mode);
        for c in C {
            for p in P {
                for r in R {
                    assert_eq!(
                        with_statuses(&mut state, c, p, r),
                        expected(c, p, r, mode),
                        "{c:?} {p:?} {r:?} {mode:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn readings_of_the_stages_change_just_their_rows() {
    let (paid, open) = (Some("Paid"), Some("Pending"));
    let mut credited = state(60, &["Q8=B"]);
    assert_eq!(with_statuses(&mut credited, paid, Some("InvoiceCredited"), open), Some(0));
    assert_eq!(with_statuses(&mut credited, None, Some("InvoiceCredited"), open), None);
    let mut confirmed = state(60, &["Q7=B"]);
    confirmed.set_mode(InvoicingMode::ConfirmedPipeline);
    assert_eq!(with_statuses(&mut confirmed, paid, Some("NotInvoiced"), open), Some(1));
    assert_eq!(with_statuses(&mut confirmed, paid, Some("InvoiceIssued"), open), Some(3));
}

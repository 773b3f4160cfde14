//! The change log of one case or client in terms of what a person calls a change: a status, an amount, a fee that moved a
//! stage. Every entry is dated when a sync saw it; when it happened nobody told.

use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::money::{Currency, Micros};
use desk_core::rows::Case;
use desk_core::stage::{InvoicingMode, Stage, Statuses};
use desk_core::time::Instant;
use desk_store::changes::{self, Change, ChangedField};
use desk_store::earnings::EarningsRow;
use desk_store::{Reader, StoreError, Table, cases, earnings};

/// Entries on a page: years of one case, and more than anybody reads of a client.
const ENTRIES_MAX: usize = 300;

/// Cases, and payments, of a client whose histories are on its page: those that changed last.
const ROWS_MAX: u32 = 60;

/// Something that was seen to have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenChange {
    /// When a sync, or a read of this one, saw it: it may have happened long before.
    pub seen: Instant,
    /// The case that it is about, with its reference; nothing for what is the client's own.
    pub case: Option<(CaseId, Option<String>)>,
    /// What changed.
    pub what: Changed,
}

/// What changed, from what to what; nothing is a value too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Debitura began to list the row, or no longer lists it.
    Listed(bool),
    /// A case's status.
    Status(Option<String>, Option<String>),
    /// A case's close code.
    CloseCode(Option<String>, Option<String>),
    /// A case's phase.
    Phase(Option<String>, Option<String>),
    /// A case's collection partner.
    CollectionPartner(Option<String>, Option<String>),
    /// What is open of a claim, and its currency.
    Remaining(Option<Micros>, Option<Micros>, Option<Currency>),
    /// Whether the client has to supply information.
    NeedsInfo(bool),
    /// Whether a client's agreement is signed.
    Onboarding(bool),
    /// The client has another id at Debitura: it was made anew (contract section 14).
    MadeAnew,
    /// A fee moved from one stage to another, under the present invoicing mode.
    FeeMoved(Payment, Option<Stage>, Option<Stage>),
    /// One of a payment's three statuses changed, and its stage did not.
    PaymentStatus(Payment, StatusKind, Option<String>, Option<String>),
    /// A payment came in, or is no longer listed.
    PaymentListed(Payment, bool),
}

/// Which payment, for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Its key.
    pub id: TransactionId,
    /// When it was paid.
    pub paid: Option<Instant>,
    /// What was collected.
    pub collected: Option<Micros>,
    /// In this currency.
    pub currency: Option<Currency>,
}

/// One of the three statuses behind a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusKind {
    /// The collection partner's commission.
    Commission,
    /// Debitura's invoice to the collection partner.
    Platform,
    /// The partner's fee.
    Referral,
}

/// Of a case and its payments, newest first.
pub(crate) fn of_case(
    reader: &Reader<'_>,
    mode: InvoicingMode,
    case: &Case,
    payments: &[EarningsRow],
) -> Result<Vec<SeenChange>, StoreError> {
    let mut seen = case_changes(reader, case)?;
    for row in payments {
        seen.extend(payment_changes(reader, mode, row, Some((case.id, case.reference.clone())))?);
    }
    Ok(newest_first(seen))
}

/// Of a client, its cases and their payments, newest first.
pub(crate) fn of_client(
    reader: &Reader<'_>,
    mode: InvoicingMode,
    client: &ClientKey,
) -> Result<Vec<SeenChange>, StoreError> {
    let own = changes::of(reader, Table::Clients, client.as_str().as_bytes())?;
    let mut seen: Vec<SeenChange> = own.into_iter().filter_map(client_change).collect();
    for id in changes::rows_of_client(reader, Table::Cases, client, ROWS_MAX)? {
        if let Some(row) = cases::by_id(reader, CaseId(id))? {
            seen.extend(case_changes(reader, &row.case)?);
        }
    }
    for id in changes::rows_of_client(reader, Table::Transactions, client, ROWS_MAX)? {
        if let Some(row) = earnings::by_id(reader, TransactionId(id), mode)? {
            let case = earnings::case_of(reader, &row.transaction)?;
            let case = case.map(|case| (case, row.transaction.case_reference.clone()));
            seen.extend(payment_changes(reader, mode, &row, case)?);
        }
    }
    Ok(newest_first(seen))
}

fn newest_first(mut seen: Vec<SeenChange>) -> Vec<SeenChange> {
    // Stable: what one pass saw of a row stays in the order of its fields.
    seen.sort_by_key(|change| std::cmp::Reverse(change.seen));
    seen.truncate(ENTRIES_MAX);
    seen
}

fn client_change(change: Change) -> Option<SeenChange> {
    let what = match change.field {
        ChangedField::Listed => Changed::Listed(change.after.is_some()),
        ChangedField::OnboardingDone => Changed::Onboarding(is_on(change.after.as_deref())),
        // The first id that is heard of makes nothing anew.
        ChangedField::DebituraId if change.before.is_some() && change.after.is_some() => Changed::MadeAnew,
        _ => return None,
    };
    Some(SeenChange { seen: change.seen, case: None, what })
}

fn case_changes(reader: &Reader<'_>, case: &Case) -> Result<Vec<SeenChange>, StoreError> {
    let about = Some((case.id, case.reference.clone()));
    let changes = changes::of(reader, Table::Cases, case.id.0.as_bytes())?;
    let seen = changes.into_iter().filter_map(|change| {
        let seen = change.seen;
        case_change(change, case.currency.as_ref()).map(|what| SeenChange { seen, case: about.clone(), what })
    });
    Ok(seen.collect())
}

fn case_change(Change { field, before, after, .. }: Change, currency: Option<&Currency>) -> Option<Changed> {
    let micros = |text: Option<String>| text.and_then(|text| text.parse().ok()).map(Micros);
    Some(match field {
        ChangedField::Listed => Changed::Listed(after.is_some()),
        ChangedField::Status => Changed::Status(before, after),
        ChangedField::CloseCode => Changed::CloseCode(before, after),
        ChangedField::Phase => Changed::Phase(before, after),
        ChangedField::CollectionPartner => Changed::CollectionPartner(before, after),
        ChangedField::Remaining => Changed::Remaining(micros(before), micros(after), currency.cloned()),
        ChangedField::NeedsInfo => Changed::NeedsInfo(is_on(after.as_deref())),
        _ => return None,
    })
}

fn is_on(flag: Option<&str>) -> bool {
    flag == Some("1")
}

fn payment_changes(
    reader: &Reader<'_>,
    mode: InvoicingMode,
    row: &EarningsRow,
    case: Option<(CaseId, Option<String>)>,
) -> Result<Vec<SeenChange>, StoreError> {
    let fee = &row.transaction;
    let changes = changes::of(reader, Table::Transactions, fee.id.0.as_bytes())?;
    let payment =
        Payment { id: fee.id, paid: fee.paid, collected: fee.collected, currency: fee.collected_currency.clone() };
    let seen = moves(&changes, fee.statuses.clone(), mode, &payment);
    Ok(seen.into_iter().map(|(seen, what)| SeenChange { seen, case: case.clone(), what }).collect())
}

/// Walks back from the statuses of today: what one pass saw at once is one move of the fee.
fn moves(changes: &[Change], mut now: Statuses, mode: InvoicingMode, payment: &Payment) -> Vec<(Instant, Changed)> {
    let mut found = Vec::new();
    for together in changes.chunk_by(|a, b| a.seen == b.seen).rev() {
        let Some(seen) = together.first().map(|change| change.seen) else { continue };
        let after = now.stage(mode);
        let mut statuses = Vec::new();
        for change in together.iter().rev() {
            let (kind, status) = match change.field {
                ChangedField::Commission => (StatusKind::Commission, &mut now.commission),
                ChangedField::Platform => (StatusKind::Platform, &mut now.platform),
                ChangedField::Referral => (StatusKind::Referral, &mut now.referral),
                ChangedField::Listed => {
                    found.push((seen, Changed::PaymentListed(payment.clone(), change.after.is_some())));
                    continue;
                }
                _ => continue,
            };
            status.clone_from(&change.before);
            statuses.push(Changed::PaymentStatus(payment.clone(), kind, change.before.clone(), change.after.clone()));
        }
        let before = now.stage(mode);
        if before == after {
            found.extend(statuses.into_iter().rev().map(|what| (seen, what)));
        } else {
            found.push((seen, Changed::FeeMoved(payment.clone(), before, after)));
        }
    }
    found
}

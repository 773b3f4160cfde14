//! Which kind of news a changed row is.

use desk_core::lifecycle::{CaseGroup, group_of};
use desk_core::stage::{InvoicingMode, Statuses};
use desk_store::changes::{ChangedField, NetChange};
use desk_store::{Reader, StoreError, Table, earnings};

use super::NewsKind;

/// What a changed row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sorted {
    /// The kind; nothing for a change that nobody could see anywhere, such as a status of a fee that leaves its stage.
    pub(super) kind: Option<NewsKind>,
    /// The log tells the kind by itself, or the row that it had to be asked of is held: then it stays.
    pub(super) is_sure: bool,
}

pub(super) fn kind_of(reader: &Reader<'_>, net: &NetChange, mode: InvoicingMode) -> Result<Sorted, StoreError> {
    let sure = |kind| Ok(Sorted { kind: Some(kind), is_sure: true });
    if net.field(ChangedField::Listed).is_some_and(|(_, after)| after.is_none()) {
        return sure(NewsKind::Other);
    }
    match net.table {
        Table::Cases => sure(of_case(net)),
        Table::Clients => sure(of_client(net)),
        Table::Transactions if net.is_new => sure(NewsKind::Payments),
        Table::Transactions => of_payment(reader, net, mode),
    }
}

fn of_case(net: &NetChange) -> NewsKind {
    if net.is_new {
        return NewsKind::NewCases;
    }
    match net.field(ChangedField::Status) {
        None => NewsKind::Other,
        Some((before, after)) if group_of(after) == CaseGroup::Closed && group_of(before) != CaseGroup::Closed => {
            NewsKind::Closed
        }
        Some(_) => NewsKind::Moved,
    }
}

fn of_client(net: &NetChange) -> NewsKind {
    match net.field(ChangedField::OnboardingDone) {
        _ if net.is_new => NewsKind::NewClients,
        Some((_, Some("1"))) => NewsKind::Onboarded,
        _ => NewsKind::Other,
    }
}

/// The log has the statuses that changed; the row has the others.
fn of_payment(reader: &Reader<'_>, net: &NetChange, mode: InvoicingMode) -> Result<Sorted, StoreError> {
    let now = net.transaction().map_or(Ok(None), |id| earnings::statuses(reader, id))?;
    let Some(now) = now else { return Ok(Sorted { kind: Some(NewsKind::Other), is_sure: false }) };
    let before = statuses_before(net, &now);
    let is_other = before.is_estimate(mode) != now.is_estimate(mode) || net.field(ChangedField::Listed).is_some();
    let kind =
        if before.stage(mode) != now.stage(mode) { Some(NewsKind::Fees) } else { is_other.then_some(NewsKind::Other) };
    Ok(Sorted { kind, is_sure: true })
}

/// The three statuses as they were at the mark.
pub(super) fn statuses_before(net: &NetChange, now: &Statuses) -> Statuses {
    let before = |field, now: &Option<String>| match net.field(field) {
        None => now.clone(),
        Some((before, _)) => before.map(str::to_owned),
    };
    Statuses {
        commission: before(ChangedField::Commission, &now.commission),
        platform: before(ChangedField::Platform, &now.platform),
        referral: before(ChangedField::Referral, &now.referral),
    }
}

//! Gathers what *Why is there no fee?* rests on; `desk-core::fee` answers.

use desk_core::fee::{CaseFacts, ClientFacts, FeeAnswer, Payments, of_case, of_client};
use desk_core::ids::ClientKey;
use desk_core::lifecycle::{Lifecycle, group_of};
use desk_core::query::Span;
use desk_core::rows::{Case, Client, Transaction};
use desk_core::stage::InvoicingMode;
use desk_store::cases::CaseBrief;
use desk_store::{Reader, StoreError, Table, cases, clients, earnings};

/// What holds for every case and client of one state of the data.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    /// When the partner may invoice.
    pub(crate) mode: InvoicingMode,
    /// Every list was read to its end at least once.
    pub(crate) complete: bool,
    /// The payment dates that are chosen in the Earnings view.
    pub(crate) chosen: Span,
}

impl Ground {
    pub(crate) fn of(reader: &Reader<'_>, mode: InvoicingMode, chosen: Span) -> Result<Self, StoreError> {
        let freshness = reader.freshness()?;
        let complete = Table::ALL.into_iter().all(|table| freshness.of(table).last_complete.is_some());
        Ok(Self { mode, complete, chosen })
    }
}

/// For a case with all of its payments.
pub(crate) fn for_case<'t>(
    reader: &Reader<'_>,
    ground: Ground,
    case: &Case,
    payments: impl IntoIterator<Item = &'t Transaction>,
) -> Result<FeeAnswer, StoreError> {
    let held = match ClientKey::of(case.tenant.as_ref(), case.creditor) {
        Some(key) => clients::held(reader, &key)?,
        None => None,
    };
    let payments: Vec<Transaction> = payments.into_iter().cloned().collect();
    Ok(of_case(&CaseFacts {
        case,
        client: held.as_ref().map(|(row, _)| &row.client),
        client_gone: held.as_ref().is_some_and(|(_, listed)| !listed),
        payments: &payments,
        mode: ground.mode,
        complete: ground.complete,
        outside_chosen_dates: payments.iter().any(|payment| ground.chosen.leaves_out(payment.paid)),
    }))
}

/// For a client that is listed, with all of its cases and payments.
pub(crate) fn for_client(reader: &Reader<'_>, ground: Ground, client: &Client) -> Result<FeeAnswer, StoreError> {
    let mut payments = Payments::none(ground.mode);
    let mut outside = false;
    earnings::each_of_client(reader, &client.key, |payment| {
        payments.add(&payment.statuses, payment.fee_usd, payment.fee_percent, 1);
        outside |= ground.chosen.leaves_out(payment.paid);
    })?;
    let mut facts = ClientFacts {
        client,
        // One that is gone has no page.
        client_gone: false,
        cases: 0,
        cases_open: 0,
        cases_before_link: 0,
        cases_awaiting_signature: 0,
        cases_uncollected: 0,
        cases_with_money: 0,
        payments: &payments,
        complete: ground.complete,
        outside_chosen_dates: outside,
    };
    cases::each_of_client(reader, &client.key, |case| count(&mut facts, case))?;
    Ok(of_client(&facts))
}

fn count(facts: &mut ClientFacts<'_>, case: &CaseBrief) {
    facts.cases += 1;
    let lifecycle = case.lifecycle.as_deref();
    facts.cases_open += u64::from(group_of(lifecycle).is_open());
    let before = case.created.zip(facts.client.linked).is_some_and(|(created, linked)| created < linked);
    facts.cases_before_link += u64::from(before);
    let awaits = lifecycle.map(Lifecycle::parse) == Some(Lifecycle::PendingContractSigning);
    facts.cases_awaiting_signature += u64::from(awaits);
    if let Some((amount, remaining)) = case.amount.zip(case.remaining) {
        facts.cases_uncollected += u64::from(amount.0 > 0 && amount == remaining);
        facts.cases_with_money += u64::from(remaining < amount);
    }
}

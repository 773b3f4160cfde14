//! Gathers what *Why is there no fee?* rests on; `desk-core::fee` answers.

use std::collections::HashMap;
use std::ops::ControlFlow;

use desk_core::fee::{CaseFacts, ClientFacts, FeeAnswer, Payments, of_case, of_client};
use desk_core::ids::{CaseId, ClientKey};
use desk_core::lifecycle::{Lifecycle, group_of};
use desk_core::query::Span;
use desk_core::rows::{Case, Client, Transaction};
use desk_core::stage::InvoicingMode;
use desk_core::time::Instant;
use desk_store::cases::{CaseBrief, CaseRow};
use desk_store::clients::ClientRow;
use desk_store::{Reader, StoreError, Table, cases, clients, earnings};

use crate::views::mode_of;

/// Rows whose answers are gathered together: a page is one such lot.
const ROWS_AT_ONCE: usize = 200;

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
    /// Beside no choice of dates: those do not change a verdict.
    pub(crate) fn plain(reader: &Reader<'_>) -> Result<Self, StoreError> {
        Self::of(reader, mode_of(reader)?, Span::default())
    }

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
    let mut counted = Payments::none(ground.mode);
    let mut outside = false;
    for payment in payments {
        counted.add(&payment.statuses, payment.fee_usd, payment.fee_percent, 1);
        outside |= ground.chosen.leaves_out(payment.paid);
    }
    Ok(of_case(&CaseFacts {
        case,
        client: held.as_ref().map(|(row, _)| &row.client),
        client_gone: held.as_ref().is_some_and(|(_, listed)| !listed),
        payments: &counted,
        complete: ground.complete,
        outside_chosen_dates: outside,
    }))
}

/// For cases of a table, in three statements however many rows there are: the same answers as [`for_case`] gives, in short.
pub(crate) fn look_out(reader: &Reader<'_>, ground: Ground, rows: &mut [CaseRow]) -> Result<(), StoreError> {
    let keys = |case: &Case| ClientKey::of(case.tenant.as_ref(), case.creditor);
    for rows in rows.chunks_mut(ROWS_AT_ONCE) {
        let clients = clients::held_among(reader, &rows.iter().filter_map(|row| keys(&row.case)).collect())?;
        let ids: Vec<CaseId> = rows.iter().map(|row| row.case.id).collect();
        let mut payments: HashMap<CaseId, Payments> = HashMap::new();
        earnings::each_of_cases(reader, &ids, |case, payment| {
            let held = payments.entry(case).or_insert_with(|| Payments::none(ground.mode));
            held.add(&payment.statuses, payment.fee_usd, payment.fee_percent, 1);
        })?;
        let none = Payments::none(ground.mode);
        for row in rows {
            let held = keys(&row.case).and_then(|key| clients.get(&key));
            let answer = of_case(&CaseFacts {
                case: &row.case,
                client: held.map(|(client, _)| client),
                client_gone: held.is_some_and(|(_, listed)| !listed),
                payments: payments.get(&row.case.id).unwrap_or(&none),
                complete: ground.complete,
                outside_chosen_dates: false,
            });
            row.outlook = Some(answer.outlook());
        }
    }
    Ok(())
}

/// For a client that is listed, with all of its cases and payments.
pub(crate) fn for_client(reader: &Reader<'_>, ground: Ground, client: &Client) -> Result<FeeAnswer, StoreError> {
    let mut tallies = Tallies::of(reader, ground, [client])?;
    Ok(of_client(&tallies.facts(client, ground)))
}

/// For clients of a table, in two statements for every few hundred rows: the same answers as [`for_client`] gives, in short.
pub(crate) fn look_out_clients(reader: &Reader<'_>, ground: Ground, rows: &mut [ClientRow]) -> Result<(), StoreError> {
    for rows in rows.chunks_mut(ROWS_AT_ONCE) {
        let mut tallies = Tallies::of(reader, ground, rows.iter().map(|row| &row.client))?;
        for row in rows {
            row.outlook = Some(of_client(&tallies.facts(&row.client, ground)).outlook());
        }
    }
    Ok(())
}

/// What is counted of some clients' cases and payments.
struct Tallies(HashMap<ClientKey, Tally>);

struct Tally {
    payments: Payments,
    outside: bool,
    linked: Option<Instant>,
    cases: u64,
    open: u64,
    before_link: u64,
    awaiting_signature: u64,
    uncollected: u64,
    with_money: u64,
}

impl Tallies {
    fn of<'c>(
        reader: &Reader<'_>,
        ground: Ground,
        of: impl IntoIterator<Item = &'c Client>,
    ) -> Result<Self, StoreError> {
        let mut tallies: HashMap<ClientKey, Tally> =
            of.into_iter().map(|client| (client.key.clone(), Tally::none(client, ground.mode))).collect();
        let keys: Vec<ClientKey> = tallies.keys().cloned().collect();
        earnings::each_of_clients(reader, &keys, |key, payment| {
            if let Some(tally) = tallies.get_mut(key) {
                tally.payments.add(&payment.statuses, payment.fee_usd, payment.fee_percent, 1);
                tally.outside |= ground.chosen.leaves_out(payment.paid);
            }
        })?;
        cases::each_of_clients(reader, &keys, |key, case| {
            if let Some(tally) = tallies.get_mut(key) {
                tally.count(case);
            }
        })?;
        Ok(Self(tallies))
    }

    fn facts<'a>(&'a mut self, client: &'a Client, ground: Ground) -> ClientFacts<'a> {
        let tally: &Tally = self.0.entry(client.key.clone()).or_insert_with(|| Tally::none(client, ground.mode));
        ClientFacts {
            client,
            // One that is gone has no page and no row.
            client_gone: false,
            cases: tally.cases,
            cases_open: tally.open,
            cases_before_link: tally.before_link,
            cases_awaiting_signature: tally.awaiting_signature,
            cases_uncollected: tally.uncollected,
            cases_with_money: tally.with_money,
            payments: &tally.payments,
            complete: ground.complete,
            outside_chosen_dates: tally.outside,
        }
    }
}

impl Tally {
    fn none(client: &Client, mode: InvoicingMode) -> Self {
        Self {
            payments: Payments::none(mode),
            outside: false,
            linked: client.linked,
            cases: 0,
            open: 0,
            before_link: 0,
            awaiting_signature: 0,
            uncollected: 0,
            with_money: 0,
        }
    }

    fn count(&mut self, case: &CaseBrief) {
        self.cases += 1;
        let lifecycle = case.lifecycle.as_deref();
        self.open += u64::from(group_of(lifecycle).is_open());
        self.before_link += u64::from(case.created.zip(self.linked).is_some_and(|(created, linked)| created < linked));
        let awaits = lifecycle.map(Lifecycle::parse) == Some(Lifecycle::PendingContractSigning);
        self.awaiting_signature += u64::from(awaits);
        if let Some((amount, remaining)) = case.amount.zip(case.remaining) {
            self.uncollected += u64::from(amount.0 > 0 && amount == remaining);
            self.with_money += u64::from(remaining < amount);
        }
    }
}

/// Hands rows on as [`look_out`] has filled them in, some hundreds at a time: for an export, which holds no table.
pub(crate) fn in_batches<R>(
    each: impl FnOnce(&mut dyn FnMut(u32, R) -> ControlFlow<()>) -> Result<(), StoreError>,
    fill: impl Fn(&mut [R]) -> Result<(), StoreError>,
    receive: &mut dyn FnMut(u32, R) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let (mut places, mut rows, mut outcome) = (Vec::new(), Vec::new(), Ok(()));
    let mut hand_on = |places: &mut Vec<u32>, rows: &mut Vec<R>| {
        outcome = fill(rows);
        if outcome.is_err() {
            return ControlFlow::Break(());
        }
        places.drain(..).zip(rows.drain(..)).try_for_each(|(place, row)| receive(place, row))
    };
    let mut enough = false;
    each(&mut |place, row| {
        places.push(place);
        rows.push(row);
        if rows.len() < ROWS_AT_ONCE {
            return ControlFlow::Continue(());
        }
        let flow = hand_on(&mut places, &mut rows);
        enough = flow.is_break();
        flow
    })?;
    if !enough {
        let _ = hand_on(&mut places, &mut rows);
    }
    outcome
}

//! *Why is there no fee?*: the facts are gathered right, whoever the partner is and whatever is missing.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use desk::{CaseRow, Desk};
use desk_core::fee::{Cause, Certainty, ClientFacts, FeeAnswer, Payments, Verdict, of_client};
use desk_core::ids::{CaseId, ClientKey};
use desk_core::lifecycle::{Lifecycle, group_of};
use desk_core::query::{CaseFilter, CaseQuery, ClientQuery, EarningsQuery, Span};
use desk_core::rows::{Client, Transaction};
use desk_core::stage::InvoicingMode;
use partner_desk_sandbox::{Readings, SandboxConfig};

use crate::computer::{ALL, Computer, rows};

const MODES: [(InvoicingMode, partner_desk_sandbox::InvoicingMode); 2] = [
    (InvoicingMode::PayWhenPaid, partner_desk_sandbox::InvoicingMode::PayWhenPaid),
    (InvoicingMode::ConfirmedPipeline, partner_desk_sandbox::InvoicingMode::ConfirmedPipeline),
];

fn has(answer: &FeeAnswer, like: impl Fn(&Cause) -> bool) -> bool {
    answer.reasons.iter().any(|reason| like(&reason.cause))
}

/// All payments by the case that the Earnings view puts them to.
async fn payments(desk: &Desk) -> BTreeMap<CaseId, Vec<Transaction>> {
    let view = desk.earnings(EarningsQuery::default(), ALL).await.unwrap();
    let mut by_case: BTreeMap<CaseId, Vec<Transaction>> = BTreeMap::new();
    for (row, case) in view.page.rows.into_iter().zip(view.cases) {
        if let Some(case) = case {
            by_case.entry(case).or_default().push(row.transaction);
        }
    }
    by_case
}

#[tokio::test]
async fn a_case_is_answered_from_its_own_payments_under_the_partners_mode() {
    for (mode, of_sandbox) in MODES {
        let computer = Computer::of(SandboxConfig { mode: of_sandbox, ..SandboxConfig::new(400, 11) }).await;
        let desk = computer.synced().await;
        let payments = payments(&desk).await;
        assert!(payments.len() > 20, "something to look at");
        let mut verdicts = Vec::new();
        for row in rows(&desk).await.unwrap() {
            let detail = desk.case_detail(row.case.id).await.unwrap();
            let own = payments.get(&row.case.id).map(Vec::as_slice).unwrap_or_default();
            let counted = Payments::of(own, mode);
            let told: u64 = detail.fee.reasons.iter().map(|reason| payments_in(&reason.cause, mode)).sum();
            assert!(told >= own.len() as u64, "{:?}: {:?}", row.case.reference, detail.fee);
            assert_eq!(told == 0, counted.is_empty());
            assert!(!has(&detail.fee, |cause| *cause == Cause::NotAllRead), "everything was read");
            verdicts.push(detail.fee.verdict);
        }
        for verdict in [Verdict::Ready, Verdict::Paid, Verdict::NotYet, Verdict::NoneExpected, Verdict::CannotBeTold] {
            assert!(verdicts.contains(&verdict), "{mode:?}: {verdict:?} is among {} cases", verdicts.len());
        }
    }
}

fn payments_in(cause: &Cause, expected: InvoicingMode) -> u64 {
    match cause {
        Cause::Payments { count, mode, .. } => {
            assert_eq!(*mode, expected);
            *count
        }
        _ => 0,
    }
}

#[tokio::test]
async fn the_mode_of_the_partner_decides_when_a_fee_is_ready() {
    let mut verdicts = Vec::new();
    for (_, mode) in MODES {
        let computer = Computer::of(SandboxConfig { mode, ..SandboxConfig::new(400, 11) }).await;
        // The commission is paid, and Debitura has not invoiced it.
        let case = computer.server.with_state(|state| {
            let (id, case) = state.transactions().map(|row| (row.id, row.case_id)).next().unwrap();
            let others: Vec<_> =
                state.transactions().filter(|row| row.case_id == case && row.id != id).map(|row| row.id).collect();
            for other in others {
                state.remove_transaction(other);
            }
            state.update_transaction(id, |row| {
                (row.commission, row.platform, row.referral) =
                    (Some("Paid".into()), Some("NotInvoiced".into()), Some("Pending".into()));
                (row.fee_usd, row.fee_percentage) = (5_000_000, 70_000_000);
            });
            case
        });
        let desk = computer.synced().await;
        verdicts.push(desk.case_detail(CaseId(case)).await.unwrap().fee.verdict);
    }
    assert_eq!(verdicts, [Verdict::OnItsWay, Verdict::Ready]);
}

/// The counts once more, from whole rows of the Cases view.
fn counted(client: &Client, cases: &[CaseRow], payments: &Payments) -> FeeAnswer {
    let number = |is: &dyn Fn(&CaseRow) -> bool| cases.iter().filter(|row| is(row)).count() as u64;
    of_client(&ClientFacts {
        client,
        client_gone: false,
        cases: cases.len() as u64,
        cases_open: number(&|row| group_of(row.case.lifecycle.as_deref()).is_open()),
        cases_before_link: number(&|row| matches!((row.case.created, client.linked), (Some(a), Some(b)) if a < b)),
        cases_awaiting_signature: number(&|row| {
            row.case.lifecycle.as_deref().map(Lifecycle::parse) == Some(Lifecycle::PendingContractSigning)
        }),
        cases_uncollected: number(&|row| {
            row.case.amount.is_some_and(|a| a.0 > 0) && row.case.amount == row.case.remaining
        }),
        cases_with_money: number(&|row| row.case.recovered().is_some_and(|recovered| recovered.0 > 0)),
        payments,
        complete: true,
        outside_chosen_dates: false,
    })
}

#[tokio::test]
async fn a_client_is_answered_from_all_of_its_cases_and_payments() {
    for (mode, of_sandbox) in MODES {
        let computer = Computer::of(SandboxConfig { mode: of_sandbox, ..SandboxConfig::new(600, 5) }).await;
        let desk = computer.synced().await;
        let all = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows;
        let mut unpaid = 0;
        for row in desk.clients(ClientQuery::default(), ALL).await.unwrap().rows {
            let client = row.client;
            let filter = CaseFilter { client: Some(client.key.clone()), ..CaseFilter::default() };
            let cases = desk.cases(CaseQuery { filter, ..CaseQuery::default() }, ALL).await.unwrap().rows;
            let own = all
                .iter()
                .map(|row| &row.transaction)
                .filter(|row| ClientKey::of(row.tenant.as_ref(), row.creditor).as_ref() == Some(&client.key));
            let payments = Payments::of(own, mode);
            unpaid += u64::from(payments.is_empty());
            let fee = desk.client_detail(client.key.clone()).await.unwrap().fee;
            assert_eq!(fee, counted(&client, &cases, &payments), "{:?}", client.name);
        }
        assert!(unpaid > 0, "clients without a payment are among them");
    }
}

#[tokio::test]
async fn a_client_that_is_gone_is_still_known_to_have_been_linked() {
    // Whether its cases stay is an open question; where they do, they are asked about.
    let readings = Readings::parse(["Q14=B"]).unwrap();
    let computer = Computer::of(SandboxConfig { readings, ..SandboxConfig::new(400, 11) }).await;
    let desk = computer.synced().await;
    // A case that nothing has been paid on.
    let paid = payments(&desk).await;
    let unpaid = rows(&desk)
        .await
        .unwrap()
        .into_iter()
        .find(|row| row.case.tenant.is_some() && !paid.contains_key(&row.case.id));
    let case = unpaid.unwrap().case;
    let tenant = case.tenant.clone().unwrap();
    assert!(!has(&desk.case_detail(case.id).await.unwrap().fee, |cause| matches!(cause, Cause::LinkGone { .. })));
    computer.server.with_state(|state| state.archive_client(&tenant.0));
    let key = ClientKey::of(Some(&tenant), None).unwrap();
    for _ in 0..3 {
        computer.clock.advance(TimeDelta::days(1));
        desk.sync().await.unwrap();
    }
    assert!(desk.client_detail(key).await.is_err(), "it is gone from the lists");
    let detail = desk.case_detail(case.id).await.unwrap();
    let gone = detail.fee.reasons.iter().find(|reason| matches!(reason.cause, Cause::LinkGone { .. })).unwrap();
    assert_eq!(gone.certainty, Certainty::Likely);
    assert!(matches!(gone.cause, Cause::LinkGone { linked: Some(_) }), "its old row tells since when");
}

#[tokio::test]
async fn before_everything_was_read_a_missing_payment_says_nothing() {
    let computer = Computer::new(400).await;
    let (desk, running) = computer.syncing().await;
    let some = rows(&desk).await.unwrap()[0].case.id;
    let fee = desk.case_detail(some).await.unwrap().fee;
    assert!(has(&fee, |cause| *cause == Cause::NotAllRead), "{fee:?}");
    assert!(!has(&fee, |cause| matches!(cause, Cause::NothingCollected { .. } | Cause::NoPayment)), "{fee:?}");
    desk.cancel_sync();
    running.await.unwrap().unwrap();
}

#[tokio::test]
async fn dates_that_the_earnings_view_is_narrowed_to_are_said_where_they_leave_a_payment_out() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let by_case = payments(&desk).await;
    let (case, paid) =
        by_case.iter().find_map(|(case, rows)| Some((*case, rows.iter().find_map(|row| row.paid)?))).unwrap();
    let outside = |answer: &FeeAnswer| has(answer, |cause| *cause == Cause::OutsideChosenDates);
    let after = Span { from: Some(paid + TimeDelta::days(4_000)), before: None };
    let around = Span { from: Some(paid - TimeDelta::days(40_000)), before: Some(paid + TimeDelta::days(40_000)) };
    assert!(!outside(&desk.case_detail(case).await.unwrap().fee));
    let left_out = desk.case_detail_beside(case, after).await.unwrap();
    assert!(outside(&left_out.fee));
    let all_dated = by_case[&case].iter().all(|row| row.paid.is_some());
    assert_eq!(outside(&desk.case_detail_beside(case, around).await.unwrap().fee), !all_dated);
    let row = left_out.row.case;
    let key = ClientKey::of(row.tenant.as_ref(), row.creditor).unwrap();
    assert!(outside(&desk.client_detail_beside(key, after).await.unwrap().fee));
}

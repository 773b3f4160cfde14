//! Cards, counts, stages and sums of 5,000 cases beside an independent computation over the sandbox's own state, under both
//! invoicing modes; rows with null and unknown states included.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Local};
use desk::{Desk, EarningsSums, TabSum};
use desk_core::ids::CaseId;
use desk_core::money::Micros;
use desk_core::query::{EarningsQuery, Window};
use desk_core::time::Clock as _;
use partner_desk_sandbox::{CaseRow, InvoicingMode, SandboxConfig, State, Tab, TransactionRow};

use crate::computer::{ALL, Computer};

/// The tab of a stage, by the contract's table.
fn tab(stage: Option<u8>) -> &'static str {
    match stage {
        Some(0..=2) => "pending",
        Some(3) => "ready",
        Some(4) => "awaiting",
        Some(5) => "paid",
        Some(_) => "disputed",
        None => "unclassified",
    }
}

/// Stage 0, and where the stage leaves it open a commission that is not paid.
fn is_estimate(state: &State, row: &TransactionRow) -> bool {
    match state.stage(row) {
        Some(0) => true,
        Some(2) | None => row.commission.as_deref() != Some("Paid"),
        Some(_) => false,
    }
}

/// The cases that `/cases` has: those of an archived client are gone with its link (reading A of Q14).
fn listed(state: &State) -> impl Iterator<Item = &CaseRow> {
    state.cases().filter(|case| state.client(case.creditor_id).is_none_or(|client| !client.archived))
}

/// Count, fees, estimates, estimated fees.
type Sum = (u64, i64, u64, i64);

fn expected<'a>(state: &State, rows: impl Iterator<Item = &'a TransactionRow>) -> BTreeMap<&'static str, Sum> {
    let mut sums: BTreeMap<&'static str, Sum> = BTreeMap::new();
    for row in rows {
        let fee = if row.hidden.earnings { 0 } else { row.fee_usd };
        for tab in ["all", tab(state.stage(row))] {
            let sum = sums.entry(tab).or_default();
            sum.0 += 1;
            sum.1 += fee;
            if is_estimate(state, row) {
                sum.2 += 1;
                sum.3 += fee;
            }
        }
    }
    sums
}

fn check(sums: &EarningsSums, expected: &BTreeMap<&'static str, Sum>, of: &str) {
    let tabs: [(&str, TabSum); 7] = [
        ("all", sums.all),
        ("ready", sums.ready),
        ("awaiting", sums.awaiting),
        ("pending", sums.pending),
        ("paid", sums.paid),
        ("disputed", sums.disputed),
        ("unclassified", sums.unclassified),
    ];
    for (tab, sum) in tabs {
        let (count, fee, estimates, estimate) = expected.get(tab).copied().unwrap_or_default();
        assert_eq!(
            sum,
            TabSum { count, fee_usd: Some(Micros(fee)), estimates, estimate_usd: Some(Micros(estimate)) },
            "{tab} of {of}"
        );
    }
    let earned: i64 = ["ready", "awaiting", "paid"].iter().filter_map(|tab| expected.get(tab)).map(|sum| sum.1).sum();
    assert_eq!(sums.earned_usd(), Some(Micros(earned)), "{of}");
}

async fn synced(mode: InvoicingMode) -> (Computer, Desk) {
    let mut config = SandboxConfig::new(5_000, 23);
    config.mode = mode;
    let computer = Computer::of(config).await;
    let desk = computer.synced().await;
    (computer, desk)
}

#[tokio::test]
async fn earnings_hold_every_transaction_once_and_to_the_millionth() {
    for mode in [InvoicingMode::PayWhenPaid, InvoicingMode::ConfirmedPipeline] {
        let (computer, desk) = synced(mode).await;
        let cards = desk.earnings_cards().await.unwrap();
        let (whole, total) = computer.server.with_state(|state| {
            let whole = expected(state, state.transactions());
            assert!(whole.contains_key("unclassified") && whole.contains_key("disputed"), "the data has oddities");
            (whole, state.transactions().count())
        });
        check(&cards.sums, &whole, "all");
        assert_eq!(cards.sums.all.count, total as u64);
        assert!(cards.check.at.is_some());
        assert_eq!(cards.check.differences, [], "{mode:?}: Debitura's own sums agree");
        // Each row's stage, and the sums of single cases.
        let rows = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows;
        computer.server.with_state(|state| {
            for row in &rows {
                let of = state.transaction(row.transaction.id.0).unwrap();
                assert_eq!(row.stage.map(|stage| stage.number()), state.stage(of), "{of:?}");
                assert_eq!(row.is_estimate, is_estimate(state, of), "{of:?}");
            }
        });
        let cases: Vec<CaseId> =
            computer.server.with_state(|state| listed(state).step_by(97).map(|case| CaseId(case.id)).collect());
        for case in cases {
            let sums = desk.case_detail(case).await.unwrap().sums;
            let own = computer.server.with_state(|state| {
                expected(state, state.transactions().filter(|row| row.case_id == case.0 && !row.hidden.case))
            });
            check(&sums, &own, &case.to_string());
        }
    }
}

#[tokio::test]
async fn a_mode_that_changes_moves_the_stages_without_moving_a_row() {
    let (computer, desk) = synced(InvoicingMode::PayWhenPaid).await;
    let before = desk.earnings_cards().await.unwrap();
    computer.server.with_state(|state| state.set_mode(InvoicingMode::ConfirmedPipeline));
    desk.sync().await.unwrap();
    let after = desk.earnings_cards().await.unwrap();
    let whole = computer.server.with_state(|state| expected(state, state.transactions()));
    check(&after.sums, &whole, "all");
    assert_eq!(after.sums.all, before.sums.all);
    assert!(after.sums.ready.count > before.sums.ready.count);
}

#[tokio::test]
async fn cases_and_clients_are_counted_as_debitura_has_them() {
    let (computer, desk) = synced(InvoicingMode::PayWhenPaid).await;
    let now = computer.clock.now().with_timezone(&Local);
    let (cases, clients) = (desk.case_cards().await.unwrap(), desk.client_cards().await.unwrap());
    computer.server.with_state(|state| {
        let count = |tab| listed(state).filter(|row| state.tab(row) == tab).count() as u64;
        assert_eq!(cases.total, listed(state).count() as u64);
        assert_eq!(
            [cases.active, cases.pending, cases.closed, cases.paused, cases.other],
            [Tab::Active, Tab::Pending, Tab::Closed, Tab::Paused, Tab::Other].map(count)
        );
        let this_month = listed(state).filter(|row| {
            let created = row.date_created.with_timezone(&Local);
            (created.year(), created.month()) == (now.year(), now.month()) || created > now
        });
        assert_eq!(cases.created_this_month, this_month.count() as u64);
        let live = || state.clients().filter(|row| !row.archived);
        let expected = [
            live().count(),
            live().filter(|row| row.is_attributed).count(),
            live().filter(|row| row.onboarding_done).count(),
            live().filter(|row| !row.onboarding_done).count(),
        ];
        assert_eq!(
            [clients.total, clients.attributed, clients.complete, clients.pending],
            expected.map(|count| count as u64)
        );
    });
    let nothing = Window { offset: 0, limit: 0 };
    assert_eq!(desk.cases(Default::default(), nothing).await.unwrap().total, cases.total);
}

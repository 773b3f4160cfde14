//! The totals above the lists.

use chrono::Datelike;
use partner_desk_sandbox::{InvoicingMode, Tab, decimal_text};
use serde_json::value::RawValue;

use crate::ask::{all, json, reply, state};

#[test]
fn the_cases_summary_counts_tabs_and_the_month() {
    let state = state(3_000, &[]);
    let sum = &json(&state, "/cases")["summary"];
    let count = |tab| state.cases().filter(|row| state.tab(row) == tab).count();
    assert_eq!(sum["totalCases"], 3_000);
    for (name, tab) in
        [("active", Tab::Active), ("pending", Tab::Pending), ("closed", Tab::Closed), ("paused", Tab::Paused)]
    {
        assert_eq!(sum["byLifecycle"][name], count(tab), "{name}");
    }
    assert!(count(Tab::Other) > 0, "so the groups add up to less than the total");
    let now = state.config().now;
    let month =
        state.cases().filter(|row| (row.date_created.year(), row.date_created.month()) == (now.year(), now.month()));
    assert_eq!(sum["casesThisMonth"], month.count());
}

#[test]
fn the_clients_summary_counts_clients_and_their_cases() {
    let state = state(3_000, &[]);
    let sum = &json(&state, "/clients")["summary"];
    assert_eq!(sum["totalClients"], state.clients().count());
    assert_eq!(sum["attributedClients"], state.clients().filter(|row| row.is_attributed).count());
    assert_eq!(sum["onboardingComplete"], state.clients().filter(|row| row.onboarding_done).count());
    assert_eq!(sum["onboardingPending"], state.clients().filter(|row| !row.onboarding_done).count());
    assert_eq!(sum["totalCases"], 3_000);
    let rows = all(&state, "/clients", "");
    let row = rows.iter().find(|row| row["caseStats"]["casesTotal"].as_u64() > Some(50)).unwrap();
    let id: uuid::Uuid = row["client"]["id"].as_str().unwrap().parse().unwrap();
    let closed = state.cases().filter(|case| case.creditor_id == id && state.tab(case) == Tab::Closed).count();
    assert_eq!(row["caseStats"]["casesClosed"], closed);
}

#[derive(serde::Deserialize)]
struct Sums<'a> {
    #[serde(borrow)]
    summary: Totals<'a>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Totals<'a> {
    #[serde(borrow)]
    revenue: std::collections::BTreeMap<String, &'a RawValue>,
    #[serde(borrow)]
    total_debitura_revenue_usd: &'a RawValue,
}

const STAGES: [&str; 7] = [
    "pending",
    "confirmedPendingInvoice",
    "awaitingCollectionPartnerPayment",
    "readyToInvoiceDebitura",
    "awaitingDebituraPayment",
    "paid",
    "disputed",
];

#[test]
fn the_transactions_summary_is_exact_in_both_modes() {
    let mut state = state(5_000, &[]);
    for mode in [InvoicingMode::PayWhenPaid, InvoicingMode::ConfirmedPipeline] {
        state.set_mode(mode);
        let body = reply(&state, "/reporting/transactions?PageSize=1").body;
        let sums: Sums<'_> = serde_json::from_slice(&body).unwrap();
        let mut counted = 0;
        for (stage, name) in STAGES.iter().enumerate() {
            let rows: Vec<_> = state.transactions().filter(|row| state.stage(row) == Some(stage as u8)).collect();
            let fee: i128 = rows.iter().map(|row| i128::from(row.fee_usd)).sum();
            assert_eq!(sums.summary.revenue[&format!("{name}ReferralFeeUsd")].get(), decimal_text(fee), "{name}");
            assert_eq!(sums.summary.revenue[&format!("{name}Count")].get(), rows.len().to_string());
            counted += rows.len();
        }
        assert!(counted < state.transactions().count(), "credited and null rows are in no bucket");
        let revenue: i128 = state.transactions().map(|row| i128::from(row.debitura_revenue_usd)).sum();
        assert_eq!(sums.summary.total_debitura_revenue_usd.get(), decimal_text(revenue));
        assert_eq!(
            sums.summary.revenue["confirmedPendingInvoiceCount"].get() == "0",
            mode == InvoicingMode::ConfirmedPipeline
        );
    }
}

#[test]
fn the_transactions_summary_ignores_the_stage_filter_alone() {
    let state = state(3_000, &[]);
    let sum = |query: &str| json(&state, &format!("/reporting/transactions?{query}"))["summary"].clone();
    assert_eq!(sum("RevenueStages=0"), sum(""));
    assert_ne!(sum("HasRecognizedRevenue=false"), sum(""));
    assert_eq!(sum("HasRecognizedRevenue=false&RevenueStages=5"), sum("HasRecognizedRevenue=false"));
}

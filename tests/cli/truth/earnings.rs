//! Transactions with their fees. Stages and estimates follow the contract's table (section 11), written here once more.

use std::fmt::Write as _;

use desk_core::collate::Collation;
use partner_desk_sandbox::{InvoicingMode, Reading, State, TransactionRow};

use super::wire::{Times, Wire};
use super::{Json, Key, Row, View, decimal, stamp};
use crate::fold::Searched;

const TABS: &[&str] = &["all", "ready", "awaiting", "pending", "paid", "disputed", "unclassified"];
const COLUMNS: &[&str] = &["reference", "customer", "debtor", "collected", "fee", "feePercent", "stage", "paid"];
const STAGES: [&str; 7] =
    ["pending", "confirmed", "awaitingCollectionPartner", "readyToInvoice", "awaitingDebitura", "paid", "disputed"];

pub(super) fn times(state: &State) -> Times {
    Times::of(state, "/reporting/transactions", "data", |row| row["transactionId"].as_str())
}

pub(crate) fn view(state: &State, locale: &str) -> View {
    let collation = Collation::new(locale);
    let times = times(state);
    // Under Q22=B `invoiceId` is an id that only the wire knows.
    let wire = (state.config().readings.q22 == Reading::B)
        .then(|| Wire::read(state, "/reporting/transactions", "data", |row| row["transactionId"].as_str()));
    let rows = state.transactions().map(|fee| row(state, fee, &collation, &times, wire.as_ref())).collect();
    View { name: "earnings", tabs: TABS, columns: COLUMNS, usual: "paid:desc", rows, tail }
}

/// The stage by the contract's table. Readings B of Q7 and Q8 cannot be seen by a client, so they change nothing here.
fn stage(fee: &TransactionRow, mode: InvoicingMode) -> Option<usize> {
    let (c, p) = (fee.commission.as_deref(), fee.platform.as_deref());
    match fee.referral.as_deref() {
        Some("Invoiced") => return Some(4),
        Some("Paid") => return Some(5),
        Some("Disputed") => return Some(6),
        Some("Pending") | None => {}
        Some(_) => return None,
    }
    let pipeline = mode == InvoicingMode::ConfirmedPipeline;
    match (c?, p?) {
        (_, "PaymentReceived") => Some(3),
        ("Paid", "NotInvoiced" | "InvoiceIssued") if pipeline => Some(3),
        (_, "InvoiceIssued") => Some(2),
        ("Paid", "NotInvoiced") => Some(1),
        ("Unpaid" | "Credited", "NotInvoiced") => Some(0),
        _ => None,
    }
}

fn tab(stage: Option<usize>) -> &'static str {
    match stage {
        Some(0..=2) => "pending",
        Some(3) => "ready",
        Some(4) => "awaiting",
        Some(5) => "paid",
        Some(_) => "disputed",
        None => "unclassified",
    }
}

fn revenue_stage(stage: Option<usize>) -> &'static str {
    match stage {
        Some(0..=3) => "Pending",
        Some(4) => "Invoiced",
        Some(5) => "Paid",
        Some(_) => "Disputed",
        None => "Not classified",
    }
}

fn row(state: &State, fee: &TransactionRow, collation: &Collation, times: &Times, wire: Option<&Wire>) -> Row {
    let id = fee.id.to_string();
    let client = state.client(fee.creditor_id).filter(|_| !fee.hidden.client);
    let case = state.case(fee.case_id).filter(|_| !fee.hidden.case);
    let customer = client.and_then(|client| client.company_name.as_deref());
    let reference = case.and_then(|case| case.reference.as_deref());
    let debtor = case.and_then(|case| case.debtor_name.as_deref());
    let stage = stage(fee, state.config().mode);
    let readings = &state.config().readings;
    if readings.q7 == Reading::A && readings.q8 == Reading::A {
        assert_eq!(stage, state.stage(fee).map(usize::from), "test and sandbox read the contract differently: {fee:?}");
    }
    let open = matches!(stage, Some(0 | 2) | None);
    let is_estimate = open && (stage == Some(0) || fee.commission.as_deref() != Some("Paid"));
    let earned = (!fee.hidden.earnings).then_some(fee);
    let payment = (!fee.hidden.payment).then_some(fee);
    let paid = payment.map(|fee| times.read(&id, "/payment/paymentDate", fee.payment_date));
    let case_id = case.map(|case| match wire {
        Some(wire) => wire.row(&id)["case"]["invoiceId"].as_str().unwrap().to_owned(),
        None => case.id.to_string(),
    });
    let json = Json::default()
        .with("id", fee.id)
        .with("caseId", case_id)
        .with("reference", reference)
        .with("tenantId", client.and_then(|client| client.tenant.as_deref()))
        .with("creditorId", client.map(|client| client.id))
        .with("customer", customer)
        .with("debtor", debtor)
        .with("collected", payment.map(|fee| decimal(fee.amount)))
        .with("currency", payment.and_then(|fee| fee.currency.as_deref()))
        .with("fee", earned.map(|fee| decimal(fee.fee_usd)))
        .with("feeCurrency", "USD")
        .with("feePercent", earned.map(|fee| decimal(fee.fee_percentage)))
        .with("isEstimate", is_estimate)
        .with("stage", stage.map(|stage| STAGES[stage]))
        .with("stageNumber", stage)
        .with("revenueStage", revenue_stage(stage))
        .with("date", stamp(times.read(&id, "/date", fee.date)))
        .with("paid", paid.map(stamp))
        .with("commissionPaymentStatus", &fee.commission)
        .with("platformInvoicingStatus", &fee.platform)
        .with("referralInvoicingStatus", &fee.referral)
        .with("isRecognized", (!fee.hidden.recognition).then(|| fee.platform.as_deref() == Some("PaymentReceived")));
    let text = |text: Option<&str>| text.map_or(Key::Missing, |text| Key::Text(collation.key(text)));
    let keys = vec![
        text(reference),
        text(customer),
        text(debtor),
        Key::number(payment.map(|fee| fee.amount)),
        Key::number(earned.map(|fee| fee.fee_usd)),
        Key::number(earned.map(|fee| fee.fee_percentage)),
        Key::number(stage.map(|stage| i64::try_from(stage).unwrap())),
        Key::time(paid),
    ];
    let searched = Searched::default().reference(reference).name(customer);
    let cents = earned.map_or(0, |fee| fee.fee_usd);
    Row {
        json: json.end(),
        tie: fee.id.as_bytes().to_vec(),
        tab: tab(stage),
        searched,
        keys,
        fee: (cents, is_estimate),
    }
}

/// The sums per tab, and what was earned.
fn tail(found: &[&Row]) -> String {
    let sum = |wanted: &dyn Fn(&Row) -> bool| -> i128 {
        found.iter().filter(|row| wanted(row)).map(|row| i128::from(row.fee.0)).sum()
    };
    let mut text = ",\"sums\":{".to_owned();
    for (at, tab) in TABS.iter().skip(1).enumerate() {
        let confirmed = decimal(sum(&|row| row.tab == *tab && !row.fee.1));
        let estimate = decimal(sum(&|row| row.tab == *tab && row.fee.1));
        let estimates = found.iter().filter(|row| row.tab == *tab && row.fee.1).count();
        let comma = if at == 0 { "" } else { "," };
        write!(
            text,
            "{comma}\"{tab}\":{{\"confirmedUsd\":\"{confirmed}\",\"estimateUsd\":\"{estimate}\",\"estimates\":{estimates}}}"
        )
        .unwrap();
    }
    let earned = decimal(sum(&|row| ["ready", "awaiting", "paid"].contains(&row.tab)));
    write!(text, "}},\"earnedUsd\":\"{earned}\"").unwrap();
    text
}

//! Cases.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Utc};
use desk_core::collate::Collation;
use partner_desk_sandbox::{CaseRow, Reading, State, Tab, TransactionRow};
use serde_json::{Value, json};
use uuid::Uuid;

use super::wire::Times;
use super::{Json, Key, Row, View, decimal, stamp};
use crate::fold::Searched;

const TABS: &[&str] = &["all", "active", "pending", "closed", "paused", "other"];
const COLUMNS: &[&str] = &[
    "reference",
    "customer",
    "debtor",
    "amount",
    "status",
    "collectionPartner",
    "created",
    "lastActivity",
    "remaining",
    "creditorReference",
    "country",
    "phase",
    "due",
    "collectionStarted",
    "closed",
    "closeCode",
    "expectedFee",
];

pub(super) fn tab_name(tab: Tab) -> &'static str {
    match tab {
        Tab::Active => "active",
        Tab::Pending => "pending",
        Tab::Closed => "closed",
        Tab::Paused => "paused",
        Tab::Other => "other",
    }
}

pub(crate) fn view(state: &State, locale: &str) -> View {
    let collation = Collation::new(locale);
    let times = Times::of(state, "/cases", "cases", |row| row["id"].as_str());
    let payments = payments(state);
    let rows =
        state.cases().map(|case| row(state, case, &collation, &times, payments.get(&case.id).copied())).collect();
    View { name: "cases", tabs: TABS, columns: COLUMNS, usual: "created:desc", rows, tail: |_| String::new() }
}

/// The newest payment of each case, as far as the transactions name payment and case.
fn payments(state: &State) -> HashMap<Uuid, DateTime<Utc>> {
    let times = super::earnings::times(state);
    let mut newest = HashMap::new();
    // Under Q22=B a transaction's `invoiceId` is the id of no case: the reference decides, where one case alone has it.
    let by_id = state.config().readings.q22 == Reading::A;
    let mut named: HashMap<&str, u32> = HashMap::new();
    for reference in state.cases().filter_map(|case| case.reference.as_deref()) {
        *named.entry(reference).or_default() += 1;
    }
    let is_named = |fee: &TransactionRow| {
        let reference = state.case(fee.case_id).and_then(|case| case.reference.as_deref());
        reference.is_some_and(|reference| !reference.trim().is_empty() && named[reference] == 1)
    };
    let joined = |fee: &&TransactionRow| !fee.hidden.case && !fee.hidden.payment && (by_id || is_named(fee));
    for fee in state.transactions().filter(joined) {
        let paid = times.read(&fee.id.to_string(), "/payment/paymentDate", fee.payment_date);
        let at = newest.entry(fee.case_id).or_insert(paid);
        *at = paid.max(*at);
    }
    newest
}

fn row(state: &State, case: &CaseRow, collation: &Collation, times: &Times, payment: Option<DateTime<Utc>>) -> Row {
    let client = state.client(case.creditor_id).filter(|_| !case.client_hidden);
    let tenant = client.and_then(|client| client.tenant.as_deref());
    let customer = client.and_then(|client| client.company_name.as_deref());
    let id = case.id.to_string();
    let created = times.read(&id, "/dateCreated", case.date_created);
    let started = case.date_collection_started.map(|at| times.read(&id, "/dateCollectionStarted", at));
    let closed = case.date_finished.map(|at| times.read(&id, "/dateFinished", at));
    let validation = case.validation.clone().unwrap_or_default();
    let answered = validation.creditor_responded_at.map(|at| times.read(&id, "/validation/creditorRespondedAt", at));
    // The year 1 is how the platform says "no date".
    let due = Some(case.due_date).filter(|due| due.year() >= 1_000);
    let missing: Vec<Value> = validation
        .items
        .iter()
        .flatten()
        .filter(|item| item.area.is_some() || item.description.is_some())
        .map(|item| json!({ "area": item.area, "description": item.description }))
        .collect();
    let events = [
        (closed, "closed"),
        (payment, "payment"),
        (answered, "clientAnswered"),
        (started, "collectionStarted"),
        (Some(created), "created"),
    ];
    let last = events.iter().filter_map(|(at, _)| *at).max();
    let kind = events.iter().find(|(at, _)| *at == last).map(|(_, kind)| *kind);
    let tab = tab_name(state.tab(case));
    let json = Json::default()
        .with("id", case.id)
        .with("reference", &case.reference)
        .with("creditorReference", &case.creditor_reference)
        .with("tenantId", tenant)
        .with("creditorId", client.map(|client| client.id))
        .with("customer", customer)
        .with("debtor", &case.debtor_name)
        .with("country", &case.country)
        .with("amount", decimal(case.gross_amount))
        .with("remaining", decimal(case.remainder))
        .with("currency", &case.currency)
        .with("status", &case.lifecycle)
        .with("tab", tab)
        .with("closeCode", &case.close_code)
        .with("phase", &case.phase)
        .with("created", stamp(created))
        .with("due", due.map(|due| due.format("%Y-%m-%d").to_string()))
        .with("collectionStarted", started.map(stamp))
        .with("closed", closed.map(stamp))
        .with("needsInfo", validation.needs_info)
        .with("clientAnswered", answered.map(stamp))
        .with("missingItems", missing)
        .with("collectionPartner", &case.collection_partner)
        .with("expectedFee", case.expected_rate.map(decimal))
        .with("lastActivity", last.map(stamp))
        .with("lastActivityKind", kind);
    let text = |text: Option<&str>| text.map_or(Key::Missing, |text| Key::Text(collation.key(text)));
    let keys = vec![
        text(case.reference.as_deref()),
        text(customer),
        text(case.debtor_name.as_deref()),
        Key::number(Some(case.gross_amount)),
        text(case.lifecycle.as_deref()),
        text(case.collection_partner.as_deref()),
        Key::time(Some(created)),
        Key::time(last),
        Key::number(Some(case.remainder)),
        text(case.creditor_reference.as_deref()),
        text(case.country.as_deref()),
        text(case.phase.as_deref()),
        Key::number(due.map(|due| due.num_days_from_ce())),
        Key::time(started),
        Key::time(closed),
        text(case.close_code.as_deref()),
        Key::number(case.expected_rate),
    ];
    let searched = Searched::default()
        .reference(case.reference.as_deref())
        .reference(case.creditor_reference.as_deref())
        .name(case.debtor_name.as_deref())
        .name(customer);
    Row { json: json.end(), tie: case.id.as_bytes().to_vec(), tab, searched, keys, fee: (0, false) }
}

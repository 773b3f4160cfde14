//! Clients.

use std::collections::HashMap;

use desk_core::collate::Collation;
use partner_desk_sandbox::{ClientRow, Reading, State, Tab};
use serde_json::Value;
use uuid::Uuid;

use super::wire::{Times, Wire};
use super::{Json, Key, Row, View, decimal, stamp};
use crate::fold::Searched;

const TABS: &[&str] = &["all", "unsigned", "complete"];
const COLUMNS: &[&str] =
    &["customer", "onboarding", "attribution", "linked", "cases", "earned", "country", "registrationNumber", "email"];

fn sent_id(row: &Value) -> Option<&str> {
    row["externalTenantId"].as_str().or_else(|| row["client"]["id"].as_str())
}

pub(crate) fn view(state: &State, locale: &str) -> View {
    let collation = Collation::new(locale);
    let wire = Wire::read(state, "/clients", "clients", sent_id);
    let times = Times::of(state, "/clients", "clients", sent_id);
    let counted = count(state);
    let rows = state.clients().map(|client| row(client, &collation, &wire, &times, &counted)).collect();
    View { name: "clients", tabs: TABS, columns: COLUMNS, usual: "linked:desc", rows, tail: |_| String::new() }
}

/// What belongs to a client.
#[derive(Clone, Copy, Default)]
struct Counted {
    cases: i64,
    closed: i64,
    earned: i128,
    /// In the cache a case belongs to the client whose tenant id it names, or, where there is none, whose id.
    named: i64,
    named_open: i64,
}

fn count(state: &State) -> HashMap<Uuid, Counted> {
    let mut counted: HashMap<Uuid, Counted> = HashMap::new();
    for case in state.cases() {
        let own = counted.entry(case.creditor_id).or_default();
        let closed = i64::from(state.tab(case) == Tab::Closed);
        let named = !case.client_hidden;
        own.cases += 1;
        own.closed += closed;
        own.named += i64::from(named);
        own.named_open += i64::from(named) * (1 - closed);
    }
    let all = state.config().readings.q15 == Reading::B;
    for fee in state.transactions().filter(|fee| all || state.stage(fee) == Some(5)) {
        counted.entry(fee.creditor_id).or_default().earned += i128::from(fee.fee_usd);
    }
    counted
}

fn row(client: &ClientRow, collation: &Collation, wire: &Wire, times: &Times, counted: &HashMap<Uuid, Counted>) -> Row {
    let id = client.tenant.clone().unwrap_or_else(|| client.id.to_string());
    let seen = Some(client).filter(|client| !client.company_hidden);
    let field = |field: fn(&ClientRow) -> Option<&str>| seen.and_then(field);
    let linked = times.read(&id, "/dateLinked", client.date_linked);
    let own = counted.get(&client.id).copied().unwrap_or_default();
    // Counts and earnings are an object of their own, which some rows leave out.
    let stats = wire.row(&id).get("caseStats").is_some_and(|stats| !stats.is_null());
    let (cases, earned) = (stats.then_some(own.cases), stats.then_some(own.earned));
    let tab = if client.onboarding_done { "complete" } else { "unsigned" };
    let json = Json::default()
        .with("id", seen.map(|client| client.id))
        .with("tenantId", &client.tenant)
        .with("customer", field(|client| client.company_name.as_deref()))
        .with("onboarding", if client.onboarding_done { "complete" } else { "pending" })
        .with("attributed", client.is_attributed)
        .with("linked", stamp(linked))
        .with("casesSynced", own.named)
        .with("casesSyncedOpen", own.named_open)
        .with("cases", cases)
        .with("casesClosed", stats.then_some(own.closed))
        .with("earned", earned.map(decimal))
        .with("country", field(|client| client.country.as_deref()))
        .with("address", field(|client| client.address.as_deref()))
        .with("city", field(|client| client.city.as_deref()))
        .with("zipCode", field(|client| client.zip_code.as_deref()))
        .with("registrationNumber", field(|client| client.registration_number.as_deref()))
        .with("email", field(|client| client.office_email.as_deref()))
        .with("kycStatus", &client.kyc_status);
    let text = |text: Option<&str>| text.map_or(Key::Missing, |text| Key::Text(collation.key(text)));
    let keys = vec![
        text(field(|client| client.company_name.as_deref())),
        Key::Number(client.onboarding_done.into()),
        Key::Number(client.is_attributed.into()),
        Key::time(Some(linked)),
        // As it is shown: what the cache has.
        Key::number(Some(own.named)),
        Key::number(earned),
        text(field(|client| client.country.as_deref())),
        text(field(|client| client.registration_number.as_deref())),
        text(field(|client| client.office_email.as_deref())),
    ];
    let searched = Searched::default()
        .name(field(|client| client.company_name.as_deref()))
        .reference(field(|client| client.registration_number.as_deref()))
        .name(field(|client| client.office_email.as_deref()))
        .reference(client.tenant.as_deref());
    let tie = client.tenant.as_ref().map_or_else(|| format!("i:{}", client.id), |tenant| format!("t:{tenant}"));
    Row { json: json.end(), tie: tie.into_bytes(), tab, searched, keys, fee: (0, false) }
}

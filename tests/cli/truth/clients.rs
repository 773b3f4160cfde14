//! Clients.

use desk_core::collate::Collation;
use partner_desk_sandbox::{ClientRow, Reading, State, Tab};
use serde_json::Value;

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
    let rows = state.clients().map(|client| row(state, client, &collation, &wire, &times)).collect();
    View { name: "clients", tabs: TABS, columns: COLUMNS, usual: "linked:desc", rows, tail: |_| String::new() }
}

fn row(state: &State, client: &ClientRow, collation: &Collation, wire: &Wire, times: &Times) -> Row {
    let id = client.tenant.clone().unwrap_or_else(|| client.id.to_string());
    let seen = Some(client).filter(|client| !client.company_hidden);
    let field = |field: fn(&ClientRow) -> Option<&str>| seen.and_then(field);
    let linked = times.read(&id, "/dateLinked", client.date_linked);
    // Counts and earnings are an object of their own, which some rows leave out.
    let stats = wire.row(&id).get("caseStats").is_some_and(|stats| !stats.is_null());
    let own = || state.cases().filter(|case| case.creditor_id == client.id);
    let cases = stats.then(|| i64::try_from(own().count()).unwrap());
    let closed = stats.then(|| i64::try_from(own().filter(|case| state.tab(case) == Tab::Closed).count()).unwrap());
    let all = state.config().readings.q15 == Reading::B;
    let earned = stats.then(|| {
        let fees = state.transactions().filter(|fee| fee.creditor_id == client.id);
        fees.filter(|fee| all || state.stage(fee) == Some(5)).map(|fee| i128::from(fee.fee_usd)).sum::<i128>()
    });
    // In the cache a case belongs to the client whose tenant id it names.
    let named = |case: &&partner_desk_sandbox::CaseRow| {
        let owner = state.client(case.creditor_id).filter(|_| !case.client_hidden);
        owner.is_some_and(|owner| owner.tenant.is_some() && owner.tenant == client.tenant)
    };
    let synced = state.cases().filter(named).count();
    let open = state.cases().filter(named).filter(|case| state.tab(case) != Tab::Closed).count();
    let tab = if client.onboarding_done { "complete" } else { "unsigned" };
    let json = Json::default()
        .with("id", seen.map(|client| client.id))
        .with("tenantId", &client.tenant)
        .with("customer", field(|client| client.company_name.as_deref()))
        .with("onboarding", if client.onboarding_done { "complete" } else { "pending" })
        .with("attributed", client.is_attributed)
        .with("linked", stamp(linked))
        .with("casesSynced", synced)
        .with("casesSyncedOpen", open)
        .with("cases", cases)
        .with("casesClosed", closed)
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
        Key::number(cases),
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

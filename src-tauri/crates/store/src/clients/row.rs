//! A client as a row of the table, and the way in.

use std::sync::LazyLock;

use desk_core::collate::Collation;
use desk_core::ids::{ClientKey, CreditorId, TenantId};
use desk_core::rows::Client;
use desk_core::search::{Field, haystack};
use desk_core::time::Instant;
use rusqlite::Row;
use rusqlite::types::Value;

use crate::changes::{ChangedField, Watched};
use crate::columns::{Cells, blob, filled, key, millis, to_the_millisecond};
use crate::error::StoreError;
use crate::passes::Table;
use crate::upsert::{Upsert, Upserted, upsert_sql};
use crate::writer::Writer;

/// The facts, in the order in which they are written and read.
pub(crate) const COLUMNS: &[&str] = &[
    "key",
    "tenant",
    "creditor",
    "name",
    "email",
    "country",
    "address",
    "city",
    "zip_code",
    "registration_number",
    "onboarding_done",
    "onboarding_url",
    "attributed",
    "linked",
    "cases_total",
    "cases_closed",
    "earnings_usd",
    "kyc_status",
];

/// What is derived from the facts.
pub(crate) const DERIVED: &[&str] = &["search", "name_key", "country_key", "registration_key", "email_key"];

pub(crate) fn derived(client: &Client, collation: &Collation) -> Vec<Value> {
    let key = |text: &Option<String>| key(collation, text.as_deref()).into();
    let search = haystack(&[
        Field::text(client.name.as_deref()),
        Field::reference(client.registration_number.as_deref()),
        Field::text(client.email.as_deref()),
        Field::reference(client.tenant.as_ref().map(|tenant| tenant.0.as_str())),
    ]);
    vec![search.into(), key(&client.name), key(&client.country), key(&client.registration_number), key(&client.email)]
}

fn facts(client: &Client) -> Vec<Value> {
    let text = |text: &Option<String>| text.clone().into();
    vec![
        client.key.as_str().to_owned().into(),
        client.tenant.as_ref().map(|tenant| tenant.0.clone()).into(),
        client.creditor.map(|id| blob(id.0).to_vec()).into(),
        text(&client.name),
        text(&client.email),
        text(&client.country),
        text(&client.address),
        text(&client.city),
        text(&client.zip_code),
        text(&client.registration_number),
        client.onboarding_done.into(),
        text(&client.onboarding_url),
        client.attributed.into(),
        client.linked.map(millis).into(),
        client.cases_total.into(),
        client.cases_closed.into(),
        client.earnings_usd.map(|amount| amount.0).into(),
        text(&client.kyc_status),
    ]
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Client> {
    let mut cells = Cells::new(row);
    Ok(Client {
        key: ClientKey::stored(cells.get()?),
        tenant: cells.text()?.map(TenantId),
        creditor: cells.uuid()?.map(CreditorId),
        name: cells.text()?,
        email: cells.text()?,
        country: cells.text()?,
        address: cells.text()?,
        city: cells.text()?,
        zip_code: cells.text()?,
        registration_number: cells.text()?,
        onboarding_done: cells.get()?,
        onboarding_url: cells.text()?,
        attributed: cells.get()?,
        linked: cells.instant()?,
        cases_total: cells.get()?,
        cases_closed: cells.get()?,
        earnings_usd: cells.micros()?,
        kyc_status: cells.text()?,
    })
}

/// The client as it can be held.
fn as_held(client: &Client) -> Client {
    let text = |text: &Option<String>| filled(text.as_deref());
    Client {
        key: client.key.clone(),
        tenant: client.tenant.clone(),
        creditor: client.creditor,
        name: text(&client.name),
        email: text(&client.email),
        country: text(&client.country),
        address: text(&client.address),
        city: text(&client.city),
        zip_code: text(&client.zip_code),
        registration_number: text(&client.registration_number),
        onboarding_done: client.onboarding_done,
        onboarding_url: text(&client.onboarding_url),
        attributed: client.attributed,
        linked: to_the_millisecond(client.linked),
        cases_total: client.cases_total,
        cases_closed: client.cases_closed,
        earnings_usd: client.earnings_usd,
        kyc_status: text(&client.kyc_status),
    }
}

static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {}, gone_at, absent_at FROM clients WHERE key = ?1", COLUMNS.join(", ")));
static UPSERT: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = COLUMNS.iter().chain(DERIVED).chain(&["first_seen_at"]).copied().collect();
    upsert_sql("clients", &columns, ", read_at = NULL")
});

fn watched(client: &Client) -> Vec<Watched> {
    vec![
        (ChangedField::OnboardingDone, Some(u8::from(client.onboarding_done).to_string())),
        (ChangedField::DebituraId, client.creditor.map(|id| id.to_string())),
    ]
}

/// See [`Writer::upsert_clients`].
pub(crate) fn upsert(writer: &Writer<'_>, rows: &[Client], now: Instant) -> Result<Upserted, StoreError> {
    let upsert = Upsert {
        table: Table::Clients,
        select: &SELECT,
        upsert: &UPSERT,
        read,
        key: |client: &Client| client.key.as_str().to_owned().into(),
        watched,
    };
    upsert.run(writer, rows.iter().map(as_held), now, |client, _| {
        Ok(facts(client).into_iter().chain(derived(client, writer.collation)).collect())
    })
}

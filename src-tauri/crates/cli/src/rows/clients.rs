//! Clients. The onboarding link is in none of the answers: it carries a token (contract section 14).

use std::io::Write;

use desk::ClientRow;
use desk_core::ids::{CreditorId, TenantId};
use serde::Serialize;

use super::Shown;
use crate::table::{Heading, Side};
use crate::text::{amount, count, day, rfc3339};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ClientJson<'a> {
    id: Option<CreditorId>,
    tenant_id: Option<&'a TenantId>,
    customer: Option<&'a str>,
    onboarding: &'static str,
    attributed: bool,
    linked: Option<String>,
    /// Cases in the cache, and those of them that are not closed.
    cases_synced: u64,
    cases_synced_open: u64,
    /// Cases as Debitura counts them.
    cases: Option<i64>,
    cases_closed: Option<i64>,
    earned: Option<String>,
    country: Option<&'a str>,
    address: Option<&'a str>,
    city: Option<&'a str>,
    zip_code: Option<&'a str>,
    registration_number: Option<&'a str>,
    email: Option<&'a str>,
    kyc_status: Option<&'a str>,
}

impl Shown for ClientRow {
    const HEADINGS: &'static [Heading] = &[
        ("Customer", Side::Left),
        ("Onboarding", Side::Left),
        ("Attribution", Side::Left),
        ("Linked on", Side::Left),
        ("Open", Side::Right),
        ("Cases", Side::Right),
        ("Earned (USD)", Side::Right),
        ("Country", Side::Left),
        ("Reg. no.", Side::Left),
        ("E-mail", Side::Left),
    ];
    const NOUN: &'static str = "clients";

    fn write(&self, out: &mut dyn Write) -> serde_json::Result<()> {
        let client = &self.client;
        let json = ClientJson {
            id: client.creditor,
            tenant_id: client.tenant.as_ref(),
            customer: client.name.as_deref(),
            onboarding: if client.onboarding_done { "complete" } else { "pending" },
            attributed: client.attributed,
            linked: client.linked.map(rfc3339),
            cases_synced: self.cases_total,
            cases_synced_open: self.cases_open,
            cases: client.cases_total,
            cases_closed: client.cases_closed,
            earned: client.earnings_usd.map(|micros| micros.to_string()),
            country: client.country.as_deref(),
            address: client.address.as_deref(),
            city: client.city.as_deref(),
            zip_code: client.zip_code.as_deref(),
            registration_number: client.registration_number.as_deref(),
            email: client.email.as_deref(),
            kyc_status: client.kyc_status.as_deref(),
        };
        serde_json::to_writer(out, &json)
    }

    fn cells(&self) -> Vec<String> {
        let client = &self.client;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            text(&client.name),
            if client.onboarding_done { "Complete" } else { "Pending" }.to_owned(),
            if client.attributed { "Attributed" } else { "Not attributed" }.to_owned(),
            client.linked.map_or_else(String::new, day),
            count(self.cases_open),
            count(self.cases_total),
            client.earnings_usd.map_or_else(String::new, |micros| amount(micros, None)),
            text(&client.country),
            text(&client.registration_number),
            text(&client.email),
        ]
    }
}

//! Cases on the wire (contract sections 6 and 7).

use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::Part;
use crate::dates;
use crate::decimal::Number;
use crate::generate::{share, usd};
use crate::readings::Reading;
use crate::rng::dice;
use crate::rows::{CaseRow, ClientRow, UserRow, ValidationItem, ValidationRow};
use crate::state::State;

#[derive(Debug, Serialize)]
pub(crate) struct UserNameWire<'a> {
    email: Option<&'a str>,
    name: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ContactsWire<'a> {
    #[serde(skip_serializing_if = "Part::is_absent")]
    onboarding_user: Part<UserNameWire<'a>>,
    office_email: Option<&'a str>,
    other_users: Option<Vec<UserNameWire<'a>>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CaseClientWire<'a> {
    external_tenant_id: Option<&'a str>,
    creditor_id: Uuid,
    company_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    contacts: Part<ContactsWire<'a>>,
}

#[derive(Debug, Serialize)]
struct DebtorWire<'a> {
    name: Option<&'a str>,
    country: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemWire<'a> {
    resolution_area: Option<&'a str>,
    description: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ValidationWire<'a> {
    needs_info: bool,
    creditor_responded_at: Option<String>,
    items: Option<Vec<ItemWire<'a>>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CaseWire<'a> {
    id: Uuid,
    reference: Option<&'a str>,
    creditor_reference: Option<&'a str>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    client: Part<CaseClientWire<'a>>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    debtor: Part<DebtorWire<'a>>,
    gross_amount: Number,
    remainder: Number,
    currency: Option<&'a str>,
    lifecycle: Option<&'a str>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    close_code: Part<&'a str>,
    current_engagement_phase: Option<&'a str>,
    date_created: String,
    due_date: String,
    date_collection_started: Option<String>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    date_finished: Part<String>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    validation: Part<ValidationWire<'a>>,
    collection_partner: Option<&'a str>,
    expected_referral_rate_percentage: Option<Number>,
}

fn user_name(user: &UserRow) -> UserNameWire<'_> {
    let parts: Vec<&str> = [&user.first_name, &user.last_name].into_iter().flatten().map(String::as_str).collect();
    UserNameWire { email: user.email.as_deref(), name: (!parts.is_empty()).then(|| parts.join(" ")) }
}

fn contacts(client: &ClientRow) -> Option<ContactsWire<'_>> {
    let users = client.users.as_deref()?;
    Some(ContactsWire {
        onboarding_user: Part::of(users.first().map(user_name), dice(client.id, 1)),
        office_email: client.office_email.as_deref(),
        other_users: (!dice(client.id, 2).is_multiple_of(20)).then(|| users.iter().skip(1).map(user_name).collect()),
    })
}

fn case_client<'a>(state: &'a State, row: &CaseRow) -> Option<CaseClientWire<'a>> {
    let client = state.client(row.creditor_id).filter(|_| !row.client_hidden)?;
    Some(CaseClientWire {
        external_tenant_id: client.tenant.as_deref(),
        creditor_id: client.id,
        company_name: client.company_name.as_deref(),
        contacts: Part::of(contacts(client), dice(client.id, 3)),
    })
}

fn validation<'a>(state: &State, row: &CaseRow, value: &'a ValidationRow) -> ValidationWire<'a> {
    let item = |item: &'a ValidationItem| ItemWire {
        resolution_area: item.area.as_deref(),
        description: item.description.as_deref(),
    };
    ValidationWire {
        needs_info: value.needs_info,
        creditor_responded_at: value
            .creditor_responded_at
            .map(|at| dates::instant(at, dice(row.id, 14), &state.config().readings)),
        items: value.items.as_ref().map(|items| items.iter().map(item).collect()),
    }
}

/// A row of `GET /cases`.
pub(crate) fn case<'a>(state: &'a State, row: &'a CaseRow) -> CaseWire<'a> {
    let time = |at, salt| dates::instant(at, dice(row.id, salt), &state.config().readings);
    let debtor = (row.debtor_name.is_some() || row.country.is_some())
        .then_some(DebtorWire { name: row.debtor_name.as_deref(), country: row.country.as_deref() });
    CaseWire {
        id: row.id,
        reference: row.reference.as_deref(),
        creditor_reference: row.creditor_reference.as_deref(),
        client: Part::of(case_client(state, row), dice(row.id, 4)),
        debtor: Part::of(debtor, dice(row.id, 5)),
        gross_amount: Number::of(row.gross_amount),
        remainder: Number::of(row.remainder),
        currency: row.currency.as_deref(),
        lifecycle: row.lifecycle.as_deref(),
        close_code: Part::of(row.close_code.as_deref(), dice(row.id, 6)),
        current_engagement_phase: row.phase.as_deref(),
        date_created: time(row.date_created, 10),
        due_date: dates::civil(row.due_date, dice(row.id, 11)),
        date_collection_started: row.date_collection_started.map(|at| time(at, 12)),
        date_finished: Part::of(row.date_finished.map(|at| time(at, 13)), dice(row.id, 7)),
        validation: Part::of(row.validation.as_ref().map(|value| validation(state, row, value)), dice(row.id, 8)),
        collection_partner: row.collection_partner.as_deref(),
        expected_referral_rate_percentage: row.expected_rate.map(Number::percent),
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PotentialWire {
    gross_amount_usd: Number,
    success_fee_percentage: Number,
    collection_partner_revenue_usd: Number,
    platform_revenue_share_percentage: Number,
    platform_revenue_usd: Number,
    referral_fee_percentage: Number,
    referral_revenue_usd: Number,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DetailTail {
    potential_revenue: Option<PotentialWire>,
}

/// `GET /cases/{id}`: the row with `potentialRevenue` behind it.
///
/// The two texts are joined by hand: `serde(flatten)` cannot carry numbers as text.
pub(crate) fn case_detail(state: &State, row: &CaseRow) -> Option<Box<RawValue>> {
    let head = serde_json::to_string(&case(state, row)).ok()?;
    let tail = serde_json::to_string(&DetailTail { potential_revenue: potential(state, row) }).ok()?;
    let text = format!("{},{}", head.strip_suffix('}')?, tail.strip_prefix('{')?);
    RawValue::from_string(text).ok()
}

fn potential(state: &State, row: &CaseRow) -> Option<PotentialWire> {
    let assigned = row.collection_partner.is_some();
    if !assigned && state.config().readings.q19 == Reading::A {
        return None;
    }
    let only = |value: i64| if assigned { value } else { 0 };
    let gross = usd(row.gross_amount, row.currency.as_deref());
    let partner = share(gross, row.success_fee);
    let platform = share(partner, row.platform_share);
    let rate = row.expected_rate.unwrap_or(0);
    Some(PotentialWire {
        gross_amount_usd: Number::of(only(gross)),
        success_fee_percentage: Number::percent(only(row.success_fee)),
        collection_partner_revenue_usd: Number::of(only(partner)),
        platform_revenue_share_percentage: Number::percent(only(row.platform_share)),
        platform_revenue_usd: Number::of(only(platform)),
        referral_fee_percentage: Number::percent(only(rate)),
        referral_revenue_usd: Number::of(only(share(platform, rate))),
    })
}

//! Clients on the wire (contract section 8), the director's data included: a reader has to drop it.

use serde::Serialize;
use uuid::Uuid;

use super::Part;
use crate::dates;
use crate::decimal::Number;
use crate::readings::Reading;
use crate::rng::dice;
use crate::rows::{ClientRow, KycRow, UserRow};
use crate::state::State;

#[derive(Debug, Serialize)]
struct LinksWire<'a> {
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CompanyWire<'a> {
    id: Uuid,
    company_name: Option<&'a str>,
    office_email: Option<&'a str>,
    country: Option<&'a str>,
    address: Option<&'a str>,
    city: Option<&'a str>,
    zip_code: Option<&'a str>,
    company_registration_number: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct UserWire<'a> {
    id: i32,
    email: Option<&'a str>,
    first_name: Option<&'a str>,
    last_name: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct StatsWire {
    cases_total: u32,
    cases_closed: u32,
    earnings_usd: Number,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct KycWire<'a> {
    director_full_name: Option<&'a str>,
    director_home_address: Option<&'a str>,
    director_date_of_birth: String,
    date_created: String,
    verification_status: Option<&'a str>,
    verification_status_updated_at: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClientWire<'a> {
    external_tenant_id: Option<&'a str>,
    onboarding_done: bool,
    onboarding_links: Option<LinksWire<'a>>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    client: Part<CompanyWire<'a>>,
    users: Option<Vec<UserWire<'a>>>,
    is_attributed_client: bool,
    date_linked: String,
    #[serde(skip_serializing_if = "Part::is_absent")]
    case_stats: Part<StatsWire>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    kyc_status: Part<&'a str>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    kyc_verification: Part<KycWire<'a>>,
    case_results: Option<()>,
}

fn company(row: &ClientRow) -> CompanyWire<'_> {
    CompanyWire {
        id: row.id,
        company_name: row.company_name.as_deref(),
        office_email: row.office_email.as_deref(),
        country: row.country.as_deref(),
        address: row.address.as_deref(),
        city: row.city.as_deref(),
        zip_code: row.zip_code.as_deref(),
        company_registration_number: row.registration_number.as_deref(),
    }
}

fn kyc<'a>(state: &State, row: &ClientRow, kyc: &'a KycRow) -> KycWire<'a> {
    let time = |at, salt| dates::instant(at, dice(row.id, salt), &state.config().readings);
    KycWire {
        director_full_name: kyc.director_full_name.as_deref(),
        director_home_address: kyc.director_home_address.as_deref(),
        director_date_of_birth: kyc.director_date_of_birth.format("%Y-%m-%d").to_string(),
        date_created: time(kyc.date_created, 21),
        verification_status: kyc.verification_status.as_deref(),
        verification_status_updated_at: kyc.verification_status_updated_at.map(|at| time(at, 22)),
    }
}

/// Q2: the spelling of `kycStatus`.
fn kyc_status<'a>(state: &State, status: &'a str) -> &'a str {
    match (state.config().readings.q2, status) {
        (Reading::B, "not_required") => "NotRequired",
        (Reading::B, "pending") => "Pending",
        (Reading::B, "verified") => "Verified",
        _ => status,
    }
}

/// A row of `GET /clients`, and the whole of `GET /clients/{externalTenantId}`.
pub(crate) fn client<'a>(state: &'a State, row: &'a ClientRow) -> ClientWire<'a> {
    let totals = state.totals();
    let stats = totals.clients.get(&row.id).copied().unwrap_or_default();
    let stats = (!dice(row.id, 30).is_multiple_of(97)).then(|| StatsWire {
        cases_total: stats.cases,
        cases_closed: stats.closed,
        earnings_usd: Number::sum(stats.earnings_usd),
    });
    let user = |user: &'a UserRow| UserWire {
        id: user.id,
        email: user.email.as_deref(),
        first_name: user.first_name.as_deref(),
        last_name: user.last_name.as_deref(),
    };
    ClientWire {
        external_tenant_id: row.tenant.as_deref(),
        onboarding_done: row.onboarding_done,
        onboarding_links: match (row.onboarding_done, state.config().readings.q13) {
            (false, _) => Some(LinksWire { url: row.link_url.as_deref() }),
            (true, Reading::A) => None,
            (true, Reading::B) => Some(LinksWire { url: None }),
        },
        client: Part::of((!row.company_hidden).then(|| company(row)), dice(row.id, 31)),
        users: row.users.as_ref().map(|users| users.iter().map(user).collect()),
        is_attributed_client: row.is_attributed,
        date_linked: dates::instant(row.date_linked, dice(row.id, 20), &state.config().readings),
        case_stats: Part::of(stats, dice(row.id, 32)),
        kyc_status: Part::of(row.kyc_status.as_deref().map(|status| kyc_status(state, status)), dice(row.id, 33)),
        kyc_verification: Part::of(row.kyc.as_ref().map(|value| kyc(state, row, value)), dice(row.id, 34)),
        case_results: None,
    }
}

//! Rows and totals of `GET /clients` and `GET /clients/{externalTenantId}` (contract section 8). `kycVerification`, which
//! holds the director's name, address and date of birth, is never unpacked.

use desk_core::ids::{ClientKey, CreditorId, TenantId};
use desk_core::remote::ClientsSummary;
use desk_core::rows::Client;

use super::object::Object;

/// A client, or nothing without any id.
pub(crate) fn row(row: &Object<'_>) -> Option<Client> {
    let (client, stats) = (row.inner("client"), row.inner("caseStats"));
    let tenant = row.key("externalTenantId").map(TenantId);
    let creditor = client.key("id").and_then(|id| CreditorId::parse(id.trim()).ok());
    Some(Client {
        key: ClientKey::of(tenant.as_ref(), creditor)?,
        tenant,
        creditor,
        name: client.text("companyName"),
        email: client.text("officeEmail"),
        country: client.text("country"),
        address: client.text("address"),
        city: client.text("city"),
        zip_code: client.text("zipCode"),
        registration_number: client.text("companyRegistrationNumber"),
        onboarding_done: row.truth("onboardingDone").unwrap_or(false),
        // Null, or an object with a null URL (question Q13): no link either way.
        onboarding_url: row.inner("onboardingLinks").text("url"),
        attributed: row.truth("isAttributedClient").unwrap_or(false),
        linked: row.instant("dateLinked"),
        cases_total: stats.whole("casesTotal"),
        cases_closed: stats.whole("casesClosed"),
        earnings_usd: stats.micros("earningsUsd"),
        kyc_status: row.text("kycStatus").map(kyc_status),
    })
}

/// Both spellings (question Q2) as one; unknown ones as sent.
fn kyc_status(sent: String) -> String {
    let letters: String = sent.chars().filter(|c| c.is_alphanumeric()).collect();
    let known = match letters.to_ascii_lowercase().as_str() {
        "notrequired" => "not_required",
        "pending" => "pending",
        "verified" => "verified",
        _ => return sent,
    };
    known.to_owned()
}

pub(crate) fn summary(summary: &Object<'_>) -> ClientsSummary {
    ClientsSummary {
        total: summary.whole("totalClients"),
        attributed: summary.whole("attributedClients"),
        complete: summary.whole("onboardingComplete"),
        pending: summary.whole("onboardingPending"),
        cases: summary.whole("totalCases"),
    }
}

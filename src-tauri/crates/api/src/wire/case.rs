//! Rows and totals of `GET /cases` and `GET /cases/{id}` (contract sections 6 and 7).

use desk_core::ids::{CaseId, CreditorId, TenantId};
use desk_core::money::Currency;
use desk_core::remote::CasesSummary;
use desk_core::rows::{Case, CaseRead, MissingItem, PotentialRevenue};

use super::object::Object;

/// A case, or nothing without a usable id.
pub(crate) fn row(case: &Object<'_>) -> Option<Case> {
    let id = CaseId::parse(case.key("id")?.trim()).ok()?;
    let (client, debtor, validation) = (case.inner("client"), case.inner("debtor"), case.inner("validation"));
    Some(Case {
        id,
        reference: case.text("reference"),
        creditor_reference: case.text("creditorReference"),
        tenant: client.key("externalTenantId").map(TenantId),
        creditor: client.key("creditorId").and_then(|id| CreditorId::parse(id.trim()).ok()),
        customer: client.text("companyName"),
        debtor: debtor.text("name"),
        debtor_country: debtor.text("country"),
        amount: case.micros("grossAmount"),
        remaining: case.micros("remainder"),
        currency: case.text("currency").and_then(|code| Currency::new(&code)),
        lifecycle: case.text("lifecycle"),
        close_code: case.text("closeCode"),
        phase: case.text("currentEngagementPhase"),
        created: case.instant("dateCreated"),
        due: case.civil_date("dueDate"),
        collection_started: case.instant("dateCollectionStarted"),
        closed: case.instant("dateFinished"),
        needs_info: validation.truth("needsInfo").unwrap_or(false),
        client_answered: validation.instant("creditorRespondedAt"),
        missing_items: missing_items(&validation),
        collection_partner: case.text("collectionPartner"),
        expected_fee_percent: case.micros("expectedReferralRatePercentage"),
    })
}

/// A case with its projection, or nothing without a usable id.
pub(crate) fn read(case: &Object<'_>) -> Option<CaseRead> {
    Some(CaseRead { case: row(case)?, potential: case.object("potentialRevenue").and_then(|sent| potential(&sent)) })
}

/// The projection; nothing for an object of zeros (question Q19).
fn potential(sent: &Object<'_>) -> Option<PotentialRevenue> {
    let potential = PotentialRevenue {
        gross_usd: sent.micros("grossAmountUsd"),
        success_fee_percent: sent.micros("successFeePercentage"),
        collection_partner_usd: sent.micros("collectionPartnerRevenueUsd"),
        platform_share_percent: sent.micros("platformRevenueSharePercentage"),
        platform_usd: sent.micros("platformRevenueUsd"),
        referral_percent: sent.micros("referralFeePercentage"),
        referral_usd: sent.micros("referralRevenueUsd"),
    };
    (!potential.is_blank()).then_some(potential)
}

/// The items that say anything.
fn missing_items(validation: &Object<'_>) -> Vec<MissingItem> {
    let sent = validation.array("items").unwrap_or_default();
    sent.into_iter()
        .filter_map(|raw| Object::parse(raw.get()).ok())
        .map(|item| MissingItem { area: item.text("resolutionArea"), description: item.text("description") })
        .filter(|item| item.area.is_some() || item.description.is_some())
        .collect()
}

pub(crate) fn summary(summary: &Object<'_>) -> CasesSummary {
    let groups = summary.inner("byLifecycle");
    CasesSummary {
        total: summary.whole("totalCases"),
        this_month: summary.whole("casesThisMonth"),
        active: groups.whole("active"),
        pending: groups.whole("pending"),
        closed: groups.whole("closed"),
        paused: groups.whole("paused"),
    }
}

//! Summaries and filter options on the wire (contract sections 6, 8, 11 and 13).

use serde::Serialize;
use uuid::Uuid;

use crate::decimal::Number;
use crate::generate::partner_id;
use crate::names::{COLLECTION_PARTNERS, COUNTRIES, IDLE_PARTNER};
use crate::state::State;
use crate::summary::{CasesSummary, ClientsSummary, TransactionsSummary};

#[derive(Debug, Serialize)]
struct GroupsWire {
    active: usize,
    pending: usize,
    closed: usize,
    paused: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CasesSummaryWire {
    total_cases: usize,
    cases_this_month: usize,
    by_lifecycle: GroupsWire,
}

pub(crate) fn cases_summary(sum: &CasesSummary) -> CasesSummaryWire {
    CasesSummaryWire {
        total_cases: sum.total,
        cases_this_month: sum.this_month,
        by_lifecycle: GroupsWire { active: sum.active, pending: sum.pending, closed: sum.closed, paused: sum.paused },
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClientsSummaryWire {
    total_clients: usize,
    attributed_clients: usize,
    onboarding_complete: usize,
    onboarding_pending: usize,
    total_cases: usize,
}

pub(crate) fn clients_summary(sum: &ClientsSummary) -> ClientsSummaryWire {
    ClientsSummaryWire {
        total_clients: sum.total,
        attributed_clients: sum.attributed,
        onboarding_complete: sum.complete,
        onboarding_pending: sum.pending,
        total_cases: sum.cases,
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RevenueWire {
    pending_referral_fee_usd: Number,
    pending_count: usize,
    confirmed_pending_invoice_referral_fee_usd: Number,
    confirmed_pending_invoice_count: usize,
    awaiting_collection_partner_payment_referral_fee_usd: Number,
    awaiting_collection_partner_payment_count: usize,
    ready_to_invoice_debitura_referral_fee_usd: Number,
    ready_to_invoice_debitura_count: usize,
    awaiting_debitura_payment_referral_fee_usd: Number,
    awaiting_debitura_payment_count: usize,
    paid_referral_fee_usd: Number,
    paid_count: usize,
    disputed_referral_fee_usd: Number,
    disputed_count: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TransactionsSummaryWire {
    revenue: RevenueWire,
    total_debitura_revenue_usd: Number,
}

pub(crate) fn transactions_summary(sum: &TransactionsSummary) -> TransactionsSummaryWire {
    let [pending, confirmed, awaiting, ready, invoiced, paid, disputed] = sum.stages;
    TransactionsSummaryWire {
        revenue: RevenueWire {
            pending_referral_fee_usd: Number::sum(pending.fee_usd),
            pending_count: pending.count,
            confirmed_pending_invoice_referral_fee_usd: Number::sum(confirmed.fee_usd),
            confirmed_pending_invoice_count: confirmed.count,
            awaiting_collection_partner_payment_referral_fee_usd: Number::sum(awaiting.fee_usd),
            awaiting_collection_partner_payment_count: awaiting.count,
            ready_to_invoice_debitura_referral_fee_usd: Number::sum(ready.fee_usd),
            ready_to_invoice_debitura_count: ready.count,
            awaiting_debitura_payment_referral_fee_usd: Number::sum(invoiced.fee_usd),
            awaiting_debitura_payment_count: invoiced.count,
            paid_referral_fee_usd: Number::sum(paid.fee_usd),
            paid_count: paid.count,
            disputed_referral_fee_usd: Number::sum(disputed.fee_usd),
            disputed_count: disputed.count,
        },
        total_debitura_revenue_usd: Number::sum(sum.debitura_revenue_usd),
    }
}

#[derive(Debug, Serialize)]
struct OptionWire<I> {
    id: I,
    name: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FilterOptionsWire {
    countries: Option<Vec<OptionWire<i32>>>,
    carveout_partners: Option<Vec<OptionWire<Uuid>>>,
}

/// `GET /referral-partner/filter-options`: countries seen on cases, partners with a pricing zone.
///
/// The partners are not the ones seen on cases: one of those is missing, and an idle one is there.
/// A portfolio without cases has a null list of countries.
pub(crate) fn filter_options(state: &State) -> FilterOptionsWire {
    let totals = state.totals();
    let countries: Vec<_> = totals
        .countries
        .iter()
        .filter_map(|name| {
            let known = COUNTRIES.iter().find(|country| country.name == name)?;
            Some(OptionWire { id: known.id, name: Some(name.clone()) })
        })
        .collect();
    let zoned = COLLECTION_PARTNERS.split_last().map_or(&[][..], |(_, zoned)| zoned);
    let mut partners: Vec<_> = zoned
        .iter()
        .chain([&IDLE_PARTNER])
        .map(|name| OptionWire { id: partner_id(name), name: Some((*name).to_owned()) })
        .collect();
    partners.sort_by(|a, b| a.name.cmp(&b.name));
    FilterOptionsWire { countries: (!countries.is_empty()).then_some(countries), carveout_partners: Some(partners) }
}

//! `GET /reporting/transactions` (contract section 11).

use std::sync::Arc;

use super::view::View;
use super::{ALL, Places, Range, all_at, at, contains, directed, found, named, raw, sorted};
use crate::answer::PageFault;
use crate::errors::Refusal;
use crate::paging::Wanted;
use crate::params::Params;
use crate::readings::Reading;
use crate::rows::TransactionRow;
use crate::state::State;
use crate::wire::{self, TransactionsPage};

/// The filters of the transactions that the summary follows (all but the stages).
struct TransactionFilter<'a> {
    range: Range,
    recognized: Option<bool>,
    commission: Vec<&'static str>,
    platform: Vec<&'static str>,
    referral: Vec<&'static str>,
    search: String,
    tenant: Option<&'a str>,
    places: Places,
}

const COMMISSION: [&str; 3] = ["Unpaid", "Paid", "Credited"];
const PLATFORM: [&str; 4] = ["NotInvoiced", "InvoiceIssued", "PaymentReceived", "InvoiceCredited"];
const REFERRAL: [&str; 4] = ["Pending", "Invoiced", "Paid", "Disputed"];

impl<'a> TransactionFilter<'a> {
    fn read(params: &Params<'a>) -> Result<Self, Refusal> {
        let search = params.text("Search").map(|text| text.trim().to_lowercase());
        Ok(Self {
            range: Range::read(params, "FromDate", "ToDate")?,
            recognized: params.flag("HasRecognizedRevenue")?,
            commission: statuses(params, "CommissionPaymentStatuses", &COMMISSION)?,
            platform: statuses(params, "PlatformInvoicingStatuses", &PLATFORM)?,
            referral: statuses(params, "ReferralInvoicingStatuses", &REFERRAL)?,
            search: search.filter(|text| text.chars().count() >= 2).unwrap_or_default(),
            tenant: params.text("ExternalTenantId"),
            places: Places::read(params)?,
        })
    }

    fn question(&self) -> String {
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            self.range,
            self.recognized,
            self.commission,
            self.platform,
            self.referral,
            self.search,
            self.tenant,
            self.places
        )
    }

    fn found(&self, state: &State) -> Vec<u32> {
        let creditors = state.creditors(self.tenant);
        let (countries, partners) = self.places.names();
        let holds = |row: &TransactionRow| {
            let case = state.case(row.case_id);
            let recognized = row.platform.as_deref() == Some("PaymentReceived");
            self.range.holds(row.date)
                && self.recognized.is_none_or(|wanted| wanted == recognized)
                && among(&self.commission, row.commission.as_deref())
                && among(&self.platform, row.platform.as_deref())
                && among(&self.referral, row.referral.as_deref())
                && creditors.as_ref().is_none_or(|ids| ids.contains(&row.creditor_id))
                && named(countries.as_deref(), case.and_then(|case| case.country.as_deref()))
                && named(partners.as_deref(), case.and_then(|case| case.collection_partner.as_deref()))
                && (self.search.is_empty()
                    || contains(case.and_then(|case| case.reference.as_deref()), &self.search)
                    || contains(
                        state.client(row.creditor_id).and_then(|client| client.company_name.as_deref()),
                        &self.search,
                    ))
        };
        found(&state.transactions.rows, holds)
    }
}

/// Integers of a filter as the names that rows carry. An integer beyond the enum matches nothing.
fn statuses(params: &Params<'_>, name: &str, names: &[&'static str]) -> Result<Vec<&'static str>, Refusal> {
    let wanted: Vec<usize> = params.many(name)?;
    Ok(wanted.into_iter().map(|at| names.get(at).copied().unwrap_or("")).collect())
}

fn among(wanted: &[&str], status: Option<&str>) -> bool {
    wanted.is_empty() || status.is_some_and(|status| wanted.contains(&status))
}

/// `GET /reporting/transactions`.
pub(crate) fn transactions<'a>(
    state: &'a State,
    params: &Params<'_>,
    fault: Option<PageFault>,
) -> Result<TransactionsPage<'a>, Refusal> {
    let wanted = Wanted::read(params, 10)?;
    let (field, descending) = params.sort(&["collectionDate", "amount"], "collectionDate")?;
    let stages: Vec<u8> = params.many("RevenueStages")?;
    let mut filter = TransactionFilter::read(params)?;
    let stretch;
    (stretch, filter.range) = filter.range.split(field == "collectionDate");
    let rows = &state.transactions.rows;
    let sum = |places: &[u32]| state.sum_transactions(all_at(rows, places));
    let view = |stages: &[u8]| {
        let question = format!("{field} {descending} {stages:?} {}", filter.question());
        state.view(question, || {
            let mut found = filter.found(state);
            if !stages.is_empty() {
                let stage = |place: &u32| at(rows, *place).and_then(|row| state.stage(row));
                found.retain(|place| stage(place).is_some_and(|stage| stages.contains(&stage)));
            }
            let order = sorted(rows, found, |a, b| {
                let order = match field {
                    "amount" => a.amount.cmp(&b.amount),
                    _ => a.date.cmp(&b.date),
                };
                directed(descending, order).then_with(|| a.id.cmp(&b.id))
            });
            View::new(order, sum)
        })
    };
    let within = |view: &View<_>| view.within(stretch, descending, |place| at(rows, place).map(|row| row.date));
    let listed = view(&stages);
    let summary = match state.config().readings.q6 {
        Reading::A => {
            let summed = if stages.is_empty() { Arc::clone(&listed) } else { view(&[]) };
            summed.sum(within(&summed), sum)
        }
        Reading::B => state.view(ALL.to_owned(), || View::new(found(rows, |_| true), sum)).total(),
    };
    let (page_rows, page) = wanted.cut(listed.rows(within(&listed)), fault);
    let data = all_at(rows, &page_rows).map(|row| wire::transaction(state, row)).collect();
    Ok(TransactionsPage { page, data, summary: raw(&wire::transactions_summary(&summary)) })
}

//! Rows and totals of `GET /reporting/transactions` (contract section 11).

use desk_core::ids::{CaseId, CreditorId, TenantId, TransactionId};
use desk_core::money::Currency;
use desk_core::remote::EarningsSummary;
use desk_core::rows::Transaction;
use desk_core::stage::Statuses;

use super::fee::percent;
use super::object::Object;

/// Names of the summary's fields per stage, 0 to 6: `{name}ReferralFeeUsd` and `{name}Count`.
const STAGE_FIELDS: [&str; 7] = [
    "pending",
    "confirmedPendingInvoice",
    "awaitingCollectionPartnerPayment",
    "readyToInvoiceDebitura",
    "awaitingDebituraPayment",
    "paid",
    "disputed",
];

/// A transaction, or nothing without a usable id.
pub(crate) fn row(row: &Object<'_>) -> Option<Transaction> {
    let id = TransactionId::parse(row.key("transactionId")?.trim()).ok()?;
    let (client, case, payment) = (row.inner("client"), row.inner("case"), row.inner("payment"));
    let (earnings, status) = (row.inner("earnings"), row.inner("status"));
    Some(Transaction {
        id,
        date: row.instant("date"),
        tenant: client.key("externalTenantId").map(TenantId),
        creditor: client.key("creditorId").and_then(|id| CreditorId::parse(id.trim()).ok()),
        customer: client.text("companyName"),
        case: case.key("invoiceId").and_then(|id| CaseId::parse(id.trim()).ok()),
        case_reference: case.text("caseReference"),
        debtor: case.text("debtorName"),
        collected: payment.micros("amount"),
        collected_currency: payment.text("currency").and_then(|code| Currency::new(&code)),
        paid: payment.instant("paymentDate"),
        fee_usd: earnings.micros("referralFeeAmountUsd"),
        fee_percent: fee_percent(&earnings),
        api_estimate: earnings.truth("isEstimate"),
        recognized: row.inner("recognition").truth("isRecognized"),
        statuses: Statuses {
            commission: status.text("commissionPaymentStatus"),
            platform: status.text("platformInvoicingStatus"),
            referral: status.text("referralInvoicingStatus"),
        },
    })
}

/// The fee's share of Debitura's revenue, judged by the amounts in their own currency and, failing those, in USD.
fn fee_percent(earnings: &Object<'_>) -> Option<desk_core::money::Micros> {
    let pairs = [("referralFeeAmount", "debituraRevenue"), ("referralFeeAmountUsd", "debituraRevenueUsd")]
        .map(|(fee, revenue)| (earnings.micros(fee), earnings.micros(revenue)));
    percent(earnings.micros("referralFeePercentage")?, &pairs)
}

pub(crate) fn summary(summary: &Object<'_>) -> EarningsSummary {
    let revenue = summary.inner("revenue");
    EarningsSummary {
        fee_usd: STAGE_FIELDS.map(|name| revenue.micros(&format!("{name}ReferralFeeUsd"))),
        count: STAGE_FIELDS.map(|name| revenue.whole(&format!("{name}Count"))),
    }
}

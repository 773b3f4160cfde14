//! Transactions with their fees.

use std::io::Write;

use desk::EarningsRow;
use desk_core::ids::{CaseId, CreditorId, TenantId, TransactionId};
use desk_core::money::{Currency, Micros};
use desk_core::stage::Stage;
use serde::Serialize;

use super::Shown;
use crate::table::{Heading, Side};
use crate::text::{amount, day, rfc3339};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct EarningsJson<'a> {
    id: TransactionId,
    case_id: Option<CaseId>,
    reference: Option<&'a str>,
    tenant_id: Option<&'a TenantId>,
    creditor_id: Option<CreditorId>,
    customer: Option<&'a str>,
    debtor: Option<&'a str>,
    collected: Option<String>,
    currency: Option<&'a Currency>,
    fee: Option<String>,
    fee_currency: &'static str,
    fee_percent: Option<String>,
    is_estimate: bool,
    stage: Option<Stage>,
    stage_number: Option<u8>,
    revenue_stage: &'static str,
    date: Option<String>,
    paid: Option<String>,
    commission_payment_status: Option<&'a str>,
    platform_invoicing_status: Option<&'a str>,
    referral_invoicing_status: Option<&'a str>,
    is_recognized: Option<bool>,
}

/// What the stage means for the partner's own invoice (PRODUCT: *Earnings*).
fn revenue_stage(stage: Option<Stage>) -> &'static str {
    match stage {
        Some(Stage::Pending | Stage::Confirmed | Stage::AwaitingCollectionPartner | Stage::ReadyToInvoice) => "Pending",
        Some(Stage::AwaitingDebitura) => "Invoiced",
        Some(Stage::Paid) => "Paid",
        Some(Stage::Disputed) => "Disputed",
        None => "Not classified",
    }
}

impl Shown for EarningsRow {
    const HEADINGS: &'static [Heading] = &[
        ("Case reference", Side::Left),
        ("Customer", Side::Left),
        ("Debtor", Side::Left),
        ("Collected", Side::Right),
        ("Fee (USD)", Side::Right),
        ("", Side::Left),
        ("Fee %", Side::Right),
        ("Revenue Stage", Side::Left),
        ("Payment date", Side::Left),
    ];
    const NOUN: &'static str = "transactions";

    fn write(&self, out: &mut dyn Write) -> serde_json::Result<()> {
        let fee = &self.transaction;
        let number = |micros: Option<Micros>| micros.map(|micros| micros.to_string());
        let json = EarningsJson {
            id: fee.id,
            case_id: fee.case,
            reference: fee.case_reference.as_deref(),
            tenant_id: fee.tenant.as_ref(),
            creditor_id: fee.creditor,
            customer: fee.customer.as_deref(),
            debtor: fee.debtor.as_deref(),
            collected: number(fee.collected),
            currency: fee.collected_currency.as_ref(),
            fee: number(fee.fee_usd),
            fee_currency: "USD",
            fee_percent: number(fee.fee_percent),
            is_estimate: self.is_estimate,
            stage: self.stage,
            stage_number: self.stage.map(Stage::number),
            revenue_stage: revenue_stage(self.stage),
            date: fee.date.map(rfc3339),
            paid: fee.paid.map(rfc3339),
            commission_payment_status: fee.statuses.commission.as_deref(),
            platform_invoicing_status: fee.statuses.platform.as_deref(),
            referral_invoicing_status: fee.statuses.referral.as_deref(),
            is_recognized: fee.recognized,
        };
        serde_json::to_writer(out, &json)
    }

    fn cells(&self) -> Vec<String> {
        let fee = &self.transaction;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let revenue = revenue_stage(self.stage);
        let stage = match self.stage {
            Some(stage) if stage.label() != revenue => format!("{revenue}: {}", stage.label()),
            _ => revenue.to_owned(),
        };
        vec![
            text(&fee.case_reference),
            text(&fee.customer),
            text(&fee.debtor),
            fee.collected.map_or_else(String::new, |micros| amount(micros, fee.collected_currency.as_ref())),
            fee.fee_usd.map_or_else(String::new, |micros| amount(micros, None)),
            if self.is_estimate { "estimate" } else { "" }.to_owned(),
            fee.fee_percent.map_or_else(String::new, |percent| percent.to_string()),
            stage,
            fee.paid.map_or_else(String::new, day),
        ]
    }
}

//! Transactions on the wire (contract section 11).

use serde::Serialize;
use uuid::Uuid;

use super::{Part, scaled};
use crate::dates;
use crate::decimal::Number;
use crate::generate::related_id;
use crate::readings::Reading;
use crate::rng::dice;
use crate::rows::TransactionRow;
use crate::state::State;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct TransactionClientWire<'a> {
    external_tenant_id: Option<&'a str>,
    creditor_id: Uuid,
    company_name: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct TransactionCaseWire<'a> {
    invoice_id: Uuid,
    case_reference: Option<&'a str>,
    debtor_name: Option<&'a str>,
    original_amount: Number,
    currency: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PaymentWire<'a> {
    amount: Number,
    currency: Option<&'a str>,
    payment_date: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct EarningsWire<'a> {
    currency: Option<&'a str>,
    debitura_revenue: Number,
    debitura_revenue_usd: Number,
    referral_fee_percentage: Number,
    referral_fee_amount: Number,
    referral_fee_amount_usd: Number,
    is_estimate: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RecognitionWire {
    is_recognized: bool,
    referral_fee_recognized_usd: Number,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusWire<'a> {
    commission_payment_status: Option<&'a str>,
    platform_invoicing_status: Option<&'a str>,
    referral_invoicing_status: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TransactionWire<'a> {
    transaction_id: Uuid,
    date: String,
    #[serde(skip_serializing_if = "Part::is_absent")]
    client: Part<TransactionClientWire<'a>>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    case: Part<TransactionCaseWire<'a>>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    payment: Part<PaymentWire<'a>>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    earnings: Part<EarningsWire<'a>>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    recognition: Part<RecognitionWire>,
    #[serde(skip_serializing_if = "Part::is_absent")]
    status: Part<StatusWire<'a>>,
}

fn earnings<'a>(state: &State, row: &'a TransactionRow) -> EarningsWire<'a> {
    // A few US amounts show the tail of a binary double. They mean the same millionths.
    let money = if dice(row.id, 40).is_multiple_of(40) { Number::noisy } else { Number::of };
    EarningsWire {
        currency: row.currency.as_deref(),
        debitura_revenue: Number::of(row.debitura_revenue),
        debitura_revenue_usd: money(row.debitura_revenue_usd),
        referral_fee_percentage: scaled(state, row.fee_percentage),
        referral_fee_amount: Number::of(row.fee),
        referral_fee_amount_usd: money(row.fee_usd),
        is_estimate: row.commission.as_deref() != Some("Paid"),
    }
}

/// A row of `GET /reporting/transactions`.
pub(crate) fn transaction<'a>(state: &'a State, row: &'a TransactionRow) -> TransactionWire<'a> {
    let time = |at, salt| dates::instant(at, dice(row.id, salt), &state.config().readings);
    let client = state.client(row.creditor_id).map(|client| TransactionClientWire {
        external_tenant_id: client.tenant.as_deref(),
        creditor_id: client.id,
        company_name: client.company_name.as_deref(),
    });
    let case = state.case(row.case_id).map(|case| TransactionCaseWire {
        invoice_id: match state.config().readings.q22 {
            Reading::A => case.id,
            Reading::B => related_id(case.id),
        },
        case_reference: case.reference.as_deref(),
        debtor_name: case.debtor_name.as_deref(),
        original_amount: Number::of(case.gross_amount),
        currency: case.currency.as_deref(),
    });
    let recognized = row.platform.as_deref() == Some("PaymentReceived");
    let any_status = row.commission.is_some() || row.platform.is_some() || row.referral.is_some();
    let hidden = row.hidden;
    let toss = |salt| dice(row.id, salt);
    TransactionWire {
        transaction_id: row.id,
        date: time(row.date, 41),
        client: Part::of(client.filter(|_| !hidden.client), toss(42)),
        case: Part::of(case.filter(|_| !hidden.case), toss(43)),
        payment: Part::of(
            (!hidden.payment).then(|| PaymentWire {
                amount: Number::of(row.amount),
                currency: row.currency.as_deref(),
                payment_date: time(row.payment_date, 44),
            }),
            toss(45),
        ),
        earnings: Part::of((!hidden.earnings).then(|| earnings(state, row)), toss(46)),
        recognition: Part::of(
            (!hidden.recognition).then(|| RecognitionWire {
                is_recognized: recognized,
                referral_fee_recognized_usd: Number::of(if recognized { row.fee_usd } else { 0 }),
            }),
            toss(47),
        ),
        status: Part::of(
            any_status.then_some(StatusWire {
                commission_payment_status: row.commission.as_deref(),
                platform_invoicing_status: row.platform.as_deref(),
                referral_invoicing_status: row.referral.as_deref(),
            }),
            toss(48),
        ),
    }
}

//! Payments and the fees that they earn, in every stage.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{instant_between, scale, share, to_cents, usd};
use crate::config::SandboxConfig;
use crate::readings::Reading;
use crate::rng::Rng;
use crate::rows::{CaseRow, ClientRow, HiddenParts, TransactionRow};

/// One per three cases, for the cases on which money came in.
pub(super) fn all(
    rng: &mut Rng,
    config: &SandboxConfig,
    cases: &[CaseRow],
    clients: &[ClientRow],
) -> Vec<TransactionRow> {
    let owners: HashMap<Uuid, &ClientRow> = clients.iter().map(|client| (client.id, client)).collect();
    let wanted = cases.len() / 3;
    let mut rows = Vec::with_capacity(wanted);
    let paying = |case: &&CaseRow| paid(case).is_some();
    let payers = cases.iter().filter(paying).count();
    let (mut seen, mut last) = (0_usize, None);
    for case in cases.iter().filter(paying) {
        let Some(client) = owners.get(&case.creditor_id) else {
            continue;
        };
        seen += 1;
        last = Some((case, *client));
        let due = wanted * seen / payers.max(1);
        let count = due.saturating_sub(rows.len()).min(4);
        for part in 0..count {
            let amount = part_of(paid(case).unwrap_or(0), part, count);
            let row = transaction(rng, config, rows.len(), case, client, amount, None);
            if config.readings.q23 == Reading::B && rng.chance(300) {
                rows.push(correction(rng, &row));
            }
            rows.push(row);
        }
    }
    // Rounding and the limit per case can leave a few short.
    while let (true, Some((case, client))) = (rows.len() < wanted, last) {
        rows.push(transaction(rng, config, rows.len(), case, client, 10_000_000, None));
    }
    rows
}

/// What came in on a case, if anything: the claim without what is left of it.
///
/// A claim above 900 million is settled for less, so that revenue stays believable.
fn paid(case: &CaseRow) -> Option<i64> {
    let recovered = matches!(case.close_code.as_deref(), Some("Paid" | "Partially paid"));
    let instalment = case.lifecycle.as_deref() == Some("Active") && case.remainder < case.gross_amount;
    let paid = case.gross_amount - case.remainder.min(case.gross_amount);
    ((recovered || instalment) && case.gross_amount > 0).then_some(paid.min(900_000_000_000_000))
}

fn part_of(total: i64, part: usize, count: usize) -> i64 {
    let count = i64::try_from(count).unwrap_or(1).max(1);
    let each = to_cents(total / count);
    if part == 0 { total - each * (count - 1) } else { each }
}

/// A payment of `amount` on a case. Without `date` it falls between the case's start and its end.
pub(crate) fn transaction(
    rng: &mut Rng,
    config: &SandboxConfig,
    serial: usize,
    case: &CaseRow,
    client: &ClientRow,
    amount: i64,
    date: Option<DateTime<Utc>>,
) -> TransactionRow {
    let from = case.date_collection_started.unwrap_or(case.date_created);
    let until = case.date_finished.unwrap_or(config.now).min(config.now);
    let date = date.unwrap_or_else(|| instant_between(rng, from.min(until), until));
    let payment_date = if rng.chance(2_000) { date - TimeDelta::days(rng.between(1, 3)) } else { date };
    let rate = match serial % 197 {
        31 => 0,
        _ => case.expected_rate.unwrap_or(client.rate),
    };
    let revenue = to_cents(share(share(amount, case.success_fee), case.platform_share));
    let fee = to_cents(share(revenue, rate));
    let currency = case.currency.as_deref();
    let (commission, platform, referral) = statuses(rng, serial);
    let mut row = TransactionRow {
        id: rng.uuid(),
        date,
        payment_date,
        case_id: case.id,
        creditor_id: case.creditor_id,
        amount,
        currency: case.currency.clone().filter(|_| serial % 811 != 400),
        debitura_revenue: revenue,
        debitura_revenue_usd: usd(revenue, currency),
        fee_percentage: rate,
        fee,
        fee_usd: usd(fee, currency),
        commission: commission.map(Into::into),
        platform: platform.map(Into::into),
        referral: referral.map(Into::into),
        hidden: hidden(serial),
    };
    match serial % 887 {
        // Finer than a cent, and as fine as a double is written with an exponent.
        211 => row.fee_usd += 1_234,
        212 => row.fee_usd = 10,
        _ => {}
    }
    if row.hidden.earnings {
        (row.debitura_revenue, row.debitura_revenue_usd, row.fee_percentage) = (0, 0, 0);
        (row.fee, row.fee_usd) = (0, 0);
    }
    row
}

type Statuses = (Option<&'static str>, Option<&'static str>, Option<&'static str>);

/// C, P and R. Oddities sit at fixed places, the rest follows the mix.
fn statuses(rng: &mut Rng, serial: usize) -> Statuses {
    let open = if rng.chance(5_000) { Some("Pending") } else { None };
    let (paid, unpaid, credited) = (Some("Paid"), Some("Unpaid"), Some("Credited"));
    match serial % 241 {
        1 => return (None, Some("NotInvoiced"), open),
        2 => return (paid, None, open),
        3 => return (None, None, None),
        4 => return (credited, Some("NotInvoiced"), open),
        5 => return (paid, Some("InvoiceCredited"), open),
        6 => return (credited, Some("PaymentReceived"), paid),
        7 => return (paid, Some("InvoiceCredited"), paid),
        8 => return (paid, Some("InvoiceIssued"), paid),
        9 => return (unpaid, Some("InvoiceIssued"), open),
        10 => return (paid, Some("NotInvoiced"), Some("Invoiced")),
        11 => return (None, None, paid),
        12 => return (credited, Some("InvoiceIssued"), open),
        13 => return (paid, Some("PaymentReceived"), Some("Disputed")),
        14 => return (paid, Some("NotInvoiced"), Some("Disputed")),
        _ => {}
    }
    rng.weighted(&[
        (889, (paid, Some("PaymentReceived"), paid)),
        (35, (unpaid, Some("NotInvoiced"), open)),
        (20, (paid, Some("NotInvoiced"), open)),
        (22, (paid, Some("InvoiceIssued"), open)),
        (16, (paid, Some("PaymentReceived"), open)),
        (18, (paid, Some("PaymentReceived"), Some("Invoiced"))),
    ])
}

/// Null objects, one kind at a time.
fn hidden(serial: usize) -> HiddenParts {
    let place = serial % 769;
    HiddenParts {
        client: place == 301,
        case: place == 302,
        payment: place == 303,
        earnings: place == 304,
        recognition: place == 305,
    }
}

/// Q23=B: a row of its own that takes back a third of another one.
fn correction(rng: &mut Rng, of: &TransactionRow) -> TransactionRow {
    let back = |amount: i64| -to_cents(scale(amount, 1, 3));
    TransactionRow {
        id: rng.uuid(),
        amount: back(of.amount),
        debitura_revenue: back(of.debitura_revenue),
        debitura_revenue_usd: back(of.debitura_revenue_usd),
        fee: back(of.fee),
        fee_usd: back(of.fee_usd),
        ..of.clone()
    }
}

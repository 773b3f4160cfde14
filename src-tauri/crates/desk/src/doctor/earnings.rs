//! Questions that the transactions answer.

use desk_core::money::MICROS_PER_UNIT;
use desk_core::remote::RemoteError;
use desk_core::stage::InvoicingMode;
use serde_json::Value;

use super::answers::{Asker, array, micros, rows, text, there, total, whole};
use super::{Seen, Verdict, a, b, unknown};

const LIST: &str = "/reporting/transactions";
const NEWEST: &str = "collectionDate:desc";
const NO_ARRAYS: &str =
    "No spelling of a repeated parameter had an effect, so the rows in question cannot be filtered.";

/// Counts of the summary, stages 0 to 6 (contract section 11).
const COUNTS: [&str; 7] = [
    "/summary/revenue/pendingCount",
    "/summary/revenue/confirmedPendingInvoiceCount",
    "/summary/revenue/awaitingCollectionPartnerPaymentCount",
    "/summary/revenue/readyToInvoiceDebituraCount",
    "/summary/revenue/awaitingDebituraPaymentCount",
    "/summary/revenue/paidCount",
    "/summary/revenue/disputedCount",
];

/// Q3: by what the fee is of the revenue, else by the size of the partner's own share.
pub(super) fn scale(seen: &Seen) -> Verdict {
    let votes: Vec<bool> = rows(&seen.transactions, "data").iter().filter_map(is_fraction).collect();
    match (votes.contains(&true), votes.contains(&false)) {
        (true, false) => return b("A fee is its revenue times the percentage: 0.5 means 50 %."),
        (false, true) => return a("A fee is its revenue times a hundredth of the percentage: 50 means 50 %."),
        (true, true) => return unknown("Some percentages are fractions and some are not."),
        (false, false) => {}
    }
    match micros(&seen.me, "/referralFeePercentage").map(|share| share.0) {
        Some(share) if share > MICROS_PER_UNIT => a("The partner's own percentage is more than 1."),
        Some(share) if share > 0 => b("The partner's own percentage is at most 1."),
        _ => unknown("No percentage above zero was found."),
    }
}

/// Whether a row's percentage is a fraction of one; nothing when its amounts do not tell.
fn is_fraction(row: &Value) -> Option<bool> {
    let number = |name: &str| micros(row, &format!("/earnings/{name}")).map(|micros| i128::from(micros.0));
    let (share, fee, revenue) =
        (number("referralFeePercentage")?, number("referralFeeAmount")?, number("debituraRevenue")?);
    // Cents round: below ten units they would blur the ratio.
    if share == 0 || fee.abs() < 10 * i128::from(MICROS_PER_UNIT) {
        return None;
    }
    let expected = share * revenue / i128::from(MICROS_PER_UNIT);
    let near = |actual: i128| (actual - expected).abs() <= expected.abs() / 50;
    match (near(fee), near(fee * 100)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Q6: whether the buckets shrink under a filter that leaves some of the rows.
pub(super) async fn summary_follows(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let counted = |page: &Value| COUNTS.iter().map(|pointer| whole(page, pointer)).sum::<Option<i64>>();
    for recognized in ["true", "false"] {
        let page = ask.totals(LIST, &[("HasRecognizedRevenue", recognized)]).await?;
        let (Some(all), Some(some), Some(all_counted), Some(counted)) =
            (total(&seen.transactions), total(&page), counted(&seen.transactions), counted(&page))
        else {
            return Ok(unknown("The totals that would have to be compared were not sent."));
        };
        if some == 0 || some == all {
            continue;
        }
        if counted <= some && counted != all_counted {
            return Ok(a("Under a filter the buckets count the filtered transactions."));
        }
        if counted == all_counted && counted > some {
            return Ok(b("Under a filter the buckets still count all transactions."));
        }
    }
    Ok(unknown("No filter that was tried left some of the transactions and not all."))
}

/// Q7: in which bucket transactions stand that are paid and not invoiced yet.
pub(super) async fn confirmed(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let mode = text(&seen.me, "/invoicingTriggerMode").and_then(InvoicingMode::parse);
    if mode != Some(InvoicingMode::ConfirmedPipeline) {
        return Ok(unknown(
            "The partner's invoicing mode is not ConfirmedPipeline, and in no other the question arises.",
        ));
    }
    let Some(arrays) = seen.arrays else { return Ok(unknown(NO_ARRAYS)) };
    let [commission, platform, stages] =
        ["CommissionPaymentStatuses", "PlatformInvoicingStatuses", "RevenueStages"].map(|name| array(name, arrays));
    let mut counts = [None; 2];
    for (stage, count) in ["3", "1"].into_iter().zip(&mut counts) {
        *count = total(&ask.totals(LIST, &[(&commission, "1"), (&platform, "0"), (&stages, stage)]).await?);
    }
    Ok(match counts {
        [_, Some(1..)] => b("Commissions that are paid but not invoiced stand in the bucket to be invoiced."),
        [Some(1..), Some(0)] => a("Commissions that are paid but not invoiced are ready to invoice."),
        _ => unknown("No open commission is paid but not invoiced at present."),
    })
}

/// Q8: whether any of the first four buckets holds open transactions with a credited invoice.
pub(super) async fn credited_invoices(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let Some(arrays) = seen.arrays else { return Ok(unknown(NO_ARRAYS)) };
    let [platform, stages] = ["PlatformInvoicingStatuses", "RevenueStages"].map(|name| array(name, arrays));
    let credited = ask.page(LIST, NEWEST, &[(&platform, "3")]).await?;
    let is_open = |row: &&Value| {
        text(row, "/status/platformInvoicingStatus") == Some("InvoiceCredited")
            && matches!(text(row, "/status/referralInvoicingStatus"), None | Some("Pending"))
    };
    let open = rows(&credited, "data").iter().filter(is_open).count();
    if open == 0 {
        return Ok(unknown("No open transaction has a credited invoice at present."));
    }
    let mut filters = vec![(platform.as_str(), "3")];
    filters.extend(["0", "1", "2", "3"].map(|stage| (stages.as_str(), stage)));
    let bucketed = total(&ask.totals(LIST, &filters).await?);
    Ok(match bucketed.map(usize::try_from) {
        Some(Ok(0)) => a("Open transactions with a credited invoice are in no bucket."),
        // More would mean that the filter by bucket has no effect.
        Some(Ok(count)) if count <= open || rows(&credited, "data").len() == 100 => {
            b("Open transactions with a credited invoice are in a bucket.")
        }
        _ => unknown("The filter by bucket gave no usable answer."),
    })
}

/// Q22: whether the case of a transaction's reference has the transaction's `invoiceId`.
pub(super) async fn invoice_id(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let joined = |row: &Value| {
        Some((text(row, "/case/caseReference")?.to_owned(), text(row, "/case/invoiceId")?.to_ascii_lowercase()))
    };
    for (reference, invoice) in rows(&seen.transactions, "data").iter().filter_map(joined).take(2) {
        let page = ask.page("/cases", "DateCreated:desc", &[("Query", &reference)]).await?;
        let cases = rows(&page, "cases").iter().filter(|case| text(case, "/reference") == Some(&reference));
        let ids: Vec<String> = cases.filter_map(|case| text(case, "/id")).map(str::to_ascii_lowercase).collect();
        if ids.contains(&invoice) {
            return Ok(a("A transaction's invoiceId is the id of the case with its reference."));
        }
        if !ids.is_empty() {
            return Ok(b("A transaction's invoiceId is not the id of the case with its reference."));
        }
    }
    Ok(unknown("No transaction's reference led to a case."))
}

/// Q23: whether the smallest payments are below zero.
pub(super) async fn corrections(ask: &Asker) -> Result<Verdict, RemoteError> {
    let page = ask.page(LIST, "amount:asc", &[]).await?;
    let smallest = rows(&page, "data");
    let negative = |pointer: &str| smallest.iter().any(|row| micros(row, pointer).is_some_and(|amount| amount.0 < 0));
    Ok(if negative("/payment/amount") || negative("/earnings/referralFeeAmountUsd") {
        b("There are transactions below zero.")
    } else if smallest.iter().any(|row| there(row, "/payment/amount")) {
        a("The smallest transactions are not below zero.")
    } else {
        unknown("There is no transaction with an amount.")
    })
}

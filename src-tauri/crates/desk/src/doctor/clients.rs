//! Questions that the clients answer.

use std::cmp::Reverse;

use desk_core::remote::RemoteError;
use serde_json::Value;

use super::answers::{Asker, micros, rows, text, there, total, whole};
use super::{Seen, Verdict, a, b, unknown};

/// Clients whose transactions are added up for Q15, and the most cases that such a client may have.
const CLIENTS_MAX: usize = 6;
const CASES_MAX: i64 = 250;

/// A cent, in millionths.
const CENT: i128 = 10_000;

/// Q2.
pub(super) fn kyc_spelling(seen: &Seen) -> Verdict {
    let sent = || seen.clients.iter().filter_map(|client| text(client, "/kycStatus"));
    let lower = sent().any(|status| matches!(status, "not_required" | "pending" | "verified"));
    let upper = sent().any(|status| matches!(status, "NotRequired" | "Pending" | "Verified"));
    match (lower, upper) {
        (true, false) => a("kycStatus is sent in small letters with underscores."),
        (false, true) => b("kycStatus is sent as in the enum, with capitals."),
        (true, true) => unknown("kycStatus is sent in both spellings."),
        (false, false) => unknown("None of the newest clients has a kycStatus that is known."),
    }
}

/// Q13.
pub(super) fn done_links(seen: &Seen) -> Verdict {
    let mut done =
        seen.clients.iter().filter(|client| client.get("onboardingDone") == Some(&Value::Bool(true))).peekable();
    if done.peek().is_none() {
        return unknown("None of the newest clients has completed onboarding.");
    }
    let (mut objects, mut urls) = (false, false);
    for client in done {
        objects |= there(client, "/onboardingLinks");
        urls |= there(client, "/onboardingLinks/url");
    }
    match (objects, urls) {
        (false, _) => a("Clients that completed onboarding have no onboardingLinks."),
        (true, false) => b("Clients that completed onboarding have an onboardingLinks without a url."),
        (true, true) => unknown("Some clients that completed onboarding still have a link."),
    }
}

/// Q15: a client is looked for whose paid fees differ from all its fees, and its earnings are compared with both.
pub(super) async fn earnings_counted(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let stated = |client: &Value| {
        Some((text(client, "/externalTenantId")?.to_owned(), micros(client, "/caseStats/earningsUsd")?))
    };
    let cases = |client: &&Value| whole(client, "/caseStats/casesTotal").unwrap_or(0);
    let mut clients: Vec<&Value> =
        seen.clients.iter().filter(|client| (1..=CASES_MAX).contains(&cases(client))).collect();
    // The more cases, the likelier that some of their fees are paid and some are not.
    clients.sort_by_key(|client| Reverse(cases(client)));
    for (tenant, earnings) in clients.into_iter().filter_map(stated).take(CLIENTS_MAX) {
        let filter = [("ExternalTenantId", tenant.as_str())];
        let page = ask.page("/reporting/transactions", "collectionDate:desc", &filter).await?;
        let fees = rows(&page, "data");
        if total(&page).is_none_or(|total| usize::try_from(total).is_ok_and(|total| total > fees.len())) {
            continue;
        }
        let sum = |wanted: fn(&Value) -> bool| -> i128 {
            let fees = fees.iter().filter(|fee| wanted(fee));
            fees.filter_map(|fee| micros(fee, "/earnings/referralFeeAmountUsd")).map(|fee| i128::from(fee.0)).sum()
        };
        let (all, paid) = (sum(|_| true), sum(|fee| text(fee, "/status/referralInvoicingStatus") == Some("Paid")));
        let stated = i128::from(earnings.0);
        let near = |amount: i128| (amount - stated).abs() <= CENT;
        match (near(paid), near(all)) {
            (true, false) => return Ok(a("A client's earnings are the sum of its paid fees, and not of all of them.")),
            (false, true) => return Ok(b("A client's earnings are the sum of its fees of all stages.")),
            // Both are the same here, or it is something else: the next client may tell.
            (true, true) | (false, false) => {}
        }
    }
    Ok(unknown("No client was found whose earnings are one of the two sums and not the other."))
}

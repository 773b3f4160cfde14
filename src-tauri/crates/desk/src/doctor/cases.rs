//! Questions that the cases answer.

use chrono::{DateTime, NaiveDateTime, SecondsFormat, TimeDelta, Utc};
use desk_core::money::Micros;
use desk_core::remote::RemoteError;
use serde_json::Value;

use super::answers::{Asker, array, micros, rows, text, there, total, whole};
use super::{Seen, Verdict, a, b, unknown};

/// Lifecycles that every reading counts as pending, and those in question (contract section 9).
const SURELY_PENDING: [&str; 3] = ["PendingContractSigning", "PendingVerificationInternal", "PendingVerification"];
const PERHAPS_PENDING: [&str; 3] = ["NeedsAdditionalDetails", "Leads", "LeadsQuoteGiven"];

const NO_ARRAYS: &str =
    "No spelling of a repeated parameter had an effect, so the rows in question cannot be filtered.";

/// Q12, first, because others need its answer: which spelling of a repeated parameter narrows the list.
pub(super) async fn array_syntax(ask: &Asker, all: &Value) -> Result<(Option<&'static str>, Verdict), RemoteError> {
    for (arrays, verdict) in [
        ("", a("Repeating the plain key narrows the list of cases.")),
        ("[]", b("Only the key with [] behind it narrows the list of cases.")),
    ] {
        let name = array("Statuses", arrays);
        let narrowed = match ask.totals("/cases", &[(&name, "Closed"), (&name, "Paused")]).await {
            Ok(page) => total(&page).zip(total(all)).is_some_and(|(some, all)| some < all),
            Err(RemoteError::Rejected { .. }) => false,
            Err(error) => return Err(error),
        };
        if narrowed {
            return Ok((Some(arrays), verdict));
        }
    }
    Ok((None, unknown("Neither spelling narrows the list of cases: every case may be closed or paused.")))
}

/// Q4: whether the summary counts the states in question as pending.
pub(super) async fn pending_group(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let Some(arrays) = seen.arrays else { return Ok(unknown(NO_ARRAYS)) };
    let name = array("Statuses", arrays);
    let surely = total(&ask.totals("/cases", &SURELY_PENDING.map(|status| (name.as_str(), status))).await?);
    let perhaps = total(&ask.totals("/cases", &PERHAPS_PENDING.map(|status| (name.as_str(), status))).await?);
    let pending = whole(&seen.cases, "/summary/byLifecycle/pending");
    let (Some(surely), Some(perhaps), Some(pending)) = (surely, perhaps, pending) else {
        return Ok(unknown("The totals that would have to be compared were not sent."));
    };
    Ok(if perhaps == 0 {
        unknown("No case is waiting for information or for quotes at present.")
    } else if pending == surely + perhaps {
        a("The summary's pending count includes the cases that wait for information or for quotes.")
    } else if pending == surely {
        b("The summary's pending count leaves out the cases that wait for information or for quotes.")
    } else {
        unknown(
            "The summary's pending count is neither with nor without the cases that wait for information or for quotes.",
        )
    })
}

/// Q5: whether the summaries of cases and of clients follow the filters; both have to agree.
pub(super) async fn summary_follows(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let mut follows = Vec::new();
    if let Some(arrays) = seen.arrays {
        let page = ask.totals("/cases", &[(&array("Statuses", arrays), "Closed")]).await?;
        follows.extend(judge(&page, total(&seen.cases), "/summary/totalCases"));
    }
    for done in ["true", "false"] {
        let page = ask.totals("/clients", &[("OnboardingDone", done)]).await?;
        follows.extend(judge(&page, total(&seen.clients_first), "/summary/totalClients"));
    }
    Ok(match (follows.contains(&true), follows.contains(&false)) {
        (true, false) => a("Under a filter the summaries count the filtered rows."),
        (false, true) => b("Under a filter the summaries still count the whole portfolio."),
        (true, true) => unknown("The summaries of cases and of clients behave differently."),
        (false, false) => unknown("No filter that was tried left some of the rows and not all."),
    })
}

/// Whether a filtered answer's summary counts the filtered rows; nothing when the filter does not show it.
fn judge(page: &Value, all: Option<i64>, counted: &str) -> Option<bool> {
    let (some, all, counted) = (total(page)?, all?, whole(page, counted)?);
    if some == all || some == 0 {
        return None;
    }
    if counted == some {
        Some(true)
    } else if counted == all {
        Some(false)
    } else {
        None
    }
}

/// A case's id and its creation as sent.
fn created(case: &Value) -> Option<(&str, &str)> {
    Some((text(case, "/id")?, text(case, "/dateCreated")?))
}

fn is_among(page: &Value, id: &str) -> bool {
    rows(page, "cases").iter().any(|case| text(case, "/id") == Some(id))
}

/// Q9: whether the day of a case, given as both ends of the range, includes it. A case of about noon is chosen, so that the
/// day is the same in every zone that the server may mean.
pub(super) async fn plain_end(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let about_noon =
        |created: &str| matches!(created.get(11..13), Some("09" | "10" | "11" | "12" | "13" | "14" | "15"));
    let case = rows(&seen.cases, "cases").iter().filter_map(created).find(|(_, created)| about_noon(created));
    let Some((id, day)) = case.and_then(|(id, created)| Some((id, created.get(..10)?))) else {
        return Ok(unknown("None of the newest cases was created around noon, which the test needs."));
    };
    let page = ask.page("/cases", "DateCreated:desc", &[("FromDate", day), ("ToDate", day)]).await?;
    Ok(if is_among(&page, id) {
        a("A case is found when FromDate and ToDate are both its day.")
    } else if total(&page).is_some_and(|total| total <= 100) {
        b("A case is not found when FromDate and ToDate are both its day.")
    } else {
        unknown("Too many cases were created on the day that was tried.")
    })
}

/// Q10: a case whose creation is sent without a zone is looked for at that instant of UTC, said with a zone.
pub(super) async fn zone(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let zoneless = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    let cases = rows(&seen.cases, "cases").iter().filter_map(created);
    let Some((id, at)) = cases.filter_map(|(id, text)| Some((id, zoneless(text)?.and_utc()))).next() else {
        return Ok(unknown("Every timestamp that was looked at says its zone."));
    };
    if is_among(&around(ask, at, TimeDelta::seconds(2)).await?, id) {
        return Ok(a("A case is found at its zoneless timestamp read as UTC."));
    }
    if is_among(&around(ask, at, TimeDelta::hours(15)).await?, id) {
        return Ok(b("A case is not found at its zoneless timestamp read as UTC, but within some hours of it."));
    }
    Ok(unknown("A case was found neither at its zoneless timestamp nor within some hours of it."))
}

async fn around(ask: &Asker, at: DateTime<Utc>, by: TimeDelta) -> Result<Value, RemoteError> {
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
    ask.page("/cases", "DateCreated:asc", &[("FromDate", &text(at - by)), ("ToDate", &text(at + by))]).await
}

/// Q11.
pub(super) async fn unknown_sort(ask: &Asker) -> Result<Verdict, RemoteError> {
    match ask.totals("/cases", &[("Sort", "NoSuchField:asc")]).await {
        Ok(_) => Ok(a("A sort by a field that does not exist is answered like any other.")),
        Err(RemoteError::Rejected { status: 400 }) => {
            Ok(b("A sort by a field that does not exist is answered with status 400."))
        }
        Err(error) => Err(error),
    }
}

/// Q18.
pub(super) fn reference_form(seen: &Seen) -> Verdict {
    let references: Vec<&str> = rows(&seen.cases, "cases").iter().filter_map(|case| text(case, "/reference")).collect();
    let all = |form: fn(&str) -> bool| !references.is_empty() && references.iter().all(|reference| form(reference));
    if all(|reference| reference.len() == 8 && reference.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        a("The newest references are of eight letters and digits each.")
    } else if all(|reference| {
        reference
            .strip_prefix("DEB-")
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    }) {
        b("The newest references are DEB- with digits.")
    } else {
        unknown("The newest references are of another form, or of several.")
    }
}

/// Q19: the projection of a case without a collection partner.
pub(super) async fn projection(ask: &Asker, seen: &Seen) -> Result<Verdict, RemoteError> {
    let unassigned = |page: &Value| {
        let waiting = |case: &&Value| !there(case, "/collectionPartner");
        rows(page, "cases").iter().find(waiting).and_then(|case| text(case, "/id")).map(str::to_owned)
    };
    let mut id = unassigned(&seen.cases);
    if let (None, Some(arrays)) = (&id, seen.arrays) {
        let name = array("Statuses", arrays);
        id = unassigned(&ask.totals("/cases", &[(&name, "PendingContractSigning")]).await?);
    }
    let Some(id) = id else { return Ok(unknown("No case without a collection partner was found.")) };
    let case = ask.get(&format!("/cases/{id}"), &[]).await?;
    let Some(projection) = case.get("potentialRevenue").and_then(Value::as_object) else {
        return Ok(a("A case without a collection partner has no projection."));
    };
    let zero = |value: &Value| micros(value, "") == Some(Micros(0));
    Ok(if projection.values().all(zero) {
        b("A case without a collection partner has a projection of zeros.")
    } else {
        unknown("A case without a collection partner has a projection that is not zero.")
    })
}

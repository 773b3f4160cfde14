//! Each switch of contract section 16 changes what it says and parses as it should.

use partner_desk_sandbox::{Reading, Readings, Request, State};
use serde_json::Value;

use crate::ask::{all, json, reply, state, status, texts};

fn both(question: &str, cases: usize) -> (State, State) {
    (state(cases, &[]), state(cases, &[&format!("{question}=B")]))
}

#[test]
fn texts_become_switches_and_nonsense_a_sentence() {
    let readings = Readings::parse(["Q5=B", "q10=b", "Q22=A"]).unwrap();
    assert_eq!((readings.q5, readings.q10, readings.q22), (Reading::B, Reading::B, Reading::A));
    for bad in ["Q16=B", "Q20=B", "Q21=B", "Q99=A", "Q5=C", "Q5", ""] {
        let sentence = Readings::parse([bad]).unwrap_err();
        assert!(sentence.ends_with('.'), "{bad}: {sentence}");
    }
}

#[test]
fn q1_key_and_guid() {
    let (a, b) = both("Q1", 20);
    assert_eq!(a.config().key(), a.config().guid.to_string());
    assert_ne!(b.config().key(), b.config().guid.to_string());
    assert_eq!(json(&b, "/me")["id"], b.config().guid.to_string());
    assert_eq!(b.answer(&Request::get("/me", &b.config().guid.to_string())).status, 401);
}

#[test]
fn q2_spelling_of_kyc() {
    let spellings = |state: &State| {
        texts(&all(state, "/clients", ""), "/kycStatus").into_iter().collect::<std::collections::BTreeSet<_>>()
    };
    let (a, b) = both("Q2", 2_000);
    assert_eq!(spellings(&a), ["not_required", "pending", "verified"].map(str::to_owned).into());
    assert_eq!(spellings(&b), ["NotRequired", "Pending", "Verified"].map(str::to_owned).into());
}

#[test]
fn q3_scale_of_percentages() {
    let (a, b) = both("Q3", 500);
    assert_eq!(json(&a, "/me")["referralFeePercentage"], 50);
    assert_eq!(json(&b, "/me")["referralFeePercentage"], 0.5);
    let rate = |state: &State| {
        json(state, "/reporting/transactions")["data"][0]["earnings"]["referralFeePercentage"].as_f64().unwrap()
    };
    assert!((rate(&a) - rate(&b) * 100.0).abs() < 1e-9);
    assert_eq!(json(&a, "/cases")["cases"], json(&b, "/cases")["cases"], "cases are whole numbers either way");
}

#[test]
fn q4_groups_of_the_summary() {
    let (a, b) = both("Q4", 3_000);
    let pending = |state: &State| json(state, "/cases")["summary"]["byLifecycle"]["pending"].as_u64().unwrap();
    let moved = all(&a, "/cases", "Statuses=NeedsAdditionalDetails&Statuses=Leads&Statuses=LeadsQuoteGiven").len();
    assert!(moved > 0);
    assert_eq!(pending(&a) - pending(&b), moved as u64);
}

#[test]
fn q5_and_q6_summaries_and_filters() {
    let (a, b) = both("Q5", 1_000);
    let sum = |state: &State, target: &str| json(state, target)["summary"].clone();
    assert_eq!(sum(&a, "/cases?Statuses=Paused")["byLifecycle"]["active"], 0);
    assert_eq!(sum(&b, "/cases?Statuses=Paused"), sum(&b, "/cases"));
    assert_eq!(sum(&a, "/clients?OnboardingDone=true")["onboardingPending"], 0);
    assert_eq!(sum(&b, "/clients?OnboardingDone=true"), sum(&b, "/clients"));
    let (_, b) = both("Q6", 1_000);
    let path = "/reporting/transactions";
    assert_eq!(sum(&b, &format!("{path}?HasRecognizedRevenue=false")), sum(&b, path));
}

#[test]
fn q9_a_plain_end_date() {
    let (a, b) = both("Q9", 1_000);
    let row = a.cases().find(|row| row.date_created.format("%H").to_string().as_str() > "01").unwrap();
    let day = row.date_created.format("%Y-%m-%d");
    let hit = |state: &State| {
        texts(&all(state, "/cases", &format!("FromDate={day}&ToDate={day}")), "/id").contains(&row.id.to_string())
    };
    assert!(hit(&a) && !hit(&b));
}

#[test]
fn q10_zoneless_times() {
    let (a, b) = both("Q10", 300);
    let mut differing = 0;
    for (one, two) in all(&a, "/cases", "").iter().zip(all(&b, "/cases", "")) {
        let (one, two) = (one["dateCreated"].as_str().unwrap(), two["dateCreated"].as_str().unwrap());
        let zoned = one.ends_with('Z') || one.contains('+');
        assert_eq!(one == two, zoned, "{one} {two}");
        differing += usize::from(!zoned);
    }
    assert!(differing > 100);
}

#[test]
fn q11_and_q12_sorts_and_arrays() {
    let (a, b) = both("Q11", 50);
    assert_eq!((status(&a, "/cases?Sort=lifecycle"), status(&b, "/cases?Sort=lifecycle")), (200, 400));
    let (a, b) = both("Q12", 500);
    let total = |state: &State, query: &str| json(state, &format!("/cases?{query}"))["page"]["totalResults"].clone();
    assert_eq!(total(&a, "Statuses[]=Active"), 500, "an unknown parameter is ignored");
    assert_eq!(total(&b, "Statuses=Active"), 500);
    assert_eq!(total(&b, "Statuses[]=Active&Statuses%5B%5D=Paused"), total(&a, "Statuses=Active&Statuses=Paused"));
}

#[test]
fn q13_links_after_onboarding() {
    let (a, b) = both("Q13", 500);
    let links = |state: &State| json(state, "/clients?OnboardingDone=true")["clients"][0]["onboardingLinks"].clone();
    assert_eq!(links(&a), Value::Null);
    assert_eq!(links(&b), serde_json::json!({ "url": null }));
}

#[test]
fn q14_cases_of_an_archived_link() {
    let (mut a, mut b) = both("Q14", 500);
    let client = a.client_of("tenant-00000").unwrap().id;
    let own = a.cases().filter(|row| row.creditor_id == client).count();
    assert!(own > 0);
    a.archive_client("tenant-00000");
    b.archive_client("tenant-00000");
    assert_eq!(all(&a, "/cases", "").len(), 500 - own);
    assert_eq!(all(&b, "/cases", "").len(), 500);
    assert_eq!((status(&a, "/clients/tenant-00000"), status(&b, "/clients/tenant-00000")), (404, 404));
}

#[test]
fn q15_earnings_of_a_client() {
    let (a, b) = both("Q15", 3_000);
    let earned = |state: &State| -> f64 {
        all(state, "/clients", "").iter().filter_map(|row| row["caseStats"]["earningsUsd"].as_f64()).sum()
    };
    assert!(earned(&b) > earned(&a));
}

#[test]
fn q18_references() {
    let (a, b) = both("Q18", 300);
    for row in a.cases().filter_map(|row| row.reference.as_deref()) {
        assert!(row.len() == 8 && row.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{row}");
    }
    for row in b.cases().filter_map(|row| row.reference.as_deref()) {
        assert!(row.starts_with("DEB-") && row.len() == 9, "{row}");
    }
}

#[test]
fn q19_potential_revenue_before_assignment() {
    let (a, b) = both("Q19", 500);
    let waiting = a.cases().find(|row| row.collection_partner.is_none()).unwrap().id;
    assert_eq!(json(&a, &format!("/cases/{waiting}"))["potentialRevenue"], Value::Null);
    assert_eq!(json(&b, &format!("/cases/{waiting}"))["potentialRevenue"]["grossAmountUsd"], 0);
    let assigned =
        a.cases().find(|row| row.collection_partner.is_some() && row.gross_amount > 1_000_000_000).unwrap().id;
    let body = String::from_utf8(reply(&a, &format!("/cases/{assigned}")).body).unwrap();
    assert!(!body.contains("\"grossAmountUsd\":0,"), "{body}");
}

#[test]
fn q22_and_q23_ids_and_corrections() {
    let (a, b) = both("Q22", 500);
    let known = |state: &State| {
        texts(&all(state, "/reporting/transactions", ""), "/case/invoiceId")
            .iter()
            .filter(|id| state.case(id.parse().unwrap()).is_some())
            .count()
    };
    assert!(known(&a) > 0);
    assert_eq!(known(&b), 0);
    let (_, b) = both("Q23", 3_000);
    let negative: Vec<_> = b.transactions().filter(|row| row.amount < 0).collect();
    assert!(!negative.is_empty());
    assert!(
        negative
            .iter()
            .all(|row| row.fee_usd <= 0 && b.transactions().any(|of| of.case_id == row.case_id && of.amount > 0))
    );
}

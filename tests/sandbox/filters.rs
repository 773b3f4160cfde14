//! Filters of the three lists (contract sections 6, 8 and 11), against the state's own rows.

use std::collections::BTreeSet;

use partner_desk_sandbox::{LIFECYCLES, State};
use serde_json::Value;

use crate::ask::{all, json, state, status, texts};

fn ids(state: &State, path: &str, query: &str) -> BTreeSet<String> {
    let pointer = if path == "/cases" { "/id" } else { "/transactionId" };
    texts(&all(state, path, query), pointer).into_iter().collect()
}

fn cases_where(state: &State, holds: impl Fn(&partner_desk_sandbox::CaseRow) -> bool) -> BTreeSet<String> {
    state.cases().filter(|row| holds(row)).map(|row| row.id.to_string()).collect()
}

fn transactions_where(
    state: &State,
    holds: impl Fn(&partner_desk_sandbox::TransactionRow) -> bool,
) -> BTreeSet<String> {
    state.transactions().filter(|row| holds(row)).map(|row| row.id.to_string()).collect()
}

#[test]
fn statuses_take_names_and_labels_and_repeat_the_key() {
    let state = state(2_000, &[]);
    for (label, name, _) in LIFECYCLES {
        let by_name = ids(&state, "/cases", &format!("Statuses={name}"));
        let by_label = ids(&state, "/cases", &format!("Statuses={}", label.replace(' ', "%20")));
        assert!(by_label.is_subset(&by_name), "{label}");
    }
    let both = ids(&state, "/cases", "Statuses=Active&Statuses=paused");
    let wanted = cases_where(&state, |row| matches!(row.lifecycle.as_deref(), Some("Active" | "Paused")));
    assert_eq!(both, wanted);
    assert!(!both.is_empty());
    assert!(ids(&state, "/cases", "Statuses=NoSuchStatus").is_empty());
    let old = ids(&state, "/cases", "Statuses=Leads");
    let wanted = cases_where(&state, |row| {
        matches!(row.lifecycle.as_deref(), Some("Collecting Quotes" | "Pending quote by partner"))
    });
    assert_eq!(old, wanted);
}

#[test]
fn the_query_of_cases_covers_three_fields_and_not_the_client() {
    let state = state(2_000, &[]);
    let found = ids(&state, "/cases", "Query=m%C3%BCller");
    let wanted = cases_where(&state, |row| {
        row.debtor_name.as_deref().is_some_and(|name| name.to_lowercase().contains("müller"))
    });
    assert_eq!(found, wanted);
    assert!(found.len() >= 40);
    let row = state.cases().find(|row| row.reference.is_some() && row.creditor_reference.is_some()).unwrap();
    for text in [row.reference.as_ref().unwrap(), row.creditor_reference.as_ref().unwrap()] {
        let text = text.replace(' ', "%20").replace('/', "%2F").to_lowercase();
        assert!(ids(&state, "/cases", &format!("Query={text}")).contains(&row.id.to_string()));
    }
    let client = state.clients().find_map(|row| row.company_name.clone()).unwrap();
    let exact = ids(&state, "/cases", &format!("Query={}", client.replace(' ', "%20").replace('&', "%26")));
    assert!(exact.len() < state.cases().count() / 10);
}

#[test]
fn dates_include_both_ends() {
    let state = state(800, &[]);
    let row = state.cases().next().unwrap();
    let at = row.date_created.format("%Y-%m-%dT%H:%M:%S%.3fZ");
    let hit = ids(&state, "/cases", &format!("FromDate={at}&ToDate={at}"));
    assert!(hit.contains(&row.id.to_string()));
    let plus = row.date_created.format("%Y-%m-%dT%H:%M:%S%.3f%%2B00:00");
    assert_eq!(hit, ids(&state, "/cases", &format!("FromDate={plus}&ToDate={plus}")));
    for bad in ["FromDate=yesterday", "ToDate=2026-13-01", "FromDate=2026-05-11T08:42:17+02:00"] {
        assert_eq!(status(&state, &format!("/cases?{bad}")), 400, "{bad}: a bare plus is a blank");
    }
}

#[test]
fn country_and_partner_filters_take_ids() {
    let state = state(2_000, &[]);
    let options = json(&state, "/referral-partner/filter-options");
    for country in options["countries"].as_array().unwrap() {
        let name = country["name"].as_str().unwrap();
        let found = ids(&state, "/cases", &format!("CountryIds={}", country["id"]));
        assert_eq!(found, cases_where(&state, |row| row.country.as_deref() == Some(name)), "{name}");
        assert!(!found.is_empty(), "only countries on the partner's cases are offered");
    }
    let mut used = 0;
    for partner in options["carveoutPartners"].as_array().unwrap() {
        let (id, name) = (partner["id"].as_str().unwrap(), partner["name"].as_str().unwrap());
        let found = ids(&state, "/cases", &format!("CollectionPartnerIds={id}"));
        assert_eq!(found, cases_where(&state, |row| row.collection_partner.as_deref() == Some(name)));
        used += usize::from(!found.is_empty());
        let payments = ids(&state, "/reporting/transactions", &format!("CollectionPartnerIds={id}"));
        let of_case = |row: &partner_desk_sandbox::TransactionRow| {
            state.case(row.case_id).unwrap().collection_partner.as_deref() == Some(name)
        };
        assert_eq!(payments, transactions_where(&state, of_case));
    }
    let seen: BTreeSet<_> = state.cases().filter_map(|row| row.collection_partner.clone()).collect();
    assert_eq!(used + 1, seen.len(), "one partner on cases has no pricing zone");
    assert_eq!(options["carveoutPartners"].as_array().unwrap().len(), seen.len(), "and one with a zone has no case");
    assert_eq!(status(&state, "/cases?CountryIds=x"), 400);
    assert_eq!(status(&state, "/cases?CollectionPartnerIds=5"), 400);
}

#[test]
fn a_tenant_id_is_exact_in_every_list() {
    let state = state(4_000, &[]);
    let upper = state.client_of("TENANT-00004").unwrap().id;
    let lower = state.client_of("tenant-00004").unwrap().id;
    assert_ne!(upper, lower);
    let found = ids(&state, "/cases", "ExternalTenantId=TENANT-00004");
    assert_eq!(found, cases_where(&state, |row| row.creditor_id == upper));
    let found = ids(&state, "/reporting/transactions", "ExternalTenantId=tenant-00004");
    assert_eq!(found, transactions_where(&state, |row| row.creditor_id == lower));
    assert_eq!(all(&state, "/clients", "ExternalTenantId=TENANT-00004").len(), 1);
    let odd = state.clients().find(|row| row.tenant.as_deref().is_some_and(|text| text.contains('/'))).unwrap();
    let single = json(&state, "/clients/%C3%98st%20%26%20S%C3%B8n%2F17%20100%25");
    assert_eq!(
        single["dateLinked"],
        all(&state, "/clients", "ExternalTenantId=%C3%98st%20%26%20S%C3%B8n%2F17%20100%25")[0]["dateLinked"]
    );
    assert_eq!(odd.tenant.as_deref(), single["externalTenantId"].as_str());
}

#[test]
fn clients_filter_by_text_attribution_and_onboarding() {
    let state = state(4_000, &[]);
    let count = |query: &str| all(&state, "/clients", query).len();
    let total = state.clients().count();
    assert_eq!(count(""), total);
    assert_eq!(count("OnboardingDone=true") + count("OnboardingDone=false"), total);
    assert_eq!(count("IsAttributedClient=True"), state.clients().filter(|row| row.is_attributed).count());
    let row = state.clients().find(|row| row.registration_number.is_some() && row.office_email.is_some()).unwrap();
    assert_eq!(count(&format!("Query={}", row.registration_number.as_ref().unwrap())), 1);
    assert_eq!(count(&format!("Query={}", row.office_email.as_ref().unwrap().to_uppercase())), 1);
    let at = row.date_linked.format("%Y-%m-%dT%H:%M:%S%.3fZ");
    assert!(count(&format!("DateCreatedFrom={at}&DateCreatedTo={at}")) >= 1);
    assert_eq!(status(&state, "/clients?OnboardingDone=maybe"), 400);
}

#[test]
fn transactions_filter_by_integers() {
    let state = state(5_000, &[]);
    let path = "/reporting/transactions";
    let by_name = [
        ("CommissionPaymentStatuses", &["Unpaid", "Paid", "Credited"][..]),
        ("PlatformInvoicingStatuses", &["NotInvoiced", "InvoiceIssued", "PaymentReceived", "InvoiceCredited"]),
        ("ReferralInvoicingStatuses", &["Pending", "Invoiced", "Paid", "Disputed"]),
    ];
    for (parameter, names) in by_name {
        for (number, name) in names.iter().enumerate() {
            let found = ids(&state, path, &format!("{parameter}={number}"));
            let wanted = transactions_where(&state, |row| {
                let status = match parameter.as_bytes()[0] {
                    b'C' => &row.commission,
                    b'P' => &row.platform,
                    _ => &row.referral,
                };
                status.as_deref() == Some(*name)
            });
            assert_eq!(found, wanted, "{parameter} {name}");
            assert!(!found.is_empty());
        }
    }
    let recognized = ids(&state, path, "HasRecognizedRevenue=true");
    assert_eq!(recognized, transactions_where(&state, |row| row.platform.as_deref() == Some("PaymentReceived")));
    for stage in 0..7_u8 {
        let found = ids(&state, path, &format!("RevenueStages={stage}"));
        assert_eq!(found, transactions_where(&state, |row| state.stage(row) == Some(stage)));
    }
    assert_eq!(status(&state, &format!("{path}?RevenueStages=Paid")), 400);
    assert!(ids(&state, path, "RevenueStages=9").is_empty());
}

#[test]
fn the_search_of_transactions_starts_at_two_characters() {
    let state = state(3_000, &[]);
    let path = "/reporting/transactions";
    let total = state.transactions().count();
    assert_eq!(all(&state, path, "Search=q").len(), total);
    let row = state.transactions().find(|row| state.case(row.case_id).unwrap().reference.is_some()).unwrap();
    let reference = state.case(row.case_id).unwrap().reference.clone().unwrap().to_lowercase();
    assert!(ids(&state, path, &format!("Search={}", reference.get(1..).unwrap())).contains(&row.id.to_string()));
    let gmbh = all(&state, path, "Search=gmbh");
    assert!(!gmbh.is_empty() && gmbh.len() < total);
    let named = gmbh.iter().filter_map(|row| row.pointer("/client/companyName").and_then(Value::as_str));
    assert!(named.clone().count() > 0);
    for name in named {
        assert!(name.to_lowercase().contains("gmbh"), "{name}");
    }
}

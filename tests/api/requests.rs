//! What is sent, to the byte.

use desk_api::{Api, Options, Origin};
use desk_core::ids::{CaseId, TenantId};
use desk_core::remote::{CaseScope, Order, PageRequest, RemoteError, TransactionScope};
use desk_core::secret::Secret;

use crate::fake::{Fake, KEY, ME, NO_CASES, ok};

const NO_CLIENTS: &str = r#"{"clients":[],"page":{"totalResults":0}}"#;
const NO_TRANSACTIONS: &str = r#"{"data":[],"page":{"totalResults":0}}"#;

#[tokio::test]
async fn headers() {
    let fake = Fake::always(ok(ME));
    let partner = fake.api().me().await.unwrap();
    assert_eq!(partner.name(), Some("Northwind"));
    let head = fake.heads()[0].to_ascii_lowercase();
    assert!(head.starts_with("get /me http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nxapikey: {KEY}\r\n")));
    assert!(head.contains("\r\naccept: application/json\r\n"));
    assert!(head.contains("\r\naccept-encoding: gzip\r\n"));
    assert!(head.contains("\r\nuser-agent: partnerdesk/"));
    assert_eq!(head.matches(KEY).count(), 1);
    assert!(!head.contains("referer") && !head.contains("cookie"));
}

#[tokio::test]
async fn lists_ask_for_full_pages_in_each_list_s_own_spelling() {
    let fake = Fake::start(|n, _| crate::fake::Answer::Bytes(ok([NO_CASES, NO_CLIENTS, NO_TRANSACTIONS][n % 3])));
    let api = fake.api();
    api.cases(&PageRequest::stable(1), CaseScope::All).await.unwrap();
    api.clients(&PageRequest::stable(2)).await.unwrap();
    api.transactions(&PageRequest::stable(30), &TransactionScope::All).await.unwrap();
    let newest = PageRequest { page: 0, page_size: 5_000, order: Order::NewestFirst, from: None };
    api.cases(&newest, CaseScope::All).await.unwrap();
    api.clients(&newest).await.unwrap();
    api.transactions(&PageRequest { page_size: 0, ..newest }, &TransactionScope::All).await.unwrap();
    for (n, target) in [
        "/cases?Page=1&PageSize=100&Sort=DateCreated%3Aasc",
        "/clients?Page=2&PageSize=100&Sort=dateCreated%3Aasc",
        "/reporting/transactions?Page=30&PageSize=100&Sort=collectionDate%3Aasc",
        "/cases?Page=1&PageSize=100&Sort=DateCreated%3Adesc",
        "/clients?Page=1&PageSize=100&Sort=dateCreated%3Adesc",
        "/reporting/transactions?Page=1&PageSize=1&Sort=collectionDate%3Adesc",
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(fake.target(n), target);
    }
    assert_eq!(api.requests(), 6);
}

#[tokio::test]
async fn scopes_and_dates_are_filters_in_each_list_s_own_spelling() {
    let fake = Fake::start(|n, _| crate::fake::Answer::Bytes(ok([NO_CASES, NO_CLIENTS, NO_TRANSACTIONS][n.min(2)])));
    let api = fake.api();
    let from = desk_core::time::parse_instant("2026-05-11T08:42:17.513");
    let request = PageRequest { from, ..PageRequest::stable(1) };
    api.cases(&request, CaseScope::Open).await.unwrap();
    api.clients(&request).await.unwrap();
    api.transactions(&request, &TransactionScope::Unpaid).await.unwrap();
    api.transactions(&PageRequest::stable(1), &TransactionScope::Search("Müller & Søn+1".to_owned())).await.unwrap();
    for (n, target) in [
        "/cases?Page=1&PageSize=100&Sort=DateCreated%3Aasc&FromDate=2026-05-11T08%3A42%3A17.513Z\
         &Statuses=PendingContractSigning&Statuses=PendingVerificationInternal&Statuses=PendingVerification\
         &Statuses=NeedsAdditionalDetails&Statuses=Leads&Statuses=LeadsQuoteGiven&Statuses=Active&Statuses=Paused",
        "/clients?Page=1&PageSize=100&Sort=dateCreated%3Aasc&DateCreatedFrom=2026-05-11T08%3A42%3A17.513Z",
        "/reporting/transactions?Page=1&PageSize=100&Sort=collectionDate%3Aasc&FromDate=2026-05-11T08%3A42%3A17.513Z\
         &RevenueStages=0&RevenueStages=1&RevenueStages=2&RevenueStages=3&RevenueStages=4&RevenueStages=6",
        "/reporting/transactions?Page=1&PageSize=100&Sort=collectionDate%3Aasc&Search=M%C3%BCller+%26+S%C3%B8n%2B1",
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(fake.target(n), target);
    }
}

#[tokio::test]
async fn a_tenant_id_stays_one_segment_of_the_path() {
    for (tenant, path) in [
        ("ACME-1", "/clients/ACME-1"),
        ("a/b", "/clients/a%2Fb"),
        ("../me", "/clients/..%2Fme"),
        ("%2e%2e", "/clients/%252e%252e"),
        ("a?b#c", "/clients/a%3Fb%23c"),
        ("Søn & co", "/clients/S%C3%B8n%20&%20co"),
        ("...", "/clients/..."),
    ] {
        let body = serde_json::json!({ "externalTenantId": tenant }).to_string();
        let fake = Fake::always(ok(&body));
        let client = fake.api().client(&TenantId(tenant.to_owned())).await.unwrap();
        assert_eq!(client.tenant.unwrap().0, tenant);
        assert_eq!(fake.target(0), path);
    }
}

#[tokio::test]
async fn a_tenant_id_that_no_path_can_hold_is_not_found_without_a_request() {
    let fake = Fake::always(ok(ME));
    let api = fake.api();
    for tenant in ["", ".", ".."] {
        assert_eq!(api.client(&TenantId(tenant.to_owned())).await, Err(RemoteError::NotFound));
    }
    assert_eq!(api.requests(), 0);
}

#[tokio::test]
async fn a_case_is_asked_for_by_its_id() {
    let id = CaseId::parse("22222222-2222-4222-8222-222222222222").unwrap();
    let fake = Fake::always(ok(&format!(r#"{{"id":"{id}","potentialRevenue":null}}"#)));
    assert_eq!(fake.api().case(id).await.unwrap().case.id, id);
    assert_eq!(fake.target(0), format!("/cases/{id}"));
    let other = CaseId::parse("33333333-3333-4333-8333-333333333333").unwrap();
    assert!(fake.api().case(other).await.is_err());
}

#[tokio::test]
async fn the_doctor_sees_the_answer_as_it_is() {
    let fake = Fake::always(ok(r#"{"clients":[{"kycStatus":"NotRequired","onboardingLinks":null}]}"#));
    let value = fake.api().read_json("/clients", &[("Page", "1"), ("Sort", "nonsense")]).await.unwrap();
    assert_eq!(value["clients"][0]["kycStatus"], "NotRequired");
    assert_eq!(fake.target(0), "/clients?Page=1&Sort=nonsense");
    assert!(fake.heads()[0].contains(KEY));
}

#[test]
fn nothing_that_prints_shows_the_key() {
    let api = Api::new(Origin::production(), Secret::new(KEY.to_owned()), Options::default());
    let shown = format!("{api:?} {:?}", Options::default());
    assert!(!shown.contains(KEY) && !shown.contains("5ca1ab1e"), "{shown}");
}

#[test]
fn a_key_that_no_header_can_carry_is_refused_at_once() {
    for key in ["a\nb", "a\r\nHost: evil", "a\0b"] {
        let origin = Origin::parse("http://127.0.0.1:1").unwrap();
        let api = Api::new(origin, Secret::new(key.to_owned()), Options::for_tests());
        assert!(matches!(api, Err(RemoteError::Unauthorized)));
    }
}

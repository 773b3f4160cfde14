//! The client against the sandbox: every fault it can play, and the error or the recovery that follows.

use std::time::Duration;

use desk_api::{Api, Options, Origin};
use desk_core::ids::{CaseId, TenantId};
use desk_core::remote::{BadBody, CaseScope, Order, PageRequest, RemoteError, TransactionScope};
use desk_core::secret::Secret;
use partner_desk_sandbox::{Fault, SandboxConfig, Server};
use uuid::Uuid;

pub(crate) fn api_of(server: &Server) -> Api {
    api_with(server, &server.key(), Options::for_tests())
}

fn api_with(server: &Server, key: &str, options: Options) -> Api {
    Api::new(Origin::parse(&server.url()).unwrap(), Secret::new(key.to_owned()), options).unwrap()
}

async fn sandbox() -> Server {
    Server::start(SandboxConfig::new(30, 7), 0).await
}

fn limited(retry_after_s: f64, body: bool, header: bool, garbage: bool) -> Fault {
    Fault::RateLimited { retry_after_s, body, header, garbage }
}

#[tokio::test]
async fn every_fault_has_its_error() {
    let server = sandbox().await;
    let options = Options { request_timeout: Duration::from_millis(400), ..Options::for_tests() };
    let wait = |seconds| RemoteError::RateLimited { retry_after: Some(Duration::from_secs(seconds)) };
    for (fault, error, attempts) in [
        (Fault::Status(400), RemoteError::Rejected { status: 400 }, 1),
        (Fault::Status(403), RemoteError::Forbidden, 1),
        (Fault::Status(404), RemoteError::NotFound, 1),
        (Fault::Status(500), RemoteError::Server { status: 500 }, 4),
        (Fault::Status(503), RemoteError::Server { status: 503 }, 4),
        (Fault::Unauthorized, RemoteError::Unauthorized, 1),
        (Fault::Hang, RemoteError::Timeout, 2),
        (Fault::CutBody, RemoteError::BadBody(BadBody::Cut), 4),
        (Fault::EmptyBody, RemoteError::BadBody(BadBody::Cut), 4),
        (Fault::InvalidJson, RemoteError::BadBody(BadBody::Cut), 4),
        (Fault::HtmlBody, RemoteError::BadBody(BadBody::WebPage), 1),
        (Fault::Redirect("https://portal.example/login".to_owned()), RemoteError::Redirected, 1),
        (limited(30.0, true, false, false), wait(30), 1),
        (limited(30.0, false, true, false), wait(30), 1),
        (limited(30.0, true, true, false), wait(30), 1),
        (limited(30.0, true, true, true), RemoteError::RateLimited { retry_after: None }, 4),
        (limited(30.0, false, false, false), RemoteError::RateLimited { retry_after: None }, 4),
    ] {
        server.faults().add("/cases", fault.clone(), 100);
        // A client of its own: a long wait after a 429 holds for all reads of one.
        let api = api_with(&server, &server.key(), options.clone());
        assert_eq!(api.cases(&PageRequest::stable(1), CaseScope::All).await, Err(error), "{fault:?}");
        assert_eq!(api.requests(), attempts, "{fault:?}");
        server.faults().clear();
        server.forget_requests();
    }
}

#[tokio::test]
async fn what_passes_is_passed_over() {
    let server = sandbox().await;
    for fault in
        [Fault::Status(502), Fault::CutBody, Fault::EmptyBody, limited(0.02, true, false, false), Fault::SlowMs(20)]
    {
        server.faults().add("/clients", fault.clone(), 1);
        let page = api_of(&server).clients(&PageRequest::stable(1)).await.unwrap();
        assert!(!page.rows.is_empty(), "{fault:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_gone() {
    let server = sandbox().await;
    let api = api_of(&server);
    assert!(api.me().await.is_ok());
    server.stop().await;
    assert_eq!(api.me().await, Err(RemoteError::Unreachable));
}

#[tokio::test]
async fn a_wrong_key_and_a_key_of_another_shape() {
    let server = sandbox().await;
    for key in [Uuid::nil().to_string(), "rpk_nonsense".to_owned()] {
        let api = api_with(&server, &key, Options::for_tests());
        assert_eq!(api.me().await, Err(RemoteError::Unauthorized));
        assert_eq!(api.requests(), 1);
    }
}

#[tokio::test]
async fn single_reads() {
    let server = sandbox().await;
    let api = api_of(&server);
    let (case, tenant) = server.with_state(|state| {
        let tenant = state.clients().find_map(|client| client.tenant.clone()).unwrap();
        (CaseId(state.cases().next().unwrap().id), TenantId(tenant))
    });
    assert_eq!(api.case(case).await.unwrap().case.id, case);
    assert_eq!(api.client(&tenant).await.unwrap().tenant, Some(tenant));
    assert_eq!(api.case(CaseId(Uuid::nil())).await, Err(RemoteError::NotFound));
    assert_eq!(api.client(&TenantId("no such/one".to_owned())).await, Err(RemoteError::NotFound));
}

#[tokio::test]
async fn what_the_server_saw_is_what_the_contract_asks_for() {
    let server = sandbox().await;
    let api = api_of(&server);
    let newest = PageRequest { order: Order::NewestFirst, ..PageRequest::stable(2) };
    api.cases(&newest, CaseScope::Open).await.unwrap();
    api.clients(&PageRequest::stable(1)).await.unwrap();
    api.transactions(&PageRequest::stable(3), &TransactionScope::All).await.unwrap();
    api.read_json("/referral-partner/filter-options", &[]).await.unwrap();
    let seen: Vec<String> = server
        .seen()
        .into_iter()
        .map(|seen| {
            let query: Vec<String> = seen.query.iter().map(|(key, value)| format!("{key}={value}")).collect();
            format!("{} {}", seen.path, query.join("&"))
        })
        .collect();
    assert_eq!(
        seen,
        [
            "/cases Page=2&PageSize=100&Sort=DateCreated:desc&Statuses=PendingContractSigning&Statuses=PendingVerificationInternal\
             &Statuses=PendingVerification&Statuses=NeedsAdditionalDetails&Statuses=Leads&Statuses=LeadsQuoteGiven\
             &Statuses=Active&Statuses=Paused",
            "/clients Page=1&PageSize=100&Sort=dateCreated:asc",
            "/reporting/transactions Page=3&PageSize=100&Sort=collectionDate:asc",
            "/referral-partner/filter-options ",
        ]
    );
    assert_eq!((api.requests(), server.requests()), (4, 4));
}

#[tokio::test]
async fn a_page_fault_is_a_page_all_the_same() {
    let server = sandbox().await;
    for fault in [Fault::ShiftPage, Fault::DuplicateRow, Fault::DropRow, Fault::LyingTotal(5)] {
        server.faults().add("/cases", fault, 1);
        let page = api_of(&server).cases(&PageRequest::stable(1), CaseScope::All).await.unwrap();
        assert_eq!(page.unusable_rows, 0);
    }
}

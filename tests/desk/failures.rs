//! Log-ins that fail: each with its own sentence, and nothing lost or left behind.

use std::time::Duration;

use desk::{Code, Desk, DeskError, SessionState};
use desk_session::VaultError;
use partner_desk_sandbox::Fault;
use uuid::Uuid;

use crate::computer::{Computer, ids, of};

fn faults() -> Vec<(Fault, Code)> {
    let limited = Fault::RateLimited { retry_after_s: 60.0, body: true, header: false, garbage: false };
    vec![
        (Fault::Status(500), Code::Server),
        (Fault::Status(503), Code::Server),
        (Fault::Status(400), Code::BadAnswer),
        (Fault::Status(403), Code::Refused),
        (Fault::Status(404), Code::Inactive),
        (Fault::Unauthorized, Code::Refused),
        (Fault::CutBody, Code::BadAnswer),
        (Fault::EmptyBody, Code::BadAnswer),
        (Fault::InvalidJson, Code::BadAnswer),
        (Fault::HtmlBody, Code::Offline),
        (Fault::Hang, Code::Timeout),
        (Fault::Redirect("https://elsewhere.example/".to_owned()), Code::BadAnswer),
        (limited, Code::RateLimited),
    ]
}

fn check(error: &DeskError, code: Code, what: &str) {
    assert_eq!(error.code, code, "{what}");
    assert!(error.message.ends_with('.'), "{what}: {}", error.message);
}

/// Every way to fail on the way to Debitura; `check` looks at the program after each.
async fn every_failure(computer: &Computer, desk: &Desk) -> Vec<String> {
    let guid = computer.server.guid().to_string();
    let mut sentences = Vec::new();
    for (fault, code) in faults() {
        computer.server.faults().add("/me", fault.clone(), 99);
        let error = desk.log_in(of(&guid)).await.unwrap_err();
        check(&error, code, &format!("{fault:?}"));
        computer.server.faults().clear();
        sentences.push(error.message);
    }
    computer.server.forget_requests();
    for malformed in ["", "not a guid", guid.split_at(1).1, &format!("{guid}0"), "00000000-0000-0000-0000-000000000000"]
    {
        let error = desk.log_in(of(malformed)).await.unwrap_err();
        check(&error, Code::MalformedGuid, malformed);
        sentences.push(error.message);
    }
    assert_eq!(computer.server.requests(), 0, "a malformed GUID is refused before any request");
    check(&desk.log_in(of(&Uuid::from_u128(7).to_string())).await.unwrap_err(), Code::Refused, "unknown");
    sentences
}

async fn hurried(cases: usize) -> Computer {
    let mut computer = Computer::new(cases).await;
    computer.api.request_timeout = Duration::from_millis(400);
    computer
}

#[tokio::test]
async fn signed_out_they_leave_nothing() {
    let computer = hurried(10).await;
    let desk = computer.start().await;
    let guid = computer.server.guid().to_string();
    let sentences = every_failure(&computer, &desk).await;
    assert_eq!(desk.session().state, SessionState::SignedOut);
    assert_eq!((computer.files().len(), computer.vault.items().len()), (0, 0));
    for sentence in &sentences {
        assert!(!sentence.contains(&guid) && !sentence.contains("127.0.0.1"), "{sentence}");
    }
    // The same words stand for the same trouble only: a server, the credential, a cut answer, the keyring ...
    let different: std::collections::BTreeSet<&String> = sentences.iter().collect();
    assert!(different.len() >= 11, "{different:?}");
    // Nothing of it stays in the way.
    assert_eq!(computer.log_in(&desk).await.unwrap().state, SessionState::SignedIn);
}

#[tokio::test]
async fn signed_in_they_leave_the_session_as_it_is() {
    let computer = hurried(30).await;
    let desk = computer.synced().await;
    let (session, items, files) = (desk.session(), computer.vault.items(), computer.files());
    every_failure(&computer, &desk).await;
    assert_eq!((desk.session(), computer.vault.items(), computer.files()), (session, items, files));
    assert_eq!(ids(&desk).await.len(), 30);
}

#[tokio::test]
async fn without_a_network() {
    let computer = Computer::new(10).await;
    let guid = computer.server.guid().to_string();
    let computer = computer.unplugged().await;
    let desk = computer.start().await;
    check(&desk.log_in(of(&guid)).await.unwrap_err(), Code::Offline, "no network");
    assert_eq!((desk.session().state, computer.vault.items().len()), (SessionState::SignedOut, 0));
}

#[tokio::test]
async fn an_inactive_account_is_not_let_in() {
    let computer = Computer::new(10).await;
    let desk = computer.start().await;
    computer.server.faults().add("/me", Fault::Status(404), 1);
    let error = computer.log_in(&desk).await.unwrap_err();
    check(&error, Code::Inactive, "404");
    assert!(error.hint.is_some());
}

#[tokio::test]
async fn a_keyring_that_fails_changes_nothing() {
    for trouble in [VaultError::NoKeyring, VaultError::Locked, VaultError::Denied, VaultError::Other] {
        let computer = Computer::new(10).await;
        let desk = computer.start().await;
        computer.vault.fail_always(Some(trouble));
        let error = computer.log_in(&desk).await.unwrap_err();
        assert_eq!((error.code, error.message), (Code::Keyring, trouble.to_string()));
        assert_eq!((desk.session().state, computer.files().len()), (SessionState::SignedOut, 0));
        computer.vault.fail_always(None);
        assert_eq!(computer.log_in(&desk).await.unwrap().state, SessionState::SignedIn);
    }
}

#[tokio::test]
async fn a_keyring_that_fails_leaves_a_signed_in_program_as_it_is() {
    let computer = Computer::new(10).await;
    let desk = computer.synced().await;
    let session = desk.session();
    computer.vault.fail_always(Some(VaultError::Locked));
    assert_eq!(computer.log_in(&desk).await.unwrap_err().code, Code::Keyring);
    assert_eq!(desk.session(), session);
    assert_eq!(ids(&desk).await.len(), 10);
    // A sync goes on without it.
    assert_eq!(desk.sync().await.unwrap().error, None);
}

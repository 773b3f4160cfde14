//! Logging out, and log-outs that were interrupted.

use std::fs;

use desk::{Code, LoggedOut, SessionState};
use desk_session::VaultError;
use partner_desk_sandbox::Fault;
use uuid::Uuid;

use crate::computer::{Computer, ids, rows};

#[tokio::test]
async fn nothing_is_left() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    assert!(computer.files().len() >= 2);
    assert_eq!(desk.log_out().await, Ok(LoggedOut { file_in_use: false }));
    assert_eq!(computer.files().len(), 0, "{:?}", computer.files());
    assert_eq!(computer.vault.items(), []);
    let session = desk.session();
    assert_eq!((session.state, session.notice, session.partner_name), (SessionState::SignedOut, None, None));
    let status = desk.sync_status().await;
    assert_eq!((status.as_of, status.last_attempt, status.online, status.running), (None, None, None, false));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    // Once more is no error, and the next log-in starts from nothing.
    desk.log_out().await.unwrap();
    computer.log_in(&desk).await.unwrap();
    assert_eq!(rows(&desk).await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_copy_of_the_cache_taken_before_cannot_be_opened_with_what_is_left() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let name = computer.files().into_iter().find(|name| name.ends_with(".db")).unwrap();
    let copy = fs::read(computer.folder().join(&name)).unwrap();
    assert!(!copy.starts_with(b"SQLite format 3"));
    desk.log_out().await.unwrap();
    drop(desk);
    // Put back, it is what a crash between the steps would have left: the next start removes it.
    fs::write(computer.folder().join(&name), copy).unwrap();
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::SignedOut);
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn a_keyring_that_does_not_let_go_leaves_everything_as_it_is() {
    let computer = Computer::new(30).await;
    let desk = computer.synced().await;
    let (session, files, items) = (desk.session(), computer.files(), computer.vault.items());
    for trouble in [VaultError::Locked, VaultError::Denied, VaultError::Other] {
        computer.vault.fail_next(trouble);
        let error = desk.log_out().await.unwrap_err();
        assert_eq!((error.code, error.message), (Code::Keyring, trouble.to_string()));
        assert_eq!(
            (desk.session(), computer.files(), computer.vault.items()),
            (session.clone(), files.clone(), items.clone())
        );
        assert_eq!(ids(&desk).await.len(), 30);
    }
    assert!(desk.sync_status().await.last_attempt.is_some(), "what was known of the syncs is still known");
    desk.log_out().await.unwrap();
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn a_crash_after_the_key_is_gone_is_finished_by_the_next_start() {
    let computer = Computer::new(30).await;
    drop(computer.synced().await);
    computer.vault.replace(Vec::new());
    let cache = computer.files().into_iter().find(|name| name.ends_with(".db")).unwrap();
    // What only looks like a cache of this session, and what a crash while deleting may leave.
    let others = format!("0123456789abcdef-{}.db", Uuid::from_u128(5));
    fs::write(computer.folder().join(&others), b"another environment's").unwrap();
    fs::write(computer.folder().join(format!("{cache}-wal")), b"x").unwrap();
    fs::write(computer.folder().join(format!("{cache}.damaged-1")), b"x").unwrap();
    fs::write(computer.folder().join("notes.txt"), b"not ours").unwrap();
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::SignedOut);
    let left: Vec<String> = computer.files().into_iter().filter(|name| name != "sync.lock").collect();
    assert_eq!(left, [others, "notes.txt".to_owned()]);
}

#[tokio::test]
async fn a_crash_while_the_files_are_deleted_is_finished_too() {
    let computer = Computer::new(30).await;
    drop(computer.synced().await);
    computer.vault.replace(Vec::new());
    let cache = computer.files().into_iter().find(|name| name.ends_with(".db")).unwrap();
    fs::rename(computer.folder().join(&cache), computer.folder().join(format!("{cache}-wal"))).unwrap();
    drop(computer.start().await);
    assert!(!computer.files().iter().any(|name| name.contains(".db")), "{:?}", computer.files());
}

#[tokio::test]
async fn a_keyring_that_cannot_be_asked_saves_the_files() {
    let computer = Computer::new(30).await;
    drop(computer.synced().await);
    let files = computer.files();
    computer.vault.fail_always(Some(VaultError::Locked));
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::KeyringUnavailable);
    assert_eq!(computer.files(), files);
    // Unlocked, the same program finds the session.
    computer.vault.fail_always(None);
    desk.reconcile().await.unwrap();
    assert_eq!(desk.session().state, SessionState::SignedIn);
    assert_eq!(ids(&desk).await.len(), 30);
}

#[tokio::test]
async fn a_running_sync_is_stopped_first() {
    let computer = Computer::new(1_500).await;
    let (desk, running) = computer.syncing().await;
    desk.log_out().await.unwrap();
    assert_eq!(running.await.unwrap().unwrap().error.unwrap().code, Code::Cancelled);
    assert_eq!(computer.files().len(), 0, "{:?}", computer.files());
    computer.server.forget_requests();
    assert_eq!(desk.sync().await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(computer.server.requests(), 0);
}

#[tokio::test]
async fn a_sync_whose_caller_left_holds_up_nobody() {
    let computer = Computer::new(1_500).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    computer.server.faults().add("/cases", Fault::Hang, 1_000);
    let mut events = desk.events();
    let left = tokio::spawn({
        let desk = desk.clone();
        async move { desk.sync().await }
    });
    while !desk.sync_status().await.running {
        events.recv().await.unwrap();
    }
    left.abort();
    assert!(left.await.unwrap_err().is_cancelled());
    desk.log_out().await.unwrap();
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn an_expired_session_can_be_erased() {
    let computer = Computer::new(10).await;
    let desk = computer.synced().await;
    computer.clock.advance(chrono::TimeDelta::days(20));
    assert_eq!(desk.session().state, SessionState::Expired);
    desk.log_out().await.unwrap();
    assert_eq!((computer.files().len(), computer.vault.items().len()), (0, 0));
    assert_eq!(desk.session().state, SessionState::SignedOut);
}

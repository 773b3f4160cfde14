//! The window and the command line on one folder.

use std::fs;
use std::sync::{Arc, Mutex};

use desk::{Code, Desk, Event, LoggedOut, Options, SessionState, Vault, VaultError, VaultItem};
use desk_core::query::CaseQuery;
use desk_core::secret::Secret;
use partner_desk_sandbox::Fault;

use crate::computer::{ALL, Computer, ids, rows};
use crate::memory_vault::MemoryVault;

/// A sync that is under way and slow.
async fn syncing(
    computer: &Computer,
    desk: &Desk,
) -> tokio::task::JoinHandle<Result<desk::SyncReport, desk::DeskError>> {
    computer.server.faults().add("/cases", Fault::SlowMs(40), 1_000);
    let mut events = desk.events();
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.sync().await }
    });
    while events.recv().await != Ok(Event::Changed(vec![desk::Table::Cases])) {}
    running
}

#[tokio::test]
async fn before_a_sync_the_keyring_is_asked_once_whether_somebody_logged_out() {
    let computer = Computer::new(5).await;
    let window = computer.synced().await;
    let calls = computer.vault.calls();
    window.sync().await.unwrap();
    assert_eq!(computer.vault.calls(), calls + 1);
}

#[tokio::test]
async fn one_sync_at_a_time() {
    let computer = Computer::new(1_200).await;
    let (window, line) = (computer.start().await, computer.start().await);
    computer.log_in(&window).await.unwrap();
    // The other learns of the log-in by itself.
    let running = syncing(&computer, &window).await;
    assert_eq!(window.sync().await.unwrap_err().code, Code::Busy);
    let error = line.sync().await.unwrap_err();
    assert_eq!(error.code, Code::Busy);
    assert_eq!(line.session().state, SessionState::SignedIn);
    assert_eq!(line.sync_status().await.problem, Some(error));
    computer.server.faults().clear();
    assert_eq!(running.await.unwrap().unwrap().error, None);
    // What one wrote the other reads, and now it is its turn.
    assert_eq!(ids(&line).await, computer.truth());
    assert_eq!(line.sync().await.unwrap().error, None);
    assert_eq!(line.sync_status().await.problem, None);
}

#[tokio::test]
async fn a_log_out_by_the_other_is_noticed() {
    let computer = Computer::new(40).await;
    let window = computer.synced().await;
    let line = computer.start().await;
    let mut events = window.events();
    assert_eq!(line.log_out().await, Ok(LoggedOut { file_in_use: cfg!(windows) }));
    window.reconcile().await.unwrap();
    assert!(std::iter::from_fn(|| events.try_recv().ok()).any(|event| event == Event::Session));
    let session = window.session();
    assert_eq!(session.state, SessionState::SignedOut);
    assert!(session.notice.unwrap().message.contains("command line"));
    assert_eq!(rows(&window).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn a_log_out_stops_the_others_sync() {
    let computer = Computer::new(2_000).await;
    let window = computer.start().await;
    computer.log_in(&window).await.unwrap();
    let line = computer.start().await;
    let running = syncing(&computer, &window).await;
    line.log_out().await.unwrap();
    assert_eq!(computer.vault.items(), []);
    let report = running.await.unwrap().unwrap();
    assert_eq!((report.complete, report.error.unwrap().code), (false, Code::Cancelled));
    assert_eq!(window.session().state, SessionState::SignedOut);
    assert_eq!(window.cases(CaseQuery::default(), ALL).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(computer.files().len(), 0, "{:?}", computer.files());
}

#[tokio::test]
async fn another_log_in_by_the_other_is_taken_over() {
    let computer = Computer::new(40).await;
    let window = computer.synced().await;
    let line = computer.start().await;
    line.log_out().await.unwrap();
    computer.log_in(&line).await.unwrap();
    line.sync().await.unwrap();
    window.reconcile().await.unwrap();
    assert_eq!(window.session(), line.session());
    assert_eq!(ids(&window).await, computer.truth());
}

/// What happens right after the keyring has been read, once.
type Then = Arc<Mutex<Option<Box<dyn FnOnce() + Send>>>>;

/// A keyring whose answer is out of date before it is heard.
struct Overtaken {
    vault: MemoryVault,
    then: Then,
}

impl Vault for Overtaken {
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError> {
        let answer = self.vault.load(item);
        if let Some(then) = self.then.lock().unwrap().take() {
            then();
        }
        answer
    }

    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError> {
        self.vault.store(item, text)
    }

    fn delete(&self, item: &VaultItem) -> Result<(), VaultError> {
        self.vault.delete(item)
    }
}

#[tokio::test]
async fn a_cache_that_the_other_begins_while_the_keyring_answers_is_not_swept() {
    let computer = Computer::new(20).await;
    let then = Then::default();
    let vault = Arc::new(Overtaken { vault: computer.vault.clone(), then: Arc::clone(&then) });
    let window = Desk::open(Options { vault, ..computer.options() }).await.unwrap();
    computer.log_in(&window).await.unwrap();
    let own = computer.files().into_iter().find(|name| name.ends_with(".db")).unwrap();
    let theirs = format!("{}-{}.db", own.split_once('-').unwrap().0, uuid::Uuid::from_u128(7));
    computer.start().await.log_out().await.unwrap();
    let path = computer.folder().join(&theirs);
    *then.lock().unwrap() = Some(Box::new(move || fs::write(path, b"a new log-in's").unwrap()));
    window.reconcile().await.unwrap();
    assert_eq!(window.session().state, SessionState::SignedOut);
    assert_eq!(computer.files().into_iter().collect::<Vec<_>>(), [theirs]);
}

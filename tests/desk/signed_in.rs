//! The ordinary day: log in, sync, ask, close, open again without a network.

use desk::{Code, SessionState};
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery};
use std::sync::{Arc, Mutex, mpsc};

use desk::{Desk, Options};
use desk_core::secret::Secret;
use desk_session::{Vault, VaultError, VaultItem};
use partner_desk_sandbox::{Mutation, Tab};

use crate::computer::{ALL, Computer, ids, of, rows, search};
use crate::memory_vault::MemoryVault;

#[tokio::test]
async fn a_first_start_knows_nobody() {
    let computer = Computer::new(10).await;
    let desk = computer.start().await;
    let session = desk.session();
    assert_eq!((session.state, session.notice, session.expires), (SessionState::SignedOut, None, None));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.sync().await.unwrap_err().code, Code::NotSignedIn);
    assert!(desk.is_demo() && desk.environment().is_none());
    assert_eq!(computer.files().len(), 0);
    assert_eq!(computer.server.requests(), 0);
}

#[tokio::test]
async fn log_in_sync_ask_close_and_open_again_offline() {
    let computer = Computer::new(250).await;
    let desk = computer.start().await;
    let session = computer.log_in(&desk).await.unwrap();
    assert_eq!(session.state, SessionState::SignedIn);
    assert!(session.partner_name.is_some());
    assert_eq!(computer.server.requests(), 1, "the log-in itself asks once");
    let report = desk.sync().await.unwrap();
    assert_eq!((report.error.clone(), report.cases), (None, 250));
    assert_eq!(report.requests, computer.server.requests() - 1);
    assert_eq!(ids(&desk).await, computer.truth());
    let name = computer.server.with_state(|state| state.cases().find_map(|case| case.debtor_name.clone()).unwrap());
    assert!(desk.cases(search(&name), ALL).await.unwrap().total > 0);
    drop(desk);

    let computer = computer.unplugged().await;
    let desk = computer.start().await;
    assert_eq!(desk.session(), session);
    assert_eq!(ids(&desk).await.len(), 250);
    assert!(desk.cases(search(&name), ALL).await.unwrap().total > 0);
    let row = &rows(&desk).await.unwrap()[0];
    assert_eq!(desk.case(&row.case.id.to_string()).await.unwrap()[0].case, row.case);
    assert_eq!(desk.case("DEB-none").await.unwrap_err().code, Code::InvalidRequest);
    assert!(desk.clients(ClientQuery::default(), ALL).await.unwrap().total > 0);
    assert!(desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.total > 0);
    let report = desk.sync().await.unwrap();
    assert_eq!(report.error.unwrap().code, Code::Offline);
    assert_eq!(desk.sync_status().await.online, Some(false));
    assert_eq!(desk.session().state, SessionState::SignedIn);
    assert_eq!(ids(&desk).await.len(), 250);
}

#[tokio::test]
async fn tabs_and_cards_agree_with_debitura() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let counts = desk.cases(CaseQuery::default(), ALL).await.unwrap().counts;
    let truth = |wanted| {
        computer.server.with_state(|state| state.cases().filter(|case| state.tab(case) == wanted).count() as u64)
    };
    for (tab, theirs) in [
        (CaseTab::Group(CaseGroup::Active), Tab::Active),
        (CaseTab::Group(CaseGroup::Pending), Tab::Pending),
        (CaseTab::Group(CaseGroup::Closed), Tab::Closed),
        (CaseTab::Group(CaseGroup::Paused), Tab::Paused),
    ] {
        let page = desk.cases(CaseQuery { tab, ..CaseQuery::default() }, ALL).await.unwrap();
        assert_eq!((page.total, counts.of(tab)), (truth(theirs), truth(theirs)), "{tab:?}");
    }
    assert_eq!(desk.case_cards().await.unwrap().total, 300);
}

#[tokio::test]
async fn a_second_sync_brings_what_happened_since() {
    let computer = Computer::new(120).await;
    let desk = computer.synced().await;
    computer.server.with_state(|state| {
        state.apply(&Mutation::InsertCases { count: 7 });
        state.apply(&Mutation::CloseCases { count: 3, close_code: None });
    });
    let report = desk.sync().await.unwrap();
    assert_eq!((report.error, report.cases), (None, 127));
    assert_eq!(ids(&desk).await, computer.truth());
}

#[tokio::test]
async fn the_same_log_in_again_goes_on_with_the_same_rows() {
    let computer = Computer::new(50).await;
    let desk = computer.synced().await;
    let (files, items) = (computer.files(), computer.vault.items());
    computer.log_in(&desk).await.unwrap();
    assert_eq!(ids(&desk).await.len(), 50);
    assert_eq!(computer.files(), files);
    assert_eq!(computer.vault.items().len(), items.len());
}

#[tokio::test]
async fn any_spelling_of_the_guid_is_the_same_partner() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let guid = computer.server.guid();
    for spelling in [guid.simple().to_string(), guid.braced().to_string().to_uppercase(), format!("  {guid}\n")] {
        desk.log_in(crate::computer::of(&spelling)).await.unwrap();
        assert_eq!(ids(&desk).await.len(), 20, "{spelling}");
    }
}

#[tokio::test]
async fn a_computer_without_keyring_keeps_the_session_in_memory_alone() {
    let computer = Computer::new(20).await;
    computer.vault.fail_always(Some(desk_session::VaultError::NoKeyring));
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::KeyringUnavailable);
    assert_eq!(desk.session().notice.unwrap().code, Code::Keyring);
    let log_in = crate::computer::of(&computer.server.guid().to_string());
    assert_eq!(desk.log_in(log_in.clone()).await.unwrap_err().code, Code::Keyring);
    assert_eq!(computer.files().len(), 0, "nothing is written instead of the keyring");
    desk.log_in(desk::LogIn { this_session_only: true, ..log_in }).await.unwrap();
    assert!(desk.session().this_session_only);
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(ids(&desk).await.len(), 20);
    drop(desk);
    // The key went with the process. Once the keyring says that it has none, the file that nobody can read goes too.
    computer.vault.fail_always(None);
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::SignedOut);
    assert!(!computer.files().iter().any(|name| name.contains(".db")), "{:?}", computer.files());
}

/// A keyring that asks its owner for a password before each call, and waits for it.
struct Asking {
    vault: MemoryVault,
    asked: mpsc::Sender<()>,
    typed: Mutex<mpsc::Receiver<()>>,
}

impl Asking {
    fn ask(&self) {
        self.asked.send(()).unwrap();
        self.typed.lock().unwrap().recv().unwrap();
    }
}

impl Vault for Asking {
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError> {
        self.ask();
        self.vault.load(item)
    }

    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError> {
        self.ask();
        self.vault.store(item, text)
    }

    fn delete(&self, item: &VaultItem) -> Result<(), VaultError> {
        self.ask();
        self.vault.delete(item)
    }
}

#[tokio::test]
async fn a_keyring_that_asks_its_owner_holds_up_nobody_else() {
    let computer = Computer::new(30).await;
    drop(computer.synced().await);
    let ((asked, asking), (type_password, typed)) = (mpsc::channel(), mpsc::channel());
    let vault = Arc::new(Asking { vault: computer.vault.clone(), asked, typed: Mutex::new(typed) });
    type_password.send(()).unwrap();
    let desk = Desk::open(Options { vault, ..computer.options() }).await.unwrap();
    asking.recv().unwrap();
    // Log in again, compare, log out: while each waits for the password, questions are answered.
    let log_in = tokio::spawn({
        let (desk, guid) = (desk.clone(), computer.server.guid().to_string());
        async move { desk.log_in(of(&guid)).await.map(drop) }
    });
    let asking = answered_meanwhile(&desk, asking).await;
    type_password.send(()).unwrap();
    let asking = answered_meanwhile(&desk, asking).await;
    type_password.send(()).unwrap();
    log_in.await.unwrap().unwrap();
    let reconcile = tokio::spawn({
        let desk = desk.clone();
        async move { desk.reconcile().await }
    });
    let asking = answered_meanwhile(&desk, asking).await;
    type_password.send(()).unwrap();
    reconcile.await.unwrap().unwrap();
    let log_out = tokio::spawn({
        let desk = desk.clone();
        async move { desk.log_out().await }
    });
    answered_meanwhile(&desk, asking).await;
    type_password.send(()).unwrap();
    log_out.await.unwrap().unwrap();
    assert_eq!((computer.files().len(), computer.vault.items().len()), (0, 0));
}

/// Waits for the keyring's next question to its owner, and works in the meantime.
async fn answered_meanwhile(desk: &Desk, asking: mpsc::Receiver<()>) -> mpsc::Receiver<()> {
    let asking = tokio::task::spawn_blocking(move || {
        asking.recv().unwrap();
        asking
    });
    let asking = asking.await.unwrap();
    assert_eq!(desk.session().state, SessionState::SignedIn);
    assert_eq!(ids(desk).await.len(), 30);
    asking
}

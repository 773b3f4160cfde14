//! The window and the command line on one folder.

use desk::{Code, Desk, Event, SessionState};
use desk_core::query::CaseQuery;
use partner_desk_sandbox::Fault;

use crate::computer::{ALL, Computer, ids, rows};

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
    line.log_out().await.unwrap();
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

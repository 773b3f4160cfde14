//! The 14 days, to the minute.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use desk::{Code, Desk, DeskError, Event, ExportJob, ExportOptions, SessionState};
use desk_core::query::{CaseColumn, CaseQuery, ClientQuery, EarningsQuery};
use desk_core::time::Clock;
use partner_desk_sandbox::{Fault, SandboxConfig};
use tokio_util::sync::CancellationToken;

use crate::computer::{ALL, Computer, ids, of, rows};

/// What every question answers now; nothing when all of them work.
async fn refusals(desk: &Desk, out: std::path::PathBuf) -> Vec<DeskError> {
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: vec![CaseColumn::Reference] };
    let options = ExportOptions { path: out, excel: false, cancel: CancellationToken::new() };
    [
        rows(desk).await.err(),
        desk.case_cards().await.err(),
        desk.case("DEB").await.err().filter(|error| error.code != Code::InvalidRequest),
        desk.clients(ClientQuery::default(), ALL).await.err(),
        desk.earnings(EarningsQuery::default(), ALL).await.err(),
        desk.tables().await.err(),
        desk.export(job, options).await.err(),
        desk.sync().await.err(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[tokio::test]
async fn thirteen_days_and_almost_all_of_the_fourteenth_then_nothing() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    let expires = desk.session().expires.unwrap();
    assert_eq!(expires - computer.clock.now(), TimeDelta::days(14));
    let outside = tempfile::tempdir().unwrap();

    computer.clock.set(expires - TimeDelta::minutes(1));
    assert_eq!(refusals(&desk, outside.path().join("before.csv")).await, []);
    assert_eq!(desk.session().state, SessionState::SignedIn);

    computer.clock.set(expires);
    let refused = refusals(&desk, outside.path().join("after.csv")).await;
    assert_eq!(refused.len(), 8);
    assert!(refused.iter().all(|error| error.code == Code::NotSignedIn), "{refused:?}");
    assert!(!outside.path().join("after.csv").exists());
    let session = desk.session();
    assert_eq!((session.state, session.partner_name, session.expires), (SessionState::Expired, None, None));
    assert!(session.notice.unwrap().message.contains("14 days"));
    assert_eq!(desk.sync_status().await.as_of, None, "nothing about sealed data is told");

    // A new program finds the same, also with the clock put back.
    drop(desk);
    for now in [expires, expires - TimeDelta::days(1)] {
        let desk = computer.start().await;
        assert_eq!(desk.session().state, SessionState::Expired);
        assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
        // The end is written down.
        desk.reconcile().await.unwrap();
        computer.clock.set(now);
    }
}

#[tokio::test]
async fn the_same_guid_opens_the_same_rows_and_only_with_debituras_consent() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    let before = ids(&desk).await;
    computer.clock.advance(TimeDelta::days(15));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    let files = computer.files();

    computer.server.faults().add("/me", Fault::Unauthorized, 1);
    assert_eq!(computer.log_in(&desk).await.unwrap_err().code, Code::Refused);
    assert_eq!(desk.session().state, SessionState::Expired);

    computer.server.forget_requests();
    assert_eq!(computer.log_in(&desk).await.unwrap().state, SessionState::SignedIn);
    assert_eq!(ids(&desk).await, before);
    assert_eq!(computer.server.requests(), 1, "the rows were there all the time");
    assert_eq!(computer.files(), files);
    assert_eq!(desk.session().expires.unwrap() - computer.clock.now(), TimeDelta::days(14));
}

#[tokio::test]
async fn offline_nobody_comes_back_in() {
    let computer = Computer::new(10).await;
    let guid = computer.server.guid().to_string();
    drop(computer.synced().await);
    let computer = computer.unplugged().await;
    computer.clock.advance(TimeDelta::days(14));
    let desk = computer.start().await;
    assert_eq!(desk.log_in(of(&guid)).await.unwrap_err().code, Code::Offline);
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
}

#[tokio::test]
async fn another_partner_never_sees_a_row_of_the_first() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    let first = ids(&desk).await;
    let old_files = computer.files();
    drop(desk);
    computer.clock.advance(TimeDelta::days(14));

    let computer = computer.unplugged().await.plugged(SandboxConfig::new(25, 99)).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    assert_eq!(rows(&desk).await.unwrap().len(), 0);
    assert_eq!(desk.case_cards().await.unwrap().total, 0);
    assert_eq!(desk.sync_status().await.as_of, None);
    desk.sync().await.unwrap();
    let second = ids(&desk).await;
    assert_eq!((second.len(), second.intersection(&first).count()), (25, 0));
    let caches = |files: &std::collections::BTreeSet<String>| {
        files.iter().filter(|name| name.ends_with(".db")).cloned().collect::<Vec<_>>()
    };
    // The first one's is left sealed beside it, untouched.
    assert_eq!(caches(&computer.files()).len(), 2);
    assert!(caches(&old_files).iter().all(|name| computer.files().contains(name)));
    desk.log_out().await.unwrap();
    assert_eq!(caches(&computer.files()), caches(&old_files));
}

#[tokio::test]
async fn what_is_left_after_the_end_opens_with_the_credential_alone_and_goes_after_thirty_days() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    let before = ids(&desk).await;
    computer.clock.advance(TimeDelta::days(14));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    desk.reconcile().await.unwrap();
    drop(desk);
    assert!(computer.vault.items().is_empty(), "no secret and no key in the keyring");
    let guid = computer.server.guid().to_string();
    for name in computer.files() {
        let bytes = std::fs::read(computer.folder().join(&name)).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains(&guid) && !text.contains(&guid.replace('-', "")), "{name}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(computer.folder().join(&name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{name}");
        }
    }
    // A program that starts then says so, and the same credential gets its rows back.
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::Expired);
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    computer.log_in(&desk).await.unwrap();
    assert_eq!(ids(&desk).await, before);
    assert!(!computer.files().iter().any(|name| name.ends_with(".sealed")));
    // Left alone, it goes.
    computer.clock.advance(TimeDelta::days(14));
    drop(desk);
    drop(computer.start().await);
    assert!(computer.files().iter().any(|name| name.ends_with(".sealed")));
    computer.clock.advance(TimeDelta::days(30));
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::SignedOut);
    assert!(!computer.files().iter().any(|name| name.ends_with(".sealed") || name.ends_with(".db")));
}

#[tokio::test]
async fn a_clock_that_was_set_back_locks_until_it_is_put_right() {
    let computer = Computer::new(10).await;
    let desk = computer.synced().await;
    computer.clock.advance(-TimeDelta::days(365));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    assert!(desk.session().notice.unwrap().message.contains("clock"));
    computer.clock.advance(TimeDelta::days(365));
    let desk = computer.start().await;
    assert_eq!(ids(&desk).await.len(), 10);
}

#[tokio::test]
async fn a_running_sync_stops_at_the_boundary() {
    let computer = Computer::new(1_500).await;
    let (desk, running) = computer.syncing().await;
    // Some pages have come; then the time is over, and somebody looks.
    computer.clock.advance(TimeDelta::days(14));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    let report = running.await.unwrap().unwrap();
    assert_eq!((report.complete, report.error.unwrap().code), (false, Code::Cancelled));
    assert!(!desk.sync_status().await.running);
    assert_eq!(desk.session().state, SessionState::Expired);
    // The same credential finds a valid cache that claims nothing.
    computer.server.faults().clear();
    computer.log_in(&desk).await.unwrap();
    assert!(!ids(&desk).await.is_empty());
    assert_eq!(desk.sync_status().await.as_of, None);
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(ids(&desk).await, computer.truth());
}

#[tokio::test]
async fn a_running_export_stops_at_the_boundary_and_leaves_no_file() {
    let computer = Computer::new(2_500).await;
    let desk = computer.synced().await;
    let outside = tempfile::tempdir().unwrap();
    // The clock jumps while rows are written: whoever hears of the first rows moves it.
    let mut events = desk.events();
    let clock = computer.clock.clone();
    let moved = Arc::new(AtomicBool::new(false));
    let mover = std::thread::spawn({
        let moved = Arc::clone(&moved);
        move || {
            while let Ok(event) = events.blocking_recv() {
                if matches!(event, Event::Exported { .. }) {
                    clock.advance(TimeDelta::days(14));
                    moved.store(true, Ordering::SeqCst);
                    return;
                }
            }
        }
    });
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: CaseColumn::ALL.to_vec() };
    let path = outside.path().join("cases.csv");
    let options = ExportOptions { path, excel: false, cancel: CancellationToken::new() };
    let error = desk.export(job, options).await.unwrap_err();
    mover.join().unwrap();
    assert!(moved.load(Ordering::SeqCst));
    assert_eq!(error.code, Code::NotSignedIn);
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
}

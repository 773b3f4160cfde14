//! *Lock now*: hidden at once, opened by the Partner GUID alone, offline too.

use chrono::TimeDelta;
use desk::{Code, SessionState};

use crate::computer::{Computer, ids, of, rows};

#[tokio::test]
async fn what_is_locked_is_hidden_and_opens_without_debitura() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    let before = ids(&desk).await;
    let expires = desk.session().expires;
    desk.lock();
    let session = desk.session();
    assert_eq!((session.state, session.partner_name, session.expires), (SessionState::Locked, None, None));
    assert!(session.notice.unwrap().message.contains("offline"));
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.sync().await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.sync_status().await.as_of, None);

    let guid = computer.server.guid().to_string();
    let computer = computer.unplugged().await;
    desk.log_in(of(&guid)).await.unwrap();
    assert_eq!(ids(&desk).await, before);
    assert_eq!(desk.session().expires, expires, "the 14 days are the old ones");

    // Another GUID is a log-in like any other, for which Debitura has to be asked.
    desk.lock();
    let other = "f1e2d3c4-b5a6-4978-8899-aabbccddeeff";
    assert_eq!(desk.log_in(of(other)).await.unwrap_err().code, Code::Offline);
    assert_eq!(desk.session().state, SessionState::Locked);

    // A restart opens nothing either.
    desk.reconcile().await.unwrap();
    drop(desk);
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::Locked);
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    desk.log_in(of(&guid)).await.unwrap();
    assert_eq!(ids(&desk).await, before);
    computer.clock.advance(TimeDelta::days(14));
    desk.lock();
    assert_eq!(desk.session().state, SessionState::Expired, "a lock does not hide an end");
    assert_eq!(desk.log_in(of(&guid)).await.unwrap_err().code, Code::Offline);
}

#[tokio::test]
async fn a_lock_stops_a_sync_and_what_had_come_stays() {
    let computer = Computer::new(1_500).await;
    let (desk, running) = computer.syncing().await;
    desk.lock();
    let report = running.await.unwrap().unwrap();
    assert_eq!((report.complete, report.error.unwrap().code), (false, Code::Cancelled));
    computer.server.faults().clear();
    computer.log_in(&desk).await.unwrap();
    assert!(!ids(&desk).await.is_empty());
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(ids(&desk).await, computer.truth());
}

#[tokio::test]
async fn nobody_signed_in_is_not_locked() {
    let desk = Computer::new(1).await.start().await;
    desk.lock();
    assert_eq!(desk.session().state, SessionState::SignedOut);
}

//! 401 in the middle of a session.

use desk::{Code, SessionState};
use partner_desk_sandbox::Fault;

use crate::computer::{Computer, ids, rows};

#[tokio::test]
async fn once_and_me_still_knows_the_credential() {
    let computer = Computer::new(250).await;
    let desk = computer.synced().await;
    computer.server.forget_requests();
    computer.server.faults().add_after("/cases", 1, Fault::Unauthorized, 1);
    let report = desk.sync().await.unwrap();
    assert_eq!((report.complete, report.error.unwrap().code), (false, Code::Refused));
    assert_eq!(computer.server.requests_by_path()["/me"], 2, "once at the beginning, once to make sure");
    assert_eq!(desk.session().state, SessionState::SignedIn);
    assert_eq!(ids(&desk).await.len(), 250);
    assert_eq!(desk.sync_status().await.problem.unwrap().code, Code::Refused);
    // The next one is fine again.
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(desk.sync_status().await.problem, None);
}

#[tokio::test]
async fn twice_locks_the_session() {
    let computer = Computer::new(250).await;
    let desk = computer.synced().await;
    computer.server.faults().add_after("/cases", 1, Fault::Unauthorized, 99);
    computer.server.faults().add_after("/me", 1, Fault::Unauthorized, 99);
    let report = desk.sync().await.unwrap();
    assert_eq!(report.error.unwrap().code, Code::Refused);
    locked_and_back(&computer, desk).await;
}

#[tokio::test]
async fn me_itself_twice_locks_it_too() {
    let computer = Computer::new(250).await;
    let desk = computer.synced().await;
    computer.server.forget_requests();
    computer.server.faults().add("/", Fault::Unauthorized, 99);
    assert_eq!(desk.sync().await.unwrap().error.unwrap().code, Code::Refused);
    assert_eq!(computer.server.requests(), 2);
    locked_and_back(&computer, desk).await;
}

/// Locked, also after a restart; and the same credential, accepted again, finds its rows.
async fn locked_and_back(computer: &Computer, desk: desk::Desk) {
    assert_eq!(desk.session().state, SessionState::Refused);
    assert_eq!(rows(&desk).await.unwrap_err().code, Code::NotSignedIn);
    desk.reconcile().await.unwrap();
    drop(desk);
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::Refused);
    assert_eq!(computer.log_in(&desk).await.unwrap_err().code, Code::Refused);
    computer.server.faults().clear();
    computer.log_in(&desk).await.unwrap();
    assert_eq!(ids(&desk).await.len(), 250);
}

#[tokio::test]
async fn forbidden_is_no_end_of_the_session() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    computer.server.faults().add("/clients", Fault::Status(403), 1);
    assert_eq!(desk.sync().await.unwrap().error.unwrap().code, Code::Refused);
    assert_eq!(desk.session().state, SessionState::SignedIn);
}

#[tokio::test]
async fn an_account_that_is_set_up_no_more_is_not_synced() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    computer.server.forget_requests();
    computer.server.faults().add("/me", Fault::Status(404), 1);
    let report = desk.sync().await.unwrap();
    assert_eq!((report.complete, report.error.unwrap().code), (false, Code::Inactive));
    assert_eq!(computer.server.requests(), 1);
    assert_eq!(desk.session().state, SessionState::SignedIn);
    assert_eq!(ids(&desk).await.len(), 20);
}

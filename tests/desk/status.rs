//! How fresh the data is said to be.

use std::time::Duration;

use chrono::TimeDelta;
use desk::{Code, Event, Table};
use desk_core::time::Clock;
use partner_desk_sandbox::Fault;

use crate::computer::{Computer, ids};

#[tokio::test]
async fn no_age_before_the_first_complete_pass() {
    let computer = Computer::new(250).await;
    let desk = computer.start().await;
    assert_eq!(desk.sync_status().await, desk::SyncStatus::default());
    computer.log_in(&desk).await.unwrap();
    let status = desk.sync_status().await;
    assert_eq!((status.as_of, status.last_attempt, status.online, status.running), (None, None, None, false));

    computer.server.faults().add("/reporting", Fault::Status(500), 99);
    let report = desk.sync().await.unwrap();
    assert_eq!((report.complete, report.error.clone().unwrap().code), (false, Code::Server));
    let status = desk.sync_status().await;
    assert_eq!((status.as_of, status.last_attempt, status.online), (None, Some(computer.clock.now()), Some(true)));
    let sentence = "Not all transactions were read. Debitura has a problem of its own (status 500).";
    assert_eq!((status.partial.as_deref(), report.partial.as_deref()), (Some(sentence), Some(sentence)));
    assert_eq!(status.problem, report.error);
    // The other two tables know their age.
    let tables = desk.tables().await.unwrap();
    let known = |wanted| tables.iter().find(|one| one.table == wanted).unwrap();
    assert_eq!(known(Table::Transactions).as_of, None);
    assert_eq!((known(Table::Cases).as_of, known(Table::Cases).rows), (Some(computer.clock.now()), 250));

    computer.server.faults().clear();
    assert_eq!(desk.sync().await.unwrap().error, None);
    let status = desk.sync_status().await;
    assert_eq!((status.as_of, status.problem), (Some(computer.clock.now()), None));
}

#[tokio::test]
async fn the_age_stays_that_of_the_last_complete_pass_and_what_is_missing_is_kept() {
    let computer = Computer::new(250).await;
    let desk = computer.synced().await;
    let first = computer.clock.now();
    computer.clock.advance(TimeDelta::minutes(20));
    computer.server.faults().add_after("/cases", 1, Fault::Status(500), 99);
    desk.sync().await.unwrap();
    let status = desk.sync_status().await;
    assert_eq!(status.as_of, Some(first));
    assert!(status.partial.clone().unwrap().starts_with("Not all cases were read."));
    // Also for the next program.
    drop(desk);
    let later = computer.start().await.sync_status().await;
    assert_eq!((later.as_of, later.partial), (Some(first), status.partial));
    assert_eq!((later.problem, later.online), (None, None), "what only this process learned is its own");
    assert_eq!(later.last_attempt, Some(computer.clock.now()));
}

#[tokio::test]
async fn a_wait_that_debitura_asked_for_is_told_and_kept() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let limited = Fault::RateLimited { retry_after_s: 600.0, body: true, header: false, garbage: false };
    computer.server.faults().add("/clients", limited, 1);
    assert_eq!(desk.sync().await.unwrap().error.unwrap().code, Code::RateLimited);
    let status = desk.sync_status().await;
    assert_eq!(status.wait_until, Some(computer.clock.now() + TimeDelta::minutes(10)));
    assert_eq!(status.online, Some(true));
    computer.clock.advance(TimeDelta::minutes(10));
    assert_eq!(desk.sync_status().await.wait_until, None);
}

#[tokio::test]
async fn a_wait_in_the_middle_of_a_pass_is_told_too() {
    let mut computer = Computer::new(20).await;
    computer.api.wait_max = Duration::from_secs(100);
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    let limited = Fault::RateLimited { retry_after_s: 50.0, body: true, header: false, garbage: false };
    computer.server.faults().add("/clients", limited, 1);
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.sync().await }
    });
    // The sandbox says when the refusal has been asked for; the client takes note of it right after.
    let until = loop {
        if let Some(until) = desk.sync_status().await.wait_until {
            break until;
        }
        tokio::task::yield_now().await;
    };
    let wait = until - computer.clock.now();
    assert!(wait > TimeDelta::seconds(40) && wait <= TimeDelta::seconds(50), "{wait}");
    desk.cancel_sync();
    assert_eq!(running.await.unwrap().unwrap().error.unwrap().code, Code::Cancelled);
}

#[tokio::test]
async fn the_first_sync_counts_and_what_has_arrived_can_be_used() {
    let computer = Computer::new(900).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    computer.server.faults().add_after("/cases", 3, Fault::Hang, 1_000);
    let mut events = desk.events();
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.sync().await }
    });
    // The newest cases come before everything else.
    while events.recv().await != Ok(Event::Changed(vec![Table::Cases])) {}
    assert!(ids(&desk).await.len() >= 100);
    let status = desk.sync_status().await;
    assert!(status.running && status.kind == Some(desk::Kind::First) && !status.cancelling);
    let cases = status.progress.iter().find(|at| at.table == Table::Cases).unwrap();
    assert!(cases.done >= 100 && cases.total == Some(900), "{cases:?}");
    assert_eq!(status.as_of, None);
    desk.cancel_sync();
    let report = running.await.unwrap().unwrap();
    assert_eq!(report.error.unwrap().code, Code::Cancelled);
    let status = desk.sync_status().await;
    assert_eq!((status.running, status.problem.clone(), status.as_of), (false, None, None));
    // Resume is just the next one.
    computer.server.faults().clear();
    let report = desk.sync().await.unwrap();
    assert_eq!(report.error, None);
    assert_eq!(ids(&desk).await, computer.truth());
}

#[tokio::test]
async fn being_stopped_says_nothing_about_the_network() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    computer.server.faults().add("/clients", Fault::Hang, 99);
    let mut events = desk.events();
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.sync().await }
    });
    while !desk.sync_status().await.running {
        events.recv().await.unwrap();
    }
    desk.cancel_sync();
    running.await.unwrap().unwrap();
    assert_eq!(desk.sync_status().await.online, Some(true), "as the sync before had found it");
}

//! The background sync: by a timer whose every wait the test ends by hand.

use std::sync::Arc;

use chrono::TimeDelta;
use desk::{Desk, SessionState};
use partner_desk_sandbox::Fault;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;

use crate::computer::Computer;
use crate::hand_clock::HandClock;

pub(crate) struct Timer {
    end_wait: mpsc::UnboundedSender<()>,
    waiting: mpsc::UnboundedReceiver<()>,
    clock: HandClock,
    task: JoinHandle<()>,
}

impl Timer {
    /// Runs the loop until its first wait.
    pub(crate) async fn start(desk: &Desk, clock: &HandClock) -> Self {
        let (end_wait, ended) = mpsc::unbounded_channel();
        let (begin_wait, waiting) = mpsc::unbounded_channel();
        let ended = Arc::new(Mutex::new(ended));
        let desk = desk.clone();
        let wait = move || {
            let (begin_wait, ended) = (begin_wait.clone(), Arc::clone(&ended));
            async move {
                begin_wait.send(()).unwrap();
                ended.lock().await.recv().await.unwrap();
            }
        };
        let task = tokio::spawn(async move { desk.keep_fresh_by(wait).await });
        let mut timer = Self { end_wait, waiting, clock: clock.clone(), task };
        timer.waiting.recv().await.unwrap();
        timer
    }

    /// One wait, which by the wall clock took so long, and the look after it, with the sync that it began.
    pub(crate) async fn look_after(&mut self, wait: TimeDelta) {
        self.clock.advance(wait);
        self.end_wait.send(()).unwrap();
        self.waiting.recv().await.unwrap();
    }

    /// Looks at the usual pace for so long.
    pub(crate) async fn run_for(&mut self, time: TimeDelta) {
        let mut gone = TimeDelta::zero();
        while gone < time {
            self.look_after(TimeDelta::seconds(15)).await;
            gone += TimeDelta::seconds(15);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Passes so far: each begins with `/me`.
fn passes(computer: &Computer) -> u64 {
    computer.server.requests_by_path().get("/me").copied().unwrap_or(0)
}

#[tokio::test]
async fn every_fifteen_minutes() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    computer.server.forget_requests();
    let mut timer = Timer::start(&desk, &computer.clock).await;
    assert_eq!(passes(&computer), 0, "synced a moment ago");
    timer.run_for(TimeDelta::seconds(14 * 60 + 45)).await;
    assert_eq!(passes(&computer), 0);
    timer.look_after(TimeDelta::seconds(15)).await;
    assert_eq!(passes(&computer), 1);
    timer.run_for(TimeDelta::minutes(30)).await;
    assert_eq!(passes(&computer), 3);
}

#[tokio::test]
async fn at_the_start_and_after_waking_up() {
    let computer = Computer::new(20).await;
    drop(computer.synced().await);
    computer.server.forget_requests();
    let desk = computer.start().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    assert_eq!(passes(&computer), 1, "this program has not synced yet");
    timer.look_after(TimeDelta::seconds(100)).await;
    assert_eq!(passes(&computer), 1);
    timer.look_after(TimeDelta::minutes(5)).await;
    assert_eq!(passes(&computer), 2, "the computer slept");
}

#[tokio::test]
async fn failures_are_tried_again_sooner_and_a_wait_is_kept() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    computer.server.faults().add("/clients", Fault::CutBody, 8);
    computer.server.forget_requests();
    timer.run_for(TimeDelta::minutes(15)).await;
    assert_eq!(passes(&computer), 1);
    let limited = Fault::RateLimited { retry_after_s: 3_000.0, body: true, header: false, garbage: false };
    computer.server.faults().clear();
    computer.server.faults().add("/clients", limited, 1);
    timer.run_for(TimeDelta::seconds(30)).await;
    assert_eq!(passes(&computer), 2, "30 seconds after the failure");
    // Also waking up keeps the silence that Debitura asked for.
    timer.look_after(TimeDelta::minutes(20)).await;
    timer.run_for(TimeDelta::minutes(5)).await;
    assert_eq!(passes(&computer), 2);
}

#[tokio::test]
async fn nobody_is_signed_in() {
    let computer = Computer::new(20).await;
    let desk = computer.start().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    timer.run_for(TimeDelta::minutes(20)).await;
    assert_eq!(computer.server.requests(), 0);
}

#[tokio::test]
async fn the_end_of_the_session_is_noticed_without_a_question() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    let mut events = desk.events();
    timer.look_after(TimeDelta::days(14)).await;
    assert_eq!(events.recv().await, Ok(desk::Event::Sync));
    assert!(std::iter::from_fn(|| events.try_recv().ok()).any(|event| event == desk::Event::Session));
    assert_eq!(desk.session().state, SessionState::Expired);
}

#[tokio::test]
async fn a_log_out_by_another_program_is_noticed_at_the_next_look() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    computer.start().await.log_out().await.unwrap();
    timer.look_after(TimeDelta::seconds(15)).await;
    assert_eq!(desk.session().state, SessionState::SignedOut);
    assert_eq!(computer.files().len(), 0, "{:?}", computer.files());
}

// Windows lets nobody delete a file that is open.
#[cfg(unix)]
#[tokio::test]
async fn a_cache_that_somebody_deleted_is_filled_again() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    for name in computer.files() {
        std::fs::remove_file(computer.folder().join(name)).unwrap();
    }
    timer.look_after(TimeDelta::seconds(15)).await;
    assert_eq!(desk.session().state, SessionState::SignedIn);
    timer.run_for(TimeDelta::minutes(15)).await;
    assert_eq!(crate::computer::ids(&desk).await.len(), 20);
}

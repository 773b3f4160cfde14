//! What a notification would say: of this sync alone, in numbers, once, and only to who wants it.

use chrono::TimeDelta;
use desk::{Desk, Event, NewsKind, Preferences};
use desk_core::tidings::Tidings;
use tokio::sync::broadcast::Receiver;

use crate::computer::{Computer, of};
use crate::fresh::Timer;
use crate::news::{a_day, news, totals};

fn wants(desk: &Desk) {
    desk.set_preferences(Preferences { notify: true, ..desk.preferences() }).unwrap();
}

/// What was told since it was asked last.
fn told(events: &mut Receiver<Event>) -> Vec<Tidings> {
    let all = std::iter::from_fn(|| events.try_recv().ok());
    all.filter_map(|event| if let Event::News(tidings) = event { Some(tidings) } else { None }).collect()
}

#[tokio::test]
async fn each_sync_tells_its_own_and_once() {
    let computer = Computer::new(400).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    wants(&desk);
    let mut events = desk.events();
    desk.sync().await.unwrap();
    assert_eq!(told(&mut events), [], "what the first sync brings is no news");
    let _ = news(&desk).await;

    let day = a_day(&computer).await;
    computer.clock.advance(TimeDelta::minutes(20));
    desk.sync().await.unwrap();
    let [tidings] = told(&mut events).try_into().expect("one");
    // The pane tells the same, since its mark stands where this sync began.
    let told_there = totals(&news(&desk).await);
    let there = |kind| told_there.get(&kind).copied().unwrap_or_default();
    let brought = |kind| day.get(&kind).copied().unwrap_or_default();
    assert!(brought(NewsKind::Closed) > 0 && brought(NewsKind::NewCases) > 0 && brought(NewsKind::Payments) > 0);
    assert_eq!(tidings.closed, brought(NewsKind::Closed));
    assert_eq!(tidings.new_cases, brought(NewsKind::NewCases));
    assert_eq!(tidings.signed, brought(NewsKind::Onboarded));
    assert_eq!(tidings.new_clients, brought(NewsKind::NewClients));
    assert_eq!(tidings.moved + tidings.wanting + tidings.other, there(NewsKind::Moved) + there(NewsKind::Other));
    let fees = tidings.ready + tidings.disputed + tidings.fees + tidings.payments;
    assert_eq!(fees, brought(NewsKind::Fees) + brought(NewsKind::Payments));

    desk.sync().await.unwrap();
    assert_eq!(told(&mut events), [], "nothing new is nothing to tell, though the pane still has it unseen");
    computer.server.with_state(|state| state.insert_new_cases(2));
    desk.sync().await.unwrap();
    assert_eq!(told(&mut events), [Tidings { new_cases: 2, ..Tidings::default() }], "of this sync alone");
}

#[tokio::test]
async fn a_sync_of_the_background_tells_too() {
    let computer = Computer::new(50).await;
    let desk = computer.synced().await;
    wants(&desk);
    let mut timer = Timer::start(&desk, &computer.clock).await;
    let mut events = desk.events();
    computer.server.with_state(|state| state.close_many(1, "Paid"));
    timer.run_for(TimeDelta::minutes(16)).await;
    let [tidings] = told(&mut events).try_into().expect("one");
    assert_eq!(tidings.sentence().as_deref(), Some("1 case ended."));
}

#[tokio::test]
async fn who_did_not_choose_it_is_told_nothing() {
    let computer = Computer::new(50).await;
    let desk = computer.synced().await;
    assert!(!desk.preferences().notify, "off at first");
    let mut events = desk.events();
    computer.server.with_state(|state| state.insert_new_cases(3));
    desk.sync().await.unwrap();
    assert_eq!(told(&mut events), []);
    wants(&desk);
    desk.sync().await.unwrap();
    assert_eq!(told(&mut events), [], "what came before it was chosen is past");
}

#[tokio::test]
async fn who_is_locked_out_is_told_nothing() {
    let computer = Computer::new(200).await;
    let desk = computer.start().await;
    desk.log_in(of(&computer.server.guid().to_string())).await.unwrap();
    desk.sync().await.unwrap();
    wants(&desk);
    computer.server.with_state(|state| state.insert_new_cases(40));
    computer.server.faults().add("/cases", partner_desk_sandbox::Fault::SlowMs(30), 1_000);
    let mut events = desk.events();
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.sync().await }
    });
    while events.recv().await != Ok(Event::Changed(vec![desk::Table::Cases])) {}
    desk.lock();
    let _ = running.await.unwrap();
    assert_eq!(told(&mut events), []);
}

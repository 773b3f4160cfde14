//! Two processes on one keyring item, and a keyring that takes its time.

use chrono::TimeDelta;
use desk_session::{Checked, LockReason, SignOutReason, State, VaultError};

use crate::fakes::{Computer, GUID, OTHER_GUID, cache_of, start};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

#[test]
fn nothing_to_say_writes_nothing() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    for minutes in 0..10 {
        let now = start() + MINUTE * minutes;
        assert_eq!(session.check(now), Checked::default());
        assert_eq!(session.reconcile(&computer.vault, &computer.seals, now), Ok(Checked::default()));
    }
    assert_eq!(computer.vault.writes(), 1);
}

#[test]
fn a_log_out_elsewhere_is_noticed_and_not_undone() {
    let computer = Computer::new();
    let mut window = computer.signed_in(start());
    let _ = computer.start(start()).log_out(&computer.vault, &computer.seals).unwrap();
    let now = start() + TimeDelta::hours(1);
    assert!(window.check(now).save_due);
    assert_eq!(window.reconcile(&computer.vault, &computer.seals, now), Ok(Checked { changed: true, save_due: false }));
    assert!(matches!(window.state(), State::SignedOut { reason: Some(SignOutReason::LoggedOutElsewhere) }));
    assert_eq!(computer.vault.text(), None, "the mark must not bring the secret back");
}

#[test]
fn a_log_in_elsewhere_is_taken_over() {
    let computer = Computer::new();
    let mut window = computer.start(start());
    let other = computer.signed_in(start());
    assert!(window.reconcile(&computer.vault, &computer.seals, start()).unwrap().changed);
    assert_eq!(cache_of(&window), cache_of(&other));
    // Also over a session of its own.
    let mut command_line = computer.start(start());
    let _ = computer.log_in(&mut command_line, OTHER_GUID, start() + MINUTE);
    assert!(window.reconcile(&computer.vault, &computer.seals, start() + MINUTE).unwrap().changed);
    assert_eq!(cache_of(&window), cache_of(&command_line));
    // And a renewed one of the same credential.
    let later = start() + TimeDelta::days(2);
    let _ = computer.log_in(&mut command_line, OTHER_GUID, later);
    assert!(window.reconcile(&computer.vault, &computer.seals, later).unwrap().changed);
    assert_eq!(window.active().unwrap().expires(), later + TimeDelta::days(14));
}

#[test]
fn an_end_elsewhere_ends_here_too() {
    let computer = Computer::new();
    let mut window = computer.signed_in(start());
    let mut command_line = computer.start(start());
    let _ = command_line.refuse(start());
    let _ = command_line.reconcile(&computer.vault, &computer.seals, start()).unwrap();
    assert!(window.active().is_some());
    assert_eq!(
        window.reconcile(&computer.vault, &computer.seals, start()),
        Ok(Checked { changed: true, save_due: false })
    );
    assert!(matches!(window.state(), State::Locked { why: LockReason::Refused, .. }));
}

#[test]
fn the_later_mark_counts() {
    let computer = Computer::new();
    let mut window = computer.signed_in(start());
    let mut command_line = computer.start(start());
    let late = start() + TimeDelta::days(6);
    let _ = command_line.check(late);
    let _ = command_line.reconcile(&computer.vault, &computer.seals, late).unwrap();
    // The window slept meanwhile and wakes with a clock that was set back.
    let now = start() + MINUTE;
    assert_eq!(window.check(now), Checked::default());
    assert!(window.reconcile(&computer.vault, &computer.seals, now).unwrap().changed);
    assert!(matches!(window.state(), State::Locked { why: LockReason::ClockSetBack, .. }));
}

#[test]
fn damage_and_newer_programs_sign_out() {
    for (text, reason) in [("damaged", SignOutReason::ItemDamaged), ("{\"v\":9}", SignOutReason::ItemOfNewerVersion)] {
        let computer = Computer::new();
        let mut session = computer.signed_in(start());
        computer.vault.put(text);
        assert!(session.reconcile(&computer.vault, &computer.seals, start()).unwrap().changed);
        assert!(matches!(session.state(), State::SignedOut { reason: Some(found) } if *found == reason), "{session:?}");
        assert_eq!(computer.vault.text().as_deref(), Some(text));
    }
}

#[test]
fn a_failing_keyring_is_asked_again_but_not_on_every_command() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    computer.vault.fail(Some(VaultError::Locked));
    let mut asked = 0;
    for minutes in 1..=60 {
        let now = start() + MINUTE * minutes;
        if session.check(now).save_due {
            asked += 1;
            assert_eq!(session.reconcile(&computer.vault, &computer.seals, now), Err(VaultError::Locked));
        }
        assert!(session.active().is_some(), "the session goes on");
    }
    assert_eq!(asked, 6);
}

#[test]
fn signed_out_stays_signed_out_with_its_reason() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let _ = session.log_out(&computer.vault, &computer.seals).unwrap();
    assert_eq!(session.reconcile(&computer.vault, &computer.seals, start()), Ok(Checked::default()));
    assert!(matches!(session.state(), State::SignedOut { reason: Some(SignOutReason::LoggedOut) }));
    computer.vault.fail(Some(VaultError::Locked));
    let mut session = computer.start(start());
    computer.vault.fail(None);
    assert!(session.reconcile(&computer.vault, &computer.seals, start()).unwrap().changed);
    assert!(matches!(session.state(), State::SignedOut { reason: None }), "the keyring works and holds nothing");
    computer.vault.fail(Some(VaultError::Locked));
    let mut session = computer.start(start());
    computer.vault.fail(None);
    computer.vault.put("damaged");
    assert!(session.reconcile(&computer.vault, &computer.seals, start()).unwrap().changed);
    assert!(matches!(session.state(), State::SignedOut { reason: Some(SignOutReason::ItemDamaged) }));
}

#[test]
fn what_happened_while_the_keyring_was_asked_counts_more_than_its_answer() {
    let now = start() + TimeDelta::hours(1);
    // Logged out meanwhile.
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let slow = session.begin_reconcile(now).unwrap().run(&computer.vault, &computer.seals).unwrap();
    let _ = session.log_out(&computer.vault, &computer.seals).unwrap();
    assert_eq!(session.settle(slow, now), Checked::default());
    assert!(matches!(session.state(), State::SignedOut { reason: Some(SignOutReason::LoggedOut) }));
    // Logged in as somebody else meanwhile.
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let slow = session.begin_reconcile(now).unwrap().run(&computer.vault, &computer.seals).unwrap();
    let _ = computer.log_in(&mut session, OTHER_GUID, now);
    let cache = cache_of(&session);
    assert!(!session.settle(slow, now).changed);
    assert_eq!(cache_of(&session), cache);
    // Refused meanwhile: the end is still to be saved.
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let slow = session.begin_reconcile(start()).unwrap().run(&computer.vault, &computer.seals).unwrap();
    let _ = session.refuse(start());
    assert_eq!(session.settle(slow, start()), Checked { changed: false, save_due: true });
    let _ = session.reconcile(&computer.vault, &computer.seals, start()).unwrap();
    assert!(matches!(computer.start(start()).state(), State::Locked { why: LockReason::Refused, .. }));
    // Time passed meanwhile.
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let slow = session.begin_reconcile(start()).unwrap().run(&computer.vault, &computer.seals).unwrap();
    assert!(session.settle(slow, start() + TimeDelta::days(14)).changed);
    assert!(matches!(session.state(), State::Locked { why: LockReason::Expired, .. }));
    assert!(!computer.log_in(&mut session, GUID, now).new_cache);
}

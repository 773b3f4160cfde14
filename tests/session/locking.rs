//! The lock that a person turns by hand.

use chrono::TimeDelta;
use desk_session::{Checked, Credential, Leftovers, LockReason, Persistence, Session, State, VaultError};

use crate::fakes::{API_KEY, Computer, GUID, OTHER_GUID, accepted, ask, cache_of, partner, start};

fn why(session: &Session) -> Option<LockReason> {
    match session.state() {
        State::Locked { why, .. } => Some(*why),
        _ => None,
    }
}

fn typed(guid: &str) -> Credential {
    Credential::parse(guid, None).unwrap()
}

/// Locked, and the keyring knows.
fn locked() -> (Computer, Session, (String, String)) {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let cache = cache_of(&session);
    assert_eq!(session.lock_by_hand(start()), Checked { changed: true, save_due: true });
    let _ = session.reconcile(&computer.vault, &computer.seals, start()).unwrap();
    (computer, session, cache)
}

#[test]
fn it_hides_everything_and_the_guid_alone_opens_it() {
    for restart in [false, true] {
        let (computer, mut session, cache) = locked();
        if restart {
            session = computer.start(start());
        }
        assert_eq!((why(&session), session.active().is_none()), (Some(LockReason::ByHand), true));
        assert_eq!(session.leftovers(&computer.seals, start()), Leftovers::KeepOnly(vec![cache.0.clone()]));
        assert!(!session.unlock(&typed(OTHER_GUID), start()));
        assert_eq!(why(&session), Some(LockReason::ByHand));
        assert!(session.unlock(&typed(&GUID.to_uppercase()), start()));
        assert_eq!(cache_of(&session), cache);
        assert_eq!(session.active().unwrap().expires(), start() + TimeDelta::days(14), "the 14 days went on");
        // And it stays open.
        let _ = session.reconcile(&computer.vault, &computer.seals, start()).unwrap();
        assert!(session.active().is_some() && computer.start(start()).active().is_some());
    }
}

#[test]
fn with_an_api_key_the_guid_is_enough() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    let mine = ask(GUID, Some(API_KEY), Ok(partner(Some(GUID))), start()).unwrap();
    let _ = session.log_in(&mine, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
    let _ = session.lock_by_hand(start());
    assert!(session.unlock(&typed(GUID), start()));
    assert_eq!(session.active().unwrap().credential().key().expose(), API_KEY);
}

#[test]
fn behind_the_lock_time_goes_on() {
    for restart in [false, true] {
        let (computer, mut session, _) = locked();
        let end = start() + TimeDelta::days(14);
        if restart {
            session = computer.start(end - TimeDelta::minutes(1));
        }
        assert!(!session.check(end - TimeDelta::minutes(1)).changed);
        assert!(!session.unlock(&typed(GUID), end), "then Debitura has to be asked");
        assert_eq!(why(&session), Some(LockReason::Expired));
        let _ = session.reconcile(&computer.vault, &computer.seals, end).unwrap();
        assert_eq!(computer.vault.text(), None, "sealed like any other");
    }
}

#[test]
fn it_holds_for_every_process_on_the_folder_and_each_is_opened_by_itself() {
    let computer = Computer::new();
    let mut window = computer.signed_in(start());
    let mut command_line = computer.start(start());
    let _ = window.lock_by_hand(start());
    let _ = window.reconcile(&computer.vault, &computer.seals, start()).unwrap();
    assert!(command_line.reconcile(&computer.vault, &computer.seals, start()).unwrap().changed);
    assert_eq!(why(&command_line), Some(LockReason::ByHand));
    assert!(command_line.unlock(&typed(GUID), start()));
    let _ = command_line.reconcile(&computer.vault, &computer.seals, start()).unwrap();
    let _ = window.reconcile(&computer.vault, &computer.seals, start()).unwrap();
    assert_eq!(why(&window), Some(LockReason::ByHand), "nobody typed anything here");
    assert!(window.unlock(&typed(GUID), start()));
}

#[test]
fn a_keyring_that_does_not_answer_is_told_later() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    computer.vault.fail(Some(VaultError::Locked));
    let _ = session.lock_by_hand(start());
    assert_eq!(session.reconcile(&computer.vault, &computer.seals, start()), Err(VaultError::Locked));
    assert_eq!(why(&session), Some(LockReason::ByHand), "it is locked here all the same");
    computer.vault.fail(None);
    let later = start() + TimeDelta::minutes(11);
    assert!(session.check(later).save_due);
    let _ = session.reconcile(&computer.vault, &computer.seals, later).unwrap();
    assert_eq!(why(&computer.start(later)), Some(LockReason::ByHand));
}

#[test]
fn an_answer_of_the_keyring_from_before_does_not_undo_what_was_typed_since() {
    let (computer, mut session, _) = locked();
    let slow = session.begin_reconcile(start()).unwrap().run(&computer.vault, &computer.seals).unwrap();
    assert!(session.unlock(&typed(GUID), start()));
    assert!(!session.settle(slow, start()).changed);
    assert!(session.active().is_some());
}

#[test]
fn another_credential_seals_what_was_locked() {
    let (computer, mut session, cache) = locked();
    let other = accepted(OTHER_GUID, start());
    let logged_in = session.log_in(&other, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
    assert!(logged_in.new_cache);
    assert_eq!(computer.seals.names(), [cache.0]);
}

#[test]
fn nobody_signed_in_is_not_locked() {
    let mut session = Computer::new().start(start());
    assert_eq!(session.lock_by_hand(start()), Checked::default());
    assert!(!session.unlock(&typed(GUID), start()));
}

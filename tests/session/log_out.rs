//! Log-out: the key first, and nothing half done.

use chrono::TimeDelta;
use desk_session::{Leftovers, Persistence, SignOutReason, State, VaultError};

use crate::fakes::{Computer, GUID, accepted, cache_of, picture, start};

#[test]
fn the_key_goes_and_the_files_are_named() {
    for (what, passed) in [("signed in", TimeDelta::zero()), ("expired", TimeDelta::days(15))] {
        let computer = Computer::new();
        let mut session = computer.signed_in(start());
        let (file, _) = cache_of(&session);
        let _ = session.check(start() + passed);
        let plan = session.log_out(&computer.vault, &computer.seals).unwrap();
        assert_eq!(plan.cache_files, [file], "{what}");
        assert!(matches!(session.state(), State::SignedOut { reason: Some(SignOutReason::LoggedOut) }));
        assert!(session.active().is_none());
        assert_eq!(computer.vault.text(), None);
        assert_eq!(session.leftovers(&computer.seals, start()), Leftovers::KeepOnly(Vec::new()));
    }
}

#[test]
fn an_interrupted_log_out_is_finished_by_the_next_start() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let _ = session.log_out(&computer.vault, &computer.seals).unwrap();
    // The process is killed here, before it deletes a file.
    let next = computer.start(start());
    assert!(matches!(next.state(), State::SignedOut { reason: None }));
    assert_eq!(next.leftovers(&computer.seals, start()), Leftovers::KeepOnly(Vec::new()));
}

#[test]
fn it_can_be_repeated_and_needs_nobody_signed_in() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    assert_eq!(session.log_out(&computer.vault, &computer.seals).unwrap().cache_files, Vec::<String>::new());
    assert_eq!(session.log_out(&computer.vault, &computer.seals).unwrap().cache_files, Vec::<String>::new());
    let _ = computer.signed_in(start());
    computer.vault.fail_load(Some(VaultError::Locked));
    let mut blind = computer.start(start());
    let _ = blind.log_out(&computer.vault, &computer.seals).unwrap();
    assert_eq!(computer.vault.text(), None, "also when the item could not be read");
}

#[test]
fn a_keyring_that_does_not_let_go_changes_nothing() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let before = picture(&session);
    computer.vault.fail_delete(Some(VaultError::Locked));
    assert_eq!(session.log_out(&computer.vault, &computer.seals), Err(VaultError::Locked));
    assert_eq!(picture(&session), before);
    computer.vault.fail(None);
    assert_eq!(session.log_out(&computer.vault, &computer.seals).unwrap().cache_files.len(), 1);
}

#[test]
fn a_session_in_memory_is_forgotten_without_the_keyring() {
    let computer = Computer::new();
    computer.vault.fail(Some(VaultError::NoKeyring));
    let mut session = computer.start(start());
    let _ = session
        .log_in(&accepted(GUID, start()), &computer.vault, &computer.seals, Persistence::ThisSessionOnly)
        .unwrap();
    let (file, _) = cache_of(&session);
    assert_eq!(session.log_out(&computer.vault, &computer.seals).unwrap().cache_files, [file]);
    assert!(session.active().is_none());
}

#[test]
fn files_are_swept_only_where_the_keyring_spoke() {
    let computer = Computer::new();
    assert_eq!(computer.start(start()).leftovers(&computer.seals, start()), Leftovers::KeepOnly(Vec::new()));
    let mut session = computer.signed_in(start());
    let only = Leftovers::KeepOnly(vec![cache_of(&session).0]);
    assert_eq!(session.leftovers(&computer.seals, start()), only);
    let _ = session.refuse(start());
    assert_eq!(session.leftovers(&computer.seals, start()), only, "a locked cache is still somebody's");
    computer.vault.fail(Some(VaultError::Locked));
    assert_eq!(computer.start(start()).leftovers(&computer.seals, start()), Leftovers::KeepAll);
    computer.vault.fail(None);
    computer.vault.put("damaged");
    assert_eq!(computer.start(start()).leftovers(&computer.seals, start()), Leftovers::KeepAll);
}

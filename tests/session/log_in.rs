//! Whose cache a log-in opens, and that a failed one leaves everything as it was.

use chrono::TimeDelta;
use desk_session::{Leftovers, LogInError, Persistence, State, VaultError};

use crate::fakes::{API_KEY, Computer, GUID, ORIGIN, OTHER_GUID, accepted, ask, cache_of, partner, picture, start};

#[test]
fn a_first_log_in_makes_a_cache_with_a_random_key() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    let logged_in = computer.log_in(&mut session, GUID, start());
    assert!(logged_in.new_cache && logged_in.obsolete_cache_files.is_empty());
    let active = session.active().unwrap();
    assert_eq!(active.credential().key().expose(), GUID);
    assert_eq!(active.origin(), ORIGIN);
    assert_eq!(active.partner_name(), Some("Nordlys"));
    assert_eq!(active.partner_id().map(|id| id.to_string()).as_deref(), Some(GUID));
    assert_eq!(active.expires(), start() + TimeDelta::days(14));
    let (file, key) = cache_of(&session);
    assert_eq!(key.len(), 64);
    assert!(key.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
    assert!(session.owns_cache(&file) && file.ends_with(".db") && !file.contains(['/', '\\']), "{file}");
    assert!(!session.owns_cache("0123456789abcdef-0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b5.db"), "another item's");
    assert_eq!(session.leftovers(&computer.seals, start()), Leftovers::KeepOnly(vec![file.clone()]));
    let (other_file, other_key) = cache_of(&Computer::new().signed_in(start()));
    assert!(file != other_file && key != other_key);
}

#[test]
fn a_restart_finds_the_same_session() {
    let computer = Computer::new();
    let session = computer.signed_in(start());
    let again = computer.start(start() + TimeDelta::days(3));
    assert_eq!(cache_of(&again), cache_of(&session));
    assert_eq!(again.active().unwrap().credential(), session.active().unwrap().credential());
    assert_eq!(again.active().unwrap().expires(), session.active().unwrap().expires());
}

#[test]
fn the_same_credential_keeps_its_cache_and_gets_new_fourteen_days() {
    let moments = [TimeDelta::hours(1), TimeDelta::days(14), TimeDelta::days(200), -TimeDelta::days(30)];
    for passed in moments {
        let computer = Computer::new();
        let mut session = computer.signed_in(start());
        let before = cache_of(&session);
        let now = start() + passed;
        let _ = session.check(now);
        let logged_in = computer.log_in(&mut session, &GUID.to_uppercase().replace('-', ""), now);
        assert!(!logged_in.new_cache && logged_in.obsolete_cache_files.is_empty(), "{passed}");
        assert_eq!(cache_of(&session), before);
        assert_eq!(session.active().unwrap().expires(), now + TimeDelta::days(14));
        assert_eq!(cache_of(&computer.start(now)), before);
    }
}

#[test]
fn another_credential_gets_a_new_cache_and_the_old_one_is_sealed() {
    let other_partner = partner(Some(OTHER_GUID));
    let others = [
        ("another GUID", accepted(OTHER_GUID, start())),
        ("an API key beside the same GUID", ask(GUID, Some(API_KEY), Ok(partner(Some(GUID))), start()).unwrap()),
        ("the same GUID, answered by another partner", ask(GUID, None, Ok(other_partner), start()).unwrap()),
    ];
    for (what, other) in others {
        for ended in [false, true] {
            let computer = Computer::new();
            let mut session = computer.signed_in(start());
            let (file, key) = cache_of(&session);
            if ended {
                let _ = session.refuse(start());
            }
            let logged_in = session.log_in(&other, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
            assert!(logged_in.new_cache, "{what}");
            assert!(logged_in.obsolete_cache_files.is_empty());
            let (new_file, new_key) = cache_of(&session);
            assert!(new_file != file && new_key != key);
            assert!(!computer.vault.text().unwrap().contains(&key), "{what}: the old key is gone");
            let kept = Leftovers::KeepOnly(vec![new_file, file.clone()]);
            assert_eq!(session.leftovers(&computer.seals, start()), kept);
            // Nothing that is left opens it, but the credential that it belongs to.
            assert!(
                !computer.seals.texts.lock().unwrap().values().any(|seal| seal.contains(&key) || seal.contains(GUID))
            );
            let logged_in = computer.log_in(&mut session, GUID, start());
            assert_eq!((logged_in.new_cache, logged_in.unsealed), (false, true), "{what}");
            assert_eq!(cache_of(&session), (file, key));
        }
    }
}

#[test]
fn a_partner_that_has_no_id_in_one_answer_is_still_the_same() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let before = cache_of(&session);
    let silent = ask(GUID, None, Ok(partner(None)), start()).unwrap();
    assert!(!session.log_in(&silent, &computer.vault, &computer.seals, Persistence::Keyring).unwrap().new_cache);
    assert_eq!(cache_of(&session), before);
}

#[test]
fn a_keyring_that_fails_leaves_everything_as_it_was_and_can_be_done_without() {
    for error in [VaultError::NoKeyring, VaultError::Locked, VaultError::Denied, VaultError::TooLong, VaultError::Other]
    {
        for only_storing in [false, true] {
            let computer = Computer::new();
            let mut session = computer.signed_in(start());
            let kept = computer.vault.text();
            let before = picture(&session);
            if !only_storing {
                computer.vault.fail_load(Some(error));
            }
            computer.vault.fail_store(Some(error));
            let other = accepted(OTHER_GUID, start());
            let failed = session.log_in(&other, &computer.vault, &computer.seals, Persistence::Keyring);
            assert_eq!(failed, Err(LogInError::Keyring(error)));
            assert_eq!((picture(&session), computer.vault.text()), (before, kept.clone()));
            // The same acceptance serves for the second attempt: Debitura is not asked again.
            let logged_in =
                session.log_in(&other, &computer.vault, &computer.seals, Persistence::ThisSessionOnly).unwrap();
            assert!(logged_in.new_cache);
            assert!(logged_in.obsolete_cache_files.is_empty(), "the keyring may still hold the key of the old cache");
            assert_eq!(session.leftovers(&computer.seals, start()), Leftovers::KeepAll);
            assert_eq!(computer.vault.text(), kept);
        }
    }
}

#[test]
fn a_session_in_memory_can_move_into_the_keyring() {
    let computer = Computer::new();
    computer.vault.fail(Some(VaultError::Locked));
    let mut session = computer.start(start());
    let mine = accepted(GUID, start());
    let _ = session.log_in(&mine, &computer.vault, &computer.seals, Persistence::ThisSessionOnly).unwrap();
    let before = cache_of(&session);
    computer.vault.fail(None);
    assert!(!session.log_in(&mine, &computer.vault, &computer.seals, Persistence::Keyring).unwrap().new_cache);
    assert_eq!(cache_of(&session), before);
    assert_eq!(cache_of(&computer.start(start())), before);
}

#[test]
fn another_credential_in_memory_replaces_one_in_memory() {
    let computer = Computer::new();
    computer.vault.fail(Some(VaultError::NoKeyring));
    let mut session = computer.start(start());
    let _ = session
        .log_in(&accepted(GUID, start()), &computer.vault, &computer.seals, Persistence::ThisSessionOnly)
        .unwrap();
    let (file, _) = cache_of(&session);
    let other = accepted(OTHER_GUID, start());
    let logged_in = session.log_in(&other, &computer.vault, &computer.seals, Persistence::ThisSessionOnly).unwrap();
    assert_eq!(logged_in.obsolete_cache_files, [file]);
}

#[test]
fn an_item_that_is_no_text_is_replaced() {
    let computer = Computer::new();
    computer.vault.fail_load(Some(VaultError::Damaged));
    let mut session = computer.start(start());
    assert!(matches!(session.state(), State::KeyringUnavailable { error: VaultError::Damaged }));
    assert!(computer.log_in(&mut session, GUID, start()).new_cache);
    assert!(computer.start(start()).active().is_some());
    // Where it cannot even be removed, that is said.
    computer.vault.fail_load(Some(VaultError::Damaged));
    computer.vault.fail_delete(Some(VaultError::Denied));
    let failed = session.log_in(&accepted(GUID, start()), &computer.vault, &computer.seals, Persistence::Keyring);
    assert_eq!(failed, Err(LogInError::Keyring(VaultError::Denied)));
}

#[test]
fn what_another_process_did_meanwhile_counts() {
    // This process believes that it is signed in; the command line has logged out.
    let computer = Computer::new();
    let mut window = computer.signed_in(start());
    let (file, _) = cache_of(&window);
    let _ = computer.start(start()).log_out(&computer.vault, &computer.seals).unwrap();
    assert!(computer.log_in(&mut window, GUID, start()).new_cache);
    assert_ne!(cache_of(&window).0, file);
    // This process knows of nobody; the command line has logged in with the same credential.
    let mut window = Computer::new().start(start());
    let command_line = computer.signed_in(start());
    assert!(!computer.log_in(&mut window, GUID, start()).new_cache);
    assert_eq!(cache_of(&window), cache_of(&command_line));
}

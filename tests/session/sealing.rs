//! What is left of a log-in that has ended: nothing that opens the cache, but the credential that it belongs to.

use chrono::TimeDelta;
use desk_session::{Checked, Leftovers, LockReason, Persistence, SealedCache, Session, State, VaultError};

use crate::fakes::{API_KEY, Computer, GUID, ORIGIN, OTHER_GUID, accepted, ask, cache_of, partner, start};

const END: TimeDelta = TimeDelta::days(14);

/// A computer on which a log-in has ended and been sealed; its cache.
fn sealed() -> (Computer, Session, (String, String)) {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let cache = cache_of(&session);
    assert_eq!(session.check(start() + END), Checked { changed: true, save_due: true });
    assert!(session.is_seal_due());
    let _ = session.reconcile(&computer.vault, &computer.seals, start() + END).unwrap();
    (computer, session, cache)
}

fn why(session: &Session) -> Option<(LockReason, bool)> {
    match session.state() {
        State::Locked { why, held } => Some((*why, held.is_sealed())),
        _ => None,
    }
}

/// Everything that survives the process.
fn on_disk(computer: &Computer) -> String {
    let seals = computer.seals.texts.lock().unwrap();
    let texts = seals.iter().map(|(name, text)| format!("{name} {text}"));
    texts.chain(computer.vault.text()).collect::<Vec<_>>().join("\n")
}

#[test]
fn at_the_end_secret_and_key_leave_the_keyring() {
    let (computer, session, (file, key)) = sealed();
    assert_eq!(why(&session), Some((LockReason::Expired, true)));
    assert_eq!(computer.vault.text(), None);
    let left = on_disk(&computer);
    let no_dashes = GUID.replace('-', "");
    for secret in [key.as_str(), GUID, no_dashes.as_str()] {
        assert!(!left.contains(secret), "{left}");
        assert!(!format!("{session:?}").contains(secret));
    }
    assert_eq!(computer.seals.names(), [file.as_str()]);
    // Nothing is written again and again.
    let mut session = session;
    assert_eq!(session.check(start() + END + TimeDelta::hours(1)), Checked::default());
}

#[test]
fn the_same_credential_gets_its_cache_back() {
    for restart in [false, true] {
        let (computer, mut session, cache) = sealed();
        let later = start() + END + TimeDelta::days(3);
        if restart {
            session = computer.start(later);
            assert_eq!(why(&session), Some((LockReason::Expired, true)));
        }
        let logged_in = computer.log_in(&mut session, GUID, later);
        assert_eq!((logged_in.new_cache, logged_in.unsealed), (false, true));
        assert_eq!(cache_of(&session), cache);
        assert!(computer.seals.names().is_empty(), "the keyring has the key again");
        assert_eq!(session.active().unwrap().expires(), later + END);
    }
}

#[test]
fn no_other_credential_does() {
    let others = [
        accepted(OTHER_GUID, start() + END),
        ask(GUID, Some(API_KEY), Ok(partner(Some(GUID))), start() + END).unwrap(),
        ask(GUID, None, Ok(partner(Some(OTHER_GUID))), start() + END).unwrap(),
    ];
    for other in others {
        let (computer, mut session, (file, key)) = sealed();
        let logged_in = session.log_in(&other, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
        assert!(logged_in.new_cache && !logged_in.unsealed && logged_in.obsolete_cache_files.is_empty());
        let (new_file, new_key) = cache_of(&session);
        assert!(new_file != file && new_key != key);
        // It stays sealed and untouched, also when the other one logs out.
        let leftovers = session.leftovers(&computer.seals, start() + END);
        assert_eq!(leftovers, Leftovers::KeepOnly(vec![new_file.clone(), file.clone()]));
        let plan = session.log_out(&computer.vault, &computer.seals).unwrap();
        assert_eq!(plan.cache_files, [new_file]);
        assert_eq!(computer.seals.names(), [file]);
    }
}

#[test]
fn a_seal_belongs_to_one_cache_of_one_api() {
    let (computer, _, (file, _)) = sealed();
    let text = computer.seals.texts.lock().unwrap().remove(&file).unwrap();
    let prefix = file.split_once('-').unwrap().0;
    let other_file = format!("{prefix}-{GUID}.db");
    let foreign = text.replace(ORIGIN, "https://referral-api-test.debitura.com");
    let swapped = text.replace("\"key\":\"", "\"key\":\"00");
    for (name, text) in [(other_file, text.clone()), (file.clone(), foreign), (file.clone(), swapped)] {
        computer.seals.texts.lock().unwrap().insert(name.clone(), text);
        let mut session = computer.start(start() + END);
        let logged_in = computer.log_in(&mut session, GUID, start() + END);
        assert!(logged_in.new_cache, "{name}");
        let _ = session.log_out(&computer.vault, &computer.seals).unwrap();
        computer.seals.texts.lock().unwrap().clear();
    }
}

#[test]
fn after_thirty_days_a_sealed_cache_goes() {
    let (computer, _, (file, _)) = sealed();
    let kept = |now| computer.start(now).leftovers(&computer.seals, now);
    let nearly = start() + END + TimeDelta::days(30) - TimeDelta::milliseconds(1);
    assert_eq!(kept(nearly), Leftovers::KeepOnly(vec![file.clone()]));
    assert!(computer.start(nearly).stale_seals(&computer.seals, nearly).is_empty());
    // A clock that was set back takes nothing away.
    assert_eq!(kept(start() - TimeDelta::days(365)), Leftovers::KeepOnly(vec![file.clone()]));
    let over = start() + END + TimeDelta::days(30);
    let session = computer.start(over);
    assert!(matches!(session.state(), State::SignedOut { reason: None }));
    assert_eq!(kept(over), Leftovers::KeepOnly(Vec::new()));
    assert_eq!(session.stale_seals(&computer.seals, over), [file]);
}

#[test]
fn a_crash_between_the_steps_is_made_good() {
    // Sealed, and the keyring did not let go.
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let cache = cache_of(&session);
    let now = start() + END;
    let _ = session.check(now);
    computer.vault.fail_delete(Some(VaultError::Locked));
    assert_eq!(session.reconcile(&computer.vault, &computer.seals, now), Err(VaultError::Locked));
    assert!(session.is_seal_due() && session.active().is_none());
    computer.vault.fail_delete(None);
    let mut next = computer.start(now);
    assert_eq!(why(&next), Some((LockReason::Expired, false)));
    let _ = next.reconcile(&computer.vault, &computer.seals, now).unwrap();
    assert_eq!((why(&next), computer.vault.text()), (Some((LockReason::Expired, true)), None));
    // Logged in again, and the seal did not go.
    let stale = computer.seals.texts.lock().unwrap().clone();
    let _ = computer.log_in(&mut next, GUID, now);
    *computer.seals.texts.lock().unwrap() = stale;
    let start_again = computer.start(now);
    assert_eq!(cache_of(&start_again), cache);
    assert_eq!(start_again.stale_seals(&computer.seals, now), [cache.0]);
}

#[test]
fn a_seal_that_cannot_be_kept_is_tried_again_and_the_end_holds_all_the_same() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let now = start() + END;
    let _ = session.check(now);
    *computer.seals.is_full.lock().unwrap() = true;
    let _ = session.reconcile(&computer.vault, &computer.seals, now).unwrap();
    assert!(computer.vault.text().unwrap().contains("ended"));
    for clock in [now, start()] {
        assert_eq!(why(&computer.start(clock)), Some((LockReason::Expired, false)));
    }
    *computer.seals.is_full.lock().unwrap() = false;
    let soon = now + TimeDelta::minutes(11);
    assert!(session.check(soon).save_due);
    let _ = session.reconcile(&computer.vault, &computer.seals, soon).unwrap();
    assert_eq!((why(&session), computer.vault.text()), (Some((LockReason::Expired, true)), None));
}

#[test]
fn a_clock_that_was_set_back_seals_nothing() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let before = start() - TimeDelta::days(1);
    let _ = session.check(before);
    assert_eq!(why(&session), Some((LockReason::ClockSetBack, false)));
    assert!(!session.is_seal_due());
    let _ = session.reconcile(&computer.vault, &computer.seals, before).unwrap();
    assert!(computer.vault.text().is_some() && computer.seals.names().is_empty());
}

#[test]
fn a_session_in_memory_is_sealed_there() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    let mine = accepted(GUID, start());
    let _ = session.log_in(&mine, &computer.vault, &computer.seals, Persistence::ThisSessionOnly).unwrap();
    let cache = cache_of(&session);
    assert!(session.check(start() + END).save_due);
    let _ = session.reconcile(&computer.vault, &computer.seals, start() + END).unwrap();
    assert_eq!(why(&session), Some((LockReason::Expired, true)));
    assert_eq!((computer.vault.text(), computer.seals.names()), (None, Vec::new()));
    let again = accepted(GUID, start() + END);
    let _ = session.log_in(&again, &computer.vault, &computer.seals, Persistence::ThisSessionOnly).unwrap();
    assert_eq!(cache_of(&session), cache);
}

#[test]
fn logging_out_of_a_sealed_session_leaves_nothing() {
    let (computer, mut session, (file, _)) = sealed();
    let plan = session.log_out(&computer.vault, &computer.seals).unwrap();
    assert_eq!(plan.cache_files, [file]);
    assert!(computer.seals.names().is_empty());
    assert!(matches!(computer.start(start() + END).state(), State::SignedOut { reason: None }));
}

#[test]
fn whatever_lies_there_is_no_seal_and_nothing_panics() {
    let (computer, _, (file, _)) = sealed();
    let good = computer.seals.texts.lock().unwrap().get(&file).unwrap().clone();
    assert!(SealedCache::decode(&file, &good).is_ok());
    let cut: Vec<&str> = (0..good.len()).map(|end| &good[..end]).collect();
    let huge = good.replace("\"memory_kib\":8", "\"memory_kib\":4000000000");
    let long = good.replace("\"salt\":\"", &format!("\"salt\":\"{}", "0".repeat(5_000)));
    let newer = good.replace("\"v\":1", "\"v\":2");
    for text in cut.into_iter().chain(["{}", "null", huge.as_str(), long.as_str(), newer.as_str()]) {
        assert!(SealedCache::decode(&file, text).is_err(), "{text}");
    }
    for name in ["", "../x.db", "a-b.db", "sync.lock"] {
        assert!(SealedCache::decode(name, &good).is_err(), "{name}");
    }
}

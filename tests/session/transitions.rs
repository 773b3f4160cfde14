//! Time, restarts and refusals.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use desk_core::time::Instant;
use desk_session::{Active, Checked, LockReason, Persistence, Session, SignOutReason, State, VaultError};

use crate::fakes::{Computer, FakeClock, GUID, accepted, cache_of, start};

fn locked(session: &Session) -> Option<LockReason> {
    match session.state() {
        State::Locked { why, .. } => Some(*why),
        State::SignedOut { .. } | State::SignedIn(_) | State::KeyringUnavailable { .. } => None,
    }
}

#[test]
fn a_first_start_says_nothing() {
    let session = Computer::new().start(start());
    assert!(matches!(session.state(), State::SignedOut { reason: None }), "{session:?}");
    assert!(session.active().is_none());
}

#[test]
fn fourteen_days_and_not_a_minute_more() {
    let nearly = TimeDelta::days(13) + TimeDelta::hours(23) + TimeDelta::minutes(59);
    let table = [
        (TimeDelta::zero(), None),
        (TimeDelta::days(7), None),
        (nearly, None),
        (TimeDelta::days(14) - TimeDelta::milliseconds(1), None),
        (TimeDelta::days(14), Some(LockReason::Expired)),
        (TimeDelta::days(14) + TimeDelta::minutes(1), Some(LockReason::Expired)),
        (TimeDelta::days(365), Some(LockReason::Expired)),
        (TimeDelta::days(400_000), Some(LockReason::Expired)),
        (-TimeDelta::minutes(5), None),
        (-TimeDelta::minutes(5) - TimeDelta::seconds(1), Some(LockReason::ClockSetBack)),
        (-TimeDelta::days(365), Some(LockReason::ClockSetBack)),
        (-TimeDelta::days(400_000), Some(LockReason::ClockSetBack)),
    ];
    for (passed, outcome) in table {
        let computer = Computer::new();
        let mut session = computer.signed_in(start());
        let now = start() + passed;
        let checked = session.check(now);
        assert_eq!((locked(&session), checked.changed), (outcome, outcome.is_some()), "{passed} in the same process");
        assert_eq!(session.active().is_some(), outcome.is_none());
        // The keyring does not know of this check: a new process comes to the same verdict by itself.
        assert_eq!(locked(&computer.start(now)), outcome, "{passed} after a restart");
    }
}

#[test]
fn use_does_not_prolong() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let clock = FakeClock::at(start());
    let end = start() + TimeDelta::days(14);
    loop {
        let now = clock.advance(TimeDelta::hours(5));
        let _ = session.check(now);
        let _ = session.reconcile(&computer.vault, &computer.seals, now).unwrap();
        assert_eq!(session.active().is_some(), now < end, "{now}");
        if now > end {
            break;
        }
        assert_eq!(session.active().unwrap().expires(), end);
    }
}

#[test]
fn zones_and_summer_time_do_not_matter() {
    // The clock goes forward in Copenhagen on the third day, and the computer then flies to Auckland.
    let computer = Computer::new();
    let session = computer.signed_in(start());
    let expires = session.active().unwrap().expires();
    for (civil, signed_in) in [
        ("2026-03-29T03:00:00+02:00", true),
        ("2026-03-29T14:00:00+13:00", true),
        ("2026-04-10T22:29:59+13:00", true),
        ("2026-04-10T11:30:00+02:00", true),
        ("2026-04-10T11:30:01+02:00", false),
        ("2026-04-10T21:30:01+12:00", false),
    ] {
        let now: Instant = DateTime::<FixedOffset>::parse_from_rfc3339(civil).unwrap().with_timezone(&Utc);
        assert_eq!(computer.start(now).active().is_some(), signed_in, "{civil}");
        assert_eq!(now < expires, signed_in, "{civil}");
    }
}

#[test]
fn what_remains_is_told_and_warned_of() {
    let session = Computer::new().signed_in(start());
    let active = session.active().unwrap();
    assert_eq!(active.issued(), start());
    assert_eq!(active.remaining(start()), TimeDelta::days(14));
    assert_eq!(active.remaining(start() - TimeDelta::minutes(4)), TimeDelta::days(14));
    assert_eq!(active.remaining(start() + TimeDelta::days(20)), TimeDelta::zero());
    let warning = active.expires() - Active::WARNING;
    assert!(!active.ends_soon(warning - TimeDelta::milliseconds(1)));
    assert!(active.ends_soon(warning));
}

#[test]
fn a_clock_set_back_is_seen_against_the_latest_time_seen() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let seen = start() + TimeDelta::days(5);
    assert_eq!(session.check(seen), Checked { changed: false, save_due: true });
    assert!(!session.check(seen - TimeDelta::minutes(4)).changed, "putting a clock right is no crime");
    assert!(session.check(seen - TimeDelta::minutes(6)).changed);
    assert_eq!(locked(&session), Some(LockReason::ClockSetBack));
    // In this process only a log-in helps; with the clock put right, a new one goes on.
    assert!(!session.check(seen).changed);
    assert_eq!(locked(&session), Some(LockReason::ClockSetBack));
    assert!(computer.start(seen).active().is_some());
}

#[test]
fn the_mark_survives_the_process_and_is_written_rarely() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    assert_eq!(computer.vault.writes(), 1);
    let mut now = start();
    for _ in 0..600 {
        now += TimeDelta::seconds(6);
        if session.check(now).save_due {
            let _ = session.reconcile(&computer.vault, &computer.seals, now).unwrap();
        }
    }
    assert_eq!(computer.vault.writes(), 1 + 6, "an hour of commands every six seconds");
    assert_eq!(locked(&computer.start(now - TimeDelta::minutes(15))), Some(LockReason::ClockSetBack));
    assert!(computer.start(now - TimeDelta::minutes(5)).active().is_some());
}

#[test]
fn an_end_is_for_good_whatever_the_clock_says_later() {
    for why in [LockReason::Expired, LockReason::Refused] {
        let computer = Computer::new();
        let mut session = computer.signed_in(start());
        let end = start() + TimeDelta::days(14);
        let checked = if why == LockReason::Expired { session.check(end) } else { session.refuse(start()) };
        assert_eq!(checked, Checked { changed: true, save_due: true });
        let _ = session.reconcile(&computer.vault, &computer.seals, end).unwrap();
        assert!(!session.check(end).save_due);
        for now in [start(), end - TimeDelta::minutes(1), end] {
            assert_eq!(locked(&computer.start(now)), Some(why), "{now}");
        }
    }
}

#[test]
fn a_refused_session_opens_nothing_until_it_is_accepted_again() {
    let computer = Computer::new();
    let mut session = computer.signed_in(start());
    let before = cache_of(&session);
    assert!(session.refuse(start()).changed);
    assert!(!session.refuse(start()).changed);
    assert!(session.active().is_none());
    let State::Locked { held, .. } = session.state() else { panic!("{session:?}") };
    assert_eq!((held.partner_name(), held.cache_file()), (Some("Nordlys"), before.0.as_str()));
    let logged_in = computer.log_in(&mut session, GUID, start() + TimeDelta::hours(1));
    assert!(!logged_in.new_cache);
    assert_eq!(cache_of(&session), before);
}

#[test]
fn refusing_nobody_changes_nothing() {
    let mut session = Computer::new().start(start());
    assert_eq!(session.refuse(start()), Checked::default());
    assert!(matches!(session.state(), State::SignedOut { reason: None }));
}

#[test]
fn what_the_keyring_holds_decides_a_start() {
    let good = {
        let computer = Computer::new();
        let _ = computer.signed_in(start());
        computer.vault.text().unwrap()
    };
    let other_api = good.replace("referral-api", "testreferral-api");
    let newer = good.replace("\"v\":1", "\"v\":2");
    for (text, reason) in [
        ("no JSON", SignOutReason::ItemDamaged),
        (good.get(..good.len() / 2).unwrap(), SignOutReason::ItemDamaged),
        (other_api.as_str(), SignOutReason::ItemDamaged),
        (newer.as_str(), SignOutReason::ItemOfNewerVersion),
    ] {
        let computer = Computer::new();
        computer.vault.put(text);
        let mut session = computer.start(start());
        assert!(
            matches!(session.state(), State::SignedOut { reason: Some(found) } if *found == reason),
            "{text}: {session:?}"
        );
        assert_eq!(computer.vault.text().as_deref(), Some(text), "a start writes nothing");
        // And logging in mends it.
        assert!(computer.log_in(&mut session, GUID, start()).new_cache);
        assert!(computer.start(start()).active().is_some());
    }
}

#[test]
fn a_keyring_that_fails_is_a_state_of_its_own() {
    for error in [
        VaultError::NoKeyring,
        VaultError::Locked,
        VaultError::Denied,
        VaultError::TooLong,
        VaultError::Damaged,
        VaultError::Other,
    ] {
        let computer = Computer::new();
        let _ = computer.signed_in(start());
        computer.vault.fail(Some(error));
        let mut session = computer.start(start());
        assert!(
            matches!(session.state(), State::KeyringUnavailable { error: found } if *found == error),
            "{session:?}"
        );
        assert!(session.active().is_none());
        assert_eq!(session.check(start()), Checked::default());
        assert_eq!(session.reconcile(&computer.vault, &computer.seals, start()), Err(error));
        computer.vault.fail(None);
        assert!(session.reconcile(&computer.vault, &computer.seals, start()).unwrap().changed);
        assert!(session.active().is_some(), "unlocked meanwhile");
    }
}

#[test]
fn a_session_in_memory_ends_like_any_other_and_with_its_process() {
    let computer = Computer::new();
    computer.vault.fail(Some(VaultError::NoKeyring));
    let mut session = computer.start(start());
    let logged_in = session
        .log_in(&accepted(GUID, start()), &computer.vault, &computer.seals, Persistence::ThisSessionOnly)
        .unwrap();
    assert!(logged_in.new_cache);
    assert_eq!(session.active().unwrap().persistence(), Persistence::ThisSessionOnly);
    let late = start() + TimeDelta::days(13);
    assert_eq!(session.check(late), Checked::default(), "there is nothing to save");
    assert_eq!(session.reconcile(&computer.vault, &computer.seals, late), Ok(Checked::default()));
    let before = cache_of(&session);
    assert!(session.check(start() + TimeDelta::days(14)).changed);
    assert_eq!(locked(&session), Some(LockReason::Expired));
    let again = start() + TimeDelta::days(15);
    let logged_in =
        session.log_in(&accepted(GUID, again), &computer.vault, &computer.seals, Persistence::ThisSessionOnly).unwrap();
    assert!(!logged_in.new_cache);
    assert_eq!(cache_of(&session), before);
    computer.vault.fail(None);
    assert!(matches!(computer.start(again).state(), State::SignedOut { reason: None }));
}

//! Random histories of one computer: whatever happens in whatever order, nobody is signed in without a credential that
//! Debitura accepted less than 14 days ago, and no cache is ever opened with another credential than its own.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use desk_core::remote::RemoteError;
use desk_core::rows::Partner;
use desk_core::time::Instant;
use desk_session::{Credential, LockReason, Persistence, Session, State, VaultError};
use proptest::prelude::*;

use crate::fakes::{Computer, GUID, OTHER_GUID, ask, partner, picture, start};

#[derive(Clone, Debug)]
enum Happening {
    Pass(i64),
    LogIn {
        other: bool,
        answer: Answer,
        keep: bool,
    },
    LogOut,
    Refused,
    Lock,
    Unlock {
        other: bool,
    },
    Reconcile,
    Restart,
    /// The other process on the same keyring item does this.
    Elsewhere(Box<Happening>),
    Keyring {
        load: Option<VaultError>,
        store: Option<VaultError>,
        delete: Option<VaultError>,
    },
    Tampered,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    Accepted,
    Unauthorized,
    Offline,
    Inactive,
}

const DAY_S: i64 = 86_400;

fn seconds() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => 0_i64..1_200,
        3 => 0..3 * DAY_S,
        2 => Just(14 * DAY_S - 60),
        1 => Just(14 * DAY_S),
        1 => Just(365 * DAY_S),
        1 => Just(-365 * DAY_S),
        1 => -1_200_i64..0,
        1 => -3 * DAY_S..0,
    ]
}

fn keyring_answer() -> impl Strategy<Value = Option<VaultError>> {
    prop_oneof![
        3 => Just(None),
        1 => Just(Some(VaultError::Locked)),
        1 => Just(Some(VaultError::Damaged)),
    ]
}

fn here() -> impl Strategy<Value = Happening> {
    let answer = prop_oneof![
        4 => Just(Answer::Accepted),
        1 => Just(Answer::Unauthorized),
        1 => Just(Answer::Offline),
        1 => Just(Answer::Inactive),
    ];
    prop_oneof![
        6 => seconds().prop_map(Happening::Pass),
        4 => (any::<bool>(), answer, prop::bool::weighted(0.8))
            .prop_map(|(other, answer, keep)| Happening::LogIn { other, answer, keep }),
        1 => Just(Happening::LogOut),
        1 => Just(Happening::Refused),
        1 => Just(Happening::Lock),
        2 => any::<bool>().prop_map(|other| Happening::Unlock { other }),
        3 => Just(Happening::Reconcile),
        2 => Just(Happening::Restart),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        12 => here(),
        3 => here().prop_map(|happening| Happening::Elsewhere(Box::new(happening))),
        2 => (keyring_answer(), keyring_answer(), keyring_answer())
            .prop_map(|(load, store, delete)| Happening::Keyring { load, store, delete }),
        1 => Just(Happening::Tampered),
    ]
}

/// What a witness of everything knows.
struct World {
    computer: Computer,
    now: Instant,
    /// When each credential was last accepted.
    accepted: HashMap<String, Vec<Instant>>,
    /// Whose a cache file is, and its key.
    caches: HashMap<String, (String, String)>,
    /// Log-ins whose end the keyring knows.
    ended: HashSet<(String, Instant)>,
}

impl World {
    fn run(&mut self, session: &mut Session, happening: &Happening) -> Result<(), TestCaseError> {
        match happening {
            Happening::Pass(seconds) => self.now += TimeDelta::seconds(*seconds),
            Happening::LogIn { other, answer, keep } => self.log_in(session, *other, *answer, *keep)?,
            Happening::LogOut => {
                let before = picture(session);
                match session.log_out(&self.computer.vault, &self.computer.seals) {
                    Ok(_) => prop_assert!(session.active().is_none()),
                    Err(_) => prop_assert_eq!(picture(session), before),
                }
            }
            Happening::Refused => {
                let _ = session.refuse(self.now);
                prop_assert!(session.active().is_none());
            }
            Happening::Lock => {
                let _ = session.lock_by_hand(self.now);
                prop_assert!(session.active().is_none());
            }
            Happening::Unlock { other } => {
                let was_active = session.active().is_some();
                let guid = if *other { OTHER_GUID } else { GUID };
                if session.unlock(&Credential::parse(guid, None).unwrap(), self.now) {
                    prop_assert!(!was_active);
                    prop_assert_eq!(session.active().unwrap().credential().key().expose(), guid);
                }
            }
            Happening::Reconcile => {
                let reconciled = session.reconcile(&self.computer.vault, &self.computer.seals, self.now);
                if let Ok(checked) = reconciled {
                    self.remember_end(session);
                    self.judge_end(session)?;
                    // What has ended leaves no secret, here or in the keyring.
                    if let State::Locked { why: LockReason::Expired | LockReason::Refused, held } = session.state() {
                        // One that was found ended in the keyring says that it is to be sealed next.
                        prop_assert!(held.is_sealed() || checked.save_due);
                        let text = self.computer.vault.text();
                        // A session in memory leaves alone what the keyring holds of an earlier one.
                        let is_kept = held.persistence() == Persistence::Keyring
                            && text.is_some_and(|text| text.contains(held.cache_file()));
                        prop_assert!(!(held.is_sealed() && is_kept));
                    }
                }
            }
            Happening::Restart => {
                *session = self.computer.start(self.now);
                self.judge_end(session)?;
            }
            Happening::Keyring { load, store, delete } => {
                self.computer.vault.fail_load(*load);
                self.computer.vault.fail_store(*store);
                self.computer.vault.fail_delete(*delete);
            }
            Happening::Tampered => self.computer.vault.put("{\"v\":1,\"guid\":\"?\"}"),
            Happening::Elsewhere(_) => {}
        }
        Ok(())
    }

    fn log_in(&mut self, session: &mut Session, other: bool, answer: Answer, keep: bool) -> Result<(), TestCaseError> {
        let guid = if other { OTHER_GUID } else { GUID };
        let before = picture(session);
        let me = match answer {
            Answer::Accepted => Ok(partner(Some(guid))),
            Answer::Unauthorized => Err(RemoteError::Unauthorized),
            Answer::Offline => Err(RemoteError::Unreachable),
            Answer::Inactive => Ok(Partner { is_active: false, ..partner(Some(guid)) }),
        };
        let Ok(accepted) = ask(guid, None, me, self.now) else {
            prop_assert!(answer != Answer::Accepted);
            return Ok(());
        };
        prop_assert_eq!(answer, Answer::Accepted);
        let persistence = if keep { Persistence::Keyring } else { Persistence::ThisSessionOnly };
        match session.log_in(&accepted, &self.computer.vault, &self.computer.seals, persistence) {
            Ok(_) => {
                self.accepted.entry(guid.to_owned()).or_default().push(accepted.at());
                // Accepted again in the very millisecond of a log-in that ended: a new one under the old one's name.
                if let Some(active) = session.active() {
                    self.ended.remove(&(active.cache_file().to_owned(), active.issued()));
                }
            }
            Err(_) => prop_assert_eq!(picture(session), before),
        }
        Ok(())
    }

    /// After a reconciliation that worked, an end is in the keyring.
    fn remember_end(&mut self, session: &Session) {
        if let State::Locked { why: LockReason::Expired | LockReason::Refused, held } = session.state()
            && self.computer.vault.text().is_some_and(|text| text.contains(held.cache_file()) && text.contains("ended"))
        {
            let issued = issued_in_keyring(&self.computer);
            self.ended.insert((held.cache_file().to_owned(), issued));
        }
    }

    /// Who has just read the keyring does not go on with a session that ended elsewhere.
    fn judge_end(&self, session: &Session) -> Result<(), TestCaseError> {
        let Some(active) = session.active() else { return Ok(()) };
        let log_in = (active.cache_file().to_owned(), active.issued());
        // One that never was in the keyring cannot end there.
        let in_keyring = active.persistence() == Persistence::Keyring;
        prop_assert!(!(in_keyring && self.ended.contains(&log_in)), "an ended session came back");
        Ok(())
    }

    fn judge(&mut self, session: &mut Session) -> Result<(), TestCaseError> {
        let _ = session.check(self.now);
        let Some(active) = session.active() else { return Ok(()) };
        let guid = active.credential().key().expose().to_owned();
        let issued = active.issued();
        prop_assert!(self.accepted.get(&guid).is_some_and(|times| times.contains(&issued)), "never accepted");
        let age = self.now - issued;
        prop_assert!(age < TimeDelta::days(14) && age >= -TimeDelta::minutes(5), "accepted {age} ago");
        prop_assert_eq!(active.expires(), issued + TimeDelta::days(14));
        let file = active.cache_file().to_owned();
        let cache = (guid, active.cache_key().expose().to_owned());
        let known = self.caches.entry(file).or_insert_with(|| cache.clone());
        prop_assert_eq!(&*known, &cache, "a cache has one credential and one key for ever");
        Ok(())
    }
}

fn issued_in_keyring(computer: &Computer) -> Instant {
    let item: serde_json::Value = serde_json::from_str(&computer.vault.text().unwrap()).unwrap();
    Instant::from_timestamp_millis(item["issued_ms"].as_i64().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nobody_is_signed_in_who_should_not_be(happenings in prop::collection::vec(happening(), 1..60)) {
        let computer = Computer::new();
        let mut window = computer.start(start());
        let mut command_line = computer.start(start());
        let mut world = World { computer, now: start(), accepted: HashMap::new(), caches: HashMap::new(), ended: HashSet::new() };
        for happening in &happenings {
            match happening {
                Happening::Elsewhere(inner) => world.run(&mut command_line, inner)?,
                _ => world.run(&mut window, happening)?,
            }
            world.judge(&mut window)?;
            world.judge(&mut command_line)?;
        }
    }
}

//! A keyring, a clock and a Debitura that do what a test says, and the steps that most tests begin with.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta};
use desk_core::ids::PartnerId;
use desk_core::remote::RemoteError;
use desk_core::rows::Partner;
use desk_core::secret::Secret;
use desk_core::time::{Clock, Instant};
use desk_session::{
    Accepted, Authenticator, Credential, LogInError, LoggedIn, Persistence, SealCost, SealedCache, Seals, Session,
    Vault, VaultError, VaultItem,
};

pub(crate) const ORIGIN: &str = "https://referral-api.debitura.com";
pub(crate) const GUID: &str = "0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b5";
pub(crate) const OTHER_GUID: &str = "f1e2d3c4-b5a6-4978-8899-aabbccddeeff";
pub(crate) const API_KEY: &str = "canary-key-73f1c9";

pub(crate) fn item() -> VaultItem {
    VaultItem::new(ORIGIN, Path::new("/data"))
}

/// A Tuesday in spring, two days before clocks change in much of Europe.
pub(crate) fn start() -> Instant {
    "2026-03-27T09:30:00.123Z".parse::<DateTime<_>>().unwrap()
}

#[derive(Default)]
pub(crate) struct FakeVault {
    pub(crate) items: Mutex<HashMap<VaultItem, String>>,
    pub(crate) writes: Mutex<u32>,
    load_error: Mutex<Option<VaultError>>,
    store_error: Mutex<Option<VaultError>>,
    delete_error: Mutex<Option<VaultError>>,
}

impl FakeVault {
    /// Every call fails like this, or works again.
    pub(crate) fn fail(&self, error: Option<VaultError>) {
        self.fail_load(error);
        self.fail_store(error);
        self.fail_delete(error);
    }

    pub(crate) fn fail_load(&self, error: Option<VaultError>) {
        *self.load_error.lock().unwrap() = error;
    }

    pub(crate) fn fail_store(&self, error: Option<VaultError>) {
        *self.store_error.lock().unwrap() = error;
    }

    pub(crate) fn fail_delete(&self, error: Option<VaultError>) {
        *self.delete_error.lock().unwrap() = error;
    }

    pub(crate) fn text(&self) -> Option<String> {
        self.items.lock().unwrap().get(&item()).cloned()
    }

    pub(crate) fn put(&self, text: &str) {
        self.items.lock().unwrap().insert(item(), text.to_owned());
    }

    pub(crate) fn writes(&self) -> u32 {
        *self.writes.lock().unwrap()
    }
}

fn fails(error: &Mutex<Option<VaultError>>) -> Result<(), VaultError> {
    error.lock().unwrap().map_or(Ok(()), Err)
}

impl Vault for FakeVault {
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError> {
        fails(&self.load_error)?;
        Ok(self.items.lock().unwrap().get(item).cloned().map(Secret::new))
    }

    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError> {
        fails(&self.store_error)?;
        *self.writes.lock().unwrap() += 1;
        self.items.lock().unwrap().insert(item.clone(), text.expose().to_owned());
        Ok(())
    }

    fn delete(&self, item: &VaultItem) -> Result<(), VaultError> {
        fails(&self.delete_error)?;
        self.items.lock().unwrap().remove(item);
        // Some keyrings are found damaged only when read; a deletion mends that.
        self.fail_load(None);
        Ok(())
    }
}

/// Seals in memory, kept as the texts that a disk would hold.
#[derive(Default)]
pub(crate) struct FakeSeals {
    pub(crate) texts: Mutex<HashMap<String, String>>,
    pub(crate) is_full: Mutex<bool>,
}

impl FakeSeals {
    pub(crate) fn names(&self) -> Vec<String> {
        self.texts.lock().unwrap().keys().cloned().collect()
    }
}

impl Seals for FakeSeals {
    fn list(&self) -> Vec<SealedCache> {
        let texts = self.texts.lock().unwrap();
        texts.iter().filter_map(|(name, text)| SealedCache::decode(name, text).ok()).collect()
    }

    fn keep(&self, sealed: &SealedCache) -> std::io::Result<()> {
        if *self.is_full.lock().unwrap() {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        self.texts.lock().unwrap().insert(sealed.cache_file().to_owned(), sealed.encode());
        Ok(())
    }

    fn cost(&self) -> SealCost {
        SealCost::CHEAP
    }

    fn remove(&self, cache_file: &str) -> std::io::Result<()> {
        self.texts.lock().unwrap().remove(cache_file);
        Ok(())
    }
}

pub(crate) struct FakeClock(pub(crate) Mutex<Instant>);

impl FakeClock {
    pub(crate) fn at(instant: Instant) -> Self {
        Self(Mutex::new(instant))
    }

    pub(crate) fn advance(&self, by: TimeDelta) -> Instant {
        let mut now = self.0.lock().unwrap();
        *now += by;
        *now
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap()
    }
}

/// Answers every question the same way and remembers the keys that it was asked with.
pub(crate) struct FakeDebitura {
    pub(crate) answer: Result<Partner, RemoteError>,
    pub(crate) keys: Mutex<Vec<String>>,
}

impl FakeDebitura {
    pub(crate) fn new(answer: Result<Partner, RemoteError>) -> Self {
        Self { answer, keys: Mutex::default() }
    }
}

#[async_trait]
impl Authenticator for FakeDebitura {
    async fn who_am_i(&self, credential: &Credential) -> Result<Partner, RemoteError> {
        self.keys.lock().unwrap().push(credential.key().expose().to_owned());
        self.answer.clone()
    }
}

pub(crate) fn partner(id: Option<&str>) -> Partner {
    Partner {
        id: id.map(|id| PartnerId::parse(id).unwrap()),
        company_name: Some("Nordlys Regnskab A/S".to_owned()),
        short_name: Some("Nordlys".to_owned()),
        is_active: true,
        is_public_demo: false,
        invoicing_mode: None,
    }
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

pub(crate) fn ask(
    guid: &str,
    key: Option<&str>,
    answer: Result<Partner, RemoteError>,
    now: Instant,
) -> Result<Accepted, LogInError> {
    let credential = Credential::parse(guid, key).unwrap();
    block_on(Accepted::ask(credential, &FakeDebitura::new(answer), &FakeClock::at(now)))
}

pub(crate) fn accepted(guid: &str, now: Instant) -> Accepted {
    ask(guid, None, Ok(partner(Some(GUID))), now).unwrap()
}

/// A computer: what survives the process.
pub(crate) struct Computer {
    pub(crate) vault: FakeVault,
    pub(crate) seals: FakeSeals,
}

impl Computer {
    pub(crate) fn new() -> Self {
        Self { vault: FakeVault::default(), seals: FakeSeals::default() }
    }

    pub(crate) fn start(&self, now: Instant) -> Session {
        Session::restore(&self.vault, &self.seals, item(), ORIGIN, now)
    }

    pub(crate) fn log_in(&self, session: &mut Session, guid: &str, now: Instant) -> LoggedIn {
        session.log_in(&accepted(guid, now), &self.vault, &self.seals, Persistence::Keyring).unwrap()
    }

    /// A process in which [`GUID`] has just logged in.
    pub(crate) fn signed_in(&self, now: Instant) -> Session {
        let mut session = self.start(now);
        let _ = self.log_in(&mut session, GUID, now);
        session
    }
}

/// The name and key of the open cache.
pub(crate) fn cache_of(session: &Session) -> (String, String) {
    let active = session.active().unwrap();
    (active.cache_file().to_owned(), active.cache_key().expose().to_owned())
}

/// Everything that a session consists of, for "nothing has changed".
pub(crate) fn picture(session: &Session) -> String {
    format!("{session:?} {:?}", session.active().map(|active| active.cache_key().expose().to_owned()))
}

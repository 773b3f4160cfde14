//! What is left of a log-in when it has ended: the cache's key, wrapped under the credential. Nothing on the computer opens
//! the cache then but the same credential, typed again.
//!
//! The key that wraps is derived by Argon2id: a Partner GUID of Debitura's making is random, but whether every one is, is
//! nowhere promised, and a guess should cost something.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, TimeDelta};
use desk_core::secret::Secret;
use desk_core::time::Instant;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::accepted::Accepted;
use crate::credential::{ApiKey, Credential};
use crate::stored::{Ended, StoredSession, is_cache_file, is_cache_key, whole_millis};
use crate::vault::hex;

/// How long a sealed cache is kept.
pub const SEALED_DAYS: i64 = 30;
/// A text of this kind is never longer.
pub const SEAL_BYTES_MAX: usize = 2_048;

const VERSION: u32 = 1;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;

/// What a guess at a credential costs: Argon2id's memory in KiB, and rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealCost {
    memory_kib: u32,
    rounds: u32,
}

impl SealCost {
    /// OWASP's recommendation: 19 MiB, twice over.
    pub const USUAL: Self = Self { memory_kib: 19_456, rounds: 2 };
    /// As good as nothing, for tests that seal thousands.
    pub const CHEAP: Self = Self { memory_kib: 8, rounds: 1 };
    /// What a text may ask for.
    const MAX: Self = Self { memory_kib: 65_536, rounds: 8 };
}

/// Where seals are kept: small texts without a secret in them, each for one cache.
pub trait Seals: Send + Sync {
    /// All that can be read, whoever's they are.
    fn list(&self) -> Vec<SealedCache>;

    /// Keeps one for good before it returns.
    ///
    /// # Errors
    /// When it could not be written; an earlier one of the same cache is then still there.
    fn keep(&self, sealed: &SealedCache) -> std::io::Result<()>;

    /// What a new one is to cost.
    fn cost(&self) -> SealCost {
        SealCost::USUAL
    }

    /// Removes the one of a cache. That there is none is no error.
    ///
    /// # Errors
    /// When it is still there.
    fn remove(&self, cache_file: &str) -> std::io::Result<()>;
}

/// Why a text is no seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("The seal cannot be read.")]
pub struct DamagedSeal;

/// The key of one cache, wrapped under the credential that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedCache {
    pub(crate) cache_file: String,
    pub(crate) origin: String,
    /// How the log-in came to its end; nothing when another one took its place.
    pub(crate) ended: Option<Ended>,
    sealed: Instant,
    cost: SealCost,
    salt: Vec<u8>,
    nonce: Vec<u8>,
    wrapped: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    v: u32,
    origin: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Ended>,
    sealed_ms: i64,
    cost: SealCost,
    salt: String,
    nonce: String,
    key: String,
}

impl SealedCache {
    /// Wraps the key of a session. Takes some ten milliseconds and 19 MiB.
    pub(crate) fn seal(stored: &StoredSession, cost: SealCost, now: Instant) -> Option<Self> {
        let (mut salt, mut nonce) = (vec![0; SALT_BYTES], vec![0; NONCE_BYTES]);
        getrandom::fill(&mut salt).ok()?;
        getrandom::fill(&mut nonce).ok()?;
        let mut sealed = Self {
            cache_file: stored.cache_file.clone(),
            origin: stored.origin.clone(),
            ended: stored.ended,
            sealed: whole_millis(now),
            cost,
            salt,
            nonce,
            wrapped: Vec::new(),
        };
        let cipher = sealed.cipher(&stored.credential)?;
        // The partner's id is inside: where Debitura uses it as the credential it must not lie here in the open.
        let partner = stored.partner_id.map_or_else(String::new, |id| id.to_string());
        let mut content = Zeroizing::new(String::with_capacity(stored.cache_key.expose().len() + 1 + partner.len()));
        content.push_str(stored.cache_key.expose());
        content.push('\n');
        content.push_str(&partner);
        let bound = sealed.bound();
        let payload = Payload { msg: content.as_bytes(), aad: bound.as_bytes() };
        sealed.wrapped = cipher.encrypt(XNonce::from_slice(&sealed.nonce), payload).ok()?;
        Some(sealed)
    }

    /// The key, when this is the credential that it was wrapped under, of the same partner.
    pub(crate) fn open(&self, accepted: &Accepted) -> Option<Secret> {
        let cipher = self.cipher(accepted.credential())?;
        let bound = self.bound();
        let payload = Payload { msg: &self.wrapped, aad: bound.as_bytes() };
        let opened = Zeroizing::new(cipher.decrypt(XNonce::from_slice(&self.nonce), payload).ok()?);
        let (key, partner) = std::str::from_utf8(&opened).ok()?.split_once('\n')?;
        let key = Secret::new(key.to_owned());
        let is_theirs = partner.is_empty() || accepted.partner_id().is_none_or(|id| id.to_string() == partner);
        (is_cache_key(&key) && is_theirs).then_some(key)
    }

    /// The sealed cache's file name, without a folder.
    #[must_use]
    pub fn cache_file(&self) -> &str {
        &self.cache_file
    }

    /// Whether its 30 days are over. One from the future was sealed under a clock that was wrong, and stays.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        now.signed_duration_since(self.sealed) >= TimeDelta::days(SEALED_DAYS)
    }

    pub(crate) fn sealed_at(&self) -> Instant {
        self.sealed
    }

    /// The text to keep.
    #[must_use]
    pub fn encode(&self) -> String {
        let wire = Wire {
            v: VERSION,
            origin: self.origin.clone(),
            ended: self.ended,
            sealed_ms: self.sealed.timestamp_millis(),
            cost: self.cost,
            salt: hex(self.salt.iter()),
            nonce: hex(self.nonce.iter()),
            key: hex(self.wrapped.iter()),
        };
        serde_json::to_string(&wire).unwrap_or_default()
    }

    /// Reads what [`Self::encode`] wrote, for the cache of this name.
    ///
    /// # Errors
    /// [`DamagedSeal`], whatever the text is.
    pub fn decode(cache_file: &str, text: &str) -> Result<Self, DamagedSeal> {
        let wire: Wire = serde_json::from_str(text).map_err(|_| DamagedSeal)?;
        let sealed = DateTime::from_timestamp_millis(wire.sealed_ms).ok_or(DamagedSeal)?;
        let (salt, nonce, wrapped) = (bytes(&wire.salt)?, bytes(&wire.nonce)?, bytes(&wire.key)?);
        let fits = wire.v == VERSION
            && text.len() <= SEAL_BYTES_MAX
            && is_cache_file(cache_file)
            && (salt.len(), nonce.len()) == (SALT_BYTES, NONCE_BYTES)
            && wire.cost.memory_kib <= SealCost::MAX.memory_kib
            && wire.cost.rounds <= SealCost::MAX.rounds
            && !wrapped.is_empty();
        let sealed = Self {
            cache_file: cache_file.to_owned(),
            origin: wire.origin,
            ended: wire.ended,
            sealed,
            cost: wire.cost,
            salt,
            nonce,
            wrapped,
        };
        fits.then_some(sealed).ok_or(DamagedSeal)
    }

    fn cipher(&self, credential: &Credential) -> Option<XChaCha20Poly1305> {
        let params = Params::new(self.cost.memory_kib, self.cost.rounds, 1, Some(32)).ok()?;
        let guid = credential.guid.secret().expose();
        let api_key = credential.api_key.as_ref().map_or("", |key: &ApiKey| key.secret().expose());
        // A byte that neither can hold: no two credentials can join to the same bytes.
        let mut typed = Zeroizing::new(String::with_capacity(guid.len() + 1 + api_key.len()));
        typed.push_str(guid);
        typed.push('\0');
        typed.push_str(api_key);
        let mut key = Zeroizing::new([0_u8; 32]);
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(typed.as_bytes(), &self.salt, &mut *key).ok()?;
        Some(XChaCha20Poly1305::new(Key::from_slice(&*key)))
    }

    /// What the wrapped key belongs to: put beside another cache or another API it does not open.
    fn bound(&self) -> String {
        format!("{}\n{}", self.origin, self.cache_file)
    }
}

fn bytes(hex: &str) -> Result<Vec<u8>, DamagedSeal> {
    if !hex.len().is_multiple_of(2) || hex.len() > SEAL_BYTES_MAX || !hex.bytes().all(|digit| digit.is_ascii_hexdigit())
    {
        return Err(DamagedSeal);
    }
    let pairs = hex.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| {
            u8::from_str_radix(std::str::from_utf8(pair).map_err(|_| DamagedSeal)?, 16).map_err(|_| DamagedSeal)
        })
        .collect()
}

//! The one item in the keyring: a small JSON text with a version.

use chrono::{DateTime, TimeDelta};
use desk_core::ids::PartnerId;
use desk_core::secret::Secret;
use desk_core::time::Instant;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::accepted::{Accepted, LogInError};
use crate::credential::{ApiKey, Credential};
use crate::guid::PartnerGuid;
use crate::vault::{VaultItem, hex};

/// How long a session lasts from log-in. It does not slide.
pub const SESSION_DAYS: i64 = 14;
/// The longest partner name that is kept.
pub const PARTNER_NAME_CHARS_MAX: usize = 80;
/// What Windows takes for one item; an encoded session is always shorter, an ordinary one below 1,000 bytes.
pub const ITEM_BYTES_MAX: usize = 2_560;

const VERSION: u32 = 1;
const CACHE_KEY_BYTES: usize = 32;
const ORIGIN_BYTES_MAX: usize = 300;
const CACHE_FILE_END: &str = ".db";

/// A session as the keyring keeps it. Instants are whole milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    pub(crate) credential: Credential,
    pub(crate) origin: String,
    pub(crate) issued: Instant,
    pub(crate) expires: Instant,
    /// The latest instant that this session has seen. A clock that shows less was set back.
    pub(crate) high_water: Instant,
    /// Kept, so that no clock and no restart brings an ended session back to life.
    pub(crate) ended: Option<Ended>,
    /// Locked by hand: kept, so that a restart opens nothing.
    pub(crate) locked: bool,
    pub(crate) cache_key: Secret,
    pub(crate) cache_file: String,
    pub(crate) partner_id: Option<PartnerId>,
    pub(crate) partner_name: Option<String>,
}

/// How a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// After 14 days.
    Expired,
    /// By two 401 in a row.
    Refused,
}

/// Why an item cannot be used. Names the field, never its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DamagedItem {
    /// Not JSON, or not an object with a version.
    #[error("The stored log-in cannot be read.")]
    Unreadable,
    /// Written by a newer program.
    #[error("The stored log-in was written by a newer Partner Desk.")]
    NewerVersion,
    /// One field is missing or impossible.
    #[error("The stored log-in is damaged in its field \"{0}\".")]
    Field(&'static str),
}

#[derive(Deserialize)]
struct WireVersion {
    v: u32,
}

/// The JSON. Short names, because Windows counts the bytes.
#[derive(Serialize, Deserialize)]
struct Wire<Text> {
    v: u32,
    guid: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<Text>,
    origin: Text,
    issued_ms: i64,
    expires_ms: i64,
    high_water_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<Ended>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    locked: bool,
    cache_key: Text,
    cache_file: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner_id: Option<PartnerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner_name: Option<Text>,
}

impl StoredSession {
    /// A new session of 14 days for an accepted credential, with the cache of an earlier session or a new one.
    pub(crate) fn issue(accepted: &Accepted, origin: &str, cache: Cache) -> Self {
        let issued = whole_millis(accepted.at());
        Self {
            credential: accepted.credential().clone(),
            origin: origin.to_owned(),
            issued,
            // A clock beyond the calendar's end: over at once.
            expires: issued.checked_add_signed(TimeDelta::days(SESSION_DAYS)).unwrap_or(issued),
            high_water: issued,
            ended: None,
            locked: false,
            cache_key: cache.key,
            cache_file: cache.file,
            partner_id: accepted.partner_id(),
            partner_name: accepted.partner().name().map(shortened),
        }
    }

    /// Whether an accepted credential may open this session's cache: the very same credential, of the same partner,
    /// on the same API.
    pub(crate) fn belongs_to(&self, accepted: &Accepted, origin: &str) -> bool {
        let same_partner = match (self.partner_id, accepted.partner_id()) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        };
        self.credential == *accepted.credential() && self.origin == origin && same_partner
    }

    /// Whether both come from one log-in.
    pub(crate) fn is_same_log_in(&self, other: &Self) -> bool {
        self.cache_file == other.cache_file && self.issued == other.issued && self.credential == other.credential
    }

    /// The later mark and any end of another copy of the same log-in. An end that is known already stays.
    pub(crate) fn take_over(&mut self, other: &Self) {
        self.high_water = self.high_water.max(other.high_water);
        self.ended = self.ended.or(other.ended);
    }

    pub(crate) fn cache(&self) -> Cache {
        Cache { key: self.cache_key.clone(), file: self.cache_file.clone() }
    }

    /// The text for the keyring.
    ///
    /// # Errors
    /// [`DamagedItem::Unreadable`], which no value of this type causes.
    pub fn encode(&self) -> Result<Secret, DamagedItem> {
        let wire = Wire {
            v: VERSION,
            guid: self.credential.guid.secret().expose(),
            api_key: self.credential.api_key.as_ref().map(|key| key.secret().expose()),
            origin: &self.origin,
            issued_ms: self.issued.timestamp_millis(),
            expires_ms: self.expires.timestamp_millis(),
            high_water_ms: self.high_water.timestamp_millis(),
            ended: self.ended,
            locked: self.locked,
            cache_key: self.cache_key.expose(),
            cache_file: &self.cache_file,
            partner_id: self.partner_id,
            partner_name: self.partner_name.as_deref(),
        };
        // Roomy from the start: a buffer that grows leaves copies of the secrets behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(ITEM_BYTES_MAX));
        serde_json::to_writer(&mut *bytes, &wire).map_err(|_| DamagedItem::Unreadable)?;
        String::from_utf8(std::mem::take(&mut *bytes)).map(Secret::new).map_err(|_| DamagedItem::Unreadable)
    }

    /// Reads what [`Self::encode`] wrote. Fields that it does not know are left aside.
    ///
    /// # Errors
    /// A [`DamagedItem`]; whatever the text is, nothing panics.
    pub fn decode(text: &Secret) -> Result<Self, DamagedItem> {
        let version: WireVersion = serde_json::from_str(text.expose()).map_err(|_| DamagedItem::Unreadable)?;
        match version.v {
            VERSION => {}
            newer if newer > VERSION => return Err(DamagedItem::NewerVersion),
            _ => return Err(DamagedItem::Field("v")),
        }
        let wire: Wire<String> = serde_json::from_str(text.expose()).map_err(|_| DamagedItem::Unreadable)?;
        Self::from_wire(wire)
    }

    fn from_wire(wire: Wire<String>) -> Result<Self, DamagedItem> {
        // Moved into the wiping type before anything can fail.
        let (guid, cache_key, api_key) =
            (Secret::new(wire.guid), Secret::new(wire.cache_key), wire.api_key.map(Secret::new));
        let credential = Credential {
            guid: PartnerGuid::parse(guid.expose()).map_err(|_| DamagedItem::Field("guid"))?,
            api_key: api_key
                .map(|key| ApiKey::parse(key.expose()))
                .transpose()
                .map_err(|_| DamagedItem::Field("api_key"))?,
        };
        let issued = instant(wire.issued_ms, "issued_ms")?;
        let expires = instant(wire.expires_ms, "expires_ms")?;
        let days = expires.signed_duration_since(issued);
        check(days >= TimeDelta::zero() && days <= TimeDelta::days(SESSION_DAYS), "expires_ms")?;
        check(!wire.origin.is_empty() && wire.origin.len() <= ORIGIN_BYTES_MAX, "origin")?;
        check(is_cache_key(&cache_key), "cache_key")?;
        // It becomes part of a path: nothing but a name of our own making gets through.
        check(is_cache_file(&wire.cache_file), "cache_file")?;
        Ok(Self {
            credential,
            origin: wire.origin,
            issued,
            expires,
            high_water: instant(wire.high_water_ms, "high_water_ms")?,
            ended: wire.ended,
            locked: wire.locked,
            cache_key,
            cache_file: wire.cache_file,
            partner_id: wire.partner_id,
            partner_name: wire.partner_name.as_deref().map(shortened),
        })
    }
}

/// The key and the file name of one encrypted cache.
pub(crate) struct Cache {
    pub(crate) key: Secret,
    pub(crate) file: String,
}

impl Cache {
    /// A random key, and a random name that shows which keyring item the key is in.
    pub(crate) fn new(item: &VaultItem) -> Result<Self, LogInError> {
        let mut key = Zeroizing::new([0_u8; CACHE_KEY_BYTES]);
        getrandom::fill(&mut *key).map_err(|_| LogInError::NoRandomness)?;
        let mut name = [0_u8; 16];
        getrandom::fill(&mut name).map_err(|_| LogInError::NoRandomness)?;
        let name = uuid::Builder::from_random_bytes(name).into_uuid();
        Ok(Self { key: Secret::new(hex(key.iter())), file: format!("{}{name}{CACHE_FILE_END}", item.cache_prefix()) })
    }
}

pub(crate) fn is_cache_key(key: &Secret) -> bool {
    key.expose().len() == CACHE_KEY_BYTES * 2
        && key.expose().bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

pub(crate) fn is_cache_file(name: &str) -> bool {
    let Some((item, uuid)) = name.strip_suffix(CACHE_FILE_END).and_then(|stem| stem.split_once('-')) else {
        return false;
    };
    !item.is_empty()
        && item.bytes().all(|digit| digit.is_ascii_hexdigit())
        && uuid::Uuid::try_parse(uuid).is_ok_and(|parsed| parsed.hyphenated().to_string() == uuid)
}

fn check(holds: bool, field: &'static str) -> Result<(), DamagedItem> {
    if holds { Ok(()) } else { Err(DamagedItem::Field(field)) }
}

fn instant(millis: i64, field: &'static str) -> Result<Instant, DamagedItem> {
    DateTime::from_timestamp_millis(millis).ok_or(DamagedItem::Field(field))
}

/// As the keyring keeps it, so that what was stored equals what is read.
pub(crate) fn whole_millis(instant: Instant) -> Instant {
    DateTime::from_timestamp_millis(instant.timestamp_millis()).unwrap_or(instant)
}

/// At most [`PARTNER_NAME_CHARS_MAX`] characters, none of which JSON would have to escape at length.
fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(PARTNER_NAME_CHARS_MAX).collect()
}

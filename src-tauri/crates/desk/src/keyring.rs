//! The [`Vault`] on the keyring of the operating system: Keychain on macOS, Credential Manager on Windows, Secret Service
//! elsewhere.
//!
//! Every call blocks, on Linux over D-Bus and anywhere for as long as the system asks its owner for a password: from
//! async code only through `spawn_blocking`. It brings an event loop of its own along, so it cannot dead-lock with the
//! caller's, only hold up a thread of it.
//!
//! The item is stored as bytes, not as a "password": Windows turns a password into UTF-16, which halves the 2,560 bytes
//! that it takes. It is text all the same, for KDE's wallet takes nothing else. Rejected: falling back to a file, or to
//! the kernel's keyutils, which forget at reboot; a computer without keyring gets a session in memory.

use std::collections::HashMap;
use std::error::Error as StdError;

use desk_core::secret::Secret;
use desk_session::{Vault, VaultError, VaultItem};
use keyring_core::{Entry, Error};

/// The keyring of this computer and user.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyringVault;

impl KeyringVault {
    /// Does not touch the keyring yet.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Vault for KeyringVault {
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError> {
        let bytes = match entry(item)?.get_secret() {
            Ok(bytes) => bytes,
            Err(Error::NoEntry) => return Ok(None),
            Err(error) => return Err(vault_error(&error)),
        };
        // Takes the bytes over without a copy that nobody would wipe.
        String::from_utf8(bytes).map(|text| Some(Secret::new(text))).map_err(|_| VaultError::Damaged)
    }

    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError> {
        entry(item)?.set_secret(text.expose().as_bytes()).map_err(|error| vault_error(&error))
    }

    fn delete(&self, item: &VaultItem) -> Result<(), VaultError> {
        match entry(item)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            // Two of one name, in two collections of a Secret Service: both have to go.
            Err(Error::Ambiguous(entries)) => entries.iter().try_for_each(|entry| match entry.delete_credential() {
                Ok(()) | Err(Error::NoEntry) => Ok(()),
                Err(error) => Err(vault_error(&error)),
            }),
            Err(error) => Err(vault_error(&error)),
        }
    }
}

/// The handle of an item. The platform's store is set up by the first call in the process and stays what it is, also
/// when that failed: a keyring that starts later is found by the next start of the program.
fn entry(item: &VaultItem) -> Result<Entry, VaultError> {
    if keyring::v1::Entry::store_status().is_err() {
        return Err(VaultError::NoKeyring);
    }
    Entry::new_with_modifiers(item.service(), item.user(), &modifiers()).map_err(|error| vault_error(&error))
}

/// Windows would let the item roam to the user's other computers; it belongs to this one, as the cache does.
#[cfg(windows)]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "Local")])
}

/// The keychain of macOS takes no modifier that is needed here, and items in it do not leave the computer.
#[cfg(target_os = "macos")]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

/// What the system's password manager shows.
#[cfg(all(unix, not(target_os = "macos")))]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("label", "Partner Desk log-in")])
}

/// The keyring library's errors in the words of this program. The library's own text is not passed on: some of its
/// errors carry the item's bytes.
#[must_use]
pub fn vault_error(error: &Error) -> VaultError {
    match error {
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => VaultError::NoKeyring,
        Error::TooLong(..) => VaultError::TooLong,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) | Error::Ambiguous(_) => {
            VaultError::Damaged
        }
        // Without a cause that is known, what the library means by it: "it might be that the store is locked".
        Error::NoStorageAccess(cause) => by_cause(cause.as_ref()).unwrap_or(VaultError::Locked),
        Error::PlatformFailure(cause) => by_cause(cause.as_ref()).unwrap_or(VaultError::Other),
        // An item that is not there is an answer, not an error, wherever it can be one.
        Error::NoEntry | Error::Invalid(..) => VaultError::Other,
        _ => VaultError::Other,
    }
}

/// What the system said. By its number where it gave one, else by its words.
fn by_cause(cause: &(dyn StdError + 'static)) -> Option<VaultError> {
    by_code(cause).or_else(|| by_words(&cause.to_string()))
}

/// Apple's and Windows' numbers. They are read from the cause's debug text (`Error { code: -128, .. }`,
/// `PlatformError(1312)`): its types belong to two crates that would have to be depended on, per system and in the very
/// version that the keyring library uses, for nothing else.
fn by_code(cause: &(dyn StdError + 'static)) -> Option<VaultError> {
    let text = format!("{cause:?}");
    let (_, rest) = text.split_once("code: ").or_else(|| text.split_once("PlatformError("))?;
    let digits: String = rest.chars().take_while(|c| *c == '-' || c.is_ascii_digit()).collect();
    match digits.parse::<i64>().ok()? {
        // errSecNotAvailable, errSecNoSuchKeychain; ERROR_NO_SUCH_LOGON_SESSION: a log-on without credentials of its own.
        -25291 | -25294 | 1312 => Some(VaultError::NoKeyring),
        // errSecInteractionNotAllowed: locked, and nobody there to be asked.
        -25308 => Some(VaultError::Locked),
        // errSecUserCanceled, errSecAuthFailed, errSecInvalidOwnerEdit, errSecReadOnly, wrPermErr; ERROR_ACCESS_DENIED.
        -128 | -25293 | -25244 | -25292 | -61 | 5 => Some(VaultError::Denied),
        // errSecInvalidKeychain.
        -25295 => Some(VaultError::Damaged),
        _ => None,
    }
}

/// The Secret Service's words: its errors are D-Bus names or sentences of the client library.
fn by_words(text: &str) -> Option<VaultError> {
    const WORDS: [(&str, VaultError); 8] = [
        ("no secret service provider", VaultError::NoKeyring),
        ("DBus.Error.ServiceUnknown", VaultError::NoKeyring),
        // There is a service, but no default collection, and none could be made.
        ("result not returned", VaultError::NoKeyring),
        ("object locked", VaultError::Locked),
        ("prompt dismissed", VaultError::Locked),
        ("Secret.Error.IsLocked", VaultError::Locked),
        ("connection closed before prompt", VaultError::Locked),
        ("DBus.Error.AccessDenied", VaultError::Denied),
    ];
    WORDS.iter().find(|(words, _)| text.contains(words)).map(|(_, error)| *error)
}

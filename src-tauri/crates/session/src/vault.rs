//! The keyring of the operating system, as far as a session needs it: one item, by name.

use std::path::Path;

use desk_core::secret::Secret;
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Where one secret text is kept. All methods block, and may block for as long as the system asks its owner for a
/// password: never call them on a thread of an async executor.
pub trait Vault: Send + Sync {
    /// The item's text, or nothing when there is no such item.
    ///
    /// # Errors
    /// A [`VaultError`].
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError>;

    /// Creates or replaces the item.
    ///
    /// # Errors
    /// A [`VaultError`]; an earlier text is then still there.
    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError>;

    /// Removes the item. That there is none is no error: a second log-out has to succeed.
    ///
    /// # Errors
    /// A [`VaultError`].
    fn delete(&self, item: &VaultItem) -> Result<(), VaultError>;
}

/// What can be wrong with a keyring. Holds no text of the system's, which might repeat the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum VaultError {
    /// There is none, or none that this program can reach.
    #[error("This computer offers no keyring to keep your log-in in.")]
    NoKeyring,
    /// It is there but locked, and was not unlocked.
    #[error("The keyring of this computer is locked.")]
    Locked,
    /// Its owner or a policy said no.
    #[error("The keyring of this computer did not let Partner Desk in.")]
    Denied,
    /// The item is longer than this keyring takes.
    #[error("The keyring of this computer cannot hold a log-in of this length.")]
    TooLong,
    /// The item is there but is no text, or is there twice.
    #[error("The log-in that the keyring of this computer holds is damaged.")]
    Damaged,
    /// Anything else.
    #[error("The keyring of this computer did not work.")]
    Other,
}

impl VaultError {
    /// What to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::NoKeyring => {
                "You can log in for this session only: nothing is kept, and you log in again after closing Partner Desk. On Linux, start a Secret Service such as GNOME Keyring."
            }
            Self::Locked => "Unlock the keyring and try again, or log in for this session only: nothing is kept then.",
            Self::Denied => {
                "Allow Partner Desk to use the keyring when the computer asks, or log in for this session only: nothing is kept then."
            }
            Self::TooLong => {
                "Log in for this session only: nothing is kept, and you log in again after closing Partner Desk."
            }
            Self::Damaged => "Log in again. The damaged log-in is replaced.",
            Self::Other => "Restart the computer and try again, or log in for this session only: nothing is kept then.",
        }
    }
}

/// The name of a session's one item. It depends on the API's origin and the data folder, so that a demo, a test or
/// another environment can never touch a real log-in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VaultItem {
    service: String,
    user: String,
}

impl VaultItem {
    /// The service under which every item of this program is kept.
    pub const SERVICE: &'static str = "app.partnerdesk.desktop";
    const HASH_BYTES: usize = 8;

    /// The item for an API origin (`https://host[:port]`) and a data folder, whose path should be canonical: two
    /// spellings of one folder are two items.
    #[must_use]
    pub fn new(origin: &str, data_folder: &Path) -> Self {
        let mut hash = Sha256::new();
        hash.update(origin.trim_end_matches('/').to_ascii_lowercase().as_bytes());
        // A byte that neither an origin nor a path can hold: no two pairs can join to the same bytes.
        hash.update([0]);
        hash.update(data_folder.as_os_str().as_encoded_bytes());
        Self { service: Self::SERVICE.to_owned(), user: hex(hash.finalize().iter().take(Self::HASH_BYTES)) }
    }

    /// The keyring's *service*.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The keyring's *user*: 16 hexadecimal digits. Windows joins user and service with a dot; without a dot in the
    /// user, no two names can join to the same.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// How the names of this item's caches begin.
    pub(crate) fn cache_prefix(&self) -> String {
        format!("{}-", self.user)
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex<'a>(bytes: impl ExactSizeIterator<Item = &'a u8>) -> String {
    // Exact from the start, because this also spells the cache key: a string that grows leaves copies behind.
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 0x0f] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

//! The key of the cache: 32 random bytes, used raw, since stretching adds nothing to a key that nobody chose.

use std::fmt;
use std::fmt::Write as _;

use desk_core::secret::Secret;
use thiserror::Error;
use zeroize::Zeroizing;

/// A text that is no cache key. Says nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the stored key of the local data has an unexpected form")]
pub struct BadCacheKey;

/// The key of the cache; wiped when dropped, printed as `***`.
#[derive(Clone)]
pub struct CacheKey(Zeroizing<[u8; 32]>);

impl CacheKey {
    /// Takes 32 bytes from a secure random source.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads what [`CacheKey::to_secret`] wrote.
    ///
    /// # Errors
    /// When it is not 64 hexadecimal digits.
    pub fn from_secret(secret: &Secret) -> Result<Self, BadCacheKey> {
        let (pairs, rest) = secret.expose().as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(BadCacheKey);
        }
        let mut bytes = Zeroizing::new([0_u8; 32]);
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = (nibble(*high)? << 4) | nibble(*low)?;
        }
        Ok(Self(bytes))
    }

    /// The key as 64 hexadecimal digits, for the keyring.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        // The capacity is exact: a text that grew would leave copies behind that nobody wipes.
        let mut text = String::with_capacity(64);
        push_hex(&mut text, self.0.as_slice());
        Secret::new(text)
    }

    /// The statement that opens the cache. Never to be shown, logged or kept.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA key = \"x'");
        push_hex(&mut sql, self.0.as_slice());
        sql.push_str("'\"");
        sql
    }
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
}

fn nibble(digit: u8) -> Result<u8, BadCacheKey> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(BadCacheKey),
    }
}

impl fmt::Debug for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

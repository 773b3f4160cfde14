//! The one type that holds a secret: it prints as `***`, cannot be serialised, and is wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

/// A Partner GUID, an API key or a cache key as text. `Debug` shows nothing of it, and there is no `Display`, no
/// `Serialize`: whoever needs the text has to call [`Secret::expose`] and can be found by that name.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The secret itself. Only for the request header, the keyring and the database key.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Compares in a time that does not depend on where the texts differ.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.0.as_bytes(), other.0.as_bytes());
        a.len() == b.len() && a.iter().zip(b).fold(0, |acc, (x, y)| acc | (x ^ y)) == 0
    }
}

impl Eq for Secret {}

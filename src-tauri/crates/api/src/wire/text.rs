//! JSON strings that are never refused: half of a surrogate pair, left by a server that cut a text in the middle of an
//! emoji, becomes U+FFFD instead of an error.

use std::borrow::Borrow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

/// A string as sent, mended where it is no Unicode.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mended(pub(crate) String);

impl Borrow<str> for Mended {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Mended {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As bytes: read as text, the parser itself would refuse half a pair.
        deserializer.deserialize_bytes(MendedVisitor)
    }
}

struct MendedVisitor;

impl Visitor<'_> for MendedVisitor {
    type Value = Mended;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Mended, E> {
        Ok(Mended(String::from_utf8_lossy(bytes).into_owned()))
    }
}

//! The Partner GUID as a person types or pastes it (PRODUCT: *Log in*).

use desk_core::ids::PartnerId;
use desk_core::secret::Secret;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::spelling::{is_dash, is_wrapping};

/// Digits of a UUID.
const DIGITS: usize = 32;
/// Digits before each of the four dashes.
const DASHES_AFTER: [usize; 4] = [8, 12, 16, 20];
const URN: &str = "urn:uuid:";

/// The UUID that a partner logs in with: a secret, kept in its canonical form (lower case, four dashes), which is what
/// is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerGuid(Secret);

/// Why a text is no Partner GUID. Never holds or shows the text: it may be nearly right, or be another secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GuidError {
    /// Nothing but blanks, quotes or brackets.
    #[error("Enter your Partner GUID.")]
    Empty,
    /// Fewer than 32 digits.
    #[error(
        "This Partner GUID is too short: it has {digits} of 32 digits and letters. Copy it again from its beginning to its end."
    )]
    TooShort {
        /// How many there are.
        digits: usize,
    },
    /// More than 32 digits.
    #[error(
        "This Partner GUID is too long: it has {digits} digits and letters instead of 32. Check that it was pasted only once."
    )]
    TooLong {
        /// How many there are.
        digits: usize,
    },
    /// Something that is neither a digit, nor A to F, nor a dash.
    #[error(
        "Character {position} does not belong in a Partner GUID: it has only the digits 0 to 9, the letters A to F and dashes."
    )]
    ForeignCharacter {
        /// Counted from 1 in the text as it was given.
        position: usize,
    },
    /// 32 digits, but not grouped as a UUID is.
    #[error(
        "The dashes of this Partner GUID are not where they should be. Write it in groups of 8, 4, 4, 4 and 12, or without any dash."
    )]
    OddDashes,
    /// The nil UUID: a placeholder in forms and examples, never a partner.
    #[error("This Partner GUID is all zeros, which stands for \"none\". Ask Debitura for your own.")]
    Nil,
}

impl PartnerGuid {
    /// Reads any usual spelling: upper case, no dashes, typographic dashes, `urn:uuid:`, and around it blanks and
    /// invisible characters of every kind, quotes, brackets and the punctuation of a sentence.
    ///
    /// # Errors
    /// A [`GuidError`] that says what is wrong without repeating any of the text.
    pub fn parse(text: &str) -> Result<Self, GuidError> {
        let (core, skipped) = unwrap(text);
        let mut digits = Zeroizing::new(String::with_capacity(DIGITS));
        let mut count = 0_usize;
        let mut dashes = Vec::new();
        for (index, c) in core.chars().enumerate() {
            if is_dash(c) {
                dashes.push(count);
            } else if c.is_ascii_hexdigit() {
                if count < DIGITS {
                    digits.push(c.to_ascii_lowercase());
                }
                count += 1;
            } else {
                return Err(GuidError::ForeignCharacter { position: skipped + index + 1 });
            }
        }
        match count {
            0 => return Err(GuidError::Empty),
            DIGITS => {}
            digits if digits < DIGITS => return Err(GuidError::TooShort { digits }),
            digits => return Err(GuidError::TooLong { digits }),
        }
        if !dashes.is_empty() && dashes != DASHES_AFTER {
            return Err(GuidError::OddDashes);
        }
        if digits.bytes().all(|digit| digit == b'0') {
            return Err(GuidError::Nil);
        }
        Ok(Self(canonical(&digits)))
    }

    /// The canonical text, as a secret.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.0
    }

    /// Whether it is this partner's own id (`/me.id`, reading B of the contract's question Q1).
    #[must_use]
    pub fn is(&self, partner: PartnerId) -> bool {
        PartnerId::parse(self.0.expose()).is_ok_and(|own| own == partner)
    }
}

/// Takes off what surrounds the UUID; the number of characters taken off at the front comes along.
fn unwrap(text: &str) -> (&str, usize) {
    let mut core = text.trim_start_matches(is_wrapping);
    if core.get(..URN.len()).is_some_and(|start| start.eq_ignore_ascii_case(URN)) {
        core = core.get(URN.len()..).unwrap_or_default().trim_start_matches(is_wrapping);
    }
    let skipped = text.chars().count() - core.chars().count();
    (core.trim_end_matches(is_wrapping), skipped)
}

/// Lower-case digits with the four dashes. The capacity is exact: a string that grows leaves copies behind.
fn canonical(digits: &str) -> Secret {
    let mut text = String::with_capacity(DIGITS + DASHES_AFTER.len());
    for (index, digit) in digits.chars().enumerate() {
        if DASHES_AFTER.contains(&index) {
            text.push('-');
        }
        text.push(digit);
    }
    Secret::new(text)
}

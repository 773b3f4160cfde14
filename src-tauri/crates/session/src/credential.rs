//! What a partner logs in with: the Partner GUID alone, or with the API key that Debitura issued beside it.

use desk_core::secret::Secret;
use thiserror::Error;

use crate::accepted::LogInError;
use crate::guid::PartnerGuid;
use crate::spelling::is_invisible;

/// An API key that differs from the Partner GUID (contract, question Q1, reading B). Its form is not documented, so
/// only what a header can carry is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey(Secret);

/// Why a text is no API key. Never holds or shows the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ApiKeyError {
    /// Nothing but blanks.
    #[error("Enter the API key, or leave it out if Debitura gave you only a Partner GUID.")]
    Empty,
    /// Fewer characters than any key has.
    #[error(
        "This API key is too short: it has {characters} characters, a key has at least 8. Copy it again from its beginning to its end."
    )]
    TooShort {
        /// How many there are.
        characters: usize,
    },
    /// More characters than any key has.
    #[error(
        "This API key is too long: it has {characters} characters, a key has at most 512. Check that only the key was pasted."
    )]
    TooLong {
        /// How many there are.
        characters: usize,
    },
    /// A blank inside, a letter with an accent, or anything else that a key cannot have.
    #[error(
        "Character {position} does not belong in an API key: it has no blanks and only plain letters, digits and signs."
    )]
    ForeignCharacter {
        /// Counted from 1 in the text as it was given.
        position: usize,
    },
}

impl ApiKey {
    /// Fewest characters.
    pub const CHARACTERS_MIN: usize = 8;
    /// Most characters.
    pub const CHARACTERS_MAX: usize = 512;

    /// Reads a key, without the blanks and invisible characters around it. Quotes and brackets stay: they may be part
    /// of it.
    ///
    /// # Errors
    /// An [`ApiKeyError`] that says what is wrong without repeating any of the text.
    pub fn parse(text: &str) -> Result<Self, ApiKeyError> {
        let from_start = text.trim_start_matches(is_invisible);
        let skipped = text.chars().count() - from_start.chars().count();
        let key = from_start.trim_end_matches(is_invisible);
        if let Some(index) = key.chars().position(|c| !c.is_ascii_graphic()) {
            return Err(ApiKeyError::ForeignCharacter { position: skipped + index + 1 });
        }
        match key.len() {
            0 => Err(ApiKeyError::Empty),
            characters if characters < Self::CHARACTERS_MIN => Err(ApiKeyError::TooShort { characters }),
            characters if characters > Self::CHARACTERS_MAX => Err(ApiKeyError::TooLong { characters }),
            _ => Ok(Self(Secret::new(key.to_owned()))),
        }
    }

    /// The key, as a secret.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.0
    }
}

/// Everything a log-in consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// What the person logs in with.
    pub guid: PartnerGuid,
    /// The key, for partners whose GUID is only their id. With it, the GUID has to equal `/me.id`.
    pub api_key: Option<ApiKey>,
}

impl Credential {
    /// Reads both fields of the log-in page. An API key field with only blanks in it counts as left out.
    ///
    /// # Errors
    /// [`LogInError::Guid`] or [`LogInError::ApiKey`], in this order.
    pub fn parse(guid: &str, api_key: Option<&str>) -> Result<Self, LogInError> {
        let guid = PartnerGuid::parse(guid)?;
        let api_key = match api_key.map(ApiKey::parse) {
            None | Some(Err(ApiKeyError::Empty)) => None,
            Some(key) => Some(key?),
        };
        Ok(Self { guid, api_key })
    }

    /// What is sent as `XApiKey`: the API key where there is one, else the GUID.
    #[must_use]
    pub fn key(&self) -> &Secret {
        self.api_key.as_ref().map_or(self.guid.secret(), ApiKey::secret)
    }
}

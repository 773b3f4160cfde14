//! Asking Debitura whether it accepts a credential, and every way in which logging in can fail.

use async_trait::async_trait;
use desk_core::ids::PartnerId;
use desk_core::remote::{BadBody, RemoteError};
use desk_core::rows::Partner;
use desk_core::time::{Clock, Instant};
use thiserror::Error;

use crate::credential::{ApiKeyError, Credential};
use crate::guid::GuidError;
use crate::vault::VaultError;

/// Who answers `GET /me` (contract section 5).
#[async_trait]
pub trait Authenticator: Send + Sync {
    /// The partner whom [`Credential::key`] identifies.
    ///
    /// # Errors
    /// A [`RemoteError`].
    async fn who_am_i(&self, credential: &Credential) -> Result<Partner, RemoteError>;
}

/// A credential that Debitura accepted. There is no other way to make one than [`Accepted::ask`].
#[derive(Clone, Debug)]
pub struct Accepted {
    credential: Credential,
    partner: Partner,
    at: Instant,
}

impl Accepted {
    /// Asks Debitura. The 14 days count from the moment of its answer.
    ///
    /// # Errors
    /// Every [`LogInError`] but those of spelling and keyring. Nothing was changed anywhere.
    pub async fn ask(
        credential: Credential,
        authenticator: &dyn Authenticator,
        clock: &dyn Clock,
    ) -> Result<Self, LogInError> {
        let with_key = credential.api_key.is_some();
        let partner = authenticator.who_am_i(&credential).await.map_err(|error| match error {
            RemoteError::Unauthorized | RemoteError::Forbidden if with_key => LogInError::ApiKeyRefused,
            RemoteError::Unauthorized | RemoteError::Forbidden => LogInError::Refused,
            // The key was accepted, but its partner is missing or misconfigured (contract section 2).
            RemoteError::NotFound => LogInError::NotActive,
            other => LogInError::Remote(other),
        })?;
        if !partner.is_active {
            return Err(LogInError::NotActive);
        }
        if with_key {
            let id = partner.id.ok_or(LogInError::Remote(RemoteError::BadBody(BadBody::Shape)))?;
            if !credential.guid.is(id) {
                return Err(LogInError::OtherPartner);
            }
        }
        Ok(Self { credential, partner, at: clock.now() })
    }

    /// What was accepted.
    #[must_use]
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Whom it identifies.
    #[must_use]
    pub fn partner(&self) -> &Partner {
        &self.partner
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    pub(crate) fn partner_id(&self) -> Option<PartnerId> {
        self.partner.id
    }
}

/// Every way in which logging in can fail. `Display` is a sentence for a person, [`LogInError::hint`] what to do. After
/// each of them the session is what it was before.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LogInError {
    /// The Partner GUID is malformed; nothing was sent.
    #[error(transparent)]
    Guid(#[from] GuidError),
    /// The API key is malformed; nothing was sent.
    #[error(transparent)]
    ApiKey(#[from] ApiKeyError),
    /// 401 or 403 for a GUID.
    #[error("Debitura did not accept this Partner GUID. Ask Debitura for updated credentials.")]
    Refused,
    /// 401 or 403 for an API key.
    #[error("Debitura did not accept this API key. Ask Debitura for updated credentials.")]
    ApiKeyRefused,
    /// 404, or `isActive` false.
    #[error("The partner account is not set up or not active at Debitura.")]
    NotActive,
    /// The API key is accepted, but is not that of the partner with this GUID.
    #[error("This API key and this Partner GUID do not belong to the same partner.")]
    OtherPartner,
    /// Everything else that can go wrong on the way to Debitura and back.
    #[error(transparent)]
    Remote(RemoteError),
    /// The keyring could not keep the session. The same [`Accepted`] can be used again, with
    /// [`Persistence::ThisSessionOnly`](crate::Persistence::ThisSessionOnly) where the person agrees.
    #[error(transparent)]
    Keyring(#[from] VaultError),
    /// The operating system gave no random bytes for a cache key.
    #[error("This computer gave no random numbers, so no safe key for your data could be made.")]
    NoRandomness,
}

impl LogInError {
    /// What to do about it; nothing where the sentence already says so.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Guid(_) | Self::ApiKey(_) => None,
            Self::Refused | Self::ApiKeyRefused => Some(
                "Check under Connection that the environment is the one that the credentials were issued for: production and test have their own.",
            ),
            Self::NotActive => Some(
                "Ask Debitura to set up or activate the partner account. Your credentials themselves were accepted.",
            ),
            Self::OtherPartner => Some(
                "Check that both come from the same letter or message of Debitura's. If you have no separate API key, leave it out.",
            ),
            Self::Remote(error) => remote_hint(error),
            Self::Keyring(error) => Some(error.hint()),
            Self::NoRandomness => Some("Restart the computer and try again."),
        }
    }
}

fn remote_hint(error: &RemoteError) -> Option<&'static str> {
    match error {
        RemoteError::Timeout | RemoteError::Server { .. } | RemoteError::BadBody(BadBody::Cut) => {
            Some("Try again in a few minutes.")
        }
        RemoteError::RateLimited { .. } => Some("Wait a minute and try again."),
        RemoteError::Tls => Some(
            "Check the date and time of this computer. In a company network, ask its administrators about a proxy that opens secure connections.",
        ),
        RemoteError::BadBody(BadBody::WebPage) => {
            Some("Open any page in a web browser, log in to the network there, and try again.")
        }
        RemoteError::BadBody(BadBody::NotJson | BadBody::Shape | BadBody::TooLarge)
        | RemoteError::Rejected { .. }
        | RemoteError::Redirected => {
            Some("Check for a newer version of Partner Desk. If there is none, tell Debitura.")
        }
        RemoteError::Unreachable
        | RemoteError::Unauthorized
        | RemoteError::Forbidden
        | RemoteError::NotFound
        | RemoteError::Cancelled => None,
    }
}

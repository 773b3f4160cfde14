//! Where the API lives: the one scheme, host and port that a secret may be sent to.

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

/// Production (contract section 1).
const PRODUCTION: &str = "https://referral-api.debitura.com";

/// The test environment (contract section 1). Keys of one environment fail on the other.
const TEST: &str = "https://testreferral-api.debitura.com";

/// Why a text is no origin. `Display` is a sentence for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OriginError {
    /// Not a web address at all.
    #[error("This is not a web address. It should look like https://referral-api.debitura.com.")]
    NotAnAddress,
    /// Unencrypted, and not this computer itself; or neither http nor https.
    #[error("The address has to begin with https://, so that nobody on the way can read the Partner GUID.")]
    NotHttps,
    /// It carries a user name or a password.
    #[error("The address must not contain a user name or a password.")]
    Credentials,
    /// It has a path, a query or a fragment.
    #[error("The address must end after the host name: nothing may follow it.")]
    MoreThanAnOrigin,
}

/// A checked base address: https, or http to this very computer (tests and the demo); no credentials, path, query or
/// fragment. Equal origins have equal texts, so the text can key a keyring item and a cache.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    base: Url,
    text: String,
}

impl Origin {
    /// Debitura's production environment.
    #[must_use]
    pub fn production() -> Self {
        Self::known(PRODUCTION)
    }

    /// Debitura's test environment.
    #[must_use]
    pub fn test() -> Self {
        Self::known(TEST)
    }

    fn known(text: &str) -> Self {
        #[expect(clippy::expect_used, reason = "the two constants above; a test parses both")]
        Self::parse(text).expect("a constant origin")
    }

    /// Reads an address as a person types it or an administrator configures it.
    ///
    /// # Errors
    /// [`OriginError`], for the first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let base = Url::parse(text.trim()).map_err(|_| OriginError::NotAnAddress)?;
        let loopback = match base.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(OriginError::NotAnAddress),
        };
        match base.scheme() {
            "https" => {}
            "http" if loopback => {}
            _ => return Err(OriginError::NotHttps),
        }
        if !base.username().is_empty() || base.password().is_some() {
            return Err(OriginError::Credentials);
        }
        if base.path() != "/" || base.query().is_some() || base.fragment().is_some() {
            return Err(OriginError::MoreThanAnOrigin);
        }
        let text = base.origin().ascii_serialization();
        Ok(Self { base, text })
    }

    /// Scheme, host and, unless it is the usual one, port: `https://referral-api.debitura.com`, without a final slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same as a URL to build requests on.
    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// Whether requests go to this computer itself, unencrypted: the demo and the tests.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.base.scheme() == "http"
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Origin({})", self.text)
    }
}

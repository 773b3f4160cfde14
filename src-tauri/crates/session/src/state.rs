//! The states of a session, and the sentences with which the log-in page says why it is there.

use chrono::TimeDelta;
use desk_core::ids::PartnerId;
use desk_core::secret::Secret;
use desk_core::time::Instant;
use thiserror::Error;

use crate::credential::Credential;
use crate::sealed::SealedCache;
use crate::stored::{SESSION_DAYS, StoredSession};
use crate::vault::VaultError;

/// Where a session stands. Only [`State::SignedIn`] hands out the credential and the key of the cache.
#[derive(Clone, Debug)]
pub enum State {
    /// Nobody is logged in and no cache can be opened by anybody.
    SignedOut {
        /// What the log-in page should say; nothing at a first start.
        reason: Option<SignOutReason>,
    },
    /// Logged in.
    SignedIn(Active),
    /// Somebody was logged in. The cache stays closed until Debitura accepts the same credential again.
    Locked {
        /// Why.
        why: LockReason,
        /// What can be shown meanwhile.
        held: Held,
    },
    /// Whether anybody is logged in cannot be told.
    KeyringUnavailable {
        /// Why not.
        error: VaultError,
    },
}

/// Why nobody is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SignOutReason {
    /// Log-out in this process.
    #[error("You are logged out. What Partner Desk kept of this partner on this computer was erased.")]
    LoggedOut,
    /// Log-out by another process on the same data folder: the command line, or the window.
    #[error("You were logged out by Partner Desk on the command line or in another window.")]
    LoggedOutElsewhere,
    /// The item in the keyring cannot be read.
    #[error("The log-in kept on this computer is damaged. Log in again; your data is then fetched anew.")]
    ItemDamaged,
    /// The item in the keyring is of a newer version.
    #[error(
        "The log-in kept on this computer was made by a newer Partner Desk. Start the newer one, or log in again here; your data is then fetched anew."
    )]
    ItemOfNewerVersion,
}

/// Why a session is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LockReason {
    /// 14 days have passed.
    #[error(
        "Your log-in has ended after 14 days. Log in with the same Partner GUID to go on with your data as it was."
    )]
    Expired,
    /// 401 on two calls in a row.
    #[error(
        "Debitura no longer accepts the credentials of this log-in. Your data is locked until Debitura accepts them again."
    )]
    Refused,
    /// The person locked it, or was away. The 14 days go on, and the Partner GUID opens it without asking Debitura.
    #[error("Partner Desk is locked. Enter your Partner GUID to open it again; this also works offline.")]
    ByHand,
    /// The computer's clock shows an earlier time than it did before.
    #[error(
        "The clock of this computer was set back, so that the end of your log-in can no longer be told. Check date and time, then log in with the same Partner GUID."
    )]
    ClockSetBack,
}

/// Where a session is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// In the keyring: it survives closing, crashing and rebooting.
    Keyring,
    /// In this process's memory, for computers whose keyring does not work. Never in a file.
    ThisSessionOnly,
}

/// A session in force.
#[derive(Clone, Debug)]
pub struct Active {
    pub(crate) stored: StoredSession,
    pub(crate) persistence: Persistence,
}

impl Active {
    /// A warning shows from this long before the end.
    pub const WARNING: TimeDelta = TimeDelta::days(1);

    /// What Debitura accepted.
    #[must_use]
    pub fn credential(&self) -> &Credential {
        &self.stored.credential
    }

    /// The key of the encrypted cache: 64 hexadecimal digits.
    #[must_use]
    pub fn cache_key(&self) -> &Secret {
        &self.stored.cache_key
    }

    /// The cache's file name, without a folder.
    #[must_use]
    pub fn cache_file(&self) -> &str {
        &self.stored.cache_file
    }

    /// The API that accepted the credential and the only one that it may be sent to.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.stored.origin
    }

    /// The partner's id, when `/me` named one.
    #[must_use]
    pub fn partner_id(&self) -> Option<PartnerId> {
        self.stored.partner_id
    }

    /// The partner's name, shortened, when `/me` named one.
    #[must_use]
    pub fn partner_name(&self) -> Option<&str> {
        self.stored.partner_name.as_deref()
    }

    /// When Debitura accepted the credential.
    #[must_use]
    pub fn issued(&self) -> Instant {
        self.stored.issued
    }

    /// The first instant at which the session is over: 14 days after [`Self::issued`], in UTC, whatever was done with
    /// it meanwhile.
    #[must_use]
    pub fn expires(&self) -> Instant {
        self.stored.expires
    }

    /// What is left of the 14 days, never negative.
    #[must_use]
    pub fn remaining(&self, now: Instant) -> TimeDelta {
        self.stored.expires.signed_duration_since(now).clamp(TimeDelta::zero(), TimeDelta::days(SESSION_DAYS))
    }

    /// Whether the warning should show.
    #[must_use]
    pub fn ends_soon(&self, now: Instant) -> bool {
        self.remaining(now) <= Self::WARNING
    }

    /// Where it is kept.
    #[must_use]
    pub fn persistence(&self) -> Persistence {
        self.persistence
    }
}

/// A session that is locked. Until it is sealed its credential and key are here, and nobody outside can get at them.
#[derive(Clone, Debug)]
pub struct Held {
    pub(crate) kept: Kept,
    pub(crate) persistence: Persistence,
}

/// What is left of a locked session.
#[derive(Clone, Debug)]
pub(crate) enum Kept {
    /// All of it: for the moment between the end and the seal, and while only the clock is in doubt.
    Whole(Box<StoredSession>),
    /// The key of its cache, wrapped under the credential. After a restart nobody knows whose it was.
    Sealed { cache: SealedCache, partner_name: Option<String> },
}

impl Kept {
    pub(crate) fn stored(&self) -> Option<&StoredSession> {
        match self {
            Self::Whole(stored) => Some(stored),
            Self::Sealed { .. } => None,
        }
    }
}

impl Held {
    /// The partner's name, to say whose data is locked.
    #[must_use]
    pub fn partner_name(&self) -> Option<&str> {
        match &self.kept {
            Kept::Whole(stored) => stored.partner_name.as_deref(),
            Kept::Sealed { partner_name, .. } => partner_name.as_deref(),
        }
    }

    /// The locked cache's file name, without a folder.
    #[must_use]
    pub fn cache_file(&self) -> &str {
        match &self.kept {
            Kept::Whole(stored) => &stored.cache_file,
            Kept::Sealed { cache, .. } => cache.cache_file(),
        }
    }

    /// Where it was kept.
    #[must_use]
    pub fn persistence(&self) -> Persistence {
        self.persistence
    }

    /// Whether no secret is left, neither here nor in the keyring.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        matches!(self.kept, Kept::Sealed { .. })
    }
}

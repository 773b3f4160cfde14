//! Every failure that a person can meet, from whichever room it comes, as a code, a sentence and what to do about it.
//!
//! One exhaustive match per room turns its error into a [`DeskError`]; nothing else in the program writes such sentences.

use desk_core::remote::RemoteError;
use desk_export::ExportError;
use desk_session::{LogInError, VaultError};
use desk_store::StoreError;
use desk_sync::PassError;
use serde::Serialize;

/// What a consumer may branch on. The command line derives its exit code from it, the window its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// The typed Partner GUID or API key is malformed; nothing was sent.
    MalformedGuid,
    /// Debitura did not accept the credential.
    Refused,
    /// The partner account is not set up or not active.
    Inactive,
    /// There is no way to Debitura.
    Offline,
    /// The connection could not be made private.
    Tls,
    /// No answer in time.
    Timeout,
    /// Debitura asks to wait.
    RateLimited,
    /// Debitura failed.
    Server,
    /// Debitura's answer could not be used.
    BadAnswer,
    /// The credential store is missing, locked or refused.
    Keyring,
    /// There is no open session.
    NotSignedIn,
    /// The cache could not be read or written.
    Cache,
    /// A file could not be written.
    Disk,
    /// Debitura does not list what was asked for.
    NotFound,
    /// What was asked for does not exist or makes no sense.
    InvalidRequest,
    /// The same work is already running, here or in another process.
    Busy,
    /// Stopped on request.
    Cancelled,
    /// A fault of this program.
    Internal,
}

/// A failure in words for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct DeskError {
    /// What kind.
    pub code: Code,
    /// What happened, in one sentence or two; no path, no SQL, no personal data.
    pub message: String,
    /// What to do, where there is something to do.
    pub hint: Option<String>,
}

impl DeskError {
    pub(crate) fn new(code: Code, message: impl Into<String>, hint: Option<&str>) -> Self {
        Self { code, message: message.into(), hint: hint.map(str::to_owned) }
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn not_signed_in() -> Self {
        Self::new(Code::NotSignedIn, "Nobody is logged in.", Some("Log in with the Partner GUID."))
    }

    /// A sync is running, in this process or in another one.
    #[must_use]
    pub fn sync_running() -> Self {
        Self::new(Code::Busy, "A sync is already running.", Some("Wait until it has finished, or stop it first."))
    }

    /// The day's requests are used up.
    #[must_use]
    pub fn budget_spent() -> Self {
        Self::new(
            Code::RateLimited,
            "Today's 8,000 requests to Debitura are used up. The data on this computer stays as it is.",
            Some("Syncing goes on after midnight (UTC). Other programs with the same Partner GUID keep their share."),
        )
    }

    /// An export is running.
    #[must_use]
    pub fn export_running() -> Self {
        Self::new(Code::Busy, "An export is already running.", Some("Wait until it has finished, or cancel it first."))
    }

    /// A damaged cache was set aside and a new one took its place.
    #[must_use]
    pub fn cache_rebuilt() -> Self {
        Self::new(
            Code::Cache,
            "The data on this computer was damaged. It was set aside and is being fetched anew from Debitura.",
            Some("What past syncs had noted about changes is lost; everything else comes back."),
        )
    }

    /// Stopped on request.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new(Code::Cancelled, "Stopped.", None)
    }

    /// What was asked for does not make sense.
    #[must_use]
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::InvalidRequest, message, None)
    }

    /// More rows were picked than can be copied.
    #[must_use]
    pub fn too_many_rows() -> Self {
        Self::new(
            Code::InvalidRequest,
            "At most 10,000 rows can be copied.",
            Some("Narrow the list down, or export it as a file: a file has no such limit."),
        )
    }

    /// What was picked is in the list no more.
    #[must_use]
    pub fn no_row_left() -> Self {
        Self::new(Code::InvalidRequest, "These rows are no longer in the list.", Some("Pick others, and copy again."))
    }

    /// No case has the reference or id that was asked for.
    #[must_use]
    pub fn no_such_case() -> Self {
        Self::invalid("There is no such case in the synced data.")
    }

    /// No transaction has the id that was asked for.
    #[must_use]
    pub fn no_such_payment() -> Self {
        Self::invalid("There is no such payment in the synced data.")
    }

    /// No client has the key that was asked for.
    #[must_use]
    pub fn no_such_client() -> Self {
        Self::invalid("There is no such customer in the synced data.")
    }

    /// Debitura's list of clients is read by the partner's own id, and this client has none.
    #[must_use]
    pub fn no_tenant_id() -> Self {
        Self::new(
            Code::InvalidRequest,
            "Debitura gives this customer no tenant id, so it cannot be read by itself.",
            Some("It is brought up to date by the next sync."),
        )
    }

    /// 404 to the read of one case.
    #[must_use]
    pub fn case_not_listed() -> Self {
        Self::new(
            Code::NotFound,
            "Debitura no longer lists this case. What is shown is from the last sync.",
            Some("If it should be there, ask Debitura."),
        )
    }

    /// 404 to the read of one client (contract section 2: never created, archived, or another partner's).
    #[must_use]
    pub fn client_not_listed() -> Self {
        Self::new(
            Code::NotFound,
            "Debitura no longer lists this customer: the link may have been archived. What is shown is from the last sync.",
            Some("If the customer should be there, create the link anew from your own platform, or ask Debitura."),
        )
    }

    /// The system names no place for a program's data, and none was given.
    #[must_use]
    pub fn no_data_folder() -> Self {
        Self::invalid("This computer does not say where programs keep their data.")
    }

    /// A fault of this program that nobody outside can mend.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            Code::Internal,
            "Something went wrong inside Partner Desk.",
            Some("Try again; start the program anew if it stays."),
        )
    }

    /// Files in the program's own folder could not be written.
    #[must_use]
    pub fn folder(error: &std::io::Error) -> Self {
        let message = match error.kind() {
            std::io::ErrorKind::StorageFull => "There is no space left on the disk.",
            std::io::ErrorKind::PermissionDenied => "Partner Desk may not write to its own folder.",
            _ => "Partner Desk's own folder could not be used.",
        };
        Self::new(
            Code::Disk,
            message,
            Some("Nothing was lost. Free some space or check the folder's permissions, then try again."),
        )
    }
}

impl From<RemoteError> for DeskError {
    fn from(error: RemoteError) -> Self {
        const KEPT: &str = "What was synced before stays available.";
        let (code, hint) = match &error {
            RemoteError::Unreachable => (Code::Offline, Some(KEPT)),
            RemoteError::BadBody(desk_core::remote::BadBody::WebPage) => {
                (Code::Offline, Some("Open a web page in the browser to log in to the network, then try again."))
            }
            RemoteError::Tls => (
                Code::Tls,
                Some(
                    "A company proxy or a wrong clock can cause this. Check the computer's date, or ask whoever runs the network.",
                ),
            ),
            RemoteError::Timeout => (Code::Timeout, Some("Try again in a moment.")),
            RemoteError::Unauthorized | RemoteError::Forbidden => (Code::Refused, None),
            RemoteError::NotFound => (Code::BadAnswer, Some("If it stays, report it together with the time.")),
            RemoteError::RateLimited { .. } => {
                (Code::RateLimited, Some("Colleagues may share the same allowance. Try again in a minute."))
            }
            RemoteError::Rejected { .. } => (Code::BadAnswer, Some("If it stays, report it together with the time.")),
            RemoteError::Server { .. } => (Code::Server, Some("Try again in a few minutes.")),
            RemoteError::BadBody(_) | RemoteError::Redirected => (Code::BadAnswer, Some(KEPT)),
            RemoteError::Cancelled => (Code::Cancelled, None),
        };
        Self::new(code, error.to_string(), hint)
    }
}

impl From<VaultError> for DeskError {
    fn from(error: VaultError) -> Self {
        Self::new(Code::Keyring, error.to_string(), Some(error.hint()))
    }
}

impl From<LogInError> for DeskError {
    fn from(error: LogInError) -> Self {
        let code = match &error {
            LogInError::Guid(_) | LogInError::ApiKey(_) => Code::MalformedGuid,
            LogInError::Refused | LogInError::ApiKeyRefused | LogInError::OtherPartner => Code::Refused,
            LogInError::NotActive => Code::Inactive,
            LogInError::Remote(remote) => DeskError::from(remote.clone()).code,
            LogInError::Keyring(_) => Code::Keyring,
            LogInError::NoRandomness => Code::Internal,
        };
        Self::new(code, error.to_string(), error.hint())
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        const ANEW: &str = "Log out and log in again: everything is then fetched anew from Debitura.";
        let (code, hint) = match &error {
            // Only the end of a session closes the cache.
            StoreError::Closed => return Self::not_signed_in(),
            StoreError::Interrupted => (Code::Cancelled, None),
            StoreError::WrongKey => (Code::Cache, Some(ANEW)),
            StoreError::Other { .. } => {
                (Code::Cache, Some("Start Partner Desk anew. If it stays, log out and log in again."))
            }
            // These sentences say themselves what to do.
            StoreError::Newer { .. }
            | StoreError::Corrupt
            | StoreError::DiskFull
            | StoreError::Locked
            | StoreError::ReadOnly
            | StoreError::OutOfMemory => (Code::Cache, None),
        };
        Self::new(code, error.to_string(), hint)
    }
}

impl From<ExportError> for DeskError {
    fn from(error: ExportError) -> Self {
        Self::new(Code::Disk, error.to_string(), None)
    }
}

impl From<PassError> for DeskError {
    fn from(error: PassError) -> Self {
        match error {
            PassError::Remote(remote) => remote.into(),
            PassError::Store(store) => store.into(),
        }
    }
}

//! What a command answers when it fails, and what a notice on the log-in page is made of.

use serde::Serialize;
use ts_rs::TS;

/// Why a command failed, as far as the webview does something different for it.
///
/// Closed on purpose: a new code is a new branch in the interface, so it has to be added here and there together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// The typed Partner GUID is not a UUID in any usual spelling; nothing was sent.
    MalformedGuid,
    /// Debitura did not accept the credential (401 or 403).
    Refused,
    /// The partner account is not set up or not active.
    NotFound,
    /// There is no network, or Debitura cannot be reached.
    Offline,
    /// The connection could not be made private (certificate, proxy).
    Tls,
    /// Debitura did not answer in time.
    Timeout,
    /// Debitura asks to wait (429).
    RateLimited,
    /// Debitura failed (5xx).
    Server,
    /// Debitura's answer could not be understood, or broke off.
    BadAnswer,
    /// The computer's credential store is missing, locked or refused.
    Keyring,
    /// The command needs a session and there is none.
    NotSignedIn,
    /// The local cache could not be read or written.
    Cache,
    /// A file could not be written: full disk, no permission, open in another program.
    Disk,
    /// The webview asked for something that makes no sense.
    InvalidRequest,
    /// The same work is already running.
    Busy,
    /// A fault of this program.
    Internal,
}

/// A failure, or the reason for being on the log-in page, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandError {
    /// What the webview branches on.
    pub code: ErrorCode,
    /// What happened, as one whole sentence.
    pub message: String,
    /// What to do about it, as one whole sentence.
    pub hint: Option<String>,
}

impl CommandError {
    /// The system's clipboard did not take a text.
    #[must_use]
    pub fn clipboard() -> Self {
        Self::of_the_system(
            "The clipboard could not be used, so nothing was copied.",
            "Another program may be holding it. Try again.",
        )
    }

    /// The system opened no browser.
    #[must_use]
    pub fn browser() -> Self {
        Self::of_the_system("The browser could not be opened.", "Copy the link and paste it into the browser.")
    }

    /// The system opened no mail program.
    #[must_use]
    pub fn mail() -> Self {
        Self::of_the_system("The mail program could not be opened.", "Copy the text and paste it into an e-mail.")
    }

    /// The system does not let this program notify anybody.
    #[must_use]
    pub fn notifications() -> Self {
        Self::of_the_system(
            "This computer does not show notifications of Partner Desk.",
            "Allow them in the settings of the system, then choose this once more.",
        )
    }

    /// Another step about a newer version is under way.
    #[must_use]
    pub fn update_busy() -> Self {
        Self::of_update(
            ErrorCode::Busy,
            "A newer version is being looked for or fetched already.",
            "Wait until that has ended.",
        )
    }

    /// There was no way to where newer versions are.
    #[must_use]
    pub fn no_way_to_updates() -> Self {
        Self::of_update(
            ErrorCode::Offline,
            "It could not be asked whether there is a newer version.",
            "Check the network connection and look again.",
        )
    }

    /// What was answered there tells of no version.
    #[must_use]
    pub fn no_update_answer() -> Self {
        Self::of_update(
            ErrorCode::BadAnswer,
            "What was answered about newer versions makes no sense.",
            "Look again tomorrow. This version goes on working as it is.",
        )
    }

    /// It leads to a place that is not private.
    #[must_use]
    pub fn update_not_private() -> Self {
        Self::of_update(
            ErrorCode::BadAnswer,
            "There is a newer version, and the way to it is not safe, so it is not fetched.",
            "Tell whoever gave you Partner Desk.",
        )
    }

    /// Its package did not come whole.
    #[must_use]
    pub fn update_broke_off() -> Self {
        Self::of_update(
            ErrorCode::Offline,
            "The newer version did not arrive whole, so nothing was installed.",
            "Check the network connection and try again.",
        )
    }

    /// Its package is not the one that was signed.
    #[must_use]
    pub fn update_forged() -> Self {
        Self::of_update(
            ErrorCode::BadAnswer,
            "What arrived is not what the makers of Partner Desk signed, so it was thrown away. Nothing was installed.",
            "Try again later. If it happens again, tell whoever gave you Partner Desk.",
        )
    }

    /// The system did not let it be installed.
    #[must_use]
    pub fn update_not_installed() -> Self {
        Self::of_update(
            ErrorCode::Internal,
            "The newer version is whole, but this computer does not let it be installed from here.",
            "Install it the way Partner Desk was installed.",
        )
    }

    fn of_update(code: ErrorCode, message: &str, hint: &str) -> Self {
        Self { code, message: message.to_owned(), hint: Some(hint.to_owned()) }
    }

    fn of_the_system(message: &str, hint: &str) -> Self {
        Self { code: ErrorCode::Internal, message: message.to_owned(), hint: Some(hint.to_owned()) }
    }
}

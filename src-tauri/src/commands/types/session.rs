//! Who is signed in, and what the window has to know at its start.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CommandError, Preferences, SyncView, UpdateView};

/// The operating system, which decides how keys are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Platform {
    /// Linux and the other free Unixes.
    Linux,
    /// macOS.
    Macos,
    /// Windows.
    Windows,
}

/// A step of the zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ZoomStep {
    /// Larger.
    In,
    /// Smaller.
    Out,
    /// As it was made.
    Plain,
}

/// Which Debitura the app talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Environment {
    /// The live platform.
    Production,
    /// Debitura's test platform.
    Test,
    /// An address that was given at the start of the program: demo and tests.
    Custom,
}

/// Everything that the window needs before it can draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// The session as it stands.
    pub session: SessionView,
    /// Freshness and a running sync.
    pub sync: SyncView,
    /// The app's version, for example `0.1.0`.
    pub version: String,
    /// The operating system.
    pub platform: Platform,
    /// The operating system's locale as a BCP 47 tag, for example `de-CH`.
    pub locale: String,
    /// The environment that the log-in page proposes.
    pub environment: Environment,
    /// Made-up data: the window says so.
    pub demo: bool,
    /// What the person prefers.
    pub preferences: Preferences,
    /// Newer versions; null where this build does not look for any.
    pub update: Option<UpdateView>,
}

/// Where the session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SessionState {
    /// Nobody is signed in.
    SignedOut,
    /// Signed in, data open.
    SignedIn,
    /// Locked by hand or while idle: the Partner GUID opens it, offline too.
    Locked,
    /// The 14 days are over.
    Expired,
    /// Debitura stopped accepting the credential.
    Refused,
    /// The computer's credential store does not answer.
    KeyringUnavailable,
}

/// The session as the window shows it. Never holds the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Where the session stands.
    pub state: SessionState,
    /// The partner's name as Debitura gives it.
    pub partner_name: Option<String>,
    /// When the session ends: UTC, ISO 8601.
    pub expires_at: Option<String>,
    /// The session lives in this process alone, because the computer has no working credential store.
    pub this_session_only: bool,
    /// The environment of this session.
    pub environment: Environment,
    /// Why the log-in page is shown, when the person did not ask for it.
    pub notice: Option<CommandError>,
}

/// The log-in form. Holds secrets, hence no `Debug` and no `Clone`.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogInRequest {
    /// The Partner GUID as typed, in any usual spelling.
    pub guid: String,
    /// The API key, for partners to whom Debitura issued one that differs from the GUID.
    pub api_key: Option<String>,
    /// Which Debitura to ask.
    pub environment: Environment,
    /// Keep nothing: for computers whose credential store does not work.
    pub this_session_only: bool,
}

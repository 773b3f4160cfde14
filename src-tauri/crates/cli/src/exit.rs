//! Exit codes, for scripts.

use desk::Code;

/// Done.
pub const DONE: u8 = 0;
/// Anything else.
pub const OTHER: u8 = 1;
/// The command or what it was given cannot be understood.
pub const USAGE: u8 = 2;
/// Nobody is logged in, the session is over, or the keyring is locked or missing.
pub const NOT_LOGGED_IN: u8 = 3;
/// Debitura did not accept the credential, or the partner account is not active.
pub const REFUSED: u8 = 4;
/// Debitura was not reached or gave no usable answer: trying again later may help.
pub const NETWORK: u8 = 5;
/// Stopped before the end, or not everything could be read.
pub const PARTIAL: u8 = 6;

/// The exit code of a failure.
#[must_use]
pub fn of(code: Code) -> u8 {
    match code {
        // It was typed, like an argument, and nothing was sent.
        Code::MalformedGuid => USAGE,
        Code::NotSignedIn | Code::Keyring => NOT_LOGGED_IN,
        Code::Refused | Code::Inactive => REFUSED,
        Code::Offline | Code::Tls | Code::Timeout | Code::RateLimited | Code::Server | Code::BadAnswer => NETWORK,
        Code::Cancelled => PARTIAL,
        Code::Cache | Code::Disk | Code::NotFound | Code::InvalidRequest | Code::Busy | Code::Internal => OTHER,
    }
}

//! Everything that can go wrong with the cache, as a closed set of sentences. None holds SQL, a path, a key or a row: the
//! texts of SQLite quote statements, and one of ours holds the key.

use std::io;

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the cache could not do what was asked. `Display` is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// Another key made the file, or another program did. It was left as it is.
    #[error(
        "The data on this computer was sealed with another key and cannot be opened with this log-in. It was left untouched."
    )]
    WrongKey,
    /// A newer version of the program made the file. It was left as it is.
    #[error(
        "The data on this computer was written by a newer version of Partner Desk (format {found}, this version knows {known}). Install the newer version; nothing was changed."
    )]
    Newer {
        /// Version of the file's schema.
        found: i64,
        /// Newest version that this program knows.
        known: i64,
    },
    /// The file is damaged. It is moved aside and made anew when the cache is next opened.
    #[error("The data on this computer is damaged. It will be rebuilt from Debitura when Partner Desk next opens it.")]
    Corrupt,
    /// No room. Nothing that was there is lost.
    #[error(
        "The disk is full, so the new data could not be saved. What was there before is unharmed. Free some space and try again."
    )]
    DiskFull,
    /// Another process holds the file for longer than the busy time-out.
    #[error("Another program is using the data of Partner Desk at the moment. Try again in a few seconds.")]
    Locked,
    /// File or folder cannot be written.
    #[error("The data of Partner Desk cannot be written: the file or its folder is protected. Check its permissions.")]
    ReadOnly,
    /// No memory.
    #[error("The computer has too little free memory for this. Close other programs and try again.")]
    OutOfMemory,
    /// A newer question took its place, the caller left, or the cache is closing.
    #[error("The question was dropped because a newer one took its place.")]
    Interrupted,
    /// The cache has been closed.
    #[error("The data has been closed.")]
    Closed,
    /// Anything else; SQLite's extended or the system's error code, 0 for a fault of our own.
    #[error("The data on this computer could not be used (code {code}).")]
    Other {
        /// The code.
        code: i32,
    },
}

impl StoreError {
    /// Whether the same call may succeed later without anybody changing anything.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Locked | Self::Interrupted => true,
            Self::WrongKey
            | Self::Newer { .. }
            | Self::Corrupt
            | Self::DiskFull
            | Self::ReadOnly
            | Self::OutOfMemory
            | Self::Closed
            | Self::Other { .. } => false,
        }
    }

    /// A fault of our own, not of SQLite or the system.
    pub(crate) const OURS: Self = Self::Other { code: 0 };

    pub(crate) fn of_io(error: &io::Error) -> Self {
        Self::classify(error.kind(), error.raw_os_error(), cfg!(windows))
    }

    /// The failure of a file, by its kind and the system's own code. Which system is an argument, so that every row of the
    /// table can be tested on each.
    #[must_use]
    pub fn classify(kind: io::ErrorKind, code: Option<i32>, windows: bool) -> Self {
        use io::ErrorKind as Kind;
        match (code, kind) {
            // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
            (Some(32 | 33), _) if windows => Self::Locked,
            (_, Kind::PermissionDenied | Kind::ReadOnlyFilesystem) => Self::ReadOnly,
            (_, Kind::StorageFull | Kind::QuotaExceeded) => Self::DiskFull,
            (_, Kind::OutOfMemory) => Self::OutOfMemory,
            (_, Kind::ResourceBusy) => Self::Locked,
            (code, _) => Self::Other { code: code.unwrap_or(0) },
        }
    }

    /// The same failure while a file is opened: there, "not a database" is how SQLCipher says that the key does not fit.
    pub(crate) fn while_opening(error: &rusqlite::Error) -> Self {
        match native(error) {
            Some(native) if native.code == ErrorCode::NotADatabase => Self::WrongKey,
            _ => Self::of(error),
        }
    }

    fn of(error: &rusqlite::Error) -> Self {
        const IOERR_NOMEM: i32 = 10 | (12 << 8);
        const IOERR_CORRUPTFS: i32 = 10 | (33 << 8);
        let Some(native) = native(error) else { return Self::OURS };
        match native.code {
            // Once the key has fitted, a page that is none can only be a damaged one.
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt,
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => Self::Locked,
            // SQLite says "cannot open" when it may not create the -wal beside the file.
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::ReadOnly,
            ErrorCode::OutOfMemory => Self::OutOfMemory,
            ErrorCode::OperationInterrupted => Self::Interrupted,
            ErrorCode::SystemIoFailure if native.extended_code == IOERR_NOMEM => Self::OutOfMemory,
            ErrorCode::SystemIoFailure if native.extended_code == IOERR_CORRUPTFS => Self::Corrupt,
            _ => Self::Other { code: native.extended_code },
        }
    }
}

fn native(error: &rusqlite::Error) -> Option<&rusqlite::ffi::Error> {
    match error {
        rusqlite::Error::SqliteFailure(native, _) => Some(native),
        rusqlite::Error::SqlInputError { error, .. } => Some(error),
        _ => None,
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::of(&error)
    }
}

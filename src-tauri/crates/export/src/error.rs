//! What can keep a file from being written, as a closed set of kinds with a sentence for a person.

use std::io;

use thiserror::Error;

/// Why no file was written. `Display` says what to do, and names neither the path nor any data. Whatever the kind, no
/// half-written file is left, and a file that had the name before is untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    /// The disk, or the user's share of it, is full, or it takes no file of this size.
    #[error("There is not enough space for the file. Free some space, or save it in another place.")]
    NoSpace,
    /// This user may not write there.
    #[error("You may not save files there. Choose another folder, or another name.")]
    NoPermission,
    /// Another program has the file open.
    #[error("The file is open in another program. Close it there, for example in Excel, or choose another name.")]
    InUse,
    /// The folder is not, or no longer, there.
    #[error("The folder cannot be found any more. Choose another folder.")]
    FolderMissing,
    /// The disk takes no changes.
    #[error("That disk can only be read. Choose another place.")]
    ReadOnly,
    /// The name is too long, holds characters that the disk does not take, or is a folder's.
    #[error("The file cannot have that name there. Choose another name.")]
    BadName,
    /// Anything else, by the name that the operating system's library gives it.
    #[error("The file could not be written ({}). Try again, or choose another place.", .0)]
    Other(io::ErrorKind),
}

/// What was being done, since Windows gives one code for two troubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Making or filling the file beside its final name.
    Write,
    /// Putting it in the place of a file that may be there already.
    Replace,
}

impl ExportError {
    pub(crate) fn of(error: &io::Error, step: Step) -> Self {
        Self::classify(error.kind(), error.raw_os_error(), step, cfg!(windows))
    }

    /// The kind of an I/O error, by its kind and the system's own code. Which system is an argument, so that every row of
    /// the table can be tested on each.
    #[must_use]
    pub fn classify(kind: io::ErrorKind, code: Option<i32>, step: Step, windows: bool) -> Self {
        use io::ErrorKind as Kind;
        match (code, kind) {
            // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE.
            (Some(32 | 33 | 1224), _) if windows => Self::InUse,
            // ERROR_DISK_FULL of old drivers, and ERROR_WRITE_PROTECT.
            (Some(39), _) if windows => Self::NoSpace,
            (Some(19), _) if windows => Self::ReadOnly,
            // Replacing a file that is open says "access denied", although its folder has just taken a new file.
            (_, Kind::PermissionDenied) if windows && step == Step::Replace => Self::InUse,
            (_, Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge) => Self::NoSpace,
            (_, Kind::PermissionDenied) => Self::NoPermission,
            (_, Kind::ResourceBusy | Kind::ExecutableFileBusy) => Self::InUse,
            (_, Kind::NotFound | Kind::NotADirectory | Kind::StaleNetworkFileHandle | Kind::HostUnreachable) => {
                Self::FolderMissing
            }
            (_, Kind::NetworkUnreachable | Kind::NetworkDown | Kind::NotConnected) => Self::FolderMissing,
            (_, Kind::ReadOnlyFilesystem) => Self::ReadOnly,
            (_, Kind::InvalidFilename | Kind::IsADirectory) => Self::BadName,
            (_, kind) => Self::Other(kind),
        }
    }
}

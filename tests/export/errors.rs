//! From an operating system's error to a sentence.

use std::fmt::Write;
use std::io::ErrorKind;

use desk_export::{ExportError, Step};

#[test]
fn windows_codes() {
    let of = |code, kind, step| ExportError::classify(kind, Some(code), step, true);
    for code in [32, 33, 1224] {
        assert_eq!(of(code, ErrorKind::Other, Step::Write), ExportError::InUse);
        assert_eq!(of(code, ErrorKind::Other, Step::Replace), ExportError::InUse);
    }
    assert_eq!(of(5, ErrorKind::PermissionDenied, Step::Replace), ExportError::InUse);
    assert_eq!(of(5, ErrorKind::PermissionDenied, Step::Write), ExportError::NoPermission);
    assert_eq!(of(112, ErrorKind::StorageFull, Step::Write), ExportError::NoSpace);
    assert_eq!(of(39, ErrorKind::Other, Step::Write), ExportError::NoSpace);
    assert_eq!(of(19, ErrorKind::Other, Step::Write), ExportError::ReadOnly);
    assert_eq!(of(3, ErrorKind::NotFound, Step::Write), ExportError::FolderMissing);
    assert_eq!(of(123, ErrorKind::InvalidFilename, Step::Write), ExportError::BadName);
}

#[test]
fn the_same_numbers_mean_other_things_elsewhere() {
    let of = |code, kind| ExportError::classify(kind, Some(code), Step::Replace, false);
    assert_eq!(of(32, ErrorKind::BrokenPipe), ExportError::Other(ErrorKind::BrokenPipe));
    assert_eq!(of(13, ErrorKind::PermissionDenied), ExportError::NoPermission);
}

#[test]
fn linux_codes() {
    let of = |kind| ExportError::classify(kind, None, Step::Write, false);
    let space = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge];
    assert_eq!(space.map(of), [ExportError::NoSpace; 3]);
    assert_eq!([ErrorKind::ExecutableFileBusy, ErrorKind::ResourceBusy].map(of), [ExportError::InUse; 2]);
    assert_eq!([ErrorKind::NotFound, ErrorKind::NotADirectory].map(of), [ExportError::FolderMissing; 2]);
    assert_eq!(
        [ErrorKind::StaleNetworkFileHandle, ErrorKind::HostUnreachable].map(of),
        [ExportError::FolderMissing; 2]
    );
    assert_eq!(of(ErrorKind::ReadOnlyFilesystem), ExportError::ReadOnly);
    assert_eq!(of(ErrorKind::IsADirectory), ExportError::BadName);
}

/// That the library's kinds are the ones that the system's numbers lead to.
#[test]
#[cfg(target_os = "linux")]
fn real_numbers_of_linux() {
    let of = |code| {
        let error = std::io::Error::from_raw_os_error(code);
        ExportError::classify(error.kind(), error.raw_os_error(), Step::Write, false)
    };
    // ENOSPC, EDQUOT, EFBIG; EACCES, EPERM; ETXTBSY, EBUSY; ENOENT, ENOTDIR, ESTALE; EROFS; ENAMETOOLONG, EISDIR.
    assert_eq!([28, 122, 27].map(of), [ExportError::NoSpace; 3]);
    assert_eq!([13, 1].map(of), [ExportError::NoPermission; 2]);
    assert_eq!([26, 16].map(of), [ExportError::InUse; 2]);
    assert_eq!([2, 20, 116].map(of), [ExportError::FolderMissing; 3]);
    assert_eq!(of(30), ExportError::ReadOnly);
    assert_eq!([36, 21].map(of), [ExportError::BadName; 2]);
    // EIO has no kind of its own.
    assert!(matches!(of(5), ExportError::Other(_)));
}

#[test]
fn sentences() {
    let errors = [
        ExportError::NoSpace,
        ExportError::NoPermission,
        ExportError::InUse,
        ExportError::FolderMissing,
        ExportError::ReadOnly,
        ExportError::BadName,
        ExportError::Other(ErrorKind::TimedOut),
    ];
    let mut lines = String::new();
    for error in errors {
        writeln!(lines, "{error:?}\n    {error}").unwrap();
    }
    crate::golden::agrees("export-errors.txt", &lines);
}

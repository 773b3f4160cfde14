//! The files of the cache: the database, its `-wal` and `-shm`, the mark of a suspected damage, and copies moved aside.
//! All are for the user alone (0600 in a folder of 0700); Windows gives a user's own folder the like by itself.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// What SQLite keeps beside the database.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// The mark that a read met a damaged page: the next opening checks the whole file.
pub(crate) fn suspicion(path: &Path) -> PathBuf {
    beside(path, ".suspect")
}

/// Leaves that mark. A failure to do so is no reason to hide the damage itself, so it is swallowed.
pub(crate) fn suspect(path: &Path) {
    let _ = create_private(&suspicion(path));
}

pub(crate) fn clear_suspicion(path: &Path) {
    let _ = fs::remove_file(suspicion(path));
}

/// Whether transactions wait in the `-wal` of a process that ended without closing.
pub(crate) fn has_unmerged_wal(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|meta| meta.len() > 0)
}

/// Makes the folder and an empty file if they are missing, and takes other users' rights off what is there. SQLite gives its
/// companions the rights of the database, so the database has to have the right ones before SQLite first sees it.
pub(crate) fn prepare(path: &Path) -> Result<(), StoreError> {
    let result = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => create_folder(folder),
        _ => Ok(()),
    };
    result
        .and_then(|()| match create_private(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => tighten(path),
            other => other,
        })
        .map_err(|error| StoreError::of_io(&error))
}

fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Missing folders are made for the user alone. One that exists keeps its rights: it may be anybody's.
fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes sure that the files can be written, and by the user alone. SQLite would open a protected file all the same, for
/// reading, and leave a `-wal` with its protection behind, which no later opening could use.
fn tighten(path: &Path) -> io::Result<()> {
    for file in std::iter::once(path.to_owned()).chain(COMPANIONS.map(|suffix| beside(path, suffix))) {
        match OpenOptions::new().write(true).open(&file) {
            Ok(open) => close_to_others(&open)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(unix)]
fn close_to_others(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata()?.permissions().mode();
    if mode & 0o077 != 0 { file.set_permissions(fs::Permissions::from_mode(mode & 0o700)) } else { Ok(()) }
}

#[cfg(not(unix))]
fn close_to_others(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Renames a cache and its companions to `<name>.damaged-<n>` and gives the new path. Its rows stay sealed in it.
///
/// # Errors
/// When the file cannot be renamed, for example because another process has it open on Windows. Nothing is deleted.
pub fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let mut number: u32 = 1;
    let aside = loop {
        let candidate = beside(path, &format!(".damaged-{number}"));
        if !candidate.exists() {
            break candidate;
        }
        number = number.checked_add(1).ok_or(StoreError::OURS)?;
    };
    // The companions go first: a -wal left beside a new database would be taken for its own.
    for suffix in COMPANIONS {
        rename_if_there(&beside(path, suffix), &beside(&aside, suffix))?;
    }
    rename_if_there(path, &aside)?;
    clear_suspicion(path);
    Ok(aside)
}

fn rename_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::of_io(&error)),
        _ => Ok(()),
    }
}

/// Deletes a closed cache, its companions, and copies that were once moved aside. The key has to be gone from the keyring
/// first: then what cannot be deleted cannot be read either.
///
/// # Errors
/// When a file could not be deleted; the others are gone all the same. [`StoreError::Locked`] when that is only because
/// somebody has it open, which on Windows is reason enough.
pub fn erase(path: &Path) -> Result<(), StoreError> {
    let mut files: Vec<PathBuf> = vec![path.to_owned(), suspicion(path)];
    files.extend(COMPANIONS.map(|suffix| beside(path, suffix)));
    if let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) {
        let damaged = format!("{name}.damaged-");
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if let Ok(entries) = fs::read_dir(folder) {
            let is_ours =
                |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|name| name.starts_with(&damaged));
            files.extend(entries.flatten().filter(is_ours).map(|entry| entry.path()));
        }
    }
    let mut outcome = Ok(());
    for file in files {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => match (&outcome, StoreError::of_io(&error)) {
                // A file that only has to be closed does not hide another one's trouble.
                (Err(_), StoreError::Locked) => {}
                (_, met) => outcome = Err(met),
            },
            _ => {}
        }
    }
    outcome
}

//! The data folder: where it is, who may read it, what lies in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use desk_store::StoreError;

/// The folder of a normal installation: in the *local* application data, which neither roams nor leaves this computer
/// (SQLite's WAL is unsafe on network drives).
#[must_use]
pub fn default_folder() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME")
            .filter(|path| path.is_absolute())
            .or_else(|| variable("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join("app.partnerdesk.desktop"))
}

/// Makes the folder for this user alone, and answers its canonical path, under which the keyring item is named.
pub(crate) fn prepare(folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    fs::canonicalize(folder)
}

/// Removes a cache with what SQLite keeps beside it.
pub(crate) fn remove_cache(folder: &Path, file_name: &str) -> Result<(), StoreError> {
    // A name from the keyring never leads out of the folder.
    if file_name.is_empty() || file_name.contains(['/', '\\', ':']) || file_name.starts_with('.') {
        return Ok(());
    }
    desk_store::erase(&folder.join(file_name))
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Caches in the folder that no session names: left behind by a crash in the middle of a log-out, and unreadable since.
pub(crate) fn orphans(folder: &Path, keep: Option<&str>) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".db") && Some(name.as_str()) != keep {
            names.push(name);
        }
    }
    Ok(names)
}

const LOCK_NAME: &str = "sync.lock";

/// Takes the folder's lock, or nothing when another process holds it. The lock lives as long as the file is open.
pub(crate) fn try_lock(folder: &Path) -> io::Result<Option<fs::File>> {
    let file = fs::File::create(folder.join(LOCK_NAME))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

pub(crate) fn remove_lock(folder: &Path) -> io::Result<()> {
    remove_if_there(&folder.join(LOCK_NAME))
}

//! The data folder: where it is, who may read it, what lies in it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::backup;

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
    let folder = fs::canonicalize(folder)?;
    backup::exclude(&folder);
    Ok(folder)
}

/// Where a cache of this name is. A name from the keyring never leads out of the folder: then, nothing.
pub(crate) fn cache_path(folder: &Path, file_name: &str) -> Option<PathBuf> {
    let leads_out = file_name.is_empty() || file_name.contains(['/', '\\', ':']) || file_name.starts_with('.');
    (!leads_out).then(|| folder.join(file_name))
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Caches in the folder, whoever's they are. Also those of which only a companion or a copy that was set aside is left.
pub(crate) fn caches(folder: &Path) -> BTreeSet<String> {
    let name_of = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.split_once(".db").map(|(stem, _)| format!("{stem}.db"))
    };
    // A folder that cannot be read holds nothing that could be removed.
    fs::read_dir(folder).into_iter().flatten().flatten().filter_map(name_of).collect()
}

/// Gives a file the place of another. For a moment Windows may refuse.
pub(crate) fn replace(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to))
}

/// Does it again, for a while, when Windows refuses because somebody has the file open just now: a program that reads it or
/// puts another in its place, or one that looks for viruses in it.
pub(crate) fn patiently<T>(mut work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    const PATIENCE: Duration = Duration::from_secs(1);
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION: which of the two depends on what the other one does.
    let is_held = |error: &io::Error| cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32));
    let since = Instant::now();
    loop {
        match work() {
            Err(error) if is_held(&error) && since.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return done,
        }
    }
}

/// Opens a file of the folder for writing, for this user alone.
pub(crate) fn open_private(path: &Path, truncate: bool) -> io::Result<fs::File> {
    private(fs::OpenOptions::new().write(true).truncate(truncate), path)
}

/// The same, to write at its end.
pub(crate) fn append_private(path: &Path) -> io::Result<fs::File> {
    private(fs::OpenOptions::new().append(true), path)
}

fn private(options: &mut fs::OpenOptions, path: &Path) -> io::Result<fs::File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.create(true).open(path)
}

/// Its name stands for the right to sync: whoever holds the lock and finds the name gone has been logged out elsewhere.
const LOCK_NAME: &str = "sync.lock";
/// What the lock is called while it is being deleted.
const WITHDRAWN_NAME: &str = "sync.lock.withdrawn";

/// Takes the folder's lock, or nothing when another process holds it. The lock lives as long as the file is open.
pub(crate) fn try_lock(folder: &Path) -> io::Result<Option<fs::File>> {
    let file = open_private(&folder.join(LOCK_NAME), false)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Whether the lock's name is still there.
pub(crate) fn may_sync(folder: &Path) -> bool {
    folder.join(LOCK_NAME).exists()
}

/// Takes the lock's name away, which ends another process's sync within a page, and waits until that has let go, at most
/// for `patience`. A process that hangs holds up no log-out.
pub(crate) fn withdraw_lock(folder: &Path, patience: Duration) -> io::Result<()> {
    let path = folder.join(LOCK_NAME);
    let held = match fs::File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    // Windows gives an open file another name at once, but may keep the one that it is deleted by until it is closed.
    let aside = folder.join(WITHDRAWN_NAME);
    let name = if cfg!(windows) && fs::rename(&path, &aside).is_ok() { aside } else { path };
    let removed = remove_if_there(&name);
    let since = Instant::now();
    while matches!(held.try_lock(), Err(fs::TryLockError::WouldBlock)) && since.elapsed() < patience {
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(held);
    removed.or_else(|_| remove_if_there(&name))
}

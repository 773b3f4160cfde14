//! A file while it is being written: beside its final name until it is whole.
//!
//! Writing into the final file was rejected: a full disk, a crash or *Cancel* would leave half a file that looks whole.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::{ExportError, Step};
use crate::name::is_name_on_windows;

/// A file that appears under its name only by [`Draft::finish`]; dropped before that, nothing of it is left.
///
/// On Unix it stays readable by its owner alone (mode 0600): it holds names and debts of people.
#[derive(Debug)]
pub(crate) struct Draft {
    file: NamedTempFile,
    final_path: PathBuf,
}

impl Draft {
    /// Starts a file, to be put in the place of whatever has the name now.
    pub(crate) fn create(final_path: &Path) -> Result<Self, ExportError> {
        let name = final_path.file_name().ok_or(ExportError::BadName)?;
        if cfg!(windows) && !is_name_on_windows(&name.to_string_lossy()) {
            return Err(ExportError::BadName);
        }
        let final_path = &within_limits(final_path);
        check_replaceable(final_path)?;
        let mut builder = Builder::new();
        builder.prefix(".partner-desk-").suffix(".part");
        let file = builder.tempfile_in(folder_of(final_path)).map_err(|error| ExportError::of(&error, Step::Write))?;
        Ok(Self { file, final_path: final_path.to_owned() })
    }

    /// Where it lies and will lie.
    pub(crate) fn folder(&self) -> &Path {
        folder_of(&self.final_path)
    }

    /// Puts the file on the disk and under its name, all at once.
    pub(crate) fn finish(self) -> Result<(), ExportError> {
        match self.file.as_file().sync_all() {
            // Some network drives cannot promise anything, and say so.
            Err(error) if !matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
                return Err(ExportError::of(&error, Step::Write));
            }
            _ => {}
        }
        self.file.persist(&self.final_path).map_err(|failed| ExportError::of(&failed.error, Step::Replace))?;
        sync_folder(folder_of(&self.final_path));
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a whole text under a name, or nothing.
///
/// # Errors
/// Every [`ExportError`]; a file that had the name before is untouched then.
pub fn write_text(final_path: &Path, text: &str) -> Result<(), ExportError> {
    let mut draft = Draft::create(final_path)?;
    draft.write_all(text.as_bytes()).map_err(|error| ExportError::of(&error, Step::Write))?;
    draft.finish()
}

/// A bare name lies in the folder that the program runs in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Windows takes no path of more than 259 characters, unless it is spelt in full (`\\?\C:\…`), as it is read back from the disk.
/// Where it cannot be read back, making the file tells why.
fn within_limits(path: &Path) -> PathBuf {
    /// With room for the name of the unfinished file.
    const LONG: usize = 220;
    let name = path.file_name().unwrap_or_default();
    if cfg!(windows) && std::path::absolute(path).is_ok_and(|whole| whole.as_os_str().len() > LONG) {
        folder_of(path).canonicalize().map_or_else(|_| path.to_owned(), |folder| folder.join(name))
    } else {
        path.to_owned()
    }
}

/// Whether a file that has the name already may be replaced: no folder or device, not write-protected, not held by Excel.
/// A rename would find out too, but only after all rows, and on Unix it would not mind a device or the write protection.
fn check_replaceable(path: &Path) -> Result<(), ExportError> {
    let present = match path.metadata() {
        Ok(present) => present,
        Err(error) if error.kind() == io::ErrorKind::InvalidFilename => return Err(ExportError::BadName),
        // Nothing there, or nothing to be seen: whatever is wrong, making the new file will tell.
        Err(_) => return Ok(()),
    };
    if !present.is_file() {
        return Err(ExportError::BadName);
    }
    OpenOptions::new().write(true).open(path).map_err(|error| ExportError::of(&error, Step::Write)).map(drop)
}

/// Makes the new name last through a power cut. Windows does that by itself, and elsewhere a folder that cannot be synced
/// is no reason to call a whole file a failure.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

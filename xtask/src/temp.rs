//! Temporary folders that go away with us, readable by nobody else.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::Outcome;

static COUNT: AtomicU32 = AtomicU32::new(0);
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removed, with all that is in it, when dropped.
pub(crate) struct TempFolder(PathBuf);

impl TempFolder {
    pub(crate) fn new(name: &str) -> Outcome<Self> {
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let path = std::env::temp_dir().join(format!("partner-desk-{name}-{}-{number}", std::process::id()));
        let folder = Self(path);
        folder.create("")?;
        FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).push(folder.0.clone());
        Ok(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A folder inside, created.
    pub(crate) fn create(&self, name: &str) -> Outcome<PathBuf> {
        let path = if name.is_empty() { self.0.clone() } else { self.0.join(name) };
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(path)
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// For the moment when nobody is left to drop them.
pub(crate) fn remove_all() {
    for folder in FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        drop(std::fs::remove_dir_all(folder));
    }
}

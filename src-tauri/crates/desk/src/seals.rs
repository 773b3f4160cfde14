//! Seals as files of the data folder, each beside the cache that it belongs to: `NAME.sealed` beside `NAME.db`.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use desk_session::{SEAL_BYTES_MAX, SealedCache, Seals};

use crate::folder::{open_private, remove_if_there, replace};

const END: &str = ".sealed";
/// One that is being written. Never read, and written over by the next.
const UNFINISHED: &str = "unfinished.sealed-new";

/// The seals of one data folder.
#[derive(Clone, Debug)]
pub(crate) struct FolderSeals(PathBuf);

impl FolderSeals {
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    fn path(&self, cache_file: &str) -> Option<PathBuf> {
        let stem = cache_file.strip_suffix(".db")?;
        (!stem.is_empty() && !stem.contains(['/', '\\', ':', '.'])).then(|| self.0.join(format!("{stem}{END}")))
    }
}

impl Seals for FolderSeals {
    fn list(&self) -> Vec<SealedCache> {
        let read = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().ok()?;
            let stem = name.strip_suffix(END)?;
            let mut text = String::new();
            fs::File::open(entry.path()).ok()?.take(SEAL_BYTES_MAX as u64 + 1).read_to_string(&mut text).ok()?;
            SealedCache::decode(&format!("{stem}.db"), &text).ok()
        };
        fs::read_dir(&self.0).into_iter().flatten().flatten().filter_map(read).collect()
    }

    fn keep(&self, sealed: &SealedCache) -> io::Result<()> {
        let path = self.path(sealed.cache_file()).ok_or(io::ErrorKind::InvalidInput)?;
        let unfinished = self.0.join(UNFINISHED);
        let mut file = open_private(&unfinished, true)?;
        file.write_all(sealed.encode().as_bytes())?;
        // The keyring lets go of the key next: the text has to be on the disk, under its name.
        file.sync_all()?;
        drop(file);
        replace(&unfinished, &path)?;
        #[cfg(unix)]
        fs::File::open(&self.0)?.sync_all()?;
        Ok(())
    }

    fn remove(&self, cache_file: &str) -> io::Result<()> {
        self.path(cache_file).map_or(Ok(()), |path| remove_if_there(&path))
    }
}

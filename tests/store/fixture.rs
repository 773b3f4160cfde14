//! A cache in a folder of its own, and a way past the store to its file.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use desk_core::time::{Instant, parse_instant};
use desk_store::{CacheKey, OpenOptions, Opened, Outcome, Reader, Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

pub(crate) const KEY: [u8; 32] = [0xA7; 32];

pub(crate) struct Cache {
    pub(crate) dir: TempDir,
    pub(crate) options: OpenOptions,
}

impl Cache {
    pub(crate) fn new() -> Self {
        let mut options = OpenOptions::new("en");
        options.busy_timeout_ms = 2_000;
        Self { dir: tempfile::tempdir().unwrap(), options }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("data").join("cache.db")
    }

    pub(crate) fn try_open(&self) -> Result<Opened, StoreError> {
        Store::open(&self.path(), &CacheKey::new(KEY), &self.options)
    }

    pub(crate) fn open(&self) -> Store {
        self.try_open().unwrap().store
    }

    /// The same with what lists look at in memory.
    pub(crate) fn open_held(&self) -> Store {
        let store = self.open();
        store.hold_in_memory();
        settle(&store);
        store
    }

    pub(crate) fn open_as(&self, expected: &Outcome) -> Store {
        let opened = self.try_open().unwrap();
        assert_eq!(&opened.outcome, expected);
        opened.store
    }

    /// Every file of the cache's folder with its content.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        files(self.path().parent().unwrap())
    }

    /// A connection to the file that knows nothing of the store.
    pub(crate) fn raw(&self) -> Connection {
        raw(&self.path())
    }
}

pub(crate) fn raw(path: &Path) -> Connection {
    let conn = raw_with(path, "HMAC_SHA256");
    if conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).is_ok() {
        return conn;
    }
    raw_with(path, "HMAC_SHA512")
}

/// The same for a file whose pages are proved by this hash.
pub(crate) fn raw_with(path: &Path, hash: &str) -> Connection {
    let conn = Connection::open(path).unwrap();
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    conn.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA cipher_hmac_algorithm = {hash};")).unwrap();
    conn
}

pub(crate) fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

pub(crate) fn at(text: &str) -> Instant {
    parse_instant(text).unwrap()
}

/// Waits until the writer has done what it was asked for.
pub(crate) fn settle(store: &Store) {
    store.write(|_| Ok(())).wait().unwrap();
}

/// Reads and waits.
pub(crate) fn ask<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(f).wait().unwrap()
}

/// Rows that came with their places.
pub(crate) struct Placed<R>(Vec<(u32, R)>);

impl<R> Default for Placed<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R> Placed<R> {
    pub(crate) fn take(&mut self, place: u32, row: R) -> ControlFlow<()> {
        self.0.push((place, row));
        ControlFlow::Continue(())
    }

    /// In their places, each of which is taken once.
    pub(crate) fn in_order(mut self) -> Vec<R> {
        self.0.sort_by_key(|(place, _)| *place);
        let places: Vec<u32> = self.0.iter().map(|(place, _)| *place).collect();
        assert_eq!(places, (0..).take(places.len()).collect::<Vec<u32>>());
        self.0.into_iter().map(|(_, row)| row).collect()
    }
}

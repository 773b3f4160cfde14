//! One connection to the cache: key, then the settings that hold for every one.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::error::StoreError;
use crate::key::CacheKey;

/// Statements kept ready per connection: every query of every view, for searches of a few words.
const STATEMENTS_MAX: usize = 64;

/// What a connection may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one that writes.
    Writer,
    /// `query_only`.
    Reader,
}

/// By which hash a file's pages are proved to be as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageHash {
    /// Processors of today have instructions for it: a page is decrypted in half the time that SHA-512 takes.
    Sha256,
    /// SQLCipher's own choice, and ours once. A file keeps what it was made with.
    Sha512,
}

impl PageHash {
    fn pragma(self) -> &'static str {
        match self {
            Self::Sha256 => "PRAGMA cipher_hmac_algorithm = HMAC_SHA256",
            Self::Sha512 => "PRAGMA cipher_hmac_algorithm = HMAC_SHA512",
        }
    }
}

/// Opens the file with the key. Nothing has been read yet: whether the key fits shows with the first read.
pub(crate) fn keyed(
    path: &Path,
    key: &CacheKey,
    hash: PageHash,
    busy_timeout: Duration,
) -> Result<Connection, StoreError> {
    // The file exists by now, with the right permissions: SQLite must not make one with others.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(|error| StoreError::while_opening(&error))?;
    // SQLCipher would print a line per page that the key does not open.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    conn.execute_batch(&key.pragma()).map_err(|error| StoreError::while_opening(&error))?;
    // It answers with what it was told.
    conn.query_row(hash.pragma(), [], |_| Ok(())).optional().map_err(|error| StoreError::while_opening(&error))?;
    conn.busy_timeout(busy_timeout)?;
    Ok(conn)
}

/// The settings that follow once the key is known to fit. WAL is a property of the file: the writer sets it.
pub(crate) fn configure(conn: &Connection, role: Role, cache_bytes: usize) -> Result<(), StoreError> {
    if role == Role::Writer {
        // Some network folders cannot do WAL. The cache works there too, only readers wait for the writer.
        let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        }
        // A first sync touches the same index pages again and again: merging them every few pages of rows, as SQLite would,
        // costs a quarter of its time.
        conn.query_row("PRAGMA wal_autocheckpoint = 8000", [], |_| Ok(()))?;
        conn.query_row("PRAGMA journal_size_limit = 67108864", [], |_| Ok(()))?;
    }
    let cache_kib = (cache_bytes / 1024).max(1024);
    conn.execute_batch(&format!(
        "PRAGMA synchronous = NORMAL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;
         PRAGMA cache_size = -{cache_kib};
         PRAGMA query_only = {};",
        if role == Role::Reader { "ON" } else { "OFF" },
    ))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(())
}

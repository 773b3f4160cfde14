//! The writer's page cache: small, and larger while rows stream in.
//!
//! A first sync changes pages of every index all over the file. Where they have no room they are encrypted and written
//! several times within one transaction and read again for the next: with 9 MB a first sync of 100,000 cases took twice as
//! long as with 24, and with 64 no less than that. So much only while it pays, since every other write does with the small one.

use std::time::Duration;

use rusqlite::Connection;

/// Rows in one transaction from which on rows are said to stream in.
const STREAM: u64 = 1_000;

/// How much the writer has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    usual_bytes: usize,
    wide_bytes: usize,
    rest: Duration,
    is_wide: bool,
}

impl Room {
    /// The small one, the large one, and how long nothing was written before that is given back.
    pub(crate) fn new(usual_bytes: usize, wide_bytes: usize, rest: Duration) -> Self {
        Self { usual_bytes, wide_bytes, rest, is_wide: false }
    }

    /// How long to wait for something to write before [`Room::give_back`].
    pub(crate) fn patience(self) -> Duration {
        if self.is_wide { self.rest } else { Duration::MAX }
    }

    /// After a transaction that changed so many rows.
    pub(crate) fn after(&mut self, conn: &Connection, rows: u64) {
        if rows >= STREAM && !self.is_wide {
            self.is_wide = set(conn, self.wide_bytes, "").is_ok();
        }
    }

    /// Nothing was written for a while.
    pub(crate) fn give_back(&mut self, conn: &Connection) {
        // Where it is refused, the room stays as it was: it is about speed alone.
        let _ = set(conn, self.usual_bytes, "PRAGMA shrink_memory;");
        self.is_wide = false;
    }
}

fn set(conn: &Connection, bytes: usize, and_then: &str) -> rusqlite::Result<()> {
    conn.execute_batch(&format!("PRAGMA cache_size = -{}; {and_then}", bytes / 1024))
}

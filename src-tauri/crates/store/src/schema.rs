//! The schema and the way to it. Migrations are numbered files, never edited once released, and run in one `IMMEDIATE`
//! transaction, so that an upgrade happens whole or not at all.

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use crate::error::StoreError;

const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_cache.sql"),
    include_str!("../migrations/0002_single_reads.sql"),
    include_str!("../migrations/0003_filters.sql"),
    include_str!("../migrations/0004_clients_without_tenant.sql"),
    include_str!("../migrations/0005_last_activity.sql"),
    include_str!("../migrations/0006_sync.sql"),
    include_str!("../migrations/0007_narrower.sql"),
    include_str!("../migrations/0008_attention.sql"),
];

/// Newest version of the schema that this program knows.
pub const KNOWN_VERSION: i64 = MIGRATIONS.len() as i64;

/// Version of the file that a connection is on; 0 for a new one.
pub(crate) fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings an older or empty schema up to [`KNOWN_VERSION`].
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    conn.set_transaction_behavior(TransactionBehavior::Immediate);
    let migrations = Migrations::new(MIGRATIONS.iter().map(|sql| M::up(sql)).collect());
    migrations.to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from(err),
        _ => StoreError::OURS,
    })
}

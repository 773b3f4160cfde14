//! Opening the cache: new, as it was, or, when it is damaged, moved aside and made anew. A file that this key does not open
//! or that a newer program wrote is not touched, and nothing is ever deleted here.
//!
//! A check of the whole file at each start was rejected: it decrypts every page, which for a large portfolio would cost
//! more than the rest of the start. It runs when an earlier read met a damaged page.

use std::path::{Path, PathBuf};
use std::time::Duration;

use desk_core::collate::Collation;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::connect::{PageHash, Role, configure, keyed};
use crate::error::StoreError;
use crate::files;
use crate::key::CacheKey;
use crate::rederive::rederive_if_needed;
use crate::room::Room;
use crate::schema;
use crate::store::Store;

/// Page caches of all connections together, in bytes, unless said otherwise.
pub const MEMORY_BUDGET_BYTES: usize = 36 * 1024 * 1024;

/// The writer's sixteenths of it.
const WRITER: usize = 4;
/// Those that it has while rows stream in; for so long the budget is exceeded.
const WRITER_WIDE: usize = 11;
/// Those of the readers: the first answers, the second what comes while that is busy, such as a key press during an export.
const READERS: [usize; 2] = [9, 2];
/// That of the connection that helps with reading a whole table, of which no page is needed twice.
const HELPER: usize = 1;

/// How to open the cache.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// Locale whose alphabet orders texts: a BCP 47 tag.
    pub locale: String,
    /// Page caches of all connections together, in bytes. The first reader, which answers whenever it can, takes most. While
    /// rows stream in the writer exceeds it by 7/16.
    pub memory_budget_bytes: usize,
    /// How long nothing is written before the writer gives that back, in milliseconds. Longer than a sync lets pages wait.
    pub writer_rest_ms: u32,
    /// How long to wait for another process's lock, in milliseconds.
    pub busy_timeout_ms: u32,
    /// Bytes that the file may grow to; what does not fit is [`StoreError::DiskFull`]. Nothing: as large as the disk lets it.
    pub size_max_bytes: Option<u64>,
    /// Whether the cache has threads of its own. Without them each job runs at once where it is asked for: for simulations,
    /// whose course must follow from a seed alone.
    pub has_threads: bool,
}

impl OpenOptions {
    /// The usual settings for a locale.
    #[must_use]
    pub fn new(locale: &str) -> Self {
        Self {
            locale: locale.to_owned(),
            memory_budget_bytes: MEMORY_BUDGET_BYTES,
            writer_rest_ms: 10_000,
            busy_timeout_ms: 5_000,
            size_max_bytes: None,
            has_threads: true,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing: an empty cache was made.
    Fresh,
    /// The cache as it was left, upgraded where the schema was older.
    Existing,
    /// A damaged cache: an empty one took its place. A sync brings Debitura's rows back; our own history of them (when a case
    /// was first seen and last changed) is lost, and this is the one time that it is said.
    Rebuilt {
        /// Where the damaged file is now.
        moved_to: PathBuf,
    },
}

/// An open cache.
#[derive(Debug)]
pub struct Opened {
    /// The cache.
    pub store: Store,
    /// What was found.
    pub outcome: Outcome,
}

impl Store {
    /// Opens the cache at a path, or makes it. Blocks: a few milliseconds, longer for an upgrade, a new locale or a check.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`] and [`StoreError::Newer`] leave the file as it is. [`StoreError::Locked`],
    /// [`StoreError::ReadOnly`], [`StoreError::DiskFull`], [`StoreError::OutOfMemory`] delete nothing.
    pub fn open(path: &Path, key: &CacheKey, options: &OpenOptions) -> Result<Opened, StoreError> {
        let collation = Collation::new(&options.locale);
        let opened = match open_writer(path, key, options, &collation) {
            Err(StoreError::Corrupt) => {
                let moved_to = files::set_aside(path)?;
                let (writer, hash, _) = open_writer(path, key, options, &collation)?;
                (writer, hash, Outcome::Rebuilt { moved_to })
            }
            other => other?,
        };
        let (writer, hash, outcome) = opened;
        if !options.has_threads {
            return Ok(Opened { store: Self::without_threads(path, writer, collation), outcome });
        }
        let reader = |sixteenths| {
            let reader = keyed(path, key, hash, options.busy_timeout())?;
            configure(&reader, Role::Reader, options.memory_budget_bytes / 16 * sixteenths)?;
            crate::earnings::register(&reader)?;
            Ok::<_, StoreError>(reader)
        };
        let readers = READERS.into_iter().map(reader).collect::<Result<_, _>>()?;
        let sixteenth = options.memory_budget_bytes / 16;
        let rest = Duration::from_millis(options.writer_rest_ms.into());
        let room = Room::new(sixteenth * WRITER, sixteenth * WRITER_WIDE, rest);
        let store = Store::start(path.to_owned(), writer, room, collation, readers, reader(HELPER)?)?;
        Ok(Opened { store, outcome })
    }
}

impl OpenOptions {
    fn busy_timeout(&self) -> Duration {
        Duration::from_millis(self.busy_timeout_ms.into())
    }
}

fn open_writer(
    path: &Path,
    key: &CacheKey,
    options: &OpenOptions,
    collation: &Collation,
) -> Result<(Connection, PageHash, Outcome), StoreError> {
    files::prepare(path)?;
    let (mut conn, hash, found) = match open_first(path, key, PageHash::Sha256, options) {
        Err(StoreError::WrongKey) => open_first(path, key, PageHash::Sha512, options)?,
        other => other?,
    };
    if files::suspicion(path).exists() {
        check_whole_file(&conn)?;
        files::clear_suspicion(path);
    }
    configure(&conn, Role::Writer, options.memory_budget_bytes / 16 * WRITER)?;
    if let Some(bytes) = options.size_max_bytes {
        limit_size(&conn, bytes)?;
    }
    schema::migrate(&mut conn)?;
    rederive_if_needed(&mut conn, collation)?;
    crate::earnings::register(&conn)?;
    Ok((conn, hash, if found == 0 { Outcome::Fresh } else { Outcome::Existing }))
}

/// A connection and the version of the schema. A hash that is not the file's looks like a key that is not.
fn open_first(
    path: &Path,
    key: &CacheKey,
    hash: PageHash,
    options: &OpenOptions,
) -> Result<(Connection, PageHash, i64), StoreError> {
    let conn = keyed(path, key, hash, options.busy_timeout())?;
    let found = first_look(&conn, path)?;
    Ok((conn, hash, found))
}

/// The first read: does the key fit, and is the schema one that we know? Until both are sure the file must stay byte for
/// byte what it is, so a `-wal` that another process left is not merged when the connection is dropped.
fn first_look(conn: &Connection, path: &Path) -> Result<i64, StoreError> {
    let holds_back = files::has_unmerged_wal(path);
    if holds_back {
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    }
    let found = schema::version(conn).map_err(|error| StoreError::while_opening(&error))?;
    if found > schema::KNOWN_VERSION {
        return Err(StoreError::Newer { found, known: schema::KNOWN_VERSION });
    }
    if conn.is_readonly("main")? {
        return Err(StoreError::ReadOnly);
    }
    if holds_back {
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    }
    Ok(found)
}

fn check_whole_file(conn: &Connection) -> Result<(), StoreError> {
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Corrupt) }
}

fn limit_size(conn: &Connection, bytes: u64) -> Result<(), StoreError> {
    // SQLCipher answers in text.
    let page_size: String = conn.query_row("PRAGMA cipher_page_size", [], |row| row.get(0))?;
    let page_size: u64 = page_size.parse().map_err(|_| StoreError::OURS)?;
    let pages = bytes / page_size.max(1);
    conn.query_row(&format!("PRAGMA max_page_count = {}", pages.max(1)), [], |_| Ok(()))?;
    Ok(())
}

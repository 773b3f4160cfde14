//! What opening finds, and what it leaves alone.

use std::fs;
use std::path::PathBuf;

use desk_core::secret::Secret;
use desk_store::{BadCacheKey, CacheKey, KNOWN_VERSION, OpenOptions, Outcome, Store, StoreError, Table, erase};
use rusqlite::config::DbConfig;

use crate::fixture::{Cache, KEY, ask, at};
use crate::rows;

fn fill(store: &Store, count: usize) {
    let all = rows::cases(1, count);
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
}

#[test]
fn a_new_cache_is_fresh_and_an_old_one_holds_its_rows() {
    let cache = Cache::new();
    let store = cache.open_as(&Outcome::Fresh);
    fill(&store, 5);
    store.close().unwrap();
    assert_eq!(cache.files().len(), 1, "closing merges the -wal");
    let store = cache.open_as(&Outcome::Existing);
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 5);
}

#[test]
fn dropping_the_last_handle_closes_the_cache() {
    let cache = Cache::new();
    let store = cache.open();
    let other = store.clone();
    fill(&store, 5);
    drop(store);
    assert_eq!(ask(&other, |r| r.count(Table::Cases)), 5);
    drop(other);
    assert_eq!(cache.files().len(), 1);
}

#[test]
fn another_key_leaves_the_file_byte_for_byte() {
    let cache = Cache::new();
    let store = cache.open();
    fill(&store, 50);
    store.close().unwrap();
    let before = cache.files();
    let error = Store::open(&cache.path(), &CacheKey::new([1; 32]), &cache.options).unwrap_err();
    assert_eq!(error, StoreError::WrongKey);
    assert!(cache.files() == before);
    assert_eq!(ask(&cache.open_as(&Outcome::Existing), |r| r.count(Table::Cases)), 50);
}

#[test]
fn a_file_that_is_no_cache_is_left_alone() {
    let cache = Cache::new();
    fs::create_dir_all(cache.path().parent().unwrap()).unwrap();
    let plain = rusqlite::Connection::open(cache.path()).unwrap();
    plain.execute_batch("CREATE TABLE somebody (elses INTEGER); INSERT INTO somebody VALUES (1);").unwrap();
    drop(plain);
    let before = cache.files();
    assert_eq!(cache.try_open().unwrap_err(), StoreError::WrongKey);
    assert!(cache.files() == before);
    fs::write(cache.path(), "a letter to grandmother").unwrap();
    let before = cache.files();
    assert_eq!(cache.try_open().unwrap_err(), StoreError::WrongKey);
    assert!(cache.files() == before);
}

#[test]
fn a_newer_schema_is_said_and_left_byte_for_byte() {
    let cache = Cache::new();
    fill(&cache.open(), 5);
    cache.raw().execute_batch("PRAGMA user_version = 99").unwrap();
    let before = cache.files();
    let error = cache.try_open().unwrap_err();
    assert_eq!(error, StoreError::Newer { found: 99, known: KNOWN_VERSION });
    assert!(cache.files() == before);
    assert!(error.to_string().contains("newer version"), "{error}");
}

/// Database and `-wal`; the `-shm` is scratch paper of SQLite.
fn lasting(cache: &Cache) -> Vec<(String, Vec<u8>)> {
    cache.files().into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect()
}

#[test]
fn what_a_crash_left_unmerged_is_not_merged_by_who_must_not_touch_it() {
    let cache = Cache::new();
    fill(&cache.open(), 5);
    let crashing = cache.raw();
    crashing.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    crashing.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(crashing);
    let before = lasting(&cache);
    assert_eq!(before.len(), 2, "there is a -wal");
    assert_eq!(cache.try_open().unwrap_err(), StoreError::Newer { found: 99, known: KNOWN_VERSION });
    assert!(lasting(&cache) == before);
    let stranger = Store::open(&cache.path(), &CacheKey::new([1; 32]), &cache.options).unwrap_err();
    assert_eq!(stranger, StoreError::WrongKey);
    assert!(lasting(&cache) == before);
}

#[test]
fn a_damaged_cache_is_moved_aside_whole_and_said_once() {
    let cache = Cache::new();
    let store = cache.open();
    fill(&store, 400);
    store.close().unwrap();
    let mut bytes = fs::read(cache.path()).unwrap();
    // The last two thirds: the schema can still be read, the rows cannot.
    let from = bytes.len() / 3;
    bytes[from..].fill(0x55);
    fs::write(cache.path(), &bytes).unwrap();

    let opened = cache.try_open().unwrap();
    let met = match opened.outcome {
        // The opening itself met the damage, or else the first question does.
        Outcome::Rebuilt { .. } => None,
        _ => Some(
            opened
                .store
                .read(|r| {
                    desk_store::cases::cards(r, at("2026-01-01T00:00:00Z")).and_then(|_| {
                        let query = desk_core::query::CaseQuery::default();
                        desk_store::cases::each(r, &query, &[], |_, _| std::ops::ControlFlow::Continue(()))
                    })
                })
                .wait(),
        ),
    };
    assert_eq!(met, Some(Err(StoreError::Corrupt)));
    opened.store.close().unwrap();

    let moved_to = PathBuf::from(format!("{}.damaged-1", cache.path().display()));
    let store = cache.open_as(&Outcome::Rebuilt { moved_to: moved_to.clone() });
    assert_eq!(fs::read(&moved_to).unwrap(), bytes);
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 0);
    fill(&store, 3);
    drop(store);
    assert_eq!(ask(&cache.open_as(&Outcome::Existing), |r| r.count(Table::Cases)), 3);

    erase(&cache.path()).unwrap();
    assert_eq!(cache.files().len(), 0, "erasing takes the damaged copies along");
}

#[test]
fn a_suspicion_that_was_wrong_is_dropped() {
    let cache = Cache::new();
    fill(&cache.open(), 5);
    fs::write(format!("{}.suspect", cache.path().display()), "").unwrap();
    let store = cache.open_as(&Outcome::Existing);
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 5);
    drop(store);
    assert_eq!(cache.files().len(), 1);
}

#[test]
fn a_half_made_file_becomes_a_fresh_cache() {
    let cache = Cache::new();
    fs::create_dir_all(cache.path().parent().unwrap()).unwrap();
    fs::write(cache.path(), "").unwrap();
    fill(&cache.open_as(&Outcome::Fresh), 1);
    assert_eq!(ask(&cache.open_as(&Outcome::Existing), |r| r.count(Table::Cases)), 1);
}

#[test]
fn a_key_travels_as_text_and_shows_nothing() {
    let key = CacheKey::new(KEY);
    assert_eq!(format!("{key:?}"), "***");
    let text = key.to_secret();
    assert_eq!(text.expose(), "a7".repeat(32));
    let cache = Cache::new();
    fill(&cache.open(), 2);
    let again = CacheKey::from_secret(&Secret::new("A7".repeat(32))).unwrap();
    let opened = Store::open(&cache.path(), &again, &OpenOptions::new("en")).unwrap();
    assert_eq!(opened.outcome, Outcome::Existing);
    for bad in ["", "a7", &"a7".repeat(33), &"zz".repeat(32), &"a7".repeat(31), &format!("{}é", "a7".repeat(31))] {
        assert_eq!(CacheKey::from_secret(&Secret::new(bad.to_owned())).unwrap_err(), BadCacheKey);
    }
}

#[test]
fn a_file_that_is_in_use_is_told_from_one_that_is_protected() {
    use std::io::ErrorKind as Kind;
    // What the library calls it differs from version to version; the system's code does not.
    for kind in [Kind::Other, Kind::PermissionDenied, Kind::ResourceBusy] {
        for code in [32, 33] {
            assert_eq!(StoreError::classify(kind, Some(code), true), StoreError::Locked);
        }
    }
    assert_eq!(StoreError::classify(Kind::PermissionDenied, Some(5), true), StoreError::ReadOnly);
    assert_eq!(StoreError::classify(Kind::Other, Some(31), true), StoreError::Other { code: 31 });
    // Elsewhere the numbers mean other things.
    assert_eq!(StoreError::classify(Kind::BrokenPipe, Some(32), false), StoreError::Other { code: 32 });
    assert_eq!(StoreError::classify(Kind::ResourceBusy, Some(16), false), StoreError::Locked);
    assert_eq!(StoreError::classify(Kind::StorageFull, Some(28), false), StoreError::DiskFull);
    assert_eq!(StoreError::classify(Kind::Other, None, false), StoreError::Other { code: 0 });
}

#[test]
fn erasing_goes_on_past_a_file_that_cannot_be_deleted() {
    let cache = Cache::new();
    drop(cache.open());
    // A folder under the name of the -wal is no file that could be deleted.
    let wal = PathBuf::from(format!("{}-wal", cache.path().display()));
    fs::create_dir(&wal).unwrap();
    let aside = PathBuf::from(format!("{}.damaged-1", cache.path().display()));
    fs::write(&aside, "").unwrap();
    assert_ne!(erase(&cache.path()).unwrap_err(), StoreError::Locked);
    assert!(!cache.path().exists() && !aside.exists());
    fs::remove_dir(&wal).unwrap();
    erase(&cache.path()).unwrap();
}

#[test]
fn an_open_cache_is_erased_or_said_to_be_in_use() {
    let cache = Cache::new();
    let store = cache.open();
    fill(&store, 5);
    let erased = erase(&cache.path());
    assert_eq!(erased, if cfg!(windows) { Err(StoreError::Locked) } else { Ok(()) });
    drop(store);
    erase(&cache.path()).unwrap();
    assert_eq!(cache.files().len(), 0);
}

/// Longer than the 259 characters that Windows takes when nobody thinks of it. The folder is spelt as the disk spells it, as the
/// data folder always is.
#[test]
fn a_long_path_is_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let deep = (0..6).fold(folder.path().to_owned(), |path, _| path.join("Übersichten ".to_owned() + &"x".repeat(50)));
    fs::create_dir_all(&deep).unwrap();
    // Not by `canonicalize`: Wine cannot read so long a path back.
    let deep = if cfg!(windows) { PathBuf::from(format!(r"\\?\{}", deep.display())) } else { deep };
    let path = deep.join("cache.db");
    assert!(path.as_os_str().len() > 350);
    let options = OpenOptions::new("en");
    for outcome in [Outcome::Fresh, Outcome::Existing] {
        let opened = Store::open(&path, &CacheKey::new([5; 32]), &options).unwrap();
        assert_eq!(opened.outcome, outcome);
        if outcome == Outcome::Fresh {
            fill(&opened.store, 5);
        }
        assert_eq!(ask(&opened.store, |r| r.count(Table::Cases)), 5);
        opened.store.close().unwrap();
    }
    erase(&path).unwrap();
    assert_eq!(fs::read_dir(&deep).unwrap().count(), 0);
}

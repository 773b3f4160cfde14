//! Nobody else reads it.

use desk_core::rows::Case;
use desk_store::cases;

use crate::fixture::{Cache, ask, at, raw_with};
use crate::rows;

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn no_name_is_on_disk_in_the_clear() {
    const CANARY: &str = "Zyxwvut Quirinius";
    let cache = Cache::new();
    let store = cache.open();
    let mut all: Vec<Case> = rows::cases(1, 300);
    for case in &mut all {
        case.debtor = Some(CANARY.to_owned());
    }
    let id = all[0].id;
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    assert_eq!(ask(&store, move |r| cases::by_id(r, id)).unwrap().case.debtor.as_deref(), Some(CANARY));
    let open = cache.files();
    let names: Vec<&str> = open.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["cache.db", "cache.db-shm", "cache.db-wal"]);
    assert!(open[2].1.len() > 4_096, "the rows are in the -wal");
    store.close().unwrap();
    for (name, bytes) in open.into_iter().chain(cache.files()) {
        for needle in [CANARY, "zyxwvut quirinius", "CREATE TABLE", "debtor"] {
            assert!(!holds(&bytes, needle.as_bytes()), "{name} shows {needle}");
        }
        assert!(!bytes.starts_with(b"SQLite format 3") || name.ends_with("-wal"), "{name} looks like a plain database");
    }
}

#[test]
fn pages_are_proved_with_the_hash_that_processors_know() {
    let cache = Cache::new();
    cache.open().close().unwrap();
    let tables = |hash| {
        let conn = raw_with(&cache.path(), hash);
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).ok()
    };
    assert!(tables("HMAC_SHA256").is_some_and(|tables| tables > 10));
    assert_eq!(tables("HMAC_SHA512"), None);
}

#[test]
fn sorting_spills_into_memory_and_never_into_a_file() {
    let cache = Cache::new();
    drop(cache.open());
    let conn = cache.raw();
    let options: Vec<String> = conn
        .prepare("PRAGMA compile_options")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    // 2: memory unless a connection asks otherwise, 3: always. Ours asks for memory as well.
    assert!(options.iter().any(|option| option == "TEMP_STORE=2" || option == "TEMP_STORE=3"), "{options:?}");
}

#[cfg(unix)]
#[test]
fn files_are_for_the_user_alone() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let cache = Cache::new();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = cache.path().parent().unwrap().to_owned();
    for _ in 0..2 {
        let store = cache.open();
        let all = rows::cases(1, 10);
        store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
        for (name, _) in cache.files() {
            assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
        }
        assert_eq!(mode(&folder), 0o700);
        store.close().unwrap();
        // Somebody loosens it: the next opening tightens it again.
        fs::set_permissions(cache.path(), fs::Permissions::from_mode(0o644)).unwrap();
    }
}

#[test]
fn the_schema_has_no_place_for_directors() {
    let schema = include_str!("../../src-tauri/crates/store/migrations/0001_cache.sql").to_lowercase();
    for word in ["director", "birth", "owner"] {
        assert!(!schema.contains(word), "{word}");
    }
}

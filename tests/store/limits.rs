//! A full disk, a lock, a protected folder, another locale.

use desk_core::collate::Collation;
use desk_core::query::{CaseColumn, CaseQuery, Sort};
use desk_core::rows::Case;
use desk_store::{Outcome, StoreError, Table, cases};

use crate::cases::ALL;
use crate::fixture::{Cache, ask, at};
use crate::rows;

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let mut cache = Cache::new();
    cache.options.size_max_bytes = Some(512 * 1024);
    let store = cache.open();
    let (mut held, mut error) = (0, None);
    for seed in 0..200 {
        let batch = rows::cases(seed, 50);
        match store.write(move |w| w.upsert_cases(&batch, at("2026-02-01T00:00:00Z"))).wait() {
            Ok(upserted) => held += upserted.inserted,
            Err(met) => {
                error = Some(met);
                break;
            }
        }
    }
    assert_eq!(error, Some(StoreError::DiskFull));
    assert!(held > 0);
    assert_eq!(
        ask(&store, |r| r.count(Table::Cases)),
        held,
        "the batch that did not fit is gone whole, the others are there"
    );
    store.close().unwrap();
    cache.options.size_max_bytes = None;
    let store = cache.open_as(&Outcome::Existing);
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), held);
    let batch = rows::cases(1_000, 50);
    store.write(move |w| w.upsert_cases(&batch, at("2026-02-01T00:00:00Z"))).wait().unwrap();
}

#[test]
fn another_process_at_work_is_said_in_a_sentence_and_passes() {
    let mut cache = Cache::new();
    cache.options.busy_timeout_ms = 20;
    let store = cache.open();
    let other = cache.raw();
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO meta VALUES ('held', 'by another')").unwrap();
    let error = store.write(|w| w.clear()).wait().unwrap_err();
    assert_eq!(error, StoreError::Locked);
    assert!(error.is_retryable());
    assert!(error.to_string().contains("Another program"), "{error}");
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 0, "reading goes on");
    other.execute_batch("COMMIT").unwrap();
    store.write(|w| w.clear()).wait().unwrap();
}

#[test]
fn two_handles_on_one_file_see_each_others_rows() {
    let cache = Cache::new();
    let (one, two) = (cache.open_as(&Outcome::Fresh), cache.open_as(&Outcome::Existing));
    let all = rows::cases(1, 10);
    one.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    assert_eq!(ask(&two, |r| r.count(Table::Cases)), 10);
    one.close().unwrap();
    assert_eq!(ask(&two, |r| r.count(Table::Cases)), 10);
}

#[test]
fn another_locale_sorts_what_is_there_its_own_way() {
    let mut cache = Cache::new();
    let names = ["Aalborg", "Ärla", "Zorn", "Ost", "Øst", "ost", "Åse"];
    let mut all: Vec<Case> = rows::cases(1, names.len());
    for (case, name) in all.iter_mut().zip(names) {
        case.customer = Some(name.to_owned());
    }
    let store = cache.open();
    store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    drop(store);
    let mut orders = Vec::new();
    for locale in ["en", "da", "sv", "da", "not a locale"] {
        cache.options.locale = locale.to_owned();
        let store = cache.open_as(&Outcome::Existing);
        let query =
            CaseQuery { sort: Sort { column: CaseColumn::Customer, descending: false }, ..CaseQuery::default() };
        let rows = ask(&store, move |r| cases::page(r, &query, ALL)).rows;
        let order: Vec<String> = rows.into_iter().filter_map(|row| row.case.customer).collect();
        let collation = Collation::new(locale);
        assert!(order.is_sorted_by(|a, b| collation.compare(a, b).is_le()), "{locale}: {order:?}");
        orders.push(order);
    }
    assert_ne!(orders[0], orders[1]);
    assert_eq!(orders[1], orders[3]);
    let place = |order: &Vec<String>, name: &str| order.iter().position(|one| one == name);
    assert!(place(&orders[0], "Aalborg") < place(&orders[0], "Zorn"), "English: aa is two letters");
    assert!(place(&orders[1], "Aalborg") > place(&orders[1], "Zorn"), "Danish: aa is å, the last letter");
}

#[cfg(unix)]
mod protected {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use desk_store::{CacheKey, OpenOptions, Store, StoreError};

    /// Tells this binary, started again as nobody, where to work: root may write anywhere.
    const FOLDER: &str = "STORE_TEST_PROTECTED";
    const NAME: &str = "limits::protected::a_protected_folder_or_file_is_said_and_left_alone";
    const NOBODY: u32 = 65_534;

    fn mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn check(folder: &Path) {
        let data = folder.join("data");
        let path = data.join("cache.db");
        let open =
            || Store::open(&path, &CacheKey::new([3; 32]), &OpenOptions::new("en")).map(|opened| opened.store.close());
        mode(folder, 0o500);
        assert_eq!(open().unwrap_err(), StoreError::ReadOnly, "no folder can be made");
        mode(folder, 0o700);
        open().unwrap().unwrap();
        let before = fs::read(&path).unwrap();
        mode(&data, 0o500);
        assert_eq!(open().unwrap_err(), StoreError::ReadOnly, "no -wal can be made");
        mode(&data, 0o700);
        mode(&path, 0o400);
        assert_eq!(open().unwrap_err(), StoreError::ReadOnly, "the file cannot be written");
        mode(&path, 0o600);
        assert!(fs::read(&path).unwrap() == before);
        open().unwrap().unwrap();
    }

    #[test]
    fn a_protected_folder_or_file_is_said_and_left_alone() {
        if let Some(folder) = std::env::var_os(FOLDER) {
            return check(Path::new(&folder));
        }
        let own = tempfile::tempdir().unwrap();
        if fs::metadata(own.path()).unwrap().uid() != 0 {
            return check(own.path());
        }
        // Nobody may enter root's temporary folder, nor perhaps the folder of this binary: both are moved to where
        // everybody may go.
        let open_to_all = tempfile::tempdir_in("/tmp").unwrap();
        mode(open_to_all.path(), 0o755);
        let binary = open_to_all.path().join("store");
        fs::copy(std::env::current_exe().unwrap(), &binary).unwrap();
        let folder = open_to_all.path().join("nobody");
        fs::create_dir(&folder).unwrap();
        chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
        let as_nobody = Command::new(&binary)
            .args([NAME, "--exact"])
            .current_dir(&folder)
            .env(FOLDER, &folder)
            .env("TMPDIR", &folder)
            .uid(NOBODY)
            .gid(NOBODY)
            .output()
            .unwrap();
        assert!(as_nobody.status.success(), "{}", String::from_utf8_lossy(&as_nobody.stdout));
    }
}

#[test]
fn rows_that_stream_in_have_more_room_until_nothing_comes() {
    for (rest_ms, is_given_back) in [(u32::MAX, false), (0, true)] {
        let mut cache = Cache::new();
        cache.options.writer_rest_ms = rest_ms;
        let store = cache.open();
        let room = || store.write(|writer| writer.page_cache_bytes()).wait().unwrap();
        let put = |seed, count| {
            let batch = rows::cases(seed, count);
            store.write(move |writer| writer.upsert_cases(&batch, at("2026-02-01T00:00:00Z"))).wait().unwrap()
        };
        let usual = room();
        put(1, 100);
        assert_eq!(room(), usual, "a page of rows is no stream");
        put(2, 2_000);
        // Each look is a write: between two of them the writer has time to rest.
        let looks = if is_given_back { 20_000 } else { 200 };
        let gives_back = |_| {
            assert_eq!(ask(&store, |r| r.count(Table::Cases)), 2_100);
            room() == usual
        };
        assert_eq!((0..looks).any(gives_back), is_given_back);
        assert!(is_given_back || room() > 2 * usual);
    }
}

//! A process that is killed in the middle of a write leaves a valid cache with what was committed.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use desk_store::{Outcome, Table};

use crate::fixture::{Cache, ask, at, raw};
use crate::rows;

/// Tells this binary, started again, to be the one that is killed; its value is the folder.
const VICTIM: &str = "STORE_TEST_VICTIM";
const NAME: &str = "crash::a_killed_writer_leaves_what_was_committed";

/// Commits 40 cases, writes 400 more without committing, says so, and never comes back.
fn die_in_the_middle(dir: &str) {
    let options = desk_store::OpenOptions::new("en");
    let path = std::path::Path::new(dir).join("data").join("cache.db");
    let store =
        desk_store::Store::open(&path, &desk_store::CacheKey::new(crate::fixture::KEY), &options).unwrap().store;
    let all = rows::cases(1, 440);
    let first = all[..40].to_vec();
    store.write(move |w| w.upsert_cases(&first, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    let never = store.write(move |w| {
        w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))?;
        let mut out = std::io::stdout();
        out.write_all(b"\nin the middle\n").unwrap();
        out.flush().unwrap();
        // Ends when the parent closes the pipe, which it does by killing this process first.
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
        Err::<(), _>(desk_store::StoreError::Closed)
    });
    assert!(never.wait().is_err());
}

#[test]
fn a_killed_writer_leaves_what_was_committed() {
    if let Ok(dir) = std::env::var(VICTIM) {
        return die_in_the_middle(&dir);
    }
    let cache = Cache::new();
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args([NAME, "--exact", "--nocapture", "--test-threads=1"])
        .env(VICTIM, cache.dir.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let reached = BufReader::new(victim.stdout.take().unwrap()).lines().any(|line| line.unwrap() == "in the middle");
    victim.kill().unwrap();
    victim.wait().unwrap();
    assert!(reached);

    let store = cache.open_as(&Outcome::Existing);
    assert_eq!(ask(&store, |r| r.count(Table::Cases)), 40);
    let all = rows::cases(1, 440);
    let again = store.write(move |w| w.upsert_cases(&all, at("2026-02-01T00:00:00Z"))).wait().unwrap();
    assert_eq!((again.inserted, again.unchanged), (400, 40));
    store.close().unwrap();
    let verdict: String = raw(&cache.path()).query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
}

//! Old schemas. Each released migration has a frozen copy here; a file made with them alone is upgraded to what a fresh one is.

use desk_core::ids::{CaseId, TenantId};
use desk_store::{KNOWN_VERSION, Outcome, cases, clients};
use uuid::Uuid;

use crate::fixture::{Cache, ask, raw_with};

const FROZEN: &[&str] = &[
    include_str!("frozen/0001_cache.sql"),
    include_str!("frozen/0002_single_reads.sql"),
    include_str!("frozen/0003_filters.sql"),
    include_str!("frozen/0004_clients_without_tenant.sql"),
    include_str!("frozen/0005_last_activity.sql"),
    include_str!("frozen/0006_sync.sql"),
    include_str!("frozen/0007_narrower.sql"),
    include_str!("frozen/0008_attention.sql"),
];
const SHIPPED: &[&str] = &[
    include_str!("../../src-tauri/crates/store/migrations/0001_cache.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0002_single_reads.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0003_filters.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0004_clients_without_tenant.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0005_last_activity.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0006_sync.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0007_narrower.sql"),
    include_str!("../../src-tauri/crates/store/migrations/0008_attention.sql"),
];

#[test]
fn released_migrations_are_never_edited() {
    assert_eq!(KNOWN_VERSION, i64::try_from(SHIPPED.len()).unwrap(), "a new migration needs its frozen copy here");
    assert_eq!(FROZEN, SHIPPED);
}

fn schema(cache: &Cache) -> Vec<(String, Option<String>)> {
    let conn = cache.raw();
    let mut statement = conn.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_old_schema_upgrades_to_the_fresh_one_and_keeps_its_rows() {
    let fresh = Cache::new();
    drop(fresh.open());
    let expected = schema(&fresh);
    assert!(expected.len() > 10);
    for version in 1..=FROZEN.len() {
        let cache = Cache::new();
        std::fs::create_dir_all(cache.path().parent().unwrap()).unwrap();
        // As SQLCipher makes them by itself, and as ours were until the hash was another.
        let old = raw_with(&cache.path(), "HMAC_SHA512");
        for migration in &FROZEN[..version] {
            old.execute_batch(migration).unwrap();
        }
        old.execute_batch(&format!(
            "PRAGMA user_version = {version};
             INSERT INTO cases (id, reference, lifecycle) VALUES (x'00000000000000000000000000000007', 'DEB-7', 'Active');
             INSERT INTO clients (key, tenant) VALUES ('t:t', 't');",
        ))
        .unwrap();
        drop(old);
        let store = cache.open_as(&Outcome::Existing);
        // Nothing but the key was given: every other column has to have a value that can be read. What is derived was
        // never filled in: opening does it.
        let case = ask(&store, |r| cases::by_id(r, CaseId(Uuid::from_u128(7)))).unwrap();
        assert_eq!(case.case.reference.as_deref(), Some("DEB-7"));
        assert_eq!(ask(&store, |r| cases::by_reference(r, "deb-7")), [case]);
        assert_eq!(ask(&store, |r| cases::cards(r, chrono::DateTime::UNIX_EPOCH)).active, 1);
        assert!(ask(&store, |r| clients::by_tenant(r, &TenantId("t".to_owned()))).is_some());
        drop(store);
        assert_eq!(schema(&cache), expected, "from version {version}");
    }
}

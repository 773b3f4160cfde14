//! What has waited for long.

use desk_core::ids::{CaseId, ClientKey, TenantId};
use desk_core::lifecycle::group_of;
use desk_core::rows::{Case, Client};
use desk_core::standing::Standing;
use desk_core::time::Instant;
use desk_store::attention::{self, Waiting};
use desk_store::{Store, cases};
use uuid::Uuid;

use crate::fixture::{Cache, ask, at};
use crate::rows::{self, Dice};

const FIRST: &str = "2026-03-01T00:00:00Z";
const NOW: &str = "2026-06-10T00:00:00Z";

fn case(number: u128, status: &str, created: Option<&str>, started: Option<&str>) -> Case {
    let any = rows::cases(3, 1).remove(0);
    Case {
        id: CaseId(Uuid::from_u128(number)),
        lifecycle: Some(status.to_owned()),
        created: created.map(at),
        collection_started: started.map(at),
        ..any
    }
}

fn put(store: &Store, cases: Vec<Case>, seen: &str) {
    let seen = at(seen);
    store.write(move |w| w.upsert_cases(&cases, seen)).wait().unwrap();
}

fn stuck(store: &Store, before: &str) -> Vec<(u128, Standing)> {
    let before = at(before);
    let Waiting { rows, total } = ask(store, move |r| attention::stuck(r, before, 100));
    assert_eq!(total, rows.len() as u64);
    rows.into_iter().map(|(row, standing)| (row.case.id.0.as_u128(), standing)).collect()
}

#[test]
fn a_case_is_stuck_since_the_change_that_was_seen_or_a_date_or_at_least_the_first_sight() {
    let cache = Cache::new();
    let store = cache.open();
    let old = Some("2025-01-01T00:00:00Z");
    let new = Some("2026-06-01T00:00:00Z");
    put(
        &store,
        vec![
            case(1, "Active", old, Some("2025-05-01T00:00:00Z")),
            case(2, "Pending contract signing", old, None),
            case(3, "Paused", old, old),
            case(4, "Active", old, old),
            case(5, "Closed", old, old),
            case(6, "Teleported", old, old),
            case(7, "Pending Verification", old, old),
            case(8, "Active", new, new),
        ],
        FIRST,
    );
    // A pass saw this one change, so its dates tell nothing about its present status.
    put(&store, vec![case(4, "Paused", old, old)], "2026-04-01T00:00:00Z");
    let found = stuck(&store, NOW);
    assert_eq!(
        found,
        [
            (2, Standing::Created(at("2025-01-01T00:00:00Z"))),
            (1, Standing::CollectionStarted(at("2025-05-01T00:00:00Z"))),
            (3, Standing::AtLeast(at(FIRST))),
            (7, Standing::AtLeast(at(FIRST))),
            (8, Standing::AtLeast(at(FIRST))),
            (4, Standing::Seen(at("2026-04-01T00:00:00Z"))),
        ]
    );
    let before: Vec<u128> = stuck(&store, "2026-03-01T00:00:00Z").into_iter().map(|(number, _)| number).collect();
    assert_eq!(before, [2, 1]);
    let Waiting { rows, total } = ask(&store, |r| attention::stuck(r, at(NOW), 2));
    assert_eq!((rows.len(), total), (2, 6), "the longest, and how many there are in all");
}

/// Whatever the facts are: what is told is what `Standing` says of each row, and nothing else.
#[test]
fn what_is_stuck_is_what_the_rule_says_of_each_case() {
    let cache = Cache::new();
    let store = cache.open();
    let mut all = rows::cases(7, 400);
    put(&store, all.clone(), FIRST);
    let mut changed = std::collections::BTreeMap::new();
    let mut dice = Dice::new(5);
    for day in 10..20 {
        let seen = format!("2026-04-{day}T00:00:00Z");
        let number = usize::try_from(dice.below(400)).unwrap();
        let before = all[number].lifecycle.clone();
        all[number].lifecycle = Some(if before.as_deref() == Some("Paused") { "Active" } else { "Paused" }.to_owned());
        changed.insert(all[number].id, at(&seen));
        put(&store, vec![all[number].clone()], &seen);
    }
    for before in ["2026-03-02T00:00:00Z", "2026-04-15T00:00:00Z", NOW] {
        let before: Instant = at(before);
        let mut expected: Vec<(Instant, u128)> = Vec::new();
        for case in &all {
            let group = group_of(case.lifecycle.as_deref());
            let seen = changed.get(&case.id).copied();
            let standing = Standing::of(group, case.created, case.collection_started, seen, Some(at(FIRST)));
            expected
                .extend(standing.map(Standing::since).filter(|at| *at < before).map(|at| (at, case.id.0.as_u128())));
        }
        expected.sort_unstable();
        let found = ask(&store, move |r| attention::stuck(r, before, u32::MAX));
        let found: Vec<_> = found.rows.iter().map(|(row, since)| (since.since(), row.case.id.0.as_u128())).collect();
        assert_eq!(found, expected);
    }
}

fn client(tenant: &str, done: bool, linked: Option<&str>) -> Client {
    let tenant = TenantId(tenant.to_owned());
    let any = rows::client(&mut Dice::new(4), 1);
    Client {
        key: ClientKey::of(Some(&tenant), None).unwrap(),
        tenant: Some(tenant),
        onboarding_done: done,
        linked: linked.map(at),
        ..any
    }
}

#[test]
fn clients_wait_since_their_link_or_at_least_since_they_were_first_seen() {
    let cache = Cache::new();
    let store = cache.open();
    let clients = vec![
        client("old", false, Some("2026-01-01T00:00:00Z")),
        client("undated", false, None),
        client("signed", true, Some("2026-01-01T00:00:00Z")),
        client("new", false, Some("2026-06-09T00:00:00Z")),
    ];
    store.write(move |w| w.upsert_clients(&clients, at(FIRST))).wait().unwrap();
    let found = ask(&store, |r| attention::unsigned(r, at("2026-05-27T00:00:00Z"), 100));
    let names: Vec<_> = found.rows.iter().map(|one| (one.row.client.tenant.clone().unwrap().0, one.at_least)).collect();
    assert_eq!(names, [("old".to_owned(), false), ("undated".to_owned(), true)]);
    assert_eq!(found.total, 2);
}

#[test]
fn cases_that_wait_for_their_client_are_counted_as_the_filter_finds_them() {
    let cache = Cache::new();
    let store = cache.open();
    let all = rows::cases(9, 300);
    put(&store, all.clone(), FIRST);
    let counts = ask(&store, cases::waiting_for_clients);
    assert_eq!(counts.all, all.iter().filter(|case| case.needs_info).count() as u64);
    assert!(counts.closed > 0 && counts.closed < counts.all);
}

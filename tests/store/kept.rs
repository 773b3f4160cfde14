//! What a person arranged outlives rows, rebuilds and restarts.

use desk_store::{KEPT_MAX, Outcome};

use crate::fixture::{Cache, ask};

#[test]
fn what_was_arranged_outlives_a_rebuild_and_a_restart() {
    let cache = Cache::new();
    let store = cache.open();
    assert_eq!(ask(&store, |r| r.kept("views")), None);
    store.write(|w| w.keep("views", Some("[1]"))).wait().unwrap();
    store.write(|w| w.keep("views", Some("[1,2]"))).wait().unwrap();
    store.write(|w| w.keep("columns", Some("{}"))).wait().unwrap();
    store.write(|w| w.clear()).wait().unwrap();
    store.close().unwrap();
    let store = cache.open_as(&Outcome::Existing);
    assert_eq!(ask(&store, |r| r.kept("views")).as_deref(), Some("[1,2]"));
    store.write(|w| w.keep("views", None)).wait().unwrap();
    assert_eq!(ask(&store, |r| r.kept("views")), None);
    assert_eq!(ask(&store, |r| r.kept("columns")).as_deref(), Some("{}"));
}

#[test]
fn what_is_absurdly_long_is_refused_and_the_old_stays() {
    let cache = Cache::new();
    let store = cache.open();
    store.write(|w| w.keep("views", Some("old"))).wait().unwrap();
    let long = "x".repeat(KEPT_MAX + 1);
    assert!(store.write(move |w| w.keep("views", Some(&long))).wait().is_err());
    assert_eq!(ask(&store, |r| r.kept("views")).as_deref(), Some("old"));
}

#[test]
fn a_change_reads_and_writes_in_one_go() {
    let cache = Cache::new();
    let store = cache.open();
    let add = |letter: &'static str| {
        store.write(move |w| {
            let before = w.kept("views")?.unwrap_or_default();
            w.keep("views", Some(&format!("{before}{letter}")))
        })
    };
    let changes: Vec<_> = ["a", "b", "c"].into_iter().map(add).collect();
    for change in changes {
        change.wait().unwrap();
    }
    assert_eq!(ask(&store, |r| r.kept("views")).as_deref(), Some("abc"));
}

//! Dependencies among our own crates point one way.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Package, TargetKind};

use crate::{members, text};

/// Each room and whom it knows. The picture is in ARCHITECTURE.md.
const ROOMS: [(&str, &[&str]); 11] = [
    ("desk-core", &[]),
    ("desk-api", &["desk-core"]),
    ("desk-store", &["desk-core"]),
    ("desk-export", &["desk-core"]),
    ("desk-session", &["desk-core"]),
    ("desk-sync", &["desk-core", "desk-store"]),
    ("desk", &["desk-api", "desk-core", "desk-export", "desk-session", "desk-store", "desk-sync"]),
    ("partner-desk", &["desk", "desk-core"]),
    ("partner-desk-cli", &["desk", "desk-core"]),
    ("partner-desk-sandbox", &["desk-core"]),
    ("xtask", &[]),
];

/// Libraries that one room keeps to itself: who else needs what they do asks that room.
const KEPT: [(&str, &str); 5] = [
    ("reqwest", "desk-api"),
    ("rusqlite", "desk-store"),
    ("keyring", "desk"),
    ("csv", "desk-export"),
    ("axum", "partner-desk-sandbox"),
];

fn ours_among(package: &Package, kind: DependencyKind) -> BTreeSet<String> {
    let ours: BTreeSet<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    let wanted = package.dependencies.iter().filter(|dependency| dependency.kind == kind);
    wanted.map(|dependency| dependency.name.clone()).filter(|name| ours.contains(name.as_str())).collect()
}

#[test]
fn every_room_knows_whom_it_may_and_nobody_else() {
    let expected: BTreeMap<String, BTreeSet<String>> = ROOMS
        .iter()
        .map(|(name, known)| ((*name).to_owned(), known.iter().map(|known| (*known).to_owned()).collect()))
        .collect();
    let actual: BTreeMap<String, BTreeSet<String>> = members()
        .into_iter()
        .map(|package| (package.name.to_string(), ours_among(package, DependencyKind::Normal)))
        .collect();
    assert_eq!(actual, expected);
}

#[test]
fn only_tests_know_the_sandbox() {
    for package in members() {
        for kind in [DependencyKind::Normal, DependencyKind::Build] {
            let known = ours_among(package, kind);
            assert!(!known.contains("partner-desk-sandbox"), "{} would ship the sandbox", package.name);
        }
        let mut for_tests = ours_among(package, DependencyKind::Development);
        for_tests.remove("partner-desk-sandbox");
        let known = ours_among(package, DependencyKind::Normal);
        let more: Vec<_> = for_tests.difference(&known).collect();
        assert!(more.is_empty(), "the tests of {} know {more:?}, which the crate does not", package.name);
    }
}

#[test]
fn only_the_shell_knows_tauri() {
    for package in members().into_iter().filter(|package| package.name != "partner-desk") {
        let tauri: Vec<_> = package.dependencies.iter().filter(|one| one.name.starts_with("tauri")).collect();
        assert!(tauri.is_empty(), "{} depends on {tauri:?}", package.name);
    }
}

#[test]
fn one_room_keeps_each_doorway_to_the_outside() {
    for (library, keeper) in KEPT {
        for package in members().into_iter().filter(|package| package.name != keeper) {
            let uses = package
                .dependencies
                .iter()
                .any(|dependency| dependency.name == library && dependency.kind == DependencyKind::Normal);
            assert!(!uses, "{library} belongs to {keeper}, but {} uses it", package.name);
        }
    }
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for package in members() {
        let manifest = text(package.manifest_path.as_std_path());
        assert!(manifest.contains("[lints]\nworkspace = true"), "{} has lints of its own", package.name);
        assert_eq!(package.publish.as_deref(), Some(&[][..]), "{} could be published by accident", package.name);
    }
}

#[test]
fn the_shell_is_built_in_the_one_way_that_works_everywhere() {
    let shell = members().into_iter().find(|package| package.name == "partner-desk").unwrap();
    // `tauri dev` passes --no-default-features.
    assert!(!shell.features.contains_key("default"), "the GUI may not hang on a default feature");
    for target in &shell.targets {
        // mingw's linker runs out of export ordinals.
        let foreign = [TargetKind::CDyLib, TargetKind::StaticLib];
        assert!(!target.kind.iter().any(|kind| foreign.contains(kind)), "{} is a C library", target.name);
    }
}

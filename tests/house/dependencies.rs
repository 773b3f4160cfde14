//! What may come in from outside: where from, which versions have to agree, what is banned.

use std::collections::{BTreeMap, BTreeSet};

use crate::{guests, metadata, text};

/// Each would be a second TLS stack, or a second provider under the one that we have (rustls with ring).
const BANNED: [&str; 8] =
    ["native-tls", "tokio-native-tls", "hyper-tls", "openssl", "aws-lc-rs", "aws-lc-sys", "boring", "mbedtls"];

/// Two versions of one of these would be two states, two C libraries or types that do not fit.
const SINGLE: [&str; 9] =
    ["rusqlite", "libsqlite3-sys", "rustls", "ring", "reqwest", "tokio", "chrono", "keyring-core", "tauri"];

#[test]
fn everything_comes_from_crates_io() {
    for package in guests() {
        let source = package.source.as_ref().map(ToString::to_string).unwrap_or_default();
        let official = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(source, official, "{} {}", package.name, package.version);
    }
}

#[test]
fn there_is_one_tls_stack() {
    let found: Vec<String> = guests().map(|package| package.name.to_string()).collect();
    for banned in BANNED {
        assert!(
            !found.iter().any(|name| name == banned),
            "{banned} came in: `cargo tree -i {banned}` says through whom"
        );
    }
    assert!(found.iter().any(|name| name == "rustls"), "rustls is gone: what encrypts now?");
}

#[test]
fn only_the_cache_links_openssl() {
    let resolve = metadata().resolve.as_ref().expect("a resolved graph");
    let named = |id| metadata()[id].name.as_str();
    let users: BTreeSet<&str> = resolve
        .nodes
        .iter()
        .filter(|node| node.deps.iter().any(|dependency| named(&dependency.pkg) == "openssl-sys"))
        .map(|node| named(&node.id))
        .collect();
    assert_eq!(users, BTreeSet::from(["libsqlite3-sys"]));
}

#[test]
fn what_holds_state_exists_once() {
    let mut versions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for package in guests() {
        versions.entry(package.name.as_str()).or_default().push(package.version.to_string());
    }
    for name in SINGLE {
        assert_eq!(versions.get(name).map(Vec::len), Some(1), "{name}: {:?}", versions.get(name));
    }
}

#[test]
fn both_halves_of_tauri_are_of_one_minor() {
    let tauri = guests().find(|package| package.name == "tauri").expect("tauri");
    assert_eq!((tauri.version.major, tauri.version.minor), (2, 12));
    let package: serde_json::Value = serde_json::from_str(&text("ui/package.json")).expect("ui/package.json");
    let wanted = |table: &str| package[table].as_object().cloned().unwrap_or_default();
    let api = wanted("dependencies")["@tauri-apps/api"].as_str().unwrap_or_default().to_owned();
    assert!(api.trim_start_matches(['~', '=']).starts_with("2.12."), "@tauri-apps/api is {api}, the crate 2.12");
    // The webview has no plugin permission at all, so it needs no plugin's half.
    for name in wanted("dependencies").keys().chain(wanted("devDependencies").keys()) {
        assert!(!name.starts_with("@tauri-apps/plugin-"), "{name}: plugins are called from Rust");
    }
}

//! Licences of what we build on. deny.toml says the same to cargo-deny; this holds without it.

use std::collections::BTreeSet;

use cargo_metadata::DependencyKind;

use crate::{guests, members, text};

/// Permissive ones, and MPL-2.0, which asks only that changes to its own files stay open.
const LICENCES: [&str; 11] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-3-Clause",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// Whether an SPDX expression can be met: `OR` needs one side, `AND` both. A slash is the old way to write `OR`.
fn is_met(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = any(&words, &mut at);
    met && at == words.len()
}

fn any(words: &[&str], at: &mut usize) -> bool {
    let mut met = all(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at);
    }
    met
}

fn all(words: &[&str], at: &mut usize) -> bool {
    let mut met = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at);
    }
    met
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any(words, at);
        *at += 1;
        return met;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    LICENCES.contains(&name.as_str())
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    for met in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR GPL-3.0) AND ISC", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(is_met(met), "{met}");
    }
    for unmet in
        ["", "GPL-3.0", "MIT AND GPL-3.0", "ISC AND (GPL-2.0 OR GPL-3.0)", "MIT WITH Some-exception", "MIT MIT"]
    {
        assert!(!is_met(unmet), "{unmet}");
    }
}

#[test]
fn every_dependency_has_a_licence_that_we_accept() {
    let refused: Vec<String> = guests()
        .filter(|package| !package.license.as_deref().is_some_and(is_met))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn cargo_deny_is_told_the_same() {
    let deny = text("deny.toml");
    let list = deny.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).expect("an allow list");
    let told: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    assert_eq!(told, BTreeSet::from(LICENCES));
}

/// Every direct dependency of what ships is in SECURITY.md, with why it is trusted.
#[test]
fn every_direct_dependency_is_accounted_for() {
    let promises = text("SECURITY.md");
    let ours: Vec<String> = members().into_iter().map(|package| package.name.to_string()).collect();
    for package in
        members().into_iter().filter(|package| !["xtask", "partner-desk-sandbox"].contains(&package.name.as_str()))
    {
        for dependency in package.dependencies.iter().filter(|one| one.kind != DependencyKind::Development) {
            let named = promises.contains(&format!("`{}`", dependency.name)) || ours.contains(&dependency.name);
            assert!(named, "SECURITY.md does not say why {} is trusted, which {} uses", dependency.name, package.name);
        }
    }
    let page = text("ui/package.json");
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    for name in page["dependencies"].as_object().unwrap().keys() {
        assert!(promises.contains(&format!("`{name}`")), "SECURITY.md does not say why {name} is trusted");
    }
}

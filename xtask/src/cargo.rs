//! Cargo, always with the same packages and features, so that no dependency is compiled twice.
//!
//! Features are unified over the packages that a command selects, and a build without tests leaves out
//! what dev-dependencies add (`tauri/test`). So every command here selects the whole workspace and tells
//! targets apart, not packages; and builds for running name one small test target to have the same features.
//! xtask itself is left out: on Windows a running program cannot be written again.

use std::process::Command;

use serde_json::Value;

use crate::{Outcome, process};

/// What the window's own tests are called; they need a desktop around them.
pub(crate) const E2E: &str = "e2e";

/// `cargo COMMAND` over the workspace with the house's features.
pub(crate) fn workspace(command: &str) -> Command {
    let mut cargo = plain(&[command]);
    cargo.args(selection());
    cargo
}

/// The packages and features of every workspace command.
pub(crate) fn selection() -> [&'static str; 6] {
    ["--locked", "--workspace", "--exclude", "xtask", "--features", "partner-desk/custom-protocol,partner-desk/e2e"]
}

/// `cargo` with exactly these arguments.
pub(crate) fn plain(args: &[&str]) -> Command {
    let mut cargo = process::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args);
    cargo
}

/// Builds app, command line and sandbox.
pub(crate) fn build_programs() -> Outcome {
    process::run(workspace("build").args(["--bins", "--test", "house"]))
}

/// The names of all integration tests, read from the manifests.
pub(crate) fn tests() -> Outcome<Vec<String>> {
    let text = process::output(&mut plain(&["metadata", "--locked", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let mut names: Vec<String> = packages
        .into_iter()
        .flatten()
        .filter_map(|package| package.get("targets")?.as_array())
        .flatten()
        .filter(|target| {
            let kinds = target.get("kind").and_then(Value::as_array);
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"))
        })
        .filter_map(|target| Some(target.get("name")?.as_str()?.to_owned()))
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// Where cargo and rustup keep things: said outright when a command runs with another home folder.
pub(crate) fn homes() -> Vec<(&'static str, std::path::PathBuf)> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).unwrap_or_default();
    let place = |name: &'static str, folder: &str| {
        let path = std::env::var_os(name).map_or_else(|| std::path::Path::new(&home).join(folder), Into::into);
        (name, path)
    };
    vec![place("CARGO_HOME", ".cargo"), place("RUSTUP_HOME", ".rustup")]
}

//! `bundle`: what people install. An installer per user on Windows, a universal disk image on macOS, each with the command line
//! beside the app. The signing comes from the environment (docs/RELEASE.md); without it the result is unsigned and says so.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{Outcome, cargo, process, setup, ui};

/// Tauri's own bundler, fetched when it is wanted: no dependency of a build or a test.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

const COMMAND_LINE: &str = "partner-desk-cli";

/// How one system is bundled.
struct Recipe {
    /// What is compiled; the bundler puts several into one file for a target that stands for both.
    triples: &'static [&'static str],
    target: &'static str,
    bundle: &'static str,
    /// Below `release/bundle`.
    folder: &'static str,
    extension: &'static str,
    /// Whether the environment signs.
    signs: bool,
}

pub(crate) fn run() -> Outcome {
    let recipe = recipe()?;
    setup::to_build()?;
    ui::build()?;
    let sidecar = command_line(&recipe)?;
    let config = config(&sidecar).to_string();
    let mut bundler = ui::npm(&["exec", "--yes", "--package", TAURI_CLI, "--", "tauri", "build"]);
    // npm's own folder is the page's; the bundler looks for its configuration from here on.
    bundler.current_dir(process::root());
    bundler.args(["--ci", "--target", recipe.target, "--bundles", recipe.bundle, "--config", &config]);
    bundler.args(["--features", "custom-protocol", "--", "--locked"]);
    process::run(&mut bundler)?;
    if !recipe.signs {
        println!("Nothing is signed: the environment names no certificate.");
    }
    collect(&recipe)
}

fn recipe() -> Outcome<Recipe> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(windows) {
        return Ok(Recipe {
            triples: &["x86_64-pc-windows-msvc"],
            target: "x86_64-pc-windows-msvc",
            bundle: "nsis",
            folder: "nsis",
            extension: "exe",
            signs: is_set("WINDOWS_THUMBPRINT"),
        });
    }
    if cfg!(target_os = "macos") {
        return Ok(Recipe {
            triples: &["aarch64-apple-darwin", "x86_64-apple-darwin"],
            target: "universal-apple-darwin",
            bundle: "dmg",
            folder: "dmg",
            extension: "dmg",
            signs: is_set("APPLE_SIGNING_IDENTITY"),
        });
    }
    Err("Installers are made on Windows and macOS.".into())
}

/// The command line for the target, where the bundler looks for it; answers its path without the triple.
fn command_line(recipe: &Recipe) -> Outcome<PathBuf> {
    let folder = process::target().join("sidecar");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let named = |triple: &str| folder.join(format!("{COMMAND_LINE}-{triple}{}", std::env::consts::EXE_SUFFIX));
    for triple in recipe.triples {
        process::run(&mut cargo::plain(&["build", "--locked", "--release", "-p", COMMAND_LINE, "--target", triple]))?;
        let name = format!("{COMMAND_LINE}{}", std::env::consts::EXE_SUFFIX);
        copy(&process::target().join(triple).join("release").join(name), &named(triple))?;
    }
    if !recipe.triples.contains(&recipe.target) {
        let mut join = process::command("lipo");
        join.args(["-create", "-output"]).arg(named(recipe.target));
        process::run(join.args(recipe.triples.iter().map(|triple| named(triple))))?;
    }
    Ok(folder.join(COMMAND_LINE))
}

/// What `tauri.conf.json` cannot say, since it is known here alone.
fn config(sidecar: &Path) -> Value {
    let thumbprint = std::env::var("WINDOWS_THUMBPRINT").ok().filter(|thumbprint| !thumbprint.is_empty());
    json!({ "bundle": {
        "externalBin": [sidecar],
        "windows": { "certificateThumbprint": thumbprint },
    } })
}

/// Puts what came out where the release looks for it.
fn collect(recipe: &Recipe) -> Outcome {
    let from = process::target().join(recipe.target).join("release/bundle").join(recipe.folder);
    let into = process::target().join("bundle");
    std::fs::create_dir_all(&into).map_err(|e| format!("{}: {e}", into.display()))?;
    let entries = std::fs::read_dir(&from).map_err(|e| format!("{}: {e}", from.display()))?;
    let mut found = 0;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|extension| extension == recipe.extension) {
            copy(&path, &into.join(path.file_name().unwrap_or_default()))?;
            println!("{}", into.join(path.file_name().unwrap_or_default()).display());
            found += 1;
        }
    }
    if found == 0 { Err(format!("{}: no .{} was made", from.display(), recipe.extension)) } else { Ok(()) }
}

fn copy(from: &Path, into: &Path) -> Outcome {
    std::fs::copy(from, into).map(drop).map_err(|e| format!("{}: {e}", from.display()))
}

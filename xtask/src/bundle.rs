//! `bundle`: what people install. An installer per user on Windows, a universal disk image on macOS, each with the command line
//! beside the app. The signing comes from the environment (docs/RELEASE.md); without it the result is unsigned and says so.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{Outcome, cargo, cross, installer, process, setup, ui};

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
    /// What a newer version replaces as a whole, beside the installer; the installer itself replaces the program on Windows.
    replaced: Option<&'static str>,
}

pub(crate) fn run(args: &[String]) -> Outcome {
    if cross::is_debian() {
        return installer::run(args);
    }
    let recipe = recipe()?;
    if cfg!(windows) {
        assembler()?;
    }
    setup::to_build()?;
    ui::build()?;
    let sidecar = command_line(&recipe)?;
    let updater = updater(&env("PARTNER_DESK_UPDATE_KEY"), &env("PARTNER_DESK_UPDATE_URL"))?;
    let looks = updater.is_some();
    let config = config(&sidecar, updater).to_string();
    let mut bundler = ui::npm(&["exec", "--yes", "--package", TAURI_CLI, "--", "tauri", "build"]);
    // npm's own folder is the page's; the bundler looks for its configuration from here on.
    bundler.current_dir(process::root());
    bundler.args(["--ci", "--target", recipe.target, "--bundles", recipe.bundle, "--config", &config]);
    bundler.args(["--features", "custom-protocol", "--", "--locked"]);
    process::run(&mut bundler)?;
    if !recipe.signs {
        println!("Nothing is signed: the environment names no certificate.");
    }
    if looks {
        pack(&recipe)?;
    } else {
        println!("It will not look for newer versions: the environment names no PARTNER_DESK_UPDATE_KEY.");
    }
    collect(&recipe)
}

/// Without it OpenSSL is built of plain C for this compiler, and says nothing: decrypting would take several times as long.
fn assembler() -> Outcome {
    match std::process::Command::new("nasm").arg("-v").output() {
        Ok(output) if output.status.success() => Ok(()),
        _ => Err("NASM is missing, with which OpenSSL's fast code is built: \
                  `winget install NASM.NASM`, and its folder in PATH."
            .into()),
    }
}

/// A variable of the environment; an empty one is none.
fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn recipe() -> Outcome<Recipe> {
    if cfg!(windows) {
        return Ok(Recipe {
            triples: &["x86_64-pc-windows-msvc"],
            target: "x86_64-pc-windows-msvc",
            bundle: "nsis",
            folder: "nsis",
            extension: "exe",
            signs: env("WINDOWS_THUMBPRINT").is_some(),
            replaced: None,
        });
    }
    if cfg!(target_os = "macos") {
        return Ok(Recipe {
            triples: &["aarch64-apple-darwin", "x86_64-apple-darwin"],
            target: "universal-apple-darwin",
            bundle: "app,dmg",
            folder: "dmg",
            extension: "dmg",
            signs: env("APPLE_SIGNING_IDENTITY").is_some(),
            replaced: Some("Partner Desk.app"),
        });
    }
    Err("Installers are made on Windows and macOS, and for Windows on Debian.".into())
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
fn config(sidecar: &Path, updater: Option<Value>) -> Value {
    let mut config = json!({ "bundle": {
        "externalBin": [sidecar],
        "windows": { "certificateThumbprint": env("WINDOWS_THUMBPRINT") },
    } });
    if let (Some(updater), Some(all)) = (updater, config.as_object_mut()) {
        all.insert("plugins".to_owned(), json!({ "updater": updater }));
    }
    config
}

/// Where the installed program looks for newer ones, and whose signature counts. Without both it never looks.
fn updater(key: &Option<String>, url: &Option<String>) -> Outcome<Option<Value>> {
    match (key, url) {
        (None, None) => Ok(None),
        (Some(_), Some(url)) if !url.starts_with("https://") => {
            Err(format!("PARTNER_DESK_UPDATE_URL has to begin with https://, and is {url}."))
        }
        // A signature that names no version could be that of an older one.
        (Some(key), Some(url)) => {
            Ok(Some(json!({ "pubkey": key.trim(), "endpoints": [url.trim()], "requireSignedVersion": true })))
        }
        _ => Err("PARTNER_DESK_UPDATE_KEY and PARTNER_DESK_UPDATE_URL belong together: one of them is missing.".into()),
    }
}

/// Puts what a newer version replaces into the one file that the updater fetches. It is signed last of all, where the release
/// is put together (.github/workflows/release.yml): the key is on no machine that builds.
fn pack(recipe: &Recipe) -> Outcome {
    let Some(replaced) = recipe.replaced else { return Ok(()) };
    let from = process::target().join(recipe.target).join("release/bundle/macos");
    let into = process::target().join("bundle");
    std::fs::create_dir_all(&into).map_err(|e| format!("{}: {e}", into.display()))?;
    let mut tar = process::command("tar");
    // What macOS notes beside files would be files of their own in there.
    tar.env("COPYFILE_DISABLE", "1").arg("-czf").arg(into.join(format!("{replaced}.tar.gz"))).arg("-C").arg(from);
    process::run(tar.arg(replaced))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_looks_for_newer_ones_only_where_it_was_told_all_of_how() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(updater(&None, &None), Ok(None));
        assert!(updater(&some("key"), &None).is_err());
        assert!(updater(&None, &some("https://updates.example/latest.json")).is_err());
        assert!(updater(&some("key"), &some("http://updates.example/latest.json")).is_err());
        let whole = updater(&some("key\n"), &some("https://updates.example/latest.json")).unwrap().unwrap();
        let expected = json!({
            "pubkey": "key", "endpoints": ["https://updates.example/latest.json"], "requireSignedVersion": true,
        });
        assert_eq!(whole, expected);
        assert_eq!(config(Path::new("cli"), Some(whole))["plugins"]["updater"], expected);
        assert_eq!(config(Path::new("cli"), None).get("plugins"), None);
    }
}

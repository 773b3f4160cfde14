//! The user interface: npm, only when something changed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{Outcome, process};

/// `npm` in `ui/`.
pub(crate) fn npm(args: &[&str]) -> Command {
    let mut npm = process::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(folder()).args(args).env("NO_UPDATE_NOTIFIER", "1");
    npm
}

fn folder() -> PathBuf {
    process::root().join("ui")
}

/// Whether `package.json` has a script of this name.
pub(crate) fn has_script(name: &str) -> bool {
    std::fs::read_to_string(folder().join("package.json"))
        .ok()
        .and_then(|text| serde_json::from_str::<Value>(&text).ok())
        .is_some_and(|package| package.get("scripts").and_then(|scripts| scripts.get(name)).is_some())
}

/// `npm ci`, when the lock file is another than last time. Install scripts of packages never run.
pub(crate) fn install() -> Outcome {
    let lock = folder().join("package-lock.json");
    let print = fingerprint(&[lock])?;
    let note = process::notes()?.join("npm-ci");
    if folder().join("node_modules").is_dir() && noted(&note, print) {
        return Ok(());
    }
    process::run(&mut npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    write_note(&note, print)
}

/// Builds `ui/dist`, when a source is another than last time: a new `dist` makes cargo build the app again.
pub(crate) fn build() -> Outcome {
    install()?;
    let mut sources = Vec::new();
    collect(&folder(), &mut sources)?;
    sources.sort();
    let print = fingerprint(&sources)?;
    let note = process::notes()?.join("ui-build");
    if folder().join("dist/index.html").is_file() && noted(&note, print) {
        return Ok(());
    }
    process::run(&mut npm(&["run", "build"]))?;
    write_note(&note, print)
}

/// Bytes of the built scripts and styles, each packed by gzip as a download would be.
pub(crate) fn packed_size() -> Outcome<u64> {
    const SUM: &str = "const fs=require('fs'),z=require('zlib');let sum=0;(function walk(dir){for(const e of \
                       fs.readdirSync(dir,{withFileTypes:true})){const p=dir+'/'+e.name;if(e.isDirectory())walk(p);else \
                       if(/\\.(js|css)$/.test(p))sum+=z.gzipSync(fs.readFileSync(p)).length}})('dist');console.log(sum)";
    let mut node = process::command("node");
    let sum = process::output(node.current_dir(folder()).args(["-e", SUM]))?;
    sum.trim().parse().map_err(|_| format!("node said: {sum}"))
}

fn noted(note: &Path, print: u64) -> bool {
    std::fs::read_to_string(note).is_ok_and(|text| text == print.to_string())
}

fn write_note(note: &Path, print: u64) -> Outcome {
    std::fs::write(note, print.to_string()).map_err(|e| format!("{}: {e}", note.display()))
}

fn fingerprint(files: &[PathBuf]) -> Outcome<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if !path.is_dir() {
            files.push(path);
        } else if !matches!(entry.file_name().to_str(), Some("node_modules" | "dist")) {
            collect(&path, files)?;
        }
    }
    Ok(())
}

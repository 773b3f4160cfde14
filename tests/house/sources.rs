//! What no source may contain. Lints see most of it; these are the things that they cannot see.

use std::path::Path;

use crate::{files, text};

/// More than this and a file is two files. Most stay below 300.
const LINES_MAX: usize = 400;

/// All places where a file has one of these words.
fn places(files: &[std::path::PathBuf], words: &[&str]) -> Vec<String> {
    assert!(!files.is_empty(), "nothing was looked at");
    let mut found = Vec::new();
    for file in files {
        for (number, line) in text(file).lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                found.push(format!("{}:{}: {word}", file.display(), number + 1));
            }
        }
    }
    found
}

fn rust() -> Vec<std::path::PathBuf> {
    let mut rust = files("", &[".rs"]);
    // This folder has to name what it forbids.
    rust.retain(|file| !file.starts_with("tests/house"));
    rust
}

#[test]
fn no_rust_turns_off_what_protects() {
    let found = places(&rust(), &["danger_accept_invalid", "#[ignore", "todo!(", "unimplemented!(", "#[should_panic"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_markup_is_made_from_text() {
    let ui = files("ui/src", &[".ts", ".js", ".svelte", ".html"]);
    let found = places(
        &ui,
        &[
            "{@html",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "@ts-ignore",
        ],
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_test_is_switched_off() {
    let tests = files("ui", &[".test.ts"]);
    let found = places(&tests, &[".only(", ".skip(", ".todo("]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_ui_meets_its_host_in_one_file() {
    let mut ui = files("ui/src", &[".ts", ".svelte"]);
    ui.retain(|file| file != Path::new("ui/src/host/tauri.ts"));
    let found = places(&ui, &["@tauri-apps/"]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn core_does_no_io_and_reads_no_clock() {
    let core = files("src-tauri/crates/core/src", &[".rs"]);
    let found = places(
        &core,
        &[
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "std::io",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
            "async fn",
        ],
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut sources = files("src-tauri", &[".rs"]);
    sources.extend(files("xtask", &[".rs"]));
    sources.extend(files("ui/src", &[".ts", ".svelte", ".css"]));
    let long: Vec<String> = sources
        .iter()
        .map(|file| (file, text(file).lines().count()))
        .filter(|(_, lines)| *lines > LINES_MAX)
        .map(|(file, lines)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

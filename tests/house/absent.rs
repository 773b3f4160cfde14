//! What the program does not do, so that nobody can make it do it. Whoever builds one of these replaces its test by those of
//! what was built.

use crate::{files, metadata, text};

#[test]
fn it_looks_for_newer_versions_only_where_a_release_said_how() {
    // Who builds from these sources gets a program that never looks: key and address come from a release's environment alone.
    for file in files("", &["tauri.conf.json"]) {
        let config = text(&file);
        assert!(!config.contains("updater") && !config.contains("pubkey"), "{}: {config}", file.display());
    }
    // Two files know the plugin: what checks, and what decides when. Neither the page nor any other part of the shell does.
    let users: Vec<String> = files("src-tauri", &[".rs", ".json", ".toml"])
        .into_iter()
        .chain(files("ui/src", &[".ts", ".svelte"]))
        .filter(|file| {
            let text = text(file);
            ["tauri_plugin_updater", "plugin-updater", "\"updater:"].iter().any(|word| text.contains(word))
        })
        .map(|file| file.to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(users, ["src-tauri/src/commands/update.rs", "src-tauri/src/platform/updater.rs"]);
    // Nothing that it could be weakened with is ever called.
    let checking = text("src-tauri/src/platform/updater.rs");
    let checking = checking.split("#[cfg(test)]").next().unwrap_or_default();
    for word in ["dangerous_", "danger_", "version_comparator", "download_and_install", "restore_update"] {
        assert!(!checking.contains(word), "{word}");
    }
}

#[test]
fn no_link_of_another_program_opens_it() {
    let names: Vec<&str> = metadata().packages.iter().map(|package| package.name.as_str()).collect();
    assert!(!names.contains(&"tauri-plugin-deep-link"), "deep links came in without their tests");
    // Neither by what an installer registers.
    for file in files("", &["tauri.conf.json", "Info.plist", ".nsi", ".nsh", ".desktop", ".wxs"]) {
        let text = text(&file);
        for word in ["deep-link", "CFBundleURLSchemes", "URL Protocol", "x-scheme-handler", "fileAssociations"] {
            assert!(!text.contains(word), "{}: {word}", file.display());
        }
    }
    assert!(
        files("", &["tauri.conf.json"]).iter().any(|file| file.as_os_str() == "tauri.conf.json"),
        "nothing was looked at"
    );
}

#[test]
fn a_notification_is_made_of_numbers_alone() {
    // What the words are is tested in tests/core/tidings.rs. Here: that nothing else can reach the system's notifications.
    let names: Vec<&str> = metadata().packages.iter().map(|package| package.name.as_str()).collect();
    for name in ["tauri-plugin-notification", "notify-rust"] {
        assert!(!names.contains(&name), "{name} lets the page, or anybody, say anything");
    }
    let door = text("src-tauri/src/platform/notification.rs");
    let ways: Vec<&str> = door
        .split("pub(crate) async fn ")
        .skip(1)
        .filter_map(|rest| rest.split_once(") ").map(|(head, _)| head))
        .collect();
    assert_eq!(ways, ["ask<R: Runtime>(app: &AppHandle<R>", "tell<R: Runtime>(app: &AppHandle<R>, tidings: Tidings"]);
    let counted = text("src-tauri/crates/core/src/tidings.rs");
    let fields = counted
        .split_once("pub struct Tidings {")
        .and_then(|(_, rest)| rest.split_once("\n}"))
        .map(|(fields, _)| fields);
    let types: Vec<&str> = fields
        .expect("the type")
        .lines()
        .filter_map(|line| {
            line.trim().strip_prefix("pub ")?.trim_end_matches(',').split_once(": ").map(|(_, kind)| kind)
        })
        .collect();
    assert!(types.len() > 5 && types.iter().all(|kind| *kind == "u64"), "{types:?}");
    // And who shows one goes through that door.
    for file in files("src-tauri/src", &[".rs"]) {
        let inside = file.to_string_lossy().replace('\\', "/").starts_with("src-tauri/src/platform/notification");
        let text = text(&file);
        for word in ["zbus", "UI::Notifications", "objc2_user_notifications"] {
            assert!(inside || !text.contains(word), "{}: {word}", file.display());
        }
    }
}

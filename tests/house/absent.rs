//! What the program does not do, so that nobody can make it do it. Whoever builds one of these replaces its test by those of
//! what was built.

use crate::{files, metadata, text};

#[test]
fn it_does_not_replace_itself() {
    let names: Vec<&str> = metadata().packages.iter().map(|package| package.name.as_str()).collect();
    assert!(
        names.contains(&"tauri") && !names.contains(&"tauri-plugin-updater"),
        "an updater came in without its tests"
    );
    let config = text("tauri.conf.json");
    assert!(!config.contains("updater") && !config.contains("pubkey"), "{config}");
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
fn nobody_is_notified_of_anything() {
    let names: Vec<&str> = metadata().packages.iter().map(|package| package.name.as_str()).collect();
    assert!(!names.contains(&"tauri-plugin-notification"), "notifications came in without the test of what they say");
}

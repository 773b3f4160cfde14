//! Four lists of the same commands: what the shell handles, what has a permission, what the capability grants, and what the
//! page calls. A command that is missing in one of them is either dead or open to whoever asks.

use std::collections::BTreeSet;
use std::path::Path;

fn text(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// What stands between two marks, for every place where the first one stands.
fn between<'t>(text: &'t str, before: &str, after: char) -> BTreeSet<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

fn handled() -> BTreeSet<String> {
    let source = text("src-tauri/src/commands/mod.rs");
    let list =
        source.split("generate_handler![").nth(1).and_then(|rest| rest.split(']').next()).expect("the handler's list");
    list.split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_handled_command_has_one_permission() {
    let permissions = text("src-tauri/permissions/commands.toml");
    let commands: BTreeSet<String> =
        between(&permissions, "commands.allow = [\"", '"').into_iter().map(str::to_owned).collect();
    assert_eq!(commands, handled());
    let names: BTreeSet<String> =
        between(&permissions, "identifier = \"allow-", '"').into_iter().map(|name| name.replace('-', "_")).collect();
    assert_eq!(names, handled(), "a permission is named after its command");
}

#[test]
fn the_one_capability_grants_our_commands_by_name_and_nothing_else() {
    let files: Vec<_> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities"))
        .expect("the folder")
        .collect();
    assert_eq!(files.len(), 1);
    let capability: serde_json::Value = serde_json::from_str(&text("src-tauri/capabilities/main.json")).expect("JSON");
    let granted: Vec<String> =
        serde_json::from_value(capability.get("permissions").expect("a list").clone()).expect("names");
    let expected: BTreeSet<String> = handled().iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    assert_eq!(granted.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(granted.len(), expected.len(), "no name stands twice");
    assert_eq!(capability.get("windows"), Some(&serde_json::json!(["main"])));
    assert_eq!(capability.get("remote"), None, "no page of anybody else");
}

#[test]
fn the_page_calls_every_command_and_no_other() {
    let wrappers = text("ui/src/host/tauri.ts");
    let called: BTreeSet<String> = wrappers
        .split("call<")
        .skip(1)
        .filter_map(|rest| rest.split_once(">('")?.1.split('\'').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(called, handled());
}

#[test]
fn the_policy_of_the_page_is_the_strict_one() {
    let conf: serde_json::Value = serde_json::from_str(&text("tauri.conf.json")).expect("JSON");
    let app = conf.get("app").expect("app");
    assert_eq!(
        app.pointer("/security/csp").and_then(serde_json::Value::as_str),
        Some(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src ipc: http://ipc.localhost; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
    );
    assert_eq!(app.pointer("/security/freezePrototype"), Some(&serde_json::Value::Bool(true)));
    assert_eq!(app.get("withGlobalTauri"), Some(&serde_json::Value::Bool(false)));
    assert_eq!(app.get("windows"), Some(&serde_json::json!([])), "the window is made in Rust");
}

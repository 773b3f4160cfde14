//! `test`: everything, fastest first. A failing step does not hide the ones after it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::desktop::{self, Desktop};
use crate::report::Report;
use crate::temp::TempFolder;
use crate::{Outcome, cargo, check, check_cross, cross, e2e, process, setup, ui};

/// What no run on this system can tell.
const ELSEWHERE: &[&str] = if cfg!(target_os = "linux") {
    &[
        "not run here: the window on Windows, which needs a real one with WebView2",
        "not run here: macOS beyond lints and types: linking and running need a Mac",
    ]
} else if cfg!(windows) {
    &[
        "not run here: the tests in the real window: all of them need Linux; `cargo xtask e2e` runs one here, with tauri-driver",
        "not run here: Linux and macOS builds",
    ]
} else {
    &[
        "not run here: the tests in the real window, which need Xvfb, WebKitWebDriver and a Secret Service (Linux; macOS has no driver for its webview)",
        "not run here: Linux and Windows builds",
    ]
};

pub(crate) fn run(args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(format!("`test` knows no `{arg}`; for one crate: `cargo test -p NAME`."));
    }
    let mut report = Report::new();
    // Without these nothing after them means anything.
    if !report.step("set-up", setup::to_test) || !report.step("ui: install and build", ui::build) {
        return report.close(ELSEWHERE);
    }
    report.step("format", check::format);
    report.step("lints of xtask", || {
        process::run(
            cargo::plain(&["clippy", "--locked", "-p", "xtask", "--all-targets"]).args(["--", "-D", "warnings"]),
        )
    });
    report.step("lints", check::lints);
    lints_elsewhere(&mut report);
    deny(&mut report);
    user_interface(&mut report);
    rust(&mut report);
    report.step("documentation", documentation);
    if cfg!(target_os = "linux") {
        report.step("tests in the real window", || e2e::in_window(&[], &process::target().join("shots")));
    }
    if cross::is_debian() {
        check_cross::windows_whole(&mut report, true, true);
    } else {
        report.skip("Windows under Wine", "needs Debian, or a machine of that system");
    }
    report.close(ELSEWHERE)
}

/// What the other systems alone compile: Debian has the toolchain.
fn lints_elsewhere(report: &mut Report) {
    const WINDOWS: &str = "lints for Windows";
    const MACOS: &str = "lints and types for macOS";
    if cross::is_debian() {
        report.step(WINDOWS, check_cross::windows_lints);
        report.step(MACOS, check_cross::macos);
    } else {
        for name in [WINDOWS, MACOS] {
            report.skip(name, "needs Debian, or a machine of that system");
        }
    }
}

/// cargo-deny takes minutes to compile, so it is not installed here; tests/house asserts the same rules.
fn deny(report: &mut Report) {
    let name = "cargo deny";
    if process::succeeds(&mut cargo::plain(&["deny", "--version"])) {
        report.step(name, || process::run(&mut cargo::plain(&["deny", "check", "bans", "licenses", "sources"])));
    } else {
        report.skip(name, "not installed; tests/house asserts bans, licences and sources from `cargo metadata`");
    }
}

fn user_interface(report: &mut Report) {
    let steps = [
        ("workflows of the hosted CI", "workflows"),
        ("ui: types", "check"),
        ("ui: lints", "lint"),
        ("ui: tests", "test"),
    ];
    for (name, script) in steps {
        if script != "lint" || ui::has_script(script) {
            report.step(name, || process::run(&mut ui::npm(&["run", script])));
        }
    }
}

fn rust(report: &mut Report) {
    if !report.step("build of programs and tests", || {
        process::run(cargo::workspace("test").args(["--no-run", "--bins", "--lib", "--test", "*"]))
    }) {
        return;
    }
    let around = match Surroundings::new() {
        Ok(around) => around,
        Err(sentence) => {
            report.step("surroundings of the tests", || Err(sentence));
            return;
        }
    };
    report.step("tests of xtask", || around.run(&mut cargo::plain(&["test", "--locked", "-p", "xtask"])));
    report.step("tests inside the crates", || around.run(cargo::workspace("test").args(["--lib", "--bins"])));
    for name in in_order() {
        report.step(&format!("tests/{name}"), || around.run(cargo::workspace("test").args(["--test", &name])));
    }
    report.step("examples in the documentation", || around.run(cargo::workspace("test").arg("--doc")));
    report.step("nothing written outside temporary folders", || around.nothing_written());
}

/// All integration tests but the real window's, fastest first; ones not named here come last.
fn in_order() -> Vec<String> {
    const ORDER: [&str; 13] =
        ["house", "core", "export", "session", "fuzz", "store", "sandbox", "api", "sync", "desk", "cli", "ipc", "sim"];
    let mut names = cargo::tests().unwrap_or_default();
    names.retain(|name| name != cargo::E2E);
    names.sort_by_key(|name| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()));
    names
}

/// The libraries' documentation. The shell is no library, and without its tests it would be compiled once more.
fn documentation() -> Outcome {
    let mut doc = cargo::plain(&["doc", "--locked", "--no-deps", "--workspace"]);
    doc.args(["--exclude", "xtask", "--exclude", "partner-desk"]);
    process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// A home folder that has to stay empty, a bus and keyring that are not the user's, no screen.
struct Surroundings {
    folder: TempFolder,
    home: PathBuf,
    temporary: PathBuf,
    desktop: Option<Desktop>,
    tree: BTreeSet<String>,
}

impl Surroundings {
    fn new() -> Outcome<Self> {
        let folder = TempFolder::new("test")?;
        let home = folder.create("home")?;
        let temporary = folder.create("tmp")?;
        let desktop = if cfg!(target_os = "linux") { Some(Desktop::keyring()?) } else { None };
        Ok(Self { folder, home, temporary, desktop, tree: changed_files()? })
    }

    fn run(&self, command: &mut std::process::Command) -> Outcome {
        desktop::at_home(command, &self.home);
        command.envs(cargo::homes());
        // A gate that rolls dice tells nothing about a change. `cargo test` rolls anew each time, and keeps what it finds.
        command.env("PROPTEST_RNG_SEED", "20261122");
        command.envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, &self.temporary)));
        command.env("XDG_RUNTIME_DIR", self.folder.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        if let Some(desktop) = &self.desktop {
            desktop.surround(command);
        }
        process::run(command)
    }

    fn nothing_written(&self) -> Outcome {
        let mut strays = Vec::new();
        files_below(&self.home, &mut strays);
        strays.extend(changed_files()?.difference(&self.tree).cloned());
        if strays.is_empty() { Ok(()) } else { Err(format!("these appeared: {}", strays.join(", "))) }
    }
}

/// What git sees as changed or new. Nothing outside a repository, as in a source archive.
fn changed_files() -> Outcome<BTreeSet<String>> {
    if !process::root().join(".git").exists() {
        return Ok(BTreeSet::new());
    }
    let status = process::output(process::command("git").args(["status", "--porcelain", "--untracked-files=all"]))?;
    Ok(status.lines().map(str::to_owned).collect())
}

fn files_below(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files_below(&entry.path(), found);
        } else {
            found.push(entry.path().display().to_string());
        }
    }
}

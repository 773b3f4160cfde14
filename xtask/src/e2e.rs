//! `e2e`: what the tests in the real window need around them: on Linux a desktop of their own, on Windows a driver. The tests themselves are in tests/e2e.

use std::path::Path;

use crate::desktop::Desktop;
use crate::{Outcome, cargo, process, setup, ui};

pub(crate) fn run(args: &[String]) -> Outcome {
    if cfg!(windows) {
        return on_windows(args);
    }
    if !cfg!(target_os = "linux") {
        return Err(
            "The tests in the real window need Linux, or one of them Windows: macOS has no driver for its webview."
                .into(),
        );
    }
    setup::to_test()?;
    ui::build()?;
    in_window(args, &process::target().join("shots"))
}

/// The one test that needs nothing but a window, the driver of WebView2 and the computer's own keyring: cold start, half a name,
/// status and next step. The others look at the desktop around the window with Linux' own tools.
fn on_windows(args: &[String]) -> Outcome {
    const PORTABLE: &str = "phone_call";
    if !process::succeeds(process::command("tauri-driver").arg("--help")) {
        return Err("Missing here: tauri-driver (cargo install tauri-driver --locked), and an msedgedriver of WebView2's version.".into());
    }
    setup::to_build()?;
    ui::build()?;
    process::run(cargo::workspace("test").args(["--no-run", "--test", cargo::E2E]))?;
    cargo::build_programs()?;
    let mut tests = cargo::workspace("test");
    tests.args(["--test", cargo::E2E, "--", "--test-threads=1"]);
    let filter = if args.is_empty() { &[PORTABLE.to_owned()] } else { args };
    process::run(tests.args(filter).env("PARTNER_DESK_BIN", process::built("partner-desk")))
}

/// Builds the programs and runs the tests on a screen of their own; their pictures go into a folder. The UI has to be built already.
pub(crate) fn in_window(filter: &[String], pictures: &Path) -> Outcome {
    process::run(cargo::workspace("test").args(["--no-run", "--test", cargo::E2E]))?;
    cargo::build_programs()?;
    std::fs::create_dir_all(pictures).map_err(|e| format!("{}: {e}", pictures.display()))?;

    // A test of the phone call is called `phone_call` in Rust.
    let names = filter.iter().map(|name| if name.starts_with('-') { name.clone() } else { name.replace('-', "_") });
    let desktop = Desktop::screen()?;
    let mut tests = cargo::workspace("test");
    desktop.surround_all(tests.args(["--test", cargo::E2E, "--", "--test-threads=1"]).args(names));
    tests
        .envs(cargo::homes())
        .env("PARTNER_DESK_BIN", process::built("partner-desk"))
        .env("PARTNER_DESK_CLI", process::built("partner-desk-cli"))
        .env("PARTNER_DESK_SANDBOX", process::built("partner-desk-sandbox"))
        .env("PARTNER_DESK_SHOTS", pictures)
        // Numbers, dates and the dialogs' words must not depend on who runs this.
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env_remove("LANGUAGE");
    process::run(&mut tests)
}

//! `e2e`: what the tests in the real window need around them. The tests themselves are in tests/e2e.

use std::path::Path;

use crate::desktop::Desktop;
use crate::{Outcome, cargo, process, setup, ui};

pub(crate) fn run(args: &[String]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("The tests in the real window need Xvfb, WebKitWebDriver and a Secret Service: Linux only.".into());
    }
    setup::to_test()?;
    ui::build()?;
    in_window(args, &process::target().join("shots"))
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

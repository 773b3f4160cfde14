//! `e2e`: what the tests in the real window need around them. The tests themselves are in tests/e2e.

use crate::desktop::Desktop;
use crate::{Outcome, cargo, process, setup, ui};

pub(crate) fn run(args: &[String]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("The tests in the real window need Xvfb, WebKitWebDriver and a Secret Service: Linux only.".into());
    }
    setup::to_test()?;
    ui::build()?;
    in_window(args)
}

/// Builds the programs and runs the tests on a screen of their own. The UI has to be built already.
pub(crate) fn in_window(filter: &[String]) -> Outcome {
    process::run(cargo::workspace("test").args(["--no-run", "--test", cargo::E2E]))?;
    cargo::build_programs()?;
    let pictures = process::target().join("shots");
    std::fs::create_dir_all(&pictures).map_err(|e| format!("{}: {e}", pictures.display()))?;

    let desktop = Desktop::screen()?;
    let mut tests = cargo::workspace("test");
    desktop.surround_all(tests.args(["--test", cargo::E2E, "--", "--test-threads=1"]).args(filter));
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

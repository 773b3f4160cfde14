//! `check` and `fix`: the short loop between two edits.

use crate::report::Report;
use crate::{Outcome, cargo, process, ui};

/// Format, lints and the core's tests.
pub(crate) fn run() -> Outcome {
    // The shell embeds the built UI, so it does not compile without one.
    ui::build()?;
    let mut report = Report::new();
    report.step("format", format);
    report.step("lints", lints);
    report.step("tests/core", || process::run(cargo::workspace("test").args(["--test", "core"])));
    report.close(&[])
}

pub(crate) fn format() -> Outcome {
    process::run(&mut cargo::plain(&["fmt", "--all", "--check"]))
}

pub(crate) fn lints() -> Outcome {
    process::run(cargo::workspace("clippy").args(["--all-targets", "--", "-D", "warnings"]))
}

/// Lets the tools mend what they can.
pub(crate) fn fix() -> Outcome {
    ui::build()?;
    process::run(cargo::workspace("clippy").args(["--fix", "--allow-dirty", "--allow-staged", "--all-targets"]))?;
    process::run(&mut cargo::plain(&["fmt", "--all"]))?;
    if ui::has_script("format") { process::run(&mut ui::npm(&["run", "format"])) } else { Ok(()) }
}

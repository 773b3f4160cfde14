//! `check-windows` and `check-macos`, from Debian.
//!
//! What this proves: Windows is linted, linked whole, its tests without a window pass under Wine and are the same as Linux',
//! and the command line does a whole day's work there. macOS is linted. What it does not: no window is shown on either (Wine
//! has no WebView2), and for macOS nothing is linked and no C is compiled.

use crate::report::Report;
use crate::wine::Wine;
use crate::{Outcome, cargo, cross, process, setup, tally, ui, wine_cli};

/// What a run can be narrowed to, for between two edits.
const PARTS: [&str; 3] = ["lints", "tests", "day"];

/// Lints, links the whole app, runs what needs no window under Wine.
pub(crate) fn windows(args: &[String]) -> Outcome {
    if let Some(unknown) = args.iter().find(|arg| !PARTS.contains(&arg.as_str())) {
        return Err(format!("`check-windows` knows no `{unknown}`, only {}.", PARTS.join(", ")));
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);
    cross::toolchain_for_windows(&[])?;
    setup::to_test()?;
    ui::build()?;
    let mut report = Report::new();
    if wanted("lints") {
        report.step("lints for Windows", windows_lints);
    }
    windows_whole(&mut report, wanted("tests"), wanted("day"));
    report.close(&["not run here: its window, which needs a real Windows with WebView2 (docs/RELEASE.md)"])
}

/// Links the whole app, and runs under Wine what needs no window: the tests, and the command line's day.
pub(crate) fn windows_whole(report: &mut Report, tests: bool, day: bool) {
    // What is built for Linux is what it is compared with.
    let mut ready = report.step("app and command line for Windows, and for Linux", || {
        cross::toolchain_for_windows(&[])?;
        process::run(cross::workspace("/usr/bin/cargo", "build", cross::WINDOWS).args(["--bins", "--test", "house"]))?;
        cargo::build_programs()
    });
    if tests {
        ready &= report.step("tests for Windows, and for Linux", || {
            tally::build(cross::workspace("/usr/bin/cargo", "test", cross::WINDOWS))?;
            tally::build(cargo::workspace("test"))
        });
    }
    if ready
        && (tests || day)
        && let Err(sentence) = under_wine(report, tests, day)
    {
        report.step("Wine", || Err(sentence));
    }
}

/// Lints and types of everything, with the C for Windows compiled.
pub(crate) fn windows_lints() -> Outcome {
    cross::toolchain_for_windows_lints()?;
    let mut clippy = cross::workspace("/usr/bin/cargo-clippy", "clippy", cross::WINDOWS);
    process::run(clippy.args(["--all-targets", "--", "-D", "warnings"]))
}

fn under_wine(report: &mut Report, tests: bool, day: bool) -> Outcome {
    let wine = Wine::fresh()?;
    if tests {
        tally::run(&wine, report);
    }
    if day {
        report.step("a message where WebView2 is missing", || wine_cli::without_webview(&wine));
        report.step("the command line's day under Wine", || wine_cli::a_day(&wine));
    }
    Ok(())
}

/// Lints and types only.
pub(crate) fn macos() -> Outcome {
    cross::toolchain()?;
    ui::build()?;
    let here = cross::support();
    let mut clippy = cross::workspace("/usr/bin/cargo-clippy", "clippy", cross::MACOS);
    clippy
        .args(["--all-targets", "--", "-D", "warnings"])
        .env("CC_aarch64_apple_darwin", here.join("typecheck-cc"))
        .env("CXX_aarch64_apple_darwin", here.join("typecheck-cc"))
        .env("AR_aarch64_apple_darwin", here.join("typecheck-ar"))
        .env("RANLIB_aarch64_apple_darwin", "/bin/true")
        // Any folder will do: nothing is compiled from it.
        .env("SDKROOT", &here);
    process::run(&mut clippy)
}

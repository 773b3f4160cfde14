//! Compiling for the other systems from Debian, with Debian's own toolchain.
//!
//! Debian ships the standard library's source, so `-Zbuild-std` works for any target without a download of toolchains;
//! rustup's has none.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, cargo, process, setup};

const TOOLCHAIN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const MINGW: [&str; 2] = ["gcc-mingw-w64-x86-64", "g++-mingw-w64-x86-64"];
const WINE: [&str; 2] = ["wine64", "wine"];

pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";
pub(crate) const MACOS: &str = "aarch64-apple-darwin";

/// Whether this is a system that the recipe was made for.
pub(crate) fn is_debian() -> bool {
    // Ubuntu, too, has dpkg, but not these packages.
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}

/// Debian's Rust with the standard library's source.
pub(crate) fn toolchain() -> Outcome {
    setup::debian(&TOOLCHAIN)
}

/// The same with what compiles C for Windows.
pub(crate) fn toolchain_for_windows_lints() -> Outcome {
    setup::debian(&[&TOOLCHAIN[..], &MINGW].concat())
}

/// The same with what runs the result, and more.
pub(crate) fn toolchain_for_windows(more: &[&str]) -> Outcome {
    setup::debian(&[&TOOLCHAIN[..], &MINGW, &WINE, more].concat())
}

/// The folder with the stand-ins for compilers and for a DLL.
pub(crate) fn support() -> PathBuf {
    process::root().join("xtask/cross")
}

/// Where a target's artefacts are.
pub(crate) fn folder(target: &str) -> PathBuf {
    process::target().join(if target == WINDOWS { "cross-windows" } else { "cross-macos" })
}

/// Where the programs for Windows are; a test program that links the webview finds its loader there, too.
pub(crate) fn built_for_windows(profile: &str) -> PathBuf {
    folder(WINDOWS).join(WINDOWS).join(profile)
}

/// Debian's cargo for a target, over the workspace as everywhere else.
pub(crate) fn workspace(program: &str, command: &str, target: &str) -> Command {
    let mut cargo = plain(program, command, target);
    cargo.args(cargo::selection());
    // Full debug information makes an exe of 350 MB and a target folder of 6 GB.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_TEST_DEBUG", "0");
    cargo
}

/// What ships, for Windows: the app and the command line, without what only tests need.
pub(crate) fn release_for_windows() -> Outcome {
    let mut build = plain("/usr/bin/cargo", "build", WINDOWS);
    build.args(["--locked", "--release", "--bins", "-p", "partner-desk", "-p", "partner-desk-cli"]);
    process::run(build.args(["--features", "partner-desk/custom-protocol"]))
}

/// Debian's cargo. The same list of std crates each time: otherwise tests and build share nothing.
fn plain(program: &str, command: &str, target: &str) -> Command {
    let mut cargo = process::command(program);
    cargo.args([command, "-Zbuild-std=std,panic_unwind,test", "--target", target]);
    at_home_in_debian(&mut cargo, &folder(target));
    cargo
}

fn at_home_in_debian(cargo: &mut Command, folder: &Path) {
    cargo
        // rustup's cargo-clippy in ~/.cargo/bin would win over Debian's.
        .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
        .env("RUSTC", "/usr/bin/rustc")
        .env("CARGO", "/usr/bin/cargo")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder)
        .env("CARGO_INCREMENTAL", "0")
        // Set by the `cargo run` that started us, for the other toolchain.
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("RUSTUP_TOOLCHAIN");
}

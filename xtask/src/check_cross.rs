//! `check-windows` and `check-macos`, from Debian, with Debian's own toolchain.
//!
//! Debian ships the standard library's source, so `-Zbuild-std` works for any target without a download
//! of toolchains; rustup's has none. What this proves: Windows is linted, linked whole and its GUI-free
//! tests pass under Wine; macOS is linted. What it does not: no window is shown on either (Wine has no
//! WebView2), and for macOS nothing is linked and no C is compiled.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, cargo, process, setup, ui};

const TOOLCHAIN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const MINGW: [&str; 4] = ["gcc-mingw-w64-x86-64", "g++-mingw-w64-x86-64", "wine64", "wine"];
const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MACOS: &str = "aarch64-apple-darwin";

/// Tests that need no webview, no `cargo` beside them and no Secret Service.
const UNDER_WINE: [&str; 9] = ["core", "export", "session", "store", "sandbox", "api", "sync", "desk", "cli"];

/// Lints, links the whole app, runs the GUI-free tests under Wine.
pub(crate) fn windows() -> Outcome {
    setup::debian(&[&TOOLCHAIN[..], &MINGW].concat())?;
    ui::build()?;
    let target = process::target().join("cross-windows");
    process::run(cross("/usr/bin/cargo-clippy", "clippy", WINDOWS, &target).args([
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    process::run(cross("/usr/bin/cargo", "build", WINDOWS, &target).args(["--bins", "--test", "house"]))?;

    let wine = Wine::ready()?;
    let mut tests = cross("/usr/bin/cargo", "test", WINDOWS, &target);
    tests.args(["--no-fail-fast", "--bin", "partner-desk-cli"]);
    tests.args(UNDER_WINE.iter().flat_map(|name| ["--test", name]));
    // A test program that links the webview finds its loader here, not in deps/.
    let loader = format!("Z:{}", target.join(WINDOWS).join("debug").display());
    wine.surround(&mut tests).env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine").env("WINEPATH", loader);
    process::run(&mut tests)
}

/// Lints and types only.
pub(crate) fn macos() -> Outcome {
    setup::debian(&TOOLCHAIN)?;
    ui::build()?;
    let target = process::target().join("cross-macos");
    let here = support();
    let mut clippy = cross("/usr/bin/cargo-clippy", "clippy", MACOS, &target);
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

/// The folder with the stand-ins for compilers and for a DLL.
fn support() -> PathBuf {
    process::root().join("xtask/cross")
}

/// Debian's cargo for a target. The same list of std crates each time: otherwise tests and build share nothing.
fn cross(program: &str, command: &str, target: &str, folder: &Path) -> Command {
    let mut cargo = process::command(program);
    cargo.arg(command).args(cargo::selection());
    cargo.args(["-Zbuild-std=std,panic_unwind,test", "--target", target]);
    cargo
        // rustup's cargo-clippy in ~/.cargo/bin would win over Debian's.
        .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
        .env("RUSTC", "/usr/bin/rustc")
        .env("CARGO", "/usr/bin/cargo")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder)
        // Full debug information makes an exe of 350 MB and a target folder of 6 GB.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        // Set by the `cargo run` that started us, for the other toolchain.
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("RUSTUP_TOOLCHAIN");
    cargo
}

/// A Wine that can start what Rust compiles; its server is ended when dropped.
struct Wine {
    prefix: PathBuf,
}

impl Wine {
    fn ready() -> Outcome<Self> {
        // Outside the repository: cargo would walk through its dosdevices/z: into the whole file system.
        let user = process::output(process::command("id").arg("-u"))?;
        let prefix = std::env::temp_dir().join(format!("partner-desk-wine-{}", user.trim()));
        let wine = Self { prefix };
        let system = wine.prefix.join("drive_c/windows/system32");
        if !system.is_dir() {
            let mut boot = process::command("wineboot");
            process::run(wine.surround(boot.arg("-i").stdout(Stdio::null()).stderr(Stdio::null())))?;
        }
        // Wine 8 lacks the DLL from which Rust's std takes random numbers.
        let mut compiler = process::command("x86_64-w64-mingw32-gcc");
        compiler.args(["-shared", "-O2", "-o"]).arg(system.join("bcryptprimitives.dll"));
        process::run(compiler.arg(support().join("bcryptprimitives.c")).arg("-ladvapi32"))?;
        Ok(wine)
    }

    fn surround<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.env("WINEPREFIX", &self.prefix).env("WINEDEBUG", "-all").env_remove("DISPLAY")
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        let mut server = process::command("/usr/lib/wine/wineserver");
        process::succeeds(self.surround(server.arg("-k")));
    }
}

//! What a machine needs besides Rust: system packages and node_modules. Installs where it may, else says what to type.

use std::process::Command;

use crate::{Outcome, process, ui};

/// To compile: the webview, the file dialog, the system's OpenSSL for the encrypted cache.
const BUILD: &[&str] =
    &["libwebkit2gtk-4.1-dev", "librsvg2-dev", "libssl-dev", "pkg-config", "build-essential", "perl"];

/// To open and drive a window without a screen, with a real Secret Service, and to take a picture of it.
const DESKTOP: &[&str] = &[
    "xvfb",
    "dbus-x11",
    "gnome-keyring",
    "webkit2gtk-driver",
    "xdotool",
    "imagemagick",
    "xclip",
    "openbox",
    "at-spi2-core",
    "fonts-dejavu",
    "fonts-noto-core",
    "curl",
    "sqlite3",
    "libreoffice-calc-nogui",
];

/// The oldest Node that the UI's tools run on.
const NODE_MAJOR_MIN: u32 = 20;

/// All that any command may need.
pub(crate) fn everything() -> Outcome {
    to_test()?;
    ui::install()?;
    println!("Everything is in place.");
    Ok(())
}

/// What `test` and `e2e` need.
pub(crate) fn to_test() -> Outcome {
    node()?;
    system(&[BUILD, DESKTOP].concat())
}

/// What `start`, and `demo` on a desktop, need.
pub(crate) fn to_build() -> Outcome {
    node()?;
    system(BUILD)
}

fn node() -> Outcome {
    let version = process::output(process::command("node").arg("--version"))
        .map_err(|_| format!("Node {NODE_MAJOR_MIN} or newer is missing: https://nodejs.org"))?;
    let major: Option<u32> =
        version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    match major {
        Some(major) if major < NODE_MAJOR_MIN => {
            Err(format!("Node {} is too old: {NODE_MAJOR_MIN} or newer is needed.", version.trim()))
        }
        _ => Ok(()),
    }
}

fn system(packages: &[&str]) -> Outcome {
    if cfg!(target_os = "macos") {
        return present(&[("cc", "the Xcode command line tools (xcode-select --install)")]);
    }
    if cfg!(windows) {
        return present(&[(
            "perl",
            "Perl, for the OpenSSL inside the encrypted cache (winget install StrawberryPerl)",
        )]);
    }
    if process::succeeds(process::command("dpkg-query").arg("--version")) {
        return debian(packages);
    }
    let libraries = ["webkit2gtk-4.1", "librsvg-2.0", "openssl"];
    let missing: Vec<&str> = libraries
        .into_iter()
        .filter(|library| !process::succeeds(process::command("pkg-config").args(["--exists", library])))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "Missing here, by their pkg-config names: {}. On Debian the packages are: {}.",
        missing.join(", "),
        packages.join(" ")
    ))
}

fn present(programs: &[(&str, &str)]) -> Outcome {
    for (program, name) in programs {
        if !process::succeeds(process::command(program).arg("--version")) {
            return Err(format!("Missing here: {name}."));
        }
    }
    Ok(())
}

/// Installs what is missing on Debian or Ubuntu, as root or with a sudo that asks nothing.
pub(crate) fn debian(packages: &[&str]) -> Outcome {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing system packages: {}", missing.join(" "));
    let sudo = if user_is_root() {
        None
    } else if process::succeeds(process::command("sudo").args(["-n", "true"])) {
        Some("sudo")
    } else {
        return Err(format!(
            "These have to be installed first:\n\n  sudo apt-get update && sudo apt-get install --no-install-recommends {}\n",
            missing.join(" ")
        ));
    };
    // A stale or absent list is the usual state of a fresh image.
    process::run(apt(sudo).args(["update", "-qq"]))?;
    process::run(apt(sudo).args(["install", "-y", "-qq", "--no-install-recommends"]).args(missing))
}

fn apt(sudo: Option<&str>) -> Command {
    let mut words = sudo.into_iter().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = process::command(words.next().unwrap_or("env"));
    command.args(words);
    command
}

fn user_is_root() -> bool {
    process::output(process::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn installed(package: &str) -> bool {
    process::output(process::command("dpkg-query").args(["-W", "-f", "${db:Status-Status}\n", package]))
        .is_ok_and(|status| status.lines().any(|line| line == "installed"))
}

//! `bench`: one bench of bench/, in a release build. Those that need a window get a screen and a keyring of their own.

use crate::desktop::Desktop;
use crate::{Outcome, cargo, cross, installer, process, setup, ui};

const HELP: &str = "\
cargo xtask bench NAME [CASES]

  search      a key press's question in Rust                     LIKE over the same column in plain SQLite
  sync        a first sync over loopback HTTP                    curl of the same pages
  refresh     requests for bringing a portfolio up to date       a full read
  load        `search` while a full sync runs                    `search` at rest
  export      every row into a CSV file                          the sqlite3 shell on a plain copy
  growth      search, sync and export at 10,000, 100,000 and, when said, 1,000,000 cases
  disk        the cache's file                                   the same rows as compact JSON
  size        what a person downloads
  start       opening the program until rows are painted         an empty Tauri window
  ui          key press to paint, wheel and jumps, at rest and while a full pass runs
  phone-call  cold start to a case's status and next step
  memory      the most that the program has held                 an empty Tauri window

100,000 cases when not said. Each prints both sides and writes bench/results/NAME.json; it fails when its goal is missed.
bench/README.md says what each measures and what it does not.
";

pub(crate) fn run(args: &[String]) -> Outcome {
    match args.first().map(String::as_str) {
        Some("start" | "ui" | "phone-call" | "memory") => in_window(args),
        Some("size") => size(),
        Some("search" | "sync" | "refresh" | "load" | "export" | "disk" | "growth") => {
            process::run(cargo::plain(&["bench", "--locked", "-p", "desk", "--bench", "bench", "--"]).args(args))
        }
        _ => {
            print!("{HELP}");
            Ok(())
        }
    }
}

/// The window's features in a release build.
fn release(command: &str) -> std::process::Command {
    cargo::plain(&[command, "--locked", "--release", "-p", "partner-desk", "-p", "partner-desk-cli"])
}

const FEATURES: [&str; 2] = ["--features", "partner-desk/custom-protocol,partner-desk/e2e"];

fn in_window(args: &[String]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("This bench needs Xvfb, WebKitWebDriver and a Secret Service: Linux only.".into());
    }
    setup::to_test()?;
    ui::build()?;
    process::run(release("build").args(FEATURES).args(["--bins", "--example", "empty-window"]))?;
    let pictures = process::target().join("shots");
    std::fs::create_dir_all(&pictures).map_err(|e| format!("{}: {e}", pictures.display()))?;
    let built = process::target().join("release");
    let desktop = Desktop::screen()?;
    let mut bench = cargo::plain(&["bench", "--locked", "-p", "partner-desk"]);
    desktop.surround_all(bench.args(FEATURES).args(["--bench", "window", "--"]).args(args));
    bench
        .envs(cargo::homes())
        .env("PARTNER_DESK_BIN", built.join("partner-desk"))
        .env("PARTNER_DESK_CLI", built.join("partner-desk-cli"))
        .env("PARTNER_DESK_EMPTY", built.join("examples/empty-window"))
        .env("PARTNER_DESK_SHOTS", pictures)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .env_remove("LANGUAGE");
    process::run(&mut bench)
}

/// Bytes of the stripped program, of the one for Windows where that can be made, and of what the page loads, packed.
fn size() -> Outcome {
    use crate::installer::PROGRAM_MAX;
    const PAGE_MAX: u64 = 150 * 1024;
    ui::build()?;
    process::run(release("build").args(FEATURES).arg("--bins"))?;
    let program = std::fs::metadata(
        process::target().join("release").join(process::built("partner-desk").file_name().unwrap_or_default()),
    )
    .map_err(|e| format!("the program: {e}"))?
    .len();
    let windows = if cross::is_debian() { Some(installer::programs_for_windows()?) } else { None };
    let page = ui::packed_size()?;
    println!(
        "program: {program} bytes, goal at most {PROGRAM_MAX}; scripts and styles, gzip: {page} bytes, goal at most {PAGE_MAX}"
    );
    let results = process::root().join("bench/results");
    std::fs::create_dir_all(&results).map_err(|e| e.to_string())?;
    let text = format!(
        "{{ \"program_bytes\": {program}, \"windows_program_bytes\": {}, \"page_gzip_bytes\": {page} }}\n",
        windows.map_or_else(|| "null".to_owned(), |bytes| bytes.to_string())
    );
    std::fs::write(results.join("size.json"), text).map_err(|e| e.to_string())?;
    if program.max(windows.unwrap_or(0)) <= PROGRAM_MAX && page <= PAGE_MAX { Ok(()) } else { Err("too large".into()) }
}

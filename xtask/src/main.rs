//! The house's own commands: plain Rust, the same on every system, so that a newcomer needs Rust, Node and one line.
//!
//! For: set-up, demo, test and what else a developer types daily. Not for: anything that ships.
//! Shell scripts were rejected because Windows developers would need a second set of them; a task
//! runner, because it would be one more thing to install before the first command works.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool for developers talks on the terminal"
)]

mod bench;
mod bundle;
mod cargo;
mod check;
mod check_cross;
mod cross;
mod demo;
mod desktop;
mod e2e;
mod fuzz;
mod generate;
mod icons;
mod installer;
mod process;
mod report;
mod screenshots;
mod setup;
mod sim;
mod start;
mod supervise;
mod tally;
mod temp;
mod test;
mod ui;
mod wine;
mod wine_cli;

use std::process::ExitCode;

/// Success, or a sentence for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--signed-out] [--cases N] [--seed N]   the app on 2,000 made-up cases, signed in, apart from any real log-in
       [--for SECONDS] [--shot FILE]           ... ending by itself, with a picture of the screen (without a display)
  start                                        the app on Debitura itself
  test                                         everything, fastest first, with a summary
  e2e [FILTER]                                 only the tests in the real window (Linux)
  screenshots                                  the README's pictures anew (Linux)
  sim [--seeds N] [--from N] [--seed N]        random histories of a sync that meets faults and dies; 500 when not said
  bench [NAME [CASES]]                         a bench against its yardstick; without a name, the list of them
  fuzz NAME [SECONDS]                          wire, guid, search, cell or stored under libFuzzer; keeps what it learns
  check                                        format, lints and the core's tests: seconds, for between edits
  fix                                          format, and let clippy mend what it can
  gen [icons|types]                            write the generated files again
  bundle                                       an installer or a disk image into target/bundle; on Debian one for Windows, tried under Wine
  check-windows [lints|tests|day]              from Debian: lints, link, tests and the command line under Wine
  check-macos                                  from Debian: lints and types, nothing linked
  set-up                                       only what the commands above do first: system packages, node_modules
";

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let inner = args.first().is_some_and(|arg| arg == supervise::INNER);
    if inner {
        args.remove(0);
    }
    let command = args.first().cloned().unwrap_or_default();
    let rest = args.get(1..).unwrap_or_default();
    if !inner
        && matches!(command.as_str(), "demo" | "start" | "test" | "e2e" | "screenshots" | "bundle" | "check-windows")
    {
        return supervise::outer(&args);
    }
    if inner {
        supervise::watch_parent();
    }
    let outcome = match command.as_str() {
        "set-up" => setup::everything(),
        "demo" => demo::run(rest),
        "start" => start::run(rest),
        "test" => test::run(rest),
        "e2e" => e2e::run(rest),
        "screenshots" => screenshots::run(),
        "sim" => sim::run(rest),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(rest),
        "bundle" => bundle::run(rest),
        "check" => check::run(),
        "fix" => check::fix(),
        "gen" => generate::run(rest),
        "check-windows" => check_cross::windows(rest),
        "check-macos" => check_cross::macos(),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("No command `{unknown}`.\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

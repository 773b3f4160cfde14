//! The benches that need the real program in a real window: release build, WebKitGTK on a screen without a monitor.
//!
//! `cargo xtask bench start|ui|phone-call|memory` brings the screen, the keyring and the programs. A screen without a graphics
//! card paints in software, so the figures are the upper end of what a person meets.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench talks on the terminal, and ends when something is not as it should be"
)]

#[path = "../../tests/e2e/driver.rs"]
#[expect(dead_code, reason = "the tests' driver, which does more than is measured here")]
mod driver;
mod floor;
mod installed;
mod memory;
mod phone_call;
#[path = "../report.rs"]
mod report;
mod start;
mod ui;

use std::process::ExitCode;

/// The portfolio that everyday figures are told of.
const M: usize = 100_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let cases = args.get(1).map_or(M, |text| text.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let report = match args.first().map(String::as_str) {
        Some("start") => runtime.block_on(start::run(cases)),
        Some("ui") => runtime.block_on(ui::run(cases)),
        Some("phone-call") => runtime.block_on(phone_call::run(cases)),
        Some("memory") => runtime.block_on(memory::run(cases)),
        _ => {
            eprintln!("cargo xtask bench start|ui|phone-call|memory [CASES]");
            return ExitCode::FAILURE;
        }
    };
    if report.close() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

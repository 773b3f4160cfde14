//! The benches of Partner Desk: each prints both sides and their ratio, and writes `bench/results/NAME.json`.
//!
//! Machines differ and are noisy, so a number counts as a ratio against a yardstick that was measured in the same run,
//! interleaved with it, on the same data; what is reported is the median. A bench ends with a failure when its goal is
//! missed. Not for: `cargo test`, which never asks how long something took.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench talks on the terminal, and ends when something is not as it should be"
)]

mod around;
mod clock;
mod disk;
mod export;
mod fill;
mod growth;
mod load;
mod queries;
mod refresh;
mod report;
mod search;
mod sync;

#[path = "../tests/shared/memory_vault.rs"]
#[expect(dead_code, reason = "the tests' keyring; here it does not fail")]
mod memory_vault;

use std::process::ExitCode;

/// The portfolio that everyday figures are told of.
const M: usize = 100_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let cases = match args.get(1).map(|text| text.parse()) {
        Some(Ok(cases)) => cases,
        Some(Err(_)) => return usage(),
        None => M,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let report = match args.first().map(String::as_str) {
        Some("disk") => runtime.block_on(disk::run(cases)),
        Some("export") => runtime.block_on(export::run(cases)),
        Some("growth") => runtime.block_on(growth::run(cases)),
        Some("search") => runtime.block_on(search::run(cases)),
        Some("sync") => runtime.block_on(sync::run(cases)),
        Some("refresh") => runtime.block_on(refresh::run(cases)),
        Some("load") => runtime.block_on(load::run(cases)),
        _ => return usage(),
    };
    if report.close() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    eprintln!("cargo xtask bench disk|export|growth|load|refresh|search|sync [CASES]");
    ExitCode::FAILURE
}

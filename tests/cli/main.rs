//! What the command line promises: that it lists exactly what there is, and says in the right words and with the right exit
//! code what went wrong.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a failed expectation is the test's verdict"
)]

mod doctor;
mod filters;
mod fold;
mod log_out;
mod oracle;
mod place;
mod searches;
mod truth;
mod usage;

// They start the real program, which keeps its log-in in the computer's keyring: a Secret Service of the tests' own.
#[cfg(target_os = "linux")]
mod failures;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod processes;
#[cfg(target_os = "linux")]
mod real;

#[cfg(target_os = "linux")]
#[path = "../shared/dice.rs"]
#[expect(dead_code, reason = "shared with the simulation, which throws them in more ways")]
mod dice;

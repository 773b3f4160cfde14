//! The real program in a real window: WebKitGTK, SQLite, the Secret Service, HTTP to the sandbox. Few and long, because
//! what they check is that the rooms are wired together; the rules have quicker tests of their own.
//!
//! `cargo xtask e2e` brings the screen, the bus and the programs.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed expectation is the test's verdict"
)]

mod axe;
#[path = "../shared/canaries.rs"]
mod canaries;
mod canary;
mod clipboard;
mod daily_work;
mod driver;
mod first_sight;
mod hands;
mod keyboard;
mod keyboard_pages;
mod keyring;
mod main_job;
mod native_dialog;
// It is the desktop's notification service, on the bus that Linux has.
#[cfg(target_os = "linux")]
mod notified;
mod office;
mod phone_call;
mod place;
mod reach;
mod recording;
mod screenshots;
mod second_start;

#[path = "../shared/spreadsheet.rs"]
mod spreadsheet;

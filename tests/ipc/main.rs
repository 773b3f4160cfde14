//! What crosses between the shell and the webview.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed expectation is the test's verdict"
)]

mod arranged;
mod commands;
#[path = "../shared/dice.rs"]
#[expect(dead_code, reason = "shared with the simulation, which throws them in more ways")]
mod dice;
mod explained;
mod first_sight;
#[path = "../shared/golden.rs"]
mod golden;
#[path = "../shared/hand_clock.rs"]
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod hand_clock;
mod lists;
#[path = "../shared/memory_vault.rs"]
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod memory_vault;
mod rolled;
mod sentences;
mod table;
mod today;
mod types;
mod updates;
mod window;

//! The use cases against the sandbox over HTTP, a keyring in memory and a clock moved by hand.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failed expectation is the test's verdict")]

mod arranged;
mod budget;
mod cards;
mod chart;
mod columns;
mod computer;
mod damage;
mod diagnostics;
mod ending;
mod errors;
mod escalations;
mod exports;
mod failures;
mod fees;
mod finding;
mod fresh;
mod history;
mod hostile;
mod in_use;
mod keyring;
mod leaving;
mod locking;
mod news;
mod outlooks;
mod own_system;
mod picking;
mod preferences;
mod refused;
mod secrecy;
mod settings;
mod signed_in;
mod single;
mod status;
mod tidings;
mod two;
mod updates;
mod weather;
mod window;

#[path = "../shared/canaries.rs"]
mod canaries;
#[path = "../shared/dice.rs"]
#[expect(dead_code, reason = "shared with the simulation, which throws them in more ways")]
mod dice;
#[path = "../shared/golden.rs"]
mod golden;
#[path = "../shared/hand_clock.rs"]
mod hand_clock;
#[path = "../shared/memory_vault.rs"]
mod memory_vault;
#[path = "../shared/spreadsheet.rs"]
mod spreadsheet;

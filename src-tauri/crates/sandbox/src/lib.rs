//! A Referral Partner API that stands in for Debitura: a state machine with seeded data, the
//! answers of every read operation, a loopback HTTP server and faults on demand.
//!
//! It is for tests, benches and the demo, never part of a release. It knows nothing of the
//! program that it tests: labels, stages, sums and wire JSON are written here a second time,
//! from the contract, so that a mistake in the program cannot hide in a shared function.
//! A recorded set of answers was rejected: it cannot be mutated between two requests, and a sync
//! is about what changes between two requests.

mod answer;
mod changes;
mod config;
mod control;
mod dates;
mod decimal;
mod errors;
mod faults;
mod generate;
mod labels;
mod lists;
mod mutate;
mod names;
mod paging;
mod params;
mod play;
mod readings;
mod rng;
mod rows;
mod server;
mod stage;
mod state;
mod stats;
mod summary;
mod wire;

pub use answer::{PageFault, Reply, Request};
pub use config::{InvoicingMode, SandboxConfig};
pub use decimal::decimal_text;
pub use faults::{Fault, Faults};
pub use labels::{CLOSE_CODES, LIFECYCLES, Tab, UNKNOWN_LIFECYCLE};
pub use mutate::Mutation;
pub use readings::{Reading, Readings};
pub use rows::{CaseRow, ClientRow, HiddenParts, KycRow, Text, TransactionRow, UserRow, ValidationItem, ValidationRow};
pub use server::{Seen, Server};
pub use state::State;
pub use summary::{CasesSummary, ClientsSummary, StageSum, TransactionsSummary};

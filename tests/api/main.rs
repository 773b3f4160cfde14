//! Tests of `desk-api`: rules as tables, the client against a raw socket that can misbehave in any way, and the client
//! against the sandbox, which answers as the contract says.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed expectation is the test's verdict")]

mod failures;
mod fake;
mod limits;
mod mutated;
mod origin;
mod potential;
mod rate;
mod redirects;
mod requests;
mod rows;
mod rules;
mod sandbox;
mod tls;
mod truth;

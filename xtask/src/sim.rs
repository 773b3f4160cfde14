//! `sim`: the simulation of tests/sim, optimised, for more seeds than a test has time for.

use crate::{Outcome, cargo, process};

pub(crate) fn run(args: &[String]) -> Outcome {
    let build = ["test", "--locked", "--profile", "sim", "-p", "desk", "--test", "sim", "--"];
    process::run(cargo::plain(&build).args(args))
}

//! `bench`: one bench of bench/, in a release build.

use crate::{Outcome, cargo, process};

pub(crate) fn run(args: &[String]) -> Outcome {
    process::run(cargo::plain(&["bench", "--locked", "-p", "desk", "--bench", "bench", "--"]).args(args))
}

//! `gen`: files that a program writes and git keeps. Tests say when one is stale.

use crate::{Outcome, cargo, icons, process, ui};

pub(crate) fn run(args: &[String]) -> Outcome {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["icons"] => icons::write(),
        ["types"] => types(),
        [] => icons::write().and_then(|()| types()),
        _ => Err("`gen` knows `icons` and `types`.".into()),
    }
}

/// The UI's types, from the commands' own: the freshness test writes instead of comparing.
fn types() -> Outcome {
    ui::build()?;
    let mut tests = cargo::workspace("test");
    process::run(tests.args(["--test", "ipc", "types"]).env("PARTNER_DESK_UPDATE", "1"))
}

//! The tests that run under Wine: which there are, against Linux, and that all of them ran.
//!
//! A count alone would hide a test that was lost on one side and won on the other, so names are compared; each difference
//! stands, with its reason, in `xtask/cross/differences.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::report::Report;
use crate::wine::Wine;
use crate::{Outcome, cargo, cross, process};

/// Tests that need no webview, no `cargo` beside them and no Secret Service.
const UNDER_WINE: [&str; 10] = ["core", "export", "session", "store", "sandbox", "api", "sync", "desk", "fuzz", "cli"];

/// The tests inside a program.
const INSIDE: &str = "partner-desk-cli";

/// `NAME`'s part of a `cargo test`.
fn part<'c>(command: &'c mut Command, name: &str) -> &'c mut Command {
    command.args([if name == INSIDE { "--bin" } else { "--test" }, name])
}

fn parts() -> impl Iterator<Item = &'static str> {
    UNDER_WINE.into_iter().chain([INSIDE])
}

/// Compiles them.
pub(crate) fn build(mut tests: Command) -> Outcome {
    tests.arg("--no-run");
    for name in parts() {
        part(&mut tests, name);
    }
    process::run(&mut tests)
}

/// One step per test program: the same tests as on Linux but for what is explained, and all of them pass.
pub(crate) fn run(wine: &Wine, report: &mut Report) {
    let explained = match explained() {
        Ok(explained) => explained,
        Err(sentence) => {
            report.step("differences.txt", || Err(sentence));
            return;
        }
    };
    for name in parts() {
        report.step(&format!("under Wine: {name}"), || one(wine, name, &explained));
    }
}

fn one(wine: &Wine, name: &str, explained: &BTreeMap<String, String>) -> Outcome {
    let here = listed(cargo::workspace("test"), name)?;
    let there = listed(under(wine), name)?;
    let known: BTreeSet<String> = explained
        .keys()
        .filter_map(|key| key.split_once(' ').filter(|(suite, _)| *suite == name).map(|(_, test)| test.to_owned()))
        .collect();
    let differing: BTreeSet<String> = here.symmetric_difference(&there).cloned().collect();
    let unexplained: Vec<&String> = differing.difference(&known).collect();
    let stale: Vec<&String> = known.difference(&differing).collect();
    if !unexplained.is_empty() || !stale.is_empty() {
        return Err(format!(
            "differences from Linux that nobody explained: {unexplained:?}; explained ones that there are not: {stale:?}"
        ));
    }
    let passed = passed(part(&mut under(wine), name))?;
    let (only_here, only_there) = (here.difference(&there).count(), there.difference(&here).count());
    println!(
        "{name}: {passed} tests pass under Wine; Linux has {}, {only_here} of them its own; {only_there} are Windows' own",
        here.len()
    );
    if passed == there.len() { Ok(()) } else { Err(format!("{passed} of {} tests ran", there.len())) }
}

fn under(wine: &Wine) -> Command {
    let mut tests = cross::workspace("/usr/bin/cargo", "test", cross::WINDOWS);
    let loader = format!("Z:{}", cross::built_for_windows("debug").display());
    wine.surround(&mut tests).env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine").env("WINEPATH", loader);
    // As in `test`: a gate that rolls dice tells nothing about a change.
    tests.env("PROPTEST_RNG_SEED", "20261122");
    tests
}

/// The names of a program's tests.
fn listed(mut tests: Command, name: &str) -> Outcome<BTreeSet<String>> {
    let text = process::output(part(&mut tests, name).args(["-q", "--", "--list", "--format", "terse"]))?;
    let names: BTreeSet<String> =
        text.lines().filter_map(|line| Some(line.strip_suffix(": test")?.to_owned())).collect();
    if names.is_empty() && name != INSIDE { Err(format!("{name} lists no tests: {text}")) } else { Ok(names) }
}

/// Runs them and says how many passed.
fn passed(tests: &mut Command) -> Outcome<usize> {
    let mut child = tests.stdout(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
    let mut passed = None;
    for line in BufReader::new(child.stdout.take().ok_or("no output")?).lines() {
        let line = line.map_err(|e| e.to_string())?;
        println!("{line}");
        if let Some(rest) = line.split_once("test result: ").map(|(_, rest)| rest) {
            let number = rest.split_once(" passed").and_then(|(before, _)| before.rsplit(' ').next()?.parse().ok());
            passed = number.or(passed);
        }
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    if !status.success() {
        return Err("tests failed under Wine".into());
    }
    passed.ok_or_else(|| "no result was printed".into())
}

/// `SUITE TEST: REASON` on each line.
fn explained() -> Outcome<BTreeMap<String, String>> {
    let file = cross::support().join("differences.txt");
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (test, reason) = line.split_once(": ").ok_or_else(|| format!("no reason: {line}"))?;
            Ok((test.to_owned(), reason.to_owned()))
        })
        .collect()
}

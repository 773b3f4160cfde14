//! Steps that are timed, all run even when one fails, and summed up at the end.

use std::time::{Duration, Instant};

use crate::Outcome;

enum Verdict {
    Passed,
    Failed(String),
    Skipped(String),
}

/// The steps so far.
pub(crate) struct Report {
    steps: Vec<(String, Verdict, Duration)>,
    began: Instant,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { steps: Vec::new(), began: Instant::now() }
    }

    /// Runs a step, keeps its outcome and says whether it passed.
    pub(crate) fn step(&mut self, name: &str, step: impl FnOnce() -> Outcome) -> bool {
        println!("\n── {name} ──");
        let began = Instant::now();
        let verdict = match step() {
            Ok(()) => Verdict::Passed,
            Err(sentence) => {
                println!("FAILED: {sentence}");
                Verdict::Failed(sentence)
            }
        };
        let passed = matches!(verdict, Verdict::Passed);
        self.steps.push((name.to_owned(), verdict, began.elapsed()));
        passed
    }

    /// Notes a step that cannot run here.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        self.steps.push((name.to_owned(), Verdict::Skipped(why.to_owned()), Duration::ZERO));
    }

    /// Prints the summary; an error when a step failed.
    pub(crate) fn close(self, elsewhere: &[&str]) -> Outcome {
        println!("\n── summary ──");
        let (mut passed, mut failed) = (0, 0);
        for (name, verdict, time) in &self.steps {
            let seconds = time.as_secs_f32();
            match verdict {
                Verdict::Passed => {
                    passed += 1;
                    println!("  passed  {seconds:>7.1} s  {name}");
                }
                Verdict::Failed(sentence) => {
                    failed += 1;
                    println!("  FAILED  {seconds:>7.1} s  {name}: {sentence}");
                }
                Verdict::Skipped(why) => println!("  not run            {name}: {why}"),
            }
        }
        println!("  in all  {:>7.1} s", self.began.elapsed().as_secs_f32());
        for line in elsewhere {
            println!("  {line}");
        }
        println!("\n{passed} passed, {failed} failed");
        if failed == 0 { Ok(()) } else { Err("not everything passed".into()) }
    }
}

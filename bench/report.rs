//! What a bench tells: lines for the person, a file for who compares.

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value, json};

/// One bench's figures and goals.
pub(crate) struct Report {
    name: &'static str,
    figures: Map<String, Value>,
    missed: Vec<String>,
}

impl Report {
    pub(crate) fn new(name: &'static str, cases: usize) -> Self {
        let mut report = Self { name, figures: Map::new(), missed: Vec::new() };
        report.tell("cases", json!(cases));
        report.tell("cores", json!(std::thread::available_parallelism().map_or(0, usize::from)));
        report.tell("system", json!(format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)));
        report
    }

    /// A figure.
    pub(crate) fn tell(&mut self, what: &str, figure: Value) {
        println!("{what}: {figure}");
        self.figures.insert(what.to_owned(), figure);
    }

    /// A figure that must not be above its goal.
    pub(crate) fn at_most(&mut self, what: &str, figure: f64, goal: f64) {
        let is_met = figure <= goal;
        println!("{what}: {figure:.3}, goal at most {goal}: {}", if is_met { "met" } else { "MISSED" });
        self.figures.insert(what.to_owned(), json!({ "figure": rounded(figure), "goal": goal, "met": is_met }));
        if !is_met {
            self.missed.push(what.to_owned());
        }
    }

    /// Something that has to be so.
    pub(crate) fn holds(&mut self, what: &str, is_so: bool) {
        self.tell(what, json!(is_so));
        if !is_so {
            self.missed.push(what.to_owned());
        }
    }

    /// Writes the file. Whether every goal was met.
    pub(crate) fn close(self) -> bool {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        // The packages of the benches lie at different depths of the repository.
        let bench =
            package.ancestors().map(|folder| folder.join("bench")).find(|bench| bench.join("README.md").is_file());
        let folder = bench.unwrap().join("results");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}.json", self.name));
        std::fs::write(&file, format!("{:#}\n", Value::Object(self.figures))).unwrap();
        for missed in &self.missed {
            eprintln!("missed: {missed}");
        }
        self.missed.is_empty()
    }
}

/// The median. The list must not be empty.
pub(crate) fn median(times: &[Duration]) -> Duration {
    quantile(times, 0.5)
}

/// The value that this part of the others is not above (nearest rank).
pub(crate) fn quantile(times: &[Duration], part: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a rank in a list of measurements"
    )]
    let rank = ((sorted.len() as f64 * part).ceil() as usize).clamp(1, sorted.len());
    sorted[rank - 1]
}

/// Milliseconds with three digits.
pub(crate) fn ms(time: Duration) -> Value {
    json!(rounded(time.as_secs_f64() * 1_000.0))
}

fn rounded(figure: f64) -> f64 {
    (figure * 1_000.0).round() / 1_000.0
}

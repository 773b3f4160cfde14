//! `fuzz`: one target of fuzz/ under libFuzzer, guided by coverage. No nightly compiler: what the instrumentation needs, stable
//! has; sanitizers are left out, since nothing here is `unsafe`.

use std::path::PathBuf;

use crate::{Outcome, cargo, process};

/// What libFuzzer asks of the compiler.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";
const USAGE: &str = "cargo xtask fuzz wire|guid|search|cell|stored [SECONDS]";

pub(crate) fn run(args: &[String]) -> Outcome {
    let name = args.first().ok_or(USAGE)?;
    let seconds: u32 = args.get(1).map_or(Ok(60), |text| text.parse()).map_err(|_| USAGE)?;
    let pack = process::root().join("fuzz/corpus").join(format!("{name}.txt"));
    let inputs = std::fs::read_to_string(&pack).map_err(|_| USAGE)?;
    let target = process::target().join("fuzz");
    let folder = |what: &str| target.join(what).join(name);
    let (kept, work, crashes) = (folder("kept"), folder("work"), folder("crashes"));
    drop(std::fs::remove_dir_all(&kept));
    for folder in [&kept, &work, &crashes] {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    for (at, line) in inputs.lines().enumerate() {
        std::fs::write(kept.join(at.to_string()), bytes(line)?).map_err(|e| format!("{}: {e}", kept.display()))?;
    }
    let host = host()?;
    let mut build =
        cargo::plain(&["build", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--bin", name]);
    // With a target named, build scripts are left alone by the flags.
    process::run(build.args(["--target", &host, "--target-dir"]).arg(&target).env("RUSTFLAGS", FLAGS))?;
    let program: PathBuf = target.join(&host).join("release").join(name);
    let mut fuzzer = process::command(&program);
    fuzzer.arg(format!("-max_total_time={seconds}")).args(["-max_len=4096", "-timeout=10", "-print_final_stats=1"]);
    process::run(fuzzer.arg(format!("-artifact_prefix={}/", crashes.display())).arg(&work).arg(&kept))?;
    // What found new ways is kept, as little of it as shows them all.
    process::run(process::command(&program).args(["-merge=1", "-max_len=4096"]).arg(&kept).arg(&work))?;
    let mut lines = Vec::new();
    for entry in std::fs::read_dir(&kept).map_err(|e| format!("{}: {e}", kept.display()))?.flatten() {
        let input = std::fs::read(entry.path()).map_err(|e| format!("{}: {e}", entry.path().display()))?;
        lines.push(input.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    }
    lines.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    lines.dedup();
    std::fs::write(&pack, lines.join("\n") + "\n").map_err(|e| format!("{}: {e}", pack.display()))
}

/// A line of a corpus: an input in hexadecimal digits. One file of lines, since thousands of files of ten bytes are a burden.
fn bytes(line: &str) -> Outcome<Vec<u8>> {
    let digits: Vec<u32> = line.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let pairs = digits.chunks_exact(2).map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).unwrap_or(u8::MAX),
        _ => 0,
    });
    if digits.len() == line.len() {
        Ok(pairs.collect())
    } else {
        Err("the corpus has a line that is no hex".to_owned())
    }
}

fn host() -> Outcome<String> {
    let told = process::output(process::command("rustc").arg("-vV"))?;
    let line = told.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| "rustc does not say what it runs on".to_owned())
}

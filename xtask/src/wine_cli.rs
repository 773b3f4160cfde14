//! The command line's day under Wine, beside the same day on Linux: log in, sync, search, export, log out, against one
//! sandbox; answers and files have to be the same.
//!
//! Both keep their data where an installation keeps it and their log-in in a real keyring: Wine's Credential Manager, a
//! Secret Service.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::desktop::Desktop;
use crate::process::{self, Running};
use crate::temp::TempFolder;
use crate::wine::{Wine, windows_path};
use crate::{Outcome, cross};

const CASES: &str = "20000";

/// Its data's folder below the local application data.
pub(crate) const DATA: &str = "app.partnerdesk.desktop";

/// Where Wine's Credential Manager keeps what it is given.
const CREDENTIALS: &str = r"HKCU\Software\Wine\Credential Manager";

/// What Excel of a region expects: the separator of cells, and a number with a fraction as it is written there.
const REGIONS: [(&str, char); 3] = [("de-DE", ';'), ("en-US", ','), ("de-CH", ';')];

const VIEWS: [&str; 3] = ["cases", "clients", "earnings"];

/// One of the two computers.
struct Computer<'c> {
    name: &'static str,
    start: Box<dyn Fn() -> Command + 'c>,
    /// A file's name as its programs spell it.
    spell: fn(&Path) -> String,
    url: &'c str,
}

impl Computer<'_> {
    /// One command, what it printed, and how long it took.
    fn run(&self, args: &[&str], input: &str) -> Outcome<String> {
        let began = Instant::now();
        let mut command = (self.start)();
        command.args(["--api-url", self.url]).args(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| format!("{}: {e}", self.name))?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes()).map_err(|e| format!("{}: {e}", self.name))?;
        }
        let output = child.wait_with_output().map_err(|e| format!("{}: {e}", self.name))?;
        let (said, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        println!("  {:5} {:6.2} s  {}", self.name, began.elapsed().as_secs_f32(), args.join(" "));
        // Wine's own word about a thread that still ran while the process ended; the answer and the exit code are whole.
        let (wines, ours): (Vec<&str>, Vec<&str>) = error.lines().partition(|line| line.starts_with("wine: "));
        for line in wines {
            println!("  to be looked into: {line}");
        }
        if output.status.success() && ours.is_empty() {
            Ok(said.into_owned())
        } else {
            Err(format!("{}: `{}` ended with {}: {said}{error}", self.name, args.join(" "), output.status))
        }
    }
}

pub(crate) fn a_day(wine: &Wine) -> Outcome {
    let windows = cross::built_for_windows("debug").join("partner-desk-cli.exe");
    let desktop = Desktop::keyring()?;
    let sandbox = Sandbox::start()?;
    let files = TempFolder::new("exports")?;
    let start_linux = || {
        let mut command = process::command(process::built("partner-desk-cli"));
        desktop.surround_all(&mut command);
        command
    };
    let start_windows = || {
        let mut command = wine.command(&windows);
        wine.surround_all(&mut command);
        command
    };
    let linux = Computer {
        name: "Linux",
        start: Box::new(start_linux),
        spell: |path| path.display().to_string(),
        url: &sandbox.url,
    };
    let under_wine = Computer { name: "Wine", start: Box::new(start_windows), spell: windows_path, url: &sandbox.url };
    let both = [&linux, &under_wine];

    let partner = same(&both, &["login"], &sandbox.guid)?;
    println!("  {}", partner.trim());
    let data = wine.user()?.join("AppData/Local").join(DATA);
    let kept = wine.registry(CREDENTIALS);
    if !kept.contains(DATA) || kept.contains(sandbox.guid.trim()) {
        return Err("the log-in is not in Wine's Credential Manager, or lies there for all to read".into());
    }
    for computer in both {
        let report = computer.run(&["sync", "--json"], "")?;
        if !report.contains(r#""complete":true"#) || !report.contains(&format!(r#""cases":{CASES}"#)) {
            return Err(format!("{}: {report}", computer.name));
        }
    }
    for search in ["mül", "MUELLER gmbh", "deb 1234", "' OR 1=1 --", "🍕"] {
        for view in VIEWS {
            same_but_for_age(&both, &[view, "--search", search, "--limit", "all", "--json"])?;
        }
    }
    for view in VIEWS {
        let (region, separator) = REGIONS[0];
        exported(&both, &files, view, &["--format", "excel", "--locale", region], Some(separator))?;
    }
    for (region, separator) in REGIONS.into_iter().skip(1) {
        exported(&both, &files, "cases", &["--format", "excel", "--locale", region], Some(separator))?;
    }
    exported(&both, &files, "cases", &["--format", "plain"], None)?;
    same(&both, &["logout"], "")?;
    let left = std::fs::read_dir(&data).map(Iterator::count).unwrap_or_default();
    if left > 0 || wine.registry(CREDENTIALS).contains(DATA) {
        return Err(format!("after the log-out under Wine {left} files, or its credential, are left"));
    }
    Ok(())
}

/// The same answer from both.
fn same(both: &[&Computer<'_>; 2], args: &[&str], input: &str) -> Outcome<String> {
    let [one, other] = [both[0].run(args, input)?, both[1].run(args, input)?];
    if one == other { Ok(one) } else { Err(format!("`{}`: Linux said\n{one}\nand Wine\n{other}", args.join(" "))) }
}

/// The same rows from both, which synced at different moments.
fn same_but_for_age(both: &[&Computer<'_>; 2], args: &[&str]) -> Outcome {
    let [one, other] = [both[0].run(args, "")?, both[1].run(args, "")?];
    let rows = |text: &str| -> Outcome<(Value, Value)> {
        let answer: Value = serde_json::from_str(text).map_err(|e| format!("`{}`: {e}", args.join(" ")))?;
        let part = |name: &str| answer.get(name).cloned().unwrap_or_default();
        Ok((part("rows"), part("total")))
    };
    if rows(&one)? == rows(&other)? { Ok(()) } else { Err(format!("`{}`: the rows differ", args.join(" "))) }
}

/// The same file from both, byte for byte but for the moment of the sync, and as the profile wants it.
fn exported(both: &[&Computer<'_>; 2], files: &TempFolder, view: &str, how: &[&str], excel: Option<char>) -> Outcome {
    let mut written = Vec::new();
    for computer in both {
        let file = files.path().join(format!("{} {view}.csv", computer.name));
        let out = (computer.spell)(&file);
        computer.run(&[&["export", view, "--out", &out], how].concat(), "")?;
        written.push(dateless(&file)?);
        std::fs::remove_file(&file).map_err(|e| e.to_string())?;
    }
    let [linux, under_wine] = written.as_slice() else { return Err("two files were written".into()) };
    let what = format!("{view} {}", how.join(" "));
    if linux != under_wine {
        return Err(format!("{what}: {}", first_difference(linux, under_wine)));
    }
    let separator = excel.unwrap_or(',');
    let header = under_wine.lines().next().unwrap_or_default();
    let right = under_wine.starts_with('\u{feff}') == excel.is_some()
        && header.contains(separator)
        && under_wine.matches('\n').count() == under_wine.matches("\r\n").count();
    if right { Ok(()) } else { Err(format!("{what}: not as the profile wants it: {header}")) }
}

/// The file without the moment of the sync, which stands in the last cell of each row.
fn dateless(file: &Path) -> Outcome<String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let first = text.lines().nth(1).ok_or_else(|| format!("{}: no row", file.display()))?;
    let moment = first.rsplit([',', ';']).next().unwrap_or_default();
    if !(moment.starts_with("20") && moment.ends_with('Z')) {
        return Err(format!("{}: no moment in the last cell, but `{moment}`", file.display()));
    }
    let end = format!("{moment}\r\n");
    if text.lines().count() != text.matches(&end).count() + 1 {
        return Err(format!("{}: rows of different moments", file.display()));
    }
    Ok(text.replace(&end, "MOMENT\r\n"))
}

fn first_difference(one: &str, other: &str) -> String {
    let mut lines = one.lines().zip(other.lines());
    lines.find(|(one, other)| one != other).map_or_else(
        || format!("{} lines on Linux, {} under Wine", one.lines().count(), other.lines().count()),
        |(one, other)| format!("Linux wrote\n{one}\nand Wine\n{other}"),
    )
}

/// Where WebView2 is missing, the program says so and what helps, and ends.
pub(crate) fn without_webview(wine: &Wine) -> Outcome {
    tells_that_webview_is_missing(wine, &cross::built_for_windows("debug").join("partner-desk.exe"))
}

/// The same for a program anywhere.
pub(crate) fn tells_that_webview_is_missing(wine: &Wine, program: &Path) -> Outcome {
    /// `partner_desk::NO_WEBVIEW`.
    const CODE: i32 = 3;
    let mut app = wine.command(program);
    // A message waits for somebody to close it.
    wine.surround_all(&mut app).env("PARTNER_DESK_NO_MESSAGES", "1");
    let output = app.output().map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(CODE) && said.contains("WebView2") && said.contains("https://") {
        println!("{}", said.trim());
        Ok(())
    } else {
        Err(format!("{} ended with {}: {said}", program.display(), output.status))
    }
}

/// The stand-in for Debitura, ended when dropped.
struct Sandbox {
    url: String,
    guid: String,
    _running: Running,
}

impl Sandbox {
    fn start() -> Outcome<Self> {
        let program: PathBuf = process::built("partner-desk-sandbox");
        let mut running =
            Running::start(process::command(program).args(["--cases", CASES]).stdout(Stdio::piped()), None)?;
        let mut line = String::new();
        BufReader::new(running.stdout()?).read_line(&mut line).map_err(|e| format!("the sandbox: {e}"))?;
        let hello: Value = serde_json::from_str(&line).map_err(|_| format!("the sandbox said: {}", line.trim()))?;
        let text = |name: &str| hello.get(name).and_then(Value::as_str).map(str::to_owned);
        let (url, guid) = (text("url"), text("guid"));
        Ok(Self {
            url: url.ok_or("the sandbox named no url")?,
            guid: guid.ok_or("the sandbox named no guid")? + "\n",
            _running: running,
        })
    }
}

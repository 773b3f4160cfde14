//! `demo`: the app on made-up data, in a namespace of its own.
//!
//! Keyring items are named after API address and data folder, and both are new each time, so the demo
//! cannot meet a real log-in. At the end it logs out, which erases its items, and removes the folder.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::desktop::{self, Desktop};
use crate::process::{self, Running};
use crate::temp::TempFolder;
use crate::{Outcome, cargo, setup, start, supervise, ui};

/// The credential of the demo's partner: valid nowhere else.
const GUID: &str = "7e57ed00-de50-4c0d-9a11-0ff11ce0c0de";

struct Wishes {
    signed_out: bool,
    cases: u32,
    seed: u64,
    time: Option<Duration>,
    picture: Option<PathBuf>,
}

impl Wishes {
    fn read(args: &[String]) -> Outcome<Self> {
        let mut wishes = Self { signed_out: false, cases: 2_000, seed: 7, time: None, picture: None };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            if arg == "--signed-out" {
                wishes.signed_out = true;
                continue;
            }
            if !matches!(arg.as_str(), "--cases" | "--seed" | "--for" | "--shot") {
                return Err(format!("`demo` knows no `{arg}`."));
            }
            let value = args.next().ok_or_else(|| format!("`{arg}` needs a value."))?;
            let wrong = |_| format!("`{arg}` needs a whole number, not `{value}`.");
            match arg.as_str() {
                "--cases" => wishes.cases = value.parse().map_err(wrong)?,
                "--seed" => wishes.seed = value.parse().map_err(wrong)?,
                "--for" => wishes.time = Some(Duration::from_secs(value.parse().map_err(wrong)?)),
                _ => wishes.picture = Some(std::path::absolute(value).map_err(|e| format!("{value}: {e}"))?),
            }
        }
        Ok(wishes)
    }
}

pub(crate) fn run(args: &[String]) -> Outcome {
    let wishes = Wishes::read(args)?;
    if desktop::has_display() {
        setup::to_build()?
    } else {
        setup::to_test()?
    }
    ui::build()?;
    cargo::build_programs()?;

    let desktop = surroundings()?;
    if wishes.picture.is_some() && desktop.as_ref().is_none_or(|desktop| desktop.display().is_none()) {
        return Err(
            "`--shot` needs the demo's own screen; here is a real one. Unset DISPLAY and WAYLAND_DISPLAY.".into()
        );
    }
    // From here on Ctrl-C leads to the end of this function, not out of it.
    supervise::orderly();
    let data = TempFolder::new("demo")?;
    let sandbox = Sandbox::start(&wishes)?;
    let demo = Demo { desktop, data, url: sandbox.url.clone() };
    if wishes.signed_out {
        println!("\nThe demo's Partner GUID: {GUID}");
    } else {
        process::feed(&mut demo.cli(&["login"]), &format!("{GUID}\n"))?;
        process::run(&mut demo.cli(&["sync"]))?;
    }
    println!("\n{} made-up cases at {}.", wishes.cases, demo.url);
    if let Some(display) = demo.desktop.as_ref().and_then(Desktop::display) {
        println!(
            "No screen here, so the app opens on display {display}; a picture of it: DISPLAY={display} import -window root demo.png"
        );
    }
    println!("Close the window or press Ctrl-C to end; everything is erased then.");
    demo.open(&wishes)
}

/// A desktop for what this session lacks; none when it lacks nothing.
fn surroundings() -> Outcome<Option<Desktop>> {
    if !desktop::has_display() {
        return Desktop::screen().map(Some);
    }
    if !desktop::has_keyring() {
        println!("No Secret Service answers here, so the demo brings one of its own.");
        setup::debian(&["dbus-x11", "gnome-keyring"])?;
        return Desktop::keyring().map(Some);
    }
    Ok(None)
}

/// The stand-in for Debitura, ended when dropped.
struct Sandbox {
    url: String,
    _running: Running,
    _stdout: BufReader<ChildStdout>,
}

impl Sandbox {
    fn start(wishes: &Wishes) -> Outcome<Self> {
        let mut program = process::command(process::built("partner-desk-sandbox"));
        program.args(["--port", "0", "--guid", GUID, "--cases", &wishes.cases.to_string()]);
        program.args(["--seed", &wishes.seed.to_string()]).stdout(Stdio::piped());
        let mut running = Running::start(&mut program, None)?;
        let mut stdout = BufReader::new(running.stdout()?);
        let mut line = String::new();
        stdout.read_line(&mut line).map_err(|e| format!("the sandbox: {e}"))?;
        let hello: Value = serde_json::from_str(&line).map_err(|_| format!("the sandbox said: {}", line.trim()))?;
        let url = hello.get("url").and_then(Value::as_str).ok_or("the sandbox named no url")?.to_owned();
        Ok(Self { url, _running: running, _stdout: stdout })
    }
}

/// Where the demo lives. Dropping it logs out, before the bus, the sandbox and the folder go.
struct Demo {
    desktop: Option<Desktop>,
    data: TempFolder,
    url: String,
}

impl Demo {
    fn place(&self, command: &mut Command) {
        command.arg("--data-dir").arg(self.data.path()).args(["--api-url", &self.url]);
        match &self.desktop {
            // A screen of our own comes with a home of our own; on a real one fonts and theme are the user's.
            Some(desktop) if desktop.display().is_some() => desktop.surround_all(command),
            Some(desktop) => desktop.surround(command),
            None => {}
        }
    }

    fn cli(&self, args: &[&str]) -> Command {
        let mut cli = process::command(process::built("partner-desk-cli"));
        self.place(&mut cli);
        cli.args(args);
        cli
    }

    fn open(&self, wishes: &Wishes) -> Outcome {
        let mut program = process::command(process::built("partner-desk"));
        self.place(&mut program);
        let mut app = Running::start(&mut program, None)?;
        let outcome = start::wait(&mut app, wishes.time);
        if let (Some(file), Some(desktop)) = (&wishes.picture, &self.desktop) {
            desktop.picture(file)?;
        }
        outcome
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        /// The command line's way to say that nobody is logged in: the window's own log-out came first.
        const NOT_LOGGED_IN: i32 = 3;
        let mut logout = self.cli(&["logout"]);
        let code = logout.stdout(Stdio::null()).stderr(Stdio::null()).status().ok().and_then(|status| status.code());
        if !matches!(code, Some(0 | NOT_LOGGED_IN)) {
            eprintln!("xtask: the demo could not log out; its keyring item for {} may be left.", self.url);
        }
    }
}

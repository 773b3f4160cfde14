//! Running other programs: one that has to succeed, one that is kept running and ended with us.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::Outcome;

/// Process groups to end when the person at the terminal presses Ctrl-C.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// How long a program may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// The repository's root folder.
pub(crate) fn root() -> PathBuf {
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map(Path::to_path_buf).unwrap_or(here)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Our notes to ourselves (what was installed, what was built from which sources), below the target folder.
pub(crate) fn notes() -> Outcome<PathBuf> {
    let folder = target().join("xtask");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}

/// A program that has been built into the target folder.
pub(crate) fn built(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A command in the repository's root, with no standard input: nothing here may wait for an answer.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    // What the `cargo run` that started us says about ourselves. Build scripts look at it, and would run again each time that
    // `cargo` and `cargo xtask` take turns.
    for (name, _) in std::env::vars_os() {
        let about_us = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE"];
        if about_us.iter().any(|start| name.to_string_lossy().starts_with(start)) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs to the end and shows what it prints.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("$ {}", shown(command));
    let status = command.status().map_err(|e| format!("{}: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", shown(command))) }
}

/// Runs to the end and returns what it printed on standard output.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|e| format!("{}: {e}", shown(command)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!(
            "`{}` ended with {}: {}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        ))
    }
}

/// Runs to the end with this text on standard input.
pub(crate) fn feed(command: &mut Command, input: &str) -> Outcome {
    println!("$ {}", shown(command));
    let mut running = Running::start(command, Some(input))?;
    let status = running.child.wait().map_err(|e| format!("{}: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", shown(command))) }
}

/// Whether the program is there and answers with success.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words: Vec<_> =
        std::iter::once(command.get_program()).chain(command.get_args()).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// A program that runs beside us, in a process group of its own, and is ended when this is dropped.
pub(crate) struct Running {
    child: Child,
    name: String,
}

impl Running {
    /// Starts it; what it should read on standard input goes in with `input`.
    pub(crate) fn start(command: &mut Command, input: Option<&str>) -> Outcome<Self> {
        own_group(command);
        if input.is_some() {
            command.stdin(Stdio::piped());
        }
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command.spawn().map_err(|e| format!("{name}: {e}"))?;
        lock().push(child.id());
        let stdin = child.stdin.take();
        let running = Self { child, name };
        if let (Some(text), Some(mut stdin)) = (input, stdin) {
            stdin.write_all(text.as_bytes()).map_err(|e| format!("{}: {e}", running.name))?;
        }
        Ok(running)
    }

    /// Its standard output, when it was started with a pipe for it.
    pub(crate) fn stdout(&mut self) -> Outcome<std::process::ChildStdout> {
        self.child.stdout.take().ok_or_else(|| format!("{}: no standard output", self.name))
    }

    /// Whether it has ended, and if so, how.
    pub(crate) fn ended(&mut self) -> Outcome<Option<std::process::ExitStatus>> {
        self.child.try_wait().map_err(|e| format!("{}: {e}", self.name))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = self.child.id();
        if matches!(self.child.try_wait(), Ok(None)) {
            end_group(group, "TERM");
            let patience = Instant::now();
            while patience.elapsed() < GRACE && matches!(self.child.try_wait(), Ok(None)) {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        // Also when the program itself has ended: its own children may not have.
        end_group(group, "KILL");
        drop(self.child.kill());
        drop(self.child.wait());
        lock().retain(|running| *running != group);
    }
}

/// Kills whatever still runs: for the moment when nobody is left to do it in order.
pub(crate) fn end_all() {
    let groups = lock().clone();
    for group in groups.iter().rev() {
        end_group(*group, "KILL");
    }
}

fn lock() -> std::sync::MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Out of the terminal's foreground group, so that Ctrl-C reaches only who can clean up.
pub(crate) fn own_group(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(windows)]
    {
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        std::os::windows::process::CommandExt::creation_flags(command, CREATE_NEW_PROCESS_GROUP);
    }
}

/// Signals a process group. Through the shell's own `kill`: the standard library has none, `unsafe` is not wanted here.
pub(crate) fn end_group(group: u32, signal: &str) {
    if cfg!(windows) {
        succeeds(Command::new("taskkill").args(["/T", "/F", "/PID", &group.to_string()]));
    } else {
        succeeds(Command::new("sh").args(["-c", &format!("kill -s {signal} -- -{group}")]));
    }
}

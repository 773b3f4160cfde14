//! A desktop of our own on Linux: session bus, unlocked Secret Service and, where wanted, a screen without a monitor.
//!
//! Nothing of it has a fixed number: the X server picks its display, the bus its address. Everything it
//! writes lies in one temporary folder. `dbus-run-session` and `xvfb-run` were rejected: they hide the
//! processes, so that nobody could end them when something fails.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::process::{self, Running};
use crate::temp::TempFolder;

/// How long the Secret Service may take to appear on the bus.
const READY_TIMEOUT: Duration = Duration::from_secs(20);

/// Bus, keyring and perhaps a screen; ended when dropped.
pub(crate) struct Desktop {
    processes: Vec<Running>,
    env: Vec<(String, String)>,
    display: Option<String>,
    home: PathBuf,
    runtime: PathBuf,
    _folder: TempFolder,
}

impl Desktop {
    /// A session bus with an unlocked Secret Service.
    pub(crate) fn keyring() -> Outcome<Self> {
        let folder = TempFolder::new("desktop")?;
        let home = folder.create("home")?;
        let runtime = folder.create("run")?;
        let mut desktop =
            Self { processes: Vec::new(), env: Vec::new(), display: None, home, runtime, _folder: folder };
        desktop.start_bus()?;
        desktop.start_keyring()?;
        Ok(desktop)
    }

    /// The same with a screen of its own and a small window manager.
    pub(crate) fn screen() -> Outcome<Self> {
        let mut desktop = Self::keyring()?;
        let mut server = process::command("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]);
        let number = desktop.start_and_read_line(server.stderr(Stdio::null()))?;
        let display = format!(":{number}");
        desktop.env.push(("DISPLAY".into(), display.clone()));
        desktop.env.push(("GDK_BACKEND".into(), "x11".into()));
        desktop.env.push(("NO_AT_BRIDGE".into(), "1".into()));
        // WebKit's fast path needs a graphics card, which a virtual screen has not. Here, never in the app.
        desktop.env.push(("WEBKIT_DISABLE_DMABUF_RENDERER".into(), "1".into()));
        desktop.display = Some(display);
        let mut manager = process::command("openbox");
        desktop.surround_all(manager.stdout(Stdio::null()).stderr(Stdio::null()));
        desktop.processes.push(Running::start(&mut manager, None)?);
        Ok(desktop)
    }

    /// Gives a command this bus and screen; its home folder stays what it is.
    pub(crate) fn surround(&self, command: &mut Command) {
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        if self.display.is_some() {
            command.env_remove("WAYLAND_DISPLAY");
        }
    }

    /// Gives a command this bus and screen and the temporary home folder.
    pub(crate) fn surround_all(&self, command: &mut Command) {
        self.surround(command);
        at_home(command, &self.home);
        command.env("XDG_RUNTIME_DIR", &self.runtime);
    }

    /// The X display, when there is one.
    pub(crate) fn display(&self) -> Option<&str> {
        self.display.as_deref()
    }

    /// A picture of the whole screen.
    pub(crate) fn picture(&self, file: &Path) -> Outcome {
        let mut import = process::command("import");
        self.surround_all(import.args(["-window", "root"]).arg(file));
        process::run(&mut import)
    }

    fn start_bus(&mut self) -> Outcome {
        let mut bus = process::command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        let address = self.start_and_read_line(bus.stderr(Stdio::null()))?;
        self.env.push(("DBUS_SESSION_BUS_ADDRESS".into(), address));
        Ok(())
    }

    fn start_keyring(&mut self) -> Outcome {
        let mut keyring = process::command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--unlock", "--components=secrets"]);
        self.surround_all(keyring.stdout(Stdio::null()).stderr(Stdio::null()));
        self.processes.push(Running::start(&mut keyring, Some("for this run only"))?);
        let waiting = Instant::now();
        loop {
            // Not asked before it owns its name: the question would make the bus start a second one.
            if self.answers(name_owner_question(), "true") && self.answers(secret_service_question(), "/collection/") {
                return Ok(());
            }
            if waiting.elapsed() > READY_TIMEOUT {
                return Err("the Secret Service (gnome-keyring-daemon) did not start".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn answers(&self, mut question: Command, answer: &str) -> bool {
        self.surround_all(&mut question);
        process::output(&mut question).is_ok_and(|text| text.contains(answer))
    }

    fn start_and_read_line(&mut self, command: &mut Command) -> Outcome<String> {
        let name = command.get_program().to_string_lossy().into_owned();
        self.surround_all(command.stdout(Stdio::piped()));
        let mut running = Running::start(command, None)?;
        let mut line = String::new();
        BufReader::new(running.stdout()?).read_line(&mut line).map_err(|e| format!("{name}: {e}"))?;
        if line.trim().is_empty() {
            return Err(format!("{name} did not start"));
        }
        self.processes.push(running);
        Ok(line.trim().to_owned())
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        // Last started, first ended: clients before their servers.
        while let Some(running) = self.processes.pop() {
            drop(running);
        }
    }
}

/// Whether this session has a screen.
pub(crate) fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Whether this session has a store for secrets.
pub(crate) fn has_keyring() -> bool {
    !cfg!(target_os = "linux")
        || process::output(&mut secret_service_question()).is_ok_and(|answer| answer.contains("/collection/"))
}

/// Asks whether somebody is the Secret Service already.
fn name_owner_question() -> Command {
    let mut question = process::command("dbus-send");
    question.args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
    question.args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]).stderr(Stdio::null());
    question
}

/// Asks which collection new secrets go to.
fn secret_service_question() -> Command {
    let mut question = process::command("dbus-send");
    question.args(["--session", "--print-reply", "--reply-timeout=5000", "--dest=org.freedesktop.secrets"]);
    question.args(["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias", "string:default"]);
    question.stderr(Stdio::null());
    question
}

/// Gives a command another home folder, in every system's words.
pub(crate) fn at_home(command: &mut Command, home: &Path) {
    command.env("HOME", home).env("USERPROFILE", home);
    let places = [
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
        ("APPDATA", "AppData/Roaming"),
        ("LOCALAPPDATA", "AppData/Local"),
    ];
    command.envs(places.map(|(name, folder)| (name, home.join(folder))));
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_has_screen_and_keyring_and_leaves_nothing() -> Outcome {
        let desktop = Desktop::screen()?;
        let folder = desktop.home.parent().map(Path::to_path_buf).unwrap_or_default();
        let picture = folder.join("picture.png");
        desktop.picture(&picture)?;
        assert!(picture.is_file());

        let mut question = secret_service_question();
        desktop.surround_all(&mut question);
        assert!(process::output(&mut question)?.contains("/collection/"), "secrets have a place to go");

        drop(desktop);
        assert!(!folder.exists());
        Ok(())
    }
}

//! An installation with a synced portfolio, and its server.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use partner_desk_sandbox::{SandboxConfig, Server};
use serde_json::Value;

use crate::driver::Window;

pub(crate) struct Installed {
    data: tempfile::TempDir,
    url: String,
    /// Gone where there is to be no network.
    server: Option<Server>,
}

/// A program that was built for this.
pub(crate) fn program(name: &str) -> PathBuf {
    let variable = format!("PARTNER_DESK_{name}");
    std::env::var_os(&variable).unwrap_or_else(|| panic!("{variable} is missing: use cargo xtask bench")).into()
}

impl Installed {
    /// Logged in and synced by the command line.
    pub(crate) async fn synced(cases: usize) -> Self {
        let before = threads();
        let server = Server::start(SandboxConfig::new(cases, 1), 0).await;
        step_back(threads().difference(&before));
        let mut installed = Self { data: tempfile::tempdir().unwrap(), url: server.url(), server: None };
        let guid = server.guid().to_string();
        let mut login = installed.cli(&["login"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        login.stdin.take().unwrap().write_all(guid.as_bytes()).unwrap();
        assert!(login.wait().unwrap().success());
        println!("syncing {cases} cases at the pace that a person waits for");
        assert!(installed.cli(&["sync"]).stdout(Stdio::null()).status().unwrap().success());
        installed.server = Some(server);
        installed
    }

    /// From now on without a network.
    pub(crate) async fn unplug(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }

    pub(crate) fn server(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    fn place(&self, command: &mut Command) {
        command.arg("--data-dir").arg(self.data.path()).args(["--api-url", &self.url]);
    }

    fn cli(&self, arguments: &[&str]) -> Command {
        let mut cli = Command::new(program("CLI"));
        self.place(&mut cli);
        cli.args(arguments);
        cli
    }

    /// The program as a person starts it.
    pub(crate) fn app(&self) -> Command {
        let mut app = Command::new(program("BIN"));
        self.place(&mut app);
        app
    }

    /// The program under a driver.
    pub(crate) async fn window(&self) -> Window {
        let data = self.data.path().to_str().unwrap();
        let arguments = ["--data-dir", data, "--api-url", &self.url];
        let window = Window::open(&program("BIN"), &arguments, self.data.path(), None, None).await;
        let rows =
            "return document.visibilityState === 'visible' && document.querySelectorAll('[data-row-id]').length > 0";
        window.until("the first rows are there", rows).await;
        window
    }

    /// Bytes of memory that the program's own process holds, or has held at most.
    pub(crate) fn memory(&self, field: &str) -> u64 {
        let data = self.data.path().to_str().unwrap();
        let found =
            Command::new("pgrep").args(["-f", "--", &format!("partner-desk --data-dir {data}")]).output().unwrap();
        let process = String::from_utf8(found.stdout).unwrap().lines().next().unwrap().to_owned();
        memory_of(process.parse().unwrap(), field)
    }
}

/// The threads of this process.
fn threads() -> BTreeSet<String> {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    tasks.map(|task| task.unwrap().file_name().into_string().unwrap()).collect()
}

/// Debitura's processors are not those of the person's computer: what stands in for them takes what is left of these.
fn step_back<'t>(threads: impl Iterator<Item = &'t String>) {
    let mut renice = Command::new("renice");
    renice.args(["-n", "19", "-p"]).args(threads).stdout(Stdio::null());
    assert!(renice.status().unwrap().success());
}

/// A line of `/proc/PID/status`, in bytes.
pub(crate) fn memory_of(process: u32, field: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

impl Drop for Installed {
    fn drop(&mut self) {
        let _ = self.cli(&["logout"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

/// A program that tells when its window is shown, or when it has painted.
pub(crate) struct Started {
    pub(crate) child: Child,
    /// From before it was started until its window was painted or, where it tells no such thing, shown.
    pub(crate) took: Duration,
    /// What it told: moments since its `main` began.
    pub(crate) told: Value,
}

pub(crate) fn start(command: &mut Command) -> Started {
    let began = Instant::now();
    let mut child =
        command.env("PARTNER_DESK_TIMELINE", "1").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let told = loop {
        let line = lines.next().expect("the program says when it is shown").unwrap();
        if let Ok(told @ Value::Object(_)) = serde_json::from_str(&line) {
            break told;
        }
    };
    // What is told is over by then.
    let told_at = |what: &str| told[what].as_u64().unwrap_or(0);
    let took = began.elapsed() - Duration::from_millis(told_at("told").saturating_sub(told_at("painted")));
    // Whatever it says later has to go somewhere.
    std::thread::spawn(move || lines.for_each(drop));
    Started { child, took, told }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The real program as a process of its own, on a real keyring.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};

use partner_desk_sandbox::{SandboxConfig, Server};
use tempfile::TempDir;

use crate::keyring::{feed, session};
use crate::place::Done;
use crate::truth::{Question, View, cases, clients, earnings};

/// An installation beside a sandbox.
pub(crate) struct Installed {
    pub(crate) server: Server,
    pub(crate) folder: TempDir,
    pub(crate) runtime: tokio::runtime::Runtime,
}

impl Installed {
    pub(crate) fn new(config: SandboxConfig) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(Server::start(config, 0));
        Self { server, folder: tempfile::tempdir().unwrap(), runtime }
    }

    pub(crate) fn logged_in(config: SandboxConfig) -> Self {
        let installed = Self::new(config);
        installed.run(&["login"], &installed.server.guid().to_string()).fine();
        installed
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_partner-desk-cli"));
        command.arg("--data-dir").arg(self.folder.path());
        command.args(["--api-url", &self.server.url(), "--locale", "en"]).args(arguments);
        session().surround(&mut command);
        command
    }

    pub(crate) fn spawn(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Done {
        done(self.command(arguments), input)
    }
}

/// Runs a program to its end.
pub(crate) fn done(mut command: Command, input: &str) -> Done {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    feed(child.stdin.take(), input);
    ended(child)
}

pub(crate) fn ended(child: Child) -> Done {
    let output = child.wait_with_output().unwrap();
    let code = output.status.code().and_then(|code| u8::try_from(code).ok());
    Done {
        code: code.unwrap_or_else(|| panic!("{}", output.status)),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A core set of what the oracle asks inside this process: the process around it changes nothing.
#[test]
fn lists_what_the_sandbox_holds() {
    let installed = Installed::logged_in(SandboxConfig::new(5_000, 1));
    let report = installed.run(&["sync", "--full", "--json"], "").fine();
    let transactions = installed.server.with_state(|state| state.transactions().count());
    let clients = installed.server.with_state(|state| state.clients().count());
    let counts = format!(r#""cases":5000,"clients":{clients},"transactions":{transactions},"duration_ms":"#);
    assert!(report.contains(r#""complete":true,"requests":"#) && report.contains(&counts), "{report}");
    let views = installed
        .server
        .with_state(|state| [cases::view(state, "en"), clients::view(state, "en"), earnings::view(state, "en")]);
    for view in &views {
        for tab in view.tabs {
            ask(&installed, view, &Question { tab, ..Question::default() });
        }
        for (column, direction) in view.columns.iter().zip(["asc", "desc"].into_iter().cycle()) {
            let sort = format!("{column}:{direction}");
            ask(&installed, view, &Question { sort, limit: Some(50), offset: 20, ..Question::default() });
        }
        for search in ["mül", "MUELLER gmbh", "%", "' OR 1=1 --", "-x", "🍕"] {
            ask(&installed, view, &Question { search: search.to_owned(), ..Question::default() });
        }
    }
}

pub(crate) fn ask(installed: &Installed, view: &View, question: &Question) {
    let arguments = question.arguments(view);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    view.check(question, &installed.run(&arguments, "").fine());
}

#[test]
fn a_reader_who_has_enough_is_no_failure() {
    let installed = Installed::logged_in(SandboxConfig::new(2_000, 1));
    installed.run(&["sync"], "").fine();
    let mut child = installed.spawn(&["cases", "--limit", "all", "--json"]);
    let mut first = [0; 9];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{\"rows\":[");
    drop(out);
    let done = ended(child);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

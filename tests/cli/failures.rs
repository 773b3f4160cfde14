//! Every way in which a command can fail, each with its own sentence and exit code, as the real program says it. Nothing
//! that was there before is lost.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::thread;

use partner_desk_sandbox::{Fault, Reading, Readings, SandboxConfig};

use crate::place::Done;
use crate::real::{Installed, done};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/golden/cli-errors.txt");
const UNKNOWN_GUID: &str = "5ca1ab1e-0000-4000-8000-00000000c0de";

/// What a server can do to every request.
fn troubles() -> Vec<(&'static str, Fault)> {
    let limited = Fault::RateLimited { retry_after_s: 3_600.0, body: true, header: false, garbage: false };
    vec![
        ("a server that hangs", Fault::Hang),
        ("status 500", Fault::Status(500)),
        ("a body cut in half", Fault::CutBody),
        ("half a JSON document", Fault::InvalidJson),
        ("an empty body", Fault::EmptyBody),
        ("the page of a network's log-in", Fault::HtmlBody),
        ("a redirect to another host", Fault::Redirect("https://example.com/".to_owned())),
        ("status 401", Fault::Unauthorized),
        ("status 403", Fault::Status(403)),
        ("status 404", Fault::Status(404)),
        ("a rate limit of an hour", limited),
    ]
}

/// A failure in both of its forms.
struct Entry {
    what: String,
    done: [Done; 2],
}

/// Runs a command plainly and with --json.
fn both(what: &str, run: impl Fn(&[&str]) -> Done) -> Entry {
    Entry { what: what.to_owned(), done: [run(&[]), run(&["--json"])] }
}

const QUICK: [&str; 2] = ["--timeout-seconds", "1"];

fn small(seed: u64) -> SandboxConfig {
    SandboxConfig::new(60, seed)
}

/// A log-in against a server in trouble: nothing is kept.
fn log_in_meets(trouble: &str, fault: &Fault) -> Entry {
    let installed = Installed::new(small(1));
    let guid = installed.server.guid().to_string();
    let entry = both(&format!("login: {trouble}"), |json| {
        installed.server.faults().clear();
        installed.server.faults().add("/", fault.clone(), 100);
        installed.run(&[&["login"], json, &QUICK].concat(), &guid)
    });
    assert_eq!(installed.run(&["status"], "").code, 3, "{trouble}");
    entry
}

/// A sync against a server in trouble: what was synced before stays.
fn sync_meets(trouble: &str, fault: &Fault) -> Entry {
    let installed = Installed::logged_in(small(2));
    installed.run(&["sync"], "").fine();
    let before = installed.run(&["cases", "--json", "--limit", "all"], "").fine();
    let refused = matches!(fault, Fault::Unauthorized);
    let entry = both(&format!("sync: {trouble}"), |json| {
        if refused {
            // Refused for good: the session is locked until the credential is accepted again.
            installed.server.faults().clear();
            installed.run(&["login"], &installed.server.guid().to_string()).fine();
        }
        installed.server.faults().clear();
        installed.server.faults().add("/", fault.clone(), 500);
        installed.run(&[&["sync"], json, &QUICK].concat(), "")
    });
    installed.server.faults().clear();
    if refused {
        assert_eq!(installed.run(&["cases"], "").code, 3);
        installed.run(&["login"], &installed.server.guid().to_string()).fine();
    }
    let after = installed.run(&["cases", "--json", "--limit", "all"], "").fine();
    assert_eq!(before, after, "{trouble}");
    entry
}

/// No server at all: the port is free again.
fn no_network() -> Vec<Entry> {
    let installed = Installed::logged_in(small(3));
    installed.run(&["sync"], "").fine();
    let Installed { server, folder, runtime } = installed;
    let (url, guid) = (server.url(), server.guid().to_string());
    runtime.block_on(server.stop());
    let run = |folder: &Path, arguments: &[&str], input: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_partner-desk-cli"));
        command.arg("--data-dir").arg(folder).args(["--api-url", &url]).args(arguments);
        crate::keyring::session().surround(&mut command);
        done(command, input)
    };
    let fresh = tempfile::tempdir().unwrap();
    let entries = vec![
        both("login: no network", |json| run(fresh.path(), &[&["login"], json].concat(), &guid)),
        both("sync: no network", |json| run(folder.path(), &[&["sync"], json].concat(), "")),
        both("doctor: no network", |json| run(folder.path(), &[&["doctor"], json].concat(), "")),
    ];
    let listed = run(folder.path(), &["cases", "--limit", "all"], "").fine();
    assert!(listed.contains("60 of 60 cases, as of "), "{listed}");
    assert!(run(folder.path(), &["status"], "").fine().contains("60, as of "));
    entries
}

fn malformed_and_unknown() -> Vec<Entry> {
    let installed = Installed::logged_in(small(4));
    let log_in = |what: &str, input: &str| {
        both(&format!("login: {what}"), |json| installed.run(&[&["login"], json].concat(), input))
    };
    let entries = vec![
        log_in("nothing on standard input", ""),
        log_in("a GUID that is too short", "5ca1ab1e-0000-4000-8000-00000000c0d"),
        log_in("a GUID that was pasted twice", &UNKNOWN_GUID.repeat(2)),
        log_in("a letter that no GUID has", "5ca1ab1e-0000-4000-8000-00000000c0dx"),
        log_in("a GUID that Debitura does not know", UNKNOWN_GUID),
        both("login: an API key that Debitura does not know", |json| {
            installed.run(&[&["login", "--api-key"], json].concat(), &format!("{UNKNOWN_GUID}\nrpk_unknown\n"))
        }),
    ];
    // Nothing of it was sent on, and the session before is still in force.
    assert_eq!(installed.run(&["status"], "").code, 0);
    entries
}

/// The key belongs to another partner than the GUID.
fn other_partner() -> Entry {
    let installed =
        Installed::new(SandboxConfig { readings: Readings { q1: Reading::B, ..Readings::default() }, ..small(5) });
    let key = installed.server.key();
    both("login: the API key of another partner", |json| {
        installed.run(&[&["login", "--api-key"], json].concat(), &format!("{UNKNOWN_GUID}\n{key}\n"))
    })
}

fn partial() -> Vec<Entry> {
    let installed = Installed::logged_in(small(6));
    installed.run(&["sync"], "").fine();
    let entries = vec![
        both("sync: a list that is shorter than it says", |json| {
            installed.server.faults().clear();
            installed.server.faults().add("/cases", Fault::LyingTotal(3), 100);
            installed.run(&[&["sync"], json].concat(), "")
        }),
        both("sync: one list that fails", |json| {
            installed.server.faults().clear();
            installed.server.faults().add("/clients", Fault::Status(403), 100);
            installed.run(&[&["sync"], json].concat(), "")
        }),
    ];
    installed.server.faults().clear();
    installed.run(&["sync"], "").fine();
    entries
}

fn without_keyring() -> Vec<Entry> {
    let installed = Installed::new(small(7));
    let guid = installed.server.guid().to_string();
    let run = |arguments: &[&str], input: &str| {
        let mut command = installed.command(arguments);
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}/nobody", installed.folder.path().display()));
        done(command, input)
    };
    vec![
        both("login: no keyring", |json| run(&[&["login"], json].concat(), &guid)),
        both("cases: no keyring", |json| run(&[&["cases"], json].concat(), "")),
        both("logout: no keyring", |json| run(&[&["logout"], json].concat(), "")),
    ]
}

fn logged_out() -> Vec<Entry> {
    let installed = Installed::new(small(8));
    vec![
        both("cases: logged out", |json| installed.run(&[&["cases"], json].concat(), "")),
        both("logout: logged out", |json| installed.run(&[&["logout"], json].concat(), "")),
        both("login: a GUID on the command line", |json| installed.run(&[&["login", UNKNOWN_GUID], json].concat(), "")),
        both("cases: a tab that does not exist", |json| {
            installed.run(&[&["cases", "--tab", "open"], json].concat(), "")
        }),
    ]
}

/// The report of a sync without what differs from run to run.
fn steady(text: &str) -> String {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut steady = text.to_owned();
    for name in ["\"requests\":", "\"duration_ms\":"] {
        if let Some(at) = steady.find(name).map(|at| at + name.len()) {
            steady.replace_range(at..at + digits(&steady[at..]), "N");
        }
    }
    match steady.find(" transactions, ") {
        Some(at) => steady[..at].to_owned() + " transactions, N requests in N s.\n",
        None => steady,
    }
}

fn golden(entries: &[Entry]) -> String {
    let mut text =
        "What the command line says when something goes wrong: exit code, standard output (>), standard error.\n"
            .to_owned();
    for Entry { what, done: [plain, json] } in entries {
        assert_eq!(plain.code, json.code, "{what}");
        assert!(json.err.lines().count() == 1 && json.err.starts_with("{\"code\":"), "{what}: {}", json.err);
        for said in [plain, json] {
            assert!(!said.err.contains(UNKNOWN_GUID) && !said.err.contains("127.0.0.1"), "{what}: {}", said.err);
        }
        write!(text, "\n{what}\n  exit {}\n", plain.code).unwrap();
        for done in [plain, json] {
            steady(&done.out).lines().for_each(|line| writeln!(text, "  > {line}").unwrap());
            done.err.lines().for_each(|line| writeln!(text, "  {line}").unwrap());
        }
    }
    text
}

/// `PARTNER_DESK_UPDATE=1 cargo test -p partner-desk-cli failures` writes the file anew.
#[test]
fn every_failure_has_its_own_sentence_and_exit_code() {
    // Most of it is waiting for back-offs and time-outs: all at once.
    let entries: Vec<Entry> = thread::scope(|scope| {
        let mut running = vec![scope.spawn(malformed_and_unknown), scope.spawn(|| vec![other_partner()])];
        running.extend([
            scope.spawn(no_network),
            scope.spawn(partial),
            scope.spawn(without_keyring),
            scope.spawn(logged_out),
        ]);
        for (trouble, fault) in troubles() {
            running.push(scope.spawn(move || vec![log_in_meets(trouble, &fault), sync_meets(trouble, &fault)]));
        }
        running.into_iter().flat_map(|entries| entries.join().unwrap()).collect()
    });
    let text = golden(&entries);
    if std::env::var_os("PARTNER_DESK_UPDATE").is_some() {
        std::fs::write(GOLDEN, &text).unwrap();
    }
    let kept = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert_eq!(text, kept, "tests/golden/cli-errors.txt differs; read it before it is written anew");
}

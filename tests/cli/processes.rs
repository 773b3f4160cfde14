//! Processes that are killed, stopped, and in each other's way.

use std::process::Command;
use std::time::{Duration, Instant};

use partner_desk_sandbox::{Fault, SandboxConfig};

use crate::keyring::session;
use crate::real::{Installed, ended};

/// Waits for something that another process does.
#[track_caller]
pub(crate) fn wait_until(mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < deadline, "it did not happen within a minute");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

pub(crate) fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap();
    assert!(sent.success());
}

/// A sync that is stuck in the middle of the cases, with some of them written.
fn stuck(installed: &Installed) -> std::process::Child {
    installed.server.forget_requests();
    installed.server.faults().clear();
    installed.server.faults().add_after("/cases", 8, Fault::Hang, 100);
    let child = installed.spawn(&["sync", "--json"]);
    let asked = || installed.server.requests_by_path().get("/cases").copied().unwrap_or(0);
    wait_until(|| asked() >= 9);
    child
}

fn complete(installed: &Installed) {
    installed.server.faults().clear();
    let report = installed.run(&["sync", "--json"], "").fine();
    assert!(report.contains(r#""complete":true,"#) && report.contains(r#""cases":2000,"#), "{report}");
    assert!(installed.run(&["cases", "--limit", "0"], "").fine().starts_with("0 of 2,000 cases, as of "));
}

#[test]
fn a_sync_that_was_killed_leaves_a_cache_that_the_next_one_completes() {
    let installed = Installed::logged_in(SandboxConfig::new(2_000, 1));
    for _ in 0..3 {
        let mut child = stuck(&installed);
        signal("KILL", child.id());
        assert!(!child.wait().unwrap().success());
        // What had arrived is there, valid, and claims nothing.
        let listed = installed.run(&["cases", "--limit", "1"], "").fine();
        assert!(listed.contains(" cases, not complete yet"), "{listed}");
    }
    complete(&installed);
}

#[test]
fn a_sync_that_is_stopped_reports_what_it_did() {
    let installed = Installed::logged_in(SandboxConfig::new(2_000, 2));
    for name in ["INT", "TERM"] {
        let child = stuck(&installed);
        signal(name, child.id());
        let done = ended(child);
        assert_eq!(done.code, 6, "{done:?}");
        assert!(done.out.contains(r#""complete":false,"#), "{done:?}");
        assert!(done.err.starts_with(r#"{"code":"cancelled","message":"Stopped.""#), "{done:?}");
    }
    complete(&installed);
}

#[test]
fn two_syncs_of_one_folder_take_turns() {
    let installed = Installed::logged_in(SandboxConfig::new(2_000, 3));
    let first = stuck(&installed);
    let second = installed.run(&["sync", "--json"], "");
    assert_eq!((second.code, second.out.as_str()), (1, ""));
    assert!(second.err.starts_with(r#"{"code":"busy","message":"A sync is already running.""#), "{second:?}");
    // Everything else goes on beside it.
    assert_eq!(installed.run(&["cases", "--limit", "1"], "").code, 0);
    signal("INT", first.id());
    assert_eq!(ended(first).code, 6);
    complete(&installed);
}

#[test]
fn logging_out_leaves_no_file_and_no_keyring_item() {
    let installed = Installed::logged_in(SandboxConfig::new(2_000, 4));
    complete(&installed);
    let items = || session().items(&installed.server.url(), installed.folder.path());
    let files = || std::fs::read_dir(installed.folder.path()).unwrap().count();
    assert_eq!(items(), 1);
    assert!(files() > 0);
    assert!(installed.run(&["logout"], "").fine().starts_with("Logged out."));
    assert_eq!((items(), files()), (0, 0));
    assert_eq!(installed.run(&["cases"], "").code, 3);
}

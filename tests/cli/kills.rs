//! `kill -9`, fifty times at random moments of a sync, while Debitura changes.

use std::time::Duration;

use partner_desk_sandbox::{Mutation, SandboxConfig};

use crate::dice::Dice;
use crate::keyring::session;
use crate::processes::{signal, wait_until};
use crate::real::{Installed, ask};
use crate::truth::{Question, cases, clients, earnings};

#[test]
fn a_sync_that_is_killed_again_and_again_is_complete_and_right_in_the_end() {
    let installed = Installed::logged_in(SandboxConfig::new(1_500, 3));
    let mut dice = Dice::new(3);
    let mut killed = 0;
    for round in 0..50 {
        installed.server.forget_requests();
        let mut child = installed.spawn(&["sync", "--json"]);
        // After so many requests, and then anywhere between two instructions.
        let after = u64::try_from(dice.below(24)).unwrap();
        wait_until(|| installed.server.requests() >= after || child.try_wait().unwrap().is_some());
        std::thread::park_timeout(Duration::from_micros(dice.below(20_000) as u64));
        if child.try_wait().unwrap().is_none() {
            signal("KILL", child.id());
            killed += usize::from(!child.wait().unwrap().success());
        }
        // What is there is valid, and claims nothing that it is not.
        let listed = installed.run(&["cases", "--limit", "1"], "").fine();
        assert!(listed.contains(" cases, "), "round {round}: {listed}");
        installed.server.with_state(|state| {
            state.apply(&Mutation::TouchCases { count: 2 });
            state.apply(&Mutation::CloseCases { count: 1, close_code: None });
            state.apply(&Mutation::InsertCases { count: 1 });
            state.apply(&Mutation::InsertTransactions { count: 1 });
            if round % 5 == 0 {
                state.apply(&Mutation::RemoveCases { count: 1 });
            }
        });
    }
    assert!(killed >= 25, "only {killed} were killed before they were done");
    let sync = || installed.run(&["sync", "--full", "--json"], "").fine();
    // The first may go on where a killed one was; the second reads everything.
    sync();
    let report = sync();
    assert!(report.contains(r#""complete":true"#), "{report}");
    let views = installed
        .server
        .with_state(|state| [cases::view(state, "en"), clients::view(state, "en"), earnings::view(state, "en")]);
    let [cases, others @ ..] = &views;
    let question = Question { sort: "reference:asc".to_owned(), ..Question::default() };
    let arguments = question.arguments(cases);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let listed = without_activity(&installed.run(&arguments, "").fine());
    assert_eq!(listed, without_activity(&cases.answer(&question)));
    for view in others {
        ask(&installed, view, &Question::default());
    }
}

#[test]
fn a_log_out_that_is_killed_anywhere_is_finished_by_the_next_start() {
    let installed = Installed::new(SandboxConfig::new(60, 4));
    let guid = installed.server.guid().to_string();
    let items = || session().items(&installed.server.url(), installed.folder.path());
    let files = || {
        let names = std::fs::read_dir(installed.folder.path()).unwrap();
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    let (mut before, mut between, mut after) = (0, 0, 0);
    let mut dice = Dice::new(4);
    // As often as it takes to have met each of the three.
    for round in 0..300 {
        installed.run(&["login"], &guid).fine();
        installed.run(&["sync"], "").fine();
        assert_eq!(items(), 1);
        let mut child = installed.spawn(&["logout"]);
        // The key goes first; the rest lies close together, from the first file that goes to the last.
        if round % 3 == 0 {
            std::thread::park_timeout(Duration::from_micros(dice.below(80_000) as u64));
        } else {
            let there = files().len();
            while files().len() >= there && child.try_wait().unwrap().is_none() {}
            std::thread::park_timeout(Duration::from_micros(dice.below(200) as u64));
        }
        // At once: it is this process's own child.
        let _ = child.kill();
        child.wait().unwrap();
        if items() == 1 {
            // Nothing was done yet: then nothing is lost.
            before += 1;
            assert!(installed.run(&["cases", "--limit", "1"], "").fine().contains(" cases, as of "));
            installed.run(&["logout"], "").fine();
        } else {
            *(if files().is_empty() { &mut after } else { &mut between }) += 1;
            // The key is gone: whoever starts next finds nobody logged in, and leaves no file of the partner.
            assert_eq!(installed.run(&["cases"], "").code, 3);
        }
        let left: Vec<String> =
            files().into_iter().filter(|name| name != "settings.json" && name != "sync.lock").collect();
        assert!(left.is_empty() && items() == 0, "round {round}: {left:?}");
        if [before, between, after].iter().all(|met| *met >= 3) {
            break;
        }
    }
    assert!(before > 0 && between > 0 && after > 0, "{before} before the key went, {between} between, {after} after");
}

/// When a change was seen depends on when which process was killed.
fn without_activity(listed: &str) -> Vec<String> {
    let rows = listed.split(r#"{"id":"#).map(|row| row.split(r#","lastActivity""#).next().unwrap().to_owned());
    rows.collect()
}

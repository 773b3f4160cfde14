//! `kill -9`, fifty times at random moments of a sync, while Debitura changes.

use std::time::Duration;

use partner_desk_sandbox::{Mutation, SandboxConfig};

use crate::dice::Dice;
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

/// When a change was seen depends on when which process was killed.
fn without_activity(listed: &str) -> Vec<String> {
    let rows = listed.split(r#"{"id":"#).map(|row| row.split(r#","lastActivity""#).next().unwrap().to_owned());
    rows.collect()
}

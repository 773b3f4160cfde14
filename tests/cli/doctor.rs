//! The doctor names the reading that the sandbox was told to follow, wherever the API can show it, and nobody's name.

use partner_desk_sandbox::{Fault, InvoicingMode, Readings, SandboxConfig};
use serde_json::Value;

use crate::place::Place;

const CASES: usize = 2_000;

/// Questions that the sandbox has a switch for and that the API shows without anything happening.
const SHOWN: [&str; 19] = [
    "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11", "Q12", "Q13", "Q15", "Q18", "Q19", "Q22",
    "Q23", // Not shown, but switched all the same: it must not be guessed.
    "Q14",
];

const ALL: [&str; 23] = [
    "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11", "Q12", "Q13", "Q14", "Q15", "Q16", "Q17",
    "Q18", "Q19", "Q20", "Q21", "Q22", "Q23",
];

fn config(readings: &[String], seed: u64) -> SandboxConfig {
    // In the other mode Q7 does not arise.
    let mode = InvoicingMode::ConfirmedPipeline;
    SandboxConfig { mode, readings: Readings::parse(readings).unwrap(), ..SandboxConfig::new(CASES, seed) }
}

async fn findings(place: &Place) -> Value {
    serde_json::from_str(&place.run(&["doctor", "--json"], "").await.fine()).unwrap()
}

fn reading<'v>(answer: &'v Value, question: &str) -> &'v str {
    let findings = answer["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["question"] == question).unwrap();
    assert!(finding["because"].as_str().unwrap().ends_with('.'), "{finding}");
    finding["reading"].as_str().unwrap()
}

fn shown(question: &str, reading: &'static str) -> &'static str {
    if question == "Q14" { "cannot tell" } else { reading }
}

#[tokio::test(flavor = "multi_thread")]
async fn says_a_for_a() {
    let place = Place::new(config(&[], 1)).await;
    place.log_in().await;
    place.server.forget_requests();
    let answer = findings(&place).await;
    let questions: Vec<&str> =
        answer["findings"].as_array().unwrap().iter().map(|one| one["question"].as_str().unwrap()).collect();
    assert_eq!(questions, ALL);
    for question in SHOWN {
        assert_eq!(reading(&answer, question), shown(question, "A"), "{question}");
    }
    for question in ["Q16", "Q17", "Q20", "Q21"] {
        assert_eq!(reading(&answer, question), "cannot tell", "{question}");
    }
    assert_eq!(answer["requests"].as_u64(), Some(place.server.requests()));
    assert!(place.server.requests() < 40, "{}", place.server.requests());
}

#[tokio::test(flavor = "multi_thread")]
async fn says_b_for_b_and_a_for_the_rest() {
    for (at, switched) in SHOWN.into_iter().enumerate() {
        let place = Place::new(config(&[format!("{switched}=B")], 20 + at as u64)).await;
        place.log_in().await;
        let answer = findings(&place).await;
        for question in SHOWN {
            let expected = shown(question, if question == switched { "B" } else { "A" });
            assert_eq!(reading(&answer, question), expected, "{question} under {switched}=B: {answer:#}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn says_b_for_all_of_them_at_once() {
    let all: Vec<String> = SHOWN.iter().map(|question| format!("{question}=B")).collect();
    let place = Place::new(config(&all, 3)).await;
    place.log_in().await;
    let answer = findings(&place).await;
    for question in SHOWN {
        assert_eq!(reading(&answer, question), shown(question, "B"), "{question}: {answer:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_nothing_about_an_empty_portfolio() {
    let place = Place::new(SandboxConfig::new(0, 4)).await;
    place.log_in().await;
    let answer = findings(&place).await;
    for question in ALL {
        // The credential, the partner's own percentage and a sort of nothing can be seen without any row.
        let expected = if ["Q1", "Q3", "Q11"].contains(&question) { "A" } else { "cannot tell" };
        assert_eq!(reading(&answer, question), expected, "{question}: {answer:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_nobody() {
    let place = Place::new(config(&[], 5)).await;
    place.log_in().await;
    let plain = place.run(&["doctor"], "").await.fine();
    let json = place.run(&["doctor", "--json"], "").await.fine();
    assert!(plain.contains("Q12  A"), "{plain}");
    place.server.with_state(|state| {
        let cases = state
            .cases()
            .flat_map(|case| [case.reference.clone(), case.debtor_name.clone(), Some(case.id.to_string())]);
        let clients = state.clients().flat_map(|client| [client.company_name.clone(), client.tenant.clone()]);
        for secret in cases.chain(clients).flatten().filter(|text| text.len() > 3) {
            assert!(!plain.contains(&secret) && !json.contains(&secret), "{secret}");
        }
        assert!(!plain.contains(&state.config().guid.to_string()) && !json.contains(&state.config().guid.to_string()));
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn one_answer_that_fails_leaves_only_its_question_open() {
    let place = Place::new(config(&[], 6)).await;
    place.log_in().await;
    // The single case is asked for by Q19 alone.
    place.server.faults().add("/cases/", Fault::Status(500), 50);
    let answer = findings(&place).await;
    assert_eq!(reading(&answer, "Q19"), "cannot tell");
    assert_eq!(reading(&answer, "Q18"), "A");
    // A refused credential is everybody's trouble.
    place.server.faults().clear();
    place.server.faults().add("/", Fault::Unauthorized, 50);
    let refused = place.run(&["doctor", "--json"], "").await;
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    assert!(refused.err.starts_with(r#"{"code":"refused","#), "{}", refused.err);
}

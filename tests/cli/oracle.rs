//! Whatever the command line lists for 5,000 cases equals the sandbox's own state, row for row: every view, tab, sort, and
//! more than 50 searches; under both invoicing modes and every reading.

use desk::Desk;
use partner_desk_sandbox::{InvoicingMode, Reading, Readings, SandboxConfig, State};

use crate::place::{Place, on};
use crate::searches::searches;
use crate::truth::{Question, View, cases, clients, earnings};

const CASES: usize = 5_000;

fn views(state: &State, locale: &str) -> [View; 3] {
    [cases::view(state, locale), clients::view(state, locale), earnings::view(state, locale)]
}

async fn ask(desk: &Desk, view: &View, question: &Question) {
    let arguments = question.arguments(view);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    view.check(question, &on(desk, &arguments).await.fine());
}

/// Every tab in every order: all rows each time.
async fn every_order(desk: &Desk, view: &View) {
    for column in view.columns {
        for direction in ["", ":asc", ":desc"] {
            // A bare column is ascending: once is enough.
            if direction.is_empty() && *column != view.columns[0] {
                continue;
            }
            for tab in view.tabs {
                let sort = format!("{column}{direction}");
                ask(desk, view, &Question { tab, sort, ..Question::default() }).await;
            }
        }
    }
}

/// Every search in every tab, each time in another order.
async fn every_search(desk: &Desk, view: &View, texts: &[String]) {
    for (at, search) in texts.iter().enumerate() {
        for (turn, tab) in view.tabs.iter().enumerate() {
            let column = view.columns[(at + turn) % view.columns.len()];
            let sort = format!("{column}:{}", if at.is_multiple_of(2) { "asc" } else { "desc" });
            ask(desk, view, &Question { search: search.clone(), tab, sort, ..Question::default() }).await;
        }
    }
}

/// Every row in its tab, the first hundred rows of every order, and every search over all tabs at once, counts included.
async fn briefly(desk: &Desk, view: &View, texts: &[String]) {
    for tab in &view.tabs[1..] {
        ask(desk, view, &Question { tab, ..Question::default() }).await;
    }
    for column in view.columns {
        for direction in ["asc", "desc"] {
            let sort = format!("{column}:{direction}");
            ask(desk, view, &Question { sort, limit: Some(100), ..Question::default() }).await;
        }
    }
    for search in texts {
        ask(desk, view, &Question { search: search.clone(), limit: Some(100), ..Question::default() }).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_in_every_order_tab_and_search() {
    let place = Place::synced(SandboxConfig::new(CASES, 1)).await;
    let desk = place.open().await;
    let (view, texts) = place.server.with_state(|state| (cases::view(state, place.locale), searches(state)));
    every_order(&desk, &view).await;
    every_search(&desk, &view, &texts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_and_earnings_in_every_order_tab_and_search() {
    let place = Place::synced(SandboxConfig::new(CASES, 2)).await;
    let desk = place.open().await;
    let (views, texts) = place.server.with_state(|state| (views(state, place.locale), searches(state)));
    for view in &views[1..] {
        every_order(&desk, view).await;
        every_search(&desk, view, &texts).await;
    }
    // Windows cut the same rows out, also where they are read in several pieces.
    for (offset, limit) in [(0, 0), (0, 1), (4_999, 5), (5_000, 5), (1_234, 567), (3_990, 20), (7, 4_500), (9_999, 1)] {
        let question = Question { offset, limit: Some(limit), sort: "customer:desc".to_owned(), ..Question::default() };
        for view in &views {
            ask(&desk, view, &question).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_locale_sorts_otherwise() {
    let mut place = Place::synced(SandboxConfig::new(1_000, 3)).await;
    place.locale = "da-DK";
    let desk = place.open().await;
    let views = place.server.with_state(|state| views(state, "da-DK"));
    for view in &views {
        every_order(&desk, view).await;
    }
    let english = place.server.with_state(|state| cases::view(state, "en"));
    let by_name = Question { sort: "debtor".to_owned(), ..Question::default() };
    assert_ne!(views[0].answer(&by_name), english.answer(&by_name), "Øster comes after Zander in Danish alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_partners_mode_decides_the_stages_and_can_change() {
    let place =
        Place::synced(SandboxConfig { mode: InvoicingMode::ConfirmedPipeline, ..SandboxConfig::new(CASES, 4) }).await;
    let desk = place.open().await;
    let pipeline = place.server.with_state(|state| earnings::view(state, place.locale));
    every_order(&desk, &pipeline).await;
    place.server.with_state(|state| state.set_mode(InvoicingMode::PayWhenPaid));
    place.sync().await;
    let when_paid = place.server.with_state(|state| earnings::view(state, place.locale));
    every_order(&desk, &when_paid).await;
    let ready = Question { tab: "ready", ..Question::default() };
    assert_ne!(pipeline.answer(&ready), when_paid.answer(&ready));
}

/// Every open question with a switch, in two halves, so that two threads share the work.
const QUESTIONS: [[&str; 10]; 2] = [
    ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10"],
    ["Q11", "Q12", "Q13", "Q14", "Q15", "Q17", "Q18", "Q19", "Q22", "Q23"],
];

async fn under_readings(questions: [&str; 10]) {
    for (at, question) in questions.into_iter().enumerate() {
        let readings = Readings::parse([format!("{question}=B")]).unwrap();
        let mode = if question == "Q7" { InvoicingMode::ConfirmedPipeline } else { InvoicingMode::PayWhenPaid };
        let config = SandboxConfig { readings, mode, ..SandboxConfig::new(CASES, 10 + at as u64) };
        let place = Place::new(config).await;
        if readings.q14 == Reading::B {
            // Links that were archived long ago, with cases that stay.
            let tenants = ["tenant-00001", "tenant-00002"];
            place.server.with_state(|state| {
                tenants
                    .map(|tenant| state.apply(&partner_desk_sandbox::Mutation::ArchiveClient { tenant: tenant.into() }))
            });
        }
        place.log_in().await;
        place.sync().await;
        let desk = place.open().await;
        let (views, texts) = place.server.with_state(|state| (views(state, place.locale), searches(state)));
        for view in &views {
            briefly(&desk, view, &texts).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reading_lists_the_same_first_half() {
    under_readings(QUESTIONS[0]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reading_lists_the_same_second_half() {
    under_readings(QUESTIONS[1]).await;
}

//! `load`: how long a key press takes while a full sync runs at the pace of what nobody waits for, against the same at rest.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use desk::{Desk, Kind, Why};
use desk_core::query::{CaseQuery, Window};
use serde_json::json;

use crate::around::{Around, server, ungoverned};
use crate::queries::Words;
use crate::report::{Report, median, ms, quantile};

/// Times through the mix, at rest and under way each.
const ROUNDS: usize = 5;
/// Between two key presses.
const PAUSE: Duration = Duration::from_millis(40);

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("load", cases);
    let server = server(cases).await;
    let api = desk_api::Options { background_per_minute: 120, ..ungoverned() };
    let around = Around::synced(&server, api).await;
    around.held().await;
    let all = around.desk.cases(CaseQuery::default(), Window { offset: 0, limit: u32::MAX }).await.unwrap().rows;
    let words = Words::of(&all.into_iter().map(|row| row.case).collect::<Vec<_>>());
    let queries: Vec<CaseQuery> = words.mix(1).into_iter().map(|(_, query)| query).collect();
    // Warm: what is measured is the sync, not the first look at a page of the file.
    press(&around.desk, &queries).await;
    let (mut rest, mut busy) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        rest.extend(press(&around.desk, &queries).await);
        // A day later everything is read again, and then stopped.
        around.clock.advance(TimeDelta::hours(25));
        server.forget_requests();
        let desk = around.desk.clone();
        let pass = tokio::spawn(async move { desk.sync_because(Why::Scheduled).await });
        while server.requests() < 5 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let before = server.requests();
        busy.extend(press(&around.desk, &queries).await);
        let pages = server.requests() - before;
        around.desk.cancel_sync();
        let pass = pass.await.unwrap().unwrap();
        assert!(pass.kind == Kind::Full && pages > 0, "{pass:?} after {pages} pages");
        println!("round {}: {pages} pages arrived meanwhile", round + 1);
        // Long enough for the pace to allow as much again.
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    report.tell("key_presses", json!(busy.len()));
    report.tell("rest_p50_ms", ms(median(&rest)));
    report.tell("rest_p99_ms", ms(quantile(&rest, 0.99)));
    report.tell("busy_p50_ms", ms(median(&busy)));
    report.tell("busy_p99_ms", ms(quantile(&busy, 0.99)));
    report.at_most("ratio", quantile(&busy, 0.99).as_secs_f64() / quantile(&rest, 0.99).as_secs_f64(), 2.0);
    report
}

/// The first hundred rows and the count of every tab, question by question.
async fn press(desk: &Desk, queries: &[CaseQuery]) -> Vec<Duration> {
    let mut times = Vec::with_capacity(queries.len());
    for query in queries {
        let began = Instant::now();
        desk.cases(query.clone(), Window { offset: 0, limit: 100 }).await.unwrap();
        times.push(began.elapsed());
        tokio::time::sleep(PAUSE).await;
    }
    times
}

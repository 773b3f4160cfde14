//! `sync`: a first sync over loopback HTTP into the encrypted cache, searchable at the end, against `curl --parallel` of the
//! very same pages to nowhere with as many connections.
//!
//! Twice: with a server that takes as long for an answer as one at the other end of a network does, and with one that
//! answers at once. What a sync adds to waiting is measured by the first; the second hides nothing of what it does itself.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use desk_core::query::{CaseQuery, Window};
use partner_desk_sandbox::{Fault, Seen, Server};
use serde_json::json;

use crate::around::{Around, server, ungoverned};
use crate::report::{Report, median, ms};

const ROUNDS: usize = 5;
/// How long an answer takes. With as many connections as the sync has, this is three times as fast as Debitura lets anyone
/// ask: 2,000 requests a minute are one every 180 ms on each of six.
const ANSWER_MS: u64 = 60;
/// As many as the sync uses.
const CONNECTIONS: usize = 6;

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("sync", cases);
    let server = server(cases).await;
    // What a sync asks for is what curl is given.
    let around = Around::synced(&server, ungoverned()).await;
    let lists = pages(&server);
    drop(around);
    report.tell("requests", json!(lists.len() + 1));
    // At the pace that somebody waits for, no request less.
    report.tell("governed_s", json!((lists.len() + 1) * 60 / 1_000));
    println!("answered at once");
    let (ours, curls) = rounds(&server, &lists, cases).await;
    report.tell("at_once_sync_ms", ms(ours));
    report.tell("at_once_curl_ms", ms(curls));
    report.tell("at_once_ratio", json!(ours.as_secs_f64() / curls.as_secs_f64()));
    println!("answered after {ANSWER_MS} ms");
    answer_slowly(&server);
    let (ours, curls) = rounds(&server, &lists, cases).await;
    report.tell("sync_ms", ms(ours));
    report.tell("curl_ms", ms(curls));
    report.at_most("ratio", ours.as_secs_f64() / curls.as_secs_f64(), 1.5);
    report
}

/// From now on an answer takes its time.
pub(crate) fn answer_slowly(server: &Server) {
    server.faults().add("/", Fault::SlowMs(ANSWER_MS), u32::MAX);
}

/// The medians of ours and of curl's.
async fn rounds(server: &Server, lists: &[Seen], cases: usize) -> (Duration, Duration) {
    let (mut ours, mut curls) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        curls.push(curl(server, lists).took);
        ours.push(first_sync(server, cases).await);
        println!("round {}: {:.2?}, curl {:.2?}", round + 1, ours[round], curls[round]);
    }
    (median(&ours), median(&curls))
}

pub(crate) async fn first_sync(server: &Server, cases: usize) -> Duration {
    let around = Around::logged_in(server, ungoverned()).await;
    let began = Instant::now();
    let pass = around.desk.sync().await.unwrap();
    let query = CaseQuery { search: "mül".to_owned(), ..CaseQuery::default() };
    let found = around.desk.cases(query, Window { offset: 0, limit: 100 }).await.unwrap();
    let took = began.elapsed();
    assert!(pass.complete && found.total > 0, "{pass:?}");
    let all = around.desk.cases(CaseQuery::default(), Window { offset: 0, limit: 1 }).await.unwrap();
    assert_eq!(usize::try_from(all.total).unwrap(), cases);
    took
}

/// The pages of lists that were asked for since the last time that requests were forgotten.
pub(crate) fn pages(server: &Server) -> Vec<Seen> {
    server.seen().into_iter().filter(|seen| seen.path != "/me").collect()
}

/// What fetching everything took.
pub(crate) struct Fetched {
    pub(crate) took: Duration,
    /// Of all answers, without their heads.
    pub(crate) bytes: u64,
}

/// Fetches the pages and throws them away.
pub(crate) fn curl(server: &Server, pages: &[Seen]) -> Fetched {
    let mut config = String::new();
    for page in pages {
        let encode = |text: &str| {
            text.bytes().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "%{byte:02X}");
                out
            })
        };
        let query: Vec<String> =
            page.query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let _ = writeln!(config, "url = \"{}{}?{}\"\noutput = \"/dev/null\"", server.url(), page.path, query.join("&"));
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pages");
    std::fs::write(&file, config).unwrap();
    let mut curl = std::process::Command::new("curl");
    curl.args([
        "--silent",
        "--no-progress-meter",
        "--show-error",
        "--fail",
        "--parallel",
        "--parallel-immediate",
        "--parallel-max",
    ]);
    curl.stdout(std::process::Stdio::piped());
    curl.arg(CONNECTIONS.to_string())
        .args(["--write-out", "%{size_download}\n"])
        .args(["--header", &format!("XApiKey: {}", server.key())])
        .arg("--config")
        .arg(file);
    server.forget_requests();
    let began = Instant::now();
    let run = curl.output().unwrap();
    let took = began.elapsed();
    assert!(run.status.success());
    let bytes = String::from_utf8(run.stdout).unwrap().lines().map(|line| line.parse::<u64>().unwrap()).sum();
    assert_eq!(usize::try_from(server.requests()).unwrap(), pages.len());
    server.forget_requests();
    Fetched { took, bytes }
}

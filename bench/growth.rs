//! `growth`: what a key press, a first sync and an export take as the portfolio grows tenfold and tenfold again.

use std::time::{Duration, Instant};

use desk_core::query::{CaseColumn, CaseQuery};
use desk_core::rows::Case;
use partner_desk_sandbox::Server;
use serde_json::json;

use crate::around::{Around, server};
use crate::export::export;
use crate::queries::Words;
use crate::report::{Report, median, ms, quantile};
use crate::search::{ALL, PAGE};
use crate::sync::{answer_slowly, first_sync};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
const ROUNDS: usize = 3;

/// Beyond this a first sync takes more requests than an installation may spend in a day, and so more days than one.
const SYNCED_MAX: usize = 100_000;

/// Linear, but for what a machine is noisy.
const LINEAR: f64 = 1.25;

struct Size {
    cases: usize,
    press: Duration,
    export: Duration,
    /// Where the server answers at once, and where it takes its time.
    sync: Option<[Duration; 2]>,
}

pub(crate) async fn run(largest: usize) -> Report {
    let mut report = Report::new("growth", largest);
    let mut sizes: Vec<Size> = Vec::new();
    for cases in SIZES.into_iter().filter(|cases| *cases <= largest) {
        let size = measure(cases).await;
        report.tell(&format!("search_p99_ms {cases}"), ms(size.press));
        report.tell(&format!("export_ms {cases}"), ms(size.export));
        report.tell(&format!("sync_ms {cases}"), size.sync.map_or(json!(null), |[_, slow]| ms(slow)));
        report.tell(&format!("at_once_sync_ms {cases}"), size.sync.map_or(json!(null), |[at_once, _]| ms(at_once)));
        if let Some(smaller) = sizes.last() {
            let grown = |times: [Duration; 2], rows: [usize; 2]| {
                let rows = rows.map(|rows| f64::from(u32::try_from(rows).unwrap()));
                times[1].as_secs_f64() / times[0].as_secs_f64() / (rows[1] / rows[0])
            };
            let rows = [smaller.cases, size.cases];
            report.at_most(&format!("search per row, to {cases}"), grown([smaller.press, size.press], rows), 1.0);
            report.at_most(&format!("export per row, to {cases}"), grown([smaller.export, size.export], rows), LINEAR);
            if let (Some(before), Some(after)) = (smaller.sync, size.sync) {
                for (what, at) in [("sync per row, answered at once", 0), ("sync per row", 1)] {
                    report.at_most(&format!("{what}, to {cases}"), grown([before[at], after[at]], rows), LINEAR);
                }
            }
        }
        sizes.push(size);
    }
    report
}

async fn measure(cases: usize) -> Size {
    let sync = if cases <= SYNCED_MAX {
        let server = server(cases).await;
        let at_once = syncs(&server, cases).await;
        answer_slowly(&server);
        Some([at_once, syncs(&server, cases).await])
    } else {
        None
    };
    let around = Around::filled(cases).await;
    let all: Vec<Case> =
        around.desk.cases(CaseQuery::default(), ALL).await.unwrap().rows.into_iter().map(|row| row.case).collect();
    let words = Words::of(&all);
    drop(all);
    around.held().await;
    let mut presses = Vec::new();
    for (_, query) in words.mix(ROUNDS) {
        let began = Instant::now();
        around.desk.cases(query, PAGE).await.unwrap();
        presses.push(began.elapsed());
    }
    let folder = tempfile::tempdir().unwrap();
    let mut exports = Vec::new();
    for _ in 0..ROUNDS {
        exports.push(export(&around.desk, &folder.path().join("all.csv"), CaseColumn::LastActivity, true).await);
    }
    Size { cases, press: quantile(&presses, 0.99), export: median(&exports), sync }
}

async fn syncs(server: &Server, cases: usize) -> Duration {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(first_sync(server, cases).await);
    }
    median(&times)
}

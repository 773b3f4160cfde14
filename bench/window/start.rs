//! `start`: from the start of the process to the window that shows the first rows of the cache, without a network; against an
//! empty Tauri window of the same build settings.

use std::process::Command;
use std::time::Duration;

use serde_json::json;

use crate::installed::{Installed, program, start};
use crate::report::{Report, median, ms};

const ROUNDS: usize = 9;

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("start", cases);
    let mut installed = Installed::synced(cases).await;
    installed.unplug().await;
    let (mut ours, mut empty): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    let mut last = json!(null);
    // The first of each warms the disk's cache and is not counted.
    for round in 0..=ROUNDS {
        let theirs = start(&mut Command::new(program("EMPTY"))).took;
        let started = start(&mut installed.app());
        assert!(started.told["rows"].as_u64() < started.told["shown"].as_u64(), "shown with rows: {}", started.told);
        if round > 0 {
            ours.push(started.took);
            empty.push(theirs);
        }
        println!("round {round}: {:.0?}, empty {theirs:.0?}, {}", started.took, started.told);
        last = started.told.clone();
        drop(started);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    report.tell("timeline_ms", last);
    report.tell("start_ms", ms(median(&ours)));
    report.tell("empty_ms", ms(median(&empty)));
    report.at_most("ratio", median(&ours).as_secs_f64() / median(&empty).as_secs_f64(), 1.3);
    report
}

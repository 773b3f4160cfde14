//! `start`: from the start of the process until the first rows of the cache are painted, without a network; against an
//! empty Tauri window of the same build settings. Twice: as after a day on which the window rested on its first screen, and where
//! data came later than that, so that there is no picture of it.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::installed::{Installed, program, start};
use crate::report::{Report, median, ms};

const ROUNDS: usize = 9;

/// How long the window rests until its picture is kept for certain.
const REST: Duration = Duration::from_secs(6);

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("start", cases);
    let mut installed = Installed::synced(cases).await;
    installed.unplug().await;
    // Each ends as soon as it is shown: too soon for a picture.
    let (plain, empty, _) = measure(&installed, "without a picture").await;
    report.tell("without_picture_ms", ms(plain));
    report.tell("without_picture_ratio", json!(plain.as_secs_f64() / empty.as_secs_f64()));
    let rested = start(&mut installed.app());
    tokio::time::sleep(REST).await;
    drop(rested);
    let (ours, empty, timeline) = measure(&installed, "with a picture").await;
    report.tell("timeline_ms", timeline);
    report.tell("start_ms", ms(ours));
    report.tell("empty_ms", ms(empty));
    report.at_most("ratio", ours.as_secs_f64() / empty.as_secs_f64(), 1.3);
    report
}

/// Our median, the empty window's, and the last timeline.
async fn measure(installed: &Installed, what: &str) -> (Duration, Duration, Value) {
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
        println!("{what}, round {round}: {:.0?}, empty {theirs:.0?}, {}", started.took, started.told);
        last = started.told.clone();
        drop(started);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    (median(&ours), median(&empty), last)
}

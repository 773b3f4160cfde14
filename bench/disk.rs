//! `disk`: the cache's file against the same rows as the compact JSON in which Debitura sends them.

use std::path::Path;

use serde_json::json;

use crate::around::{Around, server, ungoverned};
use crate::report::Report;
use crate::sync::{curl, pages};

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("disk", cases);
    let server = server(cases).await;
    let around = Around::synced(&server, ungoverned()).await;
    let sent = curl(&server, &pages(&server));
    // What is in the -wal is merged on closing.
    let folder = around.close();
    let held = size(folder.path());
    report.tell("json_bytes", json!(sent.bytes));
    report.tell("cache_bytes", json!(held));
    #[expect(clippy::cast_precision_loss, reason = "a ratio")]
    report.at_most("ratio", held as f64 / sent.bytes as f64, 1.0);
    report
}

fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files
        .map(|entry| {
            let meta = entry.metadata().unwrap();
            if meta.is_dir() { size(&entry.path()) } else { meta.len() }
        })
        .sum()
}

//! One sync, from the first page to the report.

use desk::{Code, Desk, DeskError, Event, Kind, SyncReport, Why};
use serde::Serialize;

use crate::failure::Failure;
use crate::status::signed_in;
use crate::streams::Streams;
use crate::{stop, text};

#[derive(Serialize)]
struct Report {
    kind: &'static str,
    complete: bool,
    requests: u64,
    cases: u64,
    clients: u64,
    transactions: u64,
    duration_ms: u64,
}

/// A pass that ended early prints its report too: what arrived is kept.
pub(crate) async fn sync(desk: &Desk, why: Why, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    signed_in(desk)?;
    let report = run(desk, why, streams).await?;
    let duration_ms = u64::try_from(report.duration.as_millis()).unwrap_or(u64::MAX);
    if json {
        streams.json(&Report {
            kind: kind(report.kind),
            complete: report.complete,
            requests: report.requests,
            cases: report.cases,
            clients: report.clients,
            transactions: report.transactions,
            duration_ms,
        })?;
    } else {
        streams.say(&sentence(&report, duration_ms))?;
    }
    match (report.error, report.partial) {
        (Some(error), _) => Err(error.into()),
        (None, Some(partial)) => Err(Failure::Partial(partial)),
        (None, None) if report.complete => Ok(()),
        (None, None) => Err(Failure::Partial("Not everything could be read.".to_owned())),
    }
}

/// Runs until the pass ends; the first wish to stop ends it between two pages, the second one the command.
async fn run(desk: &Desk, why: Why, streams: &mut Streams<'_>) -> Result<SyncReport, DeskError> {
    let mut events = desk.events();
    let mut pass = std::pin::pin!(desk.sync_because(why));
    let mut wishes = std::pin::pin!(async {
        stop::wished().await;
        desk.cancel_sync();
        stop::wished().await;
    });
    let mut shown = false;
    let report = loop {
        tokio::select! {
            biased;
            report = &mut pass => break report,
            () = &mut wishes => return Err(stopped()),
            event = events.recv() => {
                if streams.watched && matches!(event, Ok(Event::Sync)) {
                    let line = progress(desk).await;
                    shown |= !line.is_empty();
                    streams.show(&line);
                }
            }
        }
    };
    if shown {
        streams.show("\r\u{1b}[K");
    }
    report
}

async fn progress(desk: &Desk) -> String {
    let status = desk.sync_status().await;
    let tables: Vec<String> = status
        .progress
        .iter()
        .map(|at| {
            let total = at.total.map_or_else(String::new, |total| format!(" of {}", text::count(total)));
            format!("{} {}{total}", text::count(at.done), at.table.name())
        })
        .collect();
    if tables.is_empty() { String::new() } else { format!("\r\u{1b}[K{}", tables.join(", ")) }
}

/// What was read, for scripts.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::First => "first",
        Kind::Refresh => "refresh",
        Kind::Full => "full",
        Kind::Nothing => "nothing",
    }
}

fn sentence(report: &SyncReport, duration_ms: u64) -> String {
    format!(
        "{}: {} cases, {} clients, {} transactions, {} requests in {}.{} s.\n",
        match (report.complete, report.kind) {
            (true, Kind::Refresh) => "Open and new rows are up to date",
            (true, _) => "Complete",
            (false, _) => "Not complete",
        },
        text::count(report.cases),
        text::count(report.clients),
        text::count(report.transactions),
        text::count(report.requests),
        duration_ms / 1_000,
        duration_ms % 1_000 / 100,
    )
}

fn stopped() -> DeskError {
    DeskError { code: Code::Cancelled, message: "Stopped.".to_owned(), hint: None }
}

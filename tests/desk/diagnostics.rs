//! The log and the report: useful, bounded, and without a word of what the data says.

use std::fs;

use desk::{Code, Desk, ExportJob, ExportOptions};
use desk_core::query::{CaseColumn, CaseQuery};
use partner_desk_sandbox::Fault;
use tokio_util::sync::CancellationToken;

use crate::canaries::canaries;
use crate::computer::{Computer, of, rows, search};

const DEBTOR: &str = "Kanariefugl Quetzalcoatl";
const LOG: &str = "partner-desk.log";

async fn export(desk: &Desk, path: &std::path::Path) -> Result<(), Code> {
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: vec![CaseColumn::Debtor] };
    let options = ExportOptions { path: path.to_owned(), excel: false, cancel: CancellationToken::new() };
    desk.export(job, options).await.map(drop).map_err(|error| error.code)
}

/// Everything that can go wrong, one after the other.
async fn bad_day(computer: &Computer, desk: &Desk) {
    for fault in [Fault::Status(500), Fault::Status(429), Fault::CutBody, Fault::HtmlBody, Fault::InvalidJson] {
        computer.server.faults().add("/", fault, 40);
        let _ = desk.sync().await;
        computer.server.faults().clear();
    }
    let _ = desk.log_in(of("0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b5")).await;
    let _ = desk.log_in(of("no GUID")).await;
    let outside = tempfile::tempdir().unwrap();
    export(desk, &outside.path().join(format!("{DEBTOR}.csv"))).await.unwrap();
    assert_eq!(export(desk, &outside.path().join("not there").join(format!("{DEBTOR}.csv"))).await, Err(Code::Disk));
}

#[tokio::test]
async fn the_report_tells_how_the_program_is_and_not_what_the_data_says() {
    let computer = Computer::new(150).await;
    let guid = computer.server.guid();
    let reference = computer.server.with_state(|state| {
        let mut case = state.draft_case().unwrap();
        case.debtor_name = Some(DEBTOR.to_owned());
        let id = case.id;
        state.insert_case(case);
        state.cases().find(|case| case.id == id).unwrap().reference.clone().unwrap()
    });
    let desk = computer.synced().await;
    assert_eq!(desk.cases(search("quetzal"), crate::computer::ALL).await.unwrap().rows.len(), 1);
    bad_day(&computer, &desk).await;
    desk.lock();
    let locked = desk.diagnostics("Partner Desk 9.9.9", "open 12 ms").await;
    assert!(locked.contains("Session { state: Locked }") && locked.contains("cache        NotSignedIn"), "{locked}");
    computer.log_in(&desk).await.unwrap();

    let text = desk.diagnostics("Partner Desk 9.9.9", "open 12 ms").await;
    for part in [
        "version      Partner Desk 9.9.9",
        "state        SignedIn",
        "left         14 days",
        "cases        151 rows, 0 min ago",
        "requests     ",
        "LoggedIn",
        "complete: true",
        "LogInFailed { code: MalformedGuid }",
        "failed: Some(Server)",
        "Exported { rows: 151",
        "ExportFailed { code: Disk }",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let partner = desk.session().partner_name.unwrap();
    let folder = computer.folder();
    for hidden in [&partner, &reference, "Quetzal", folder.to_str().unwrap(), "http", "127.0.0.1"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    for (what, canary) in canaries(guid, DEBTOR) {
        let there = text.as_bytes().windows(canary.len()).any(|window| window == canary);
        assert!(!there, "{what}: {text}");
    }
    // A log that could hold more than kinds and numbers would need more characters than these.
    let log = fs::read_to_string(folder.join(LOG)).unwrap();
    assert!(log.chars().all(|c| c.is_ascii_alphanumeric() || " \n:{},()-".contains(c)), "{log}");

    desk.log_out().await.unwrap();
    assert!(!folder.join(LOG).exists());
    let text = desk.diagnostics("Partner Desk 9.9.9", "open 12 ms").await;
    assert!(text.contains("state        SignedOut") && text.contains("Session { state: SignedOut }"), "{text}");
    assert!(!text.contains("Exported"), "{text}");
    let _ = desk.log_in(of("no GUID")).await;
    let text = desk.diagnostics("Partner Desk 9.9.9", "open 12 ms").await;
    assert!(text.contains("LogInFailed { code: MalformedGuid }") && !folder.join(LOG).exists(), "{text}");
}

#[tokio::test]
async fn the_log_is_bounded_and_what_was_written_before_a_crash_is_there_after_it() {
    let computer = Computer::new(5).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    let size = |name: &str| fs::metadata(computer.folder().join(name)).map_or(0, |file| file.len());
    let mut greatest = 0;
    for _ in 0..9_000 {
        let _ = desk.log_in(of("no GUID")).await;
        greatest = greatest.max(size(LOG) + size("partner-desk.old.log"));
    }
    assert!(size("partner-desk.old.log") > 100_000 && greatest < 300_000, "{greatest}");
    let next = computer.start().await;
    let text = next.diagnostics("Partner Desk", "open 12 ms").await;
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("LogInFailed")).collect();
    assert!(lines.len() > 150 && text.contains("Started { session: SignedIn, notice: None }"), "{text}");
    // Whatever lies there instead of a log is no reason to fail.
    fs::remove_file(computer.folder().join(LOG)).unwrap();
    fs::create_dir(computer.folder().join(LOG)).unwrap();
    assert!(rows(&next).await.unwrap().is_empty());
    next.lock();
    fs::remove_dir(computer.folder().join(LOG)).unwrap();
}

#[tokio::test]
async fn it_is_saved_as_it_was_shown() {
    let computer = Computer::new(1).await;
    let desk = computer.start().await;
    let outside = tempfile::tempdir().unwrap();
    let text = desk.diagnostics("Partner Desk", "open 12 ms").await;
    assert_eq!(desk.save_diagnostics(text.clone(), outside.path().join("report")).await.unwrap(), "report.txt");
    assert_eq!(fs::read_to_string(outside.path().join("report.txt")).unwrap(), text);
    let name = desk.diagnostics_name();
    assert!(name.starts_with("Partner Desk diagnostics 20") && name.ends_with(".txt"), "{name}");
    let failed = desk.save_diagnostics(text, outside.path().join("not there/report.txt")).await.unwrap_err();
    assert_eq!(failed.code, Code::Disk);
}

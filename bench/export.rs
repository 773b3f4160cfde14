//! `export`: every row of the Cases view, eight columns, filtered and in the order in which the view opens, out of the
//! encrypted cache into a CSV file; against `sqlite3 -csv` of the same columns in the same order out of a plain copy.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use desk::{CaseRow, Desk, ExportJob, ExportOptions};
use desk_core::cell::{DecimalMark, amount_text, instant_text};
use desk_core::query::{CaseColumn, CaseFilter, CaseQuery, Sort, Span, Window};
use desk_core::time::parse_instant;
use rusqlite::{Connection, params};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::around::Around;
use crate::report::{Report, median, ms};

const ROUNDS: usize = 5;
const ALL: Window = Window { offset: 0, limit: u32::MAX };
const COLUMNS: [CaseColumn; 8] = [
    CaseColumn::Reference,
    CaseColumn::Customer,
    CaseColumn::Debtor,
    CaseColumn::Amount,
    CaseColumn::Status,
    CaseColumn::CollectionPartner,
    CaseColumn::Created,
    CaseColumn::LastActivity,
];

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("export", cases);
    let around = Around::filled(cases).await;
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.db");
    copy(&around.desk, &plain).await;
    around.held().await;
    for (name, column, descending) in
        [("last activity", CaseColumn::LastActivity, true), ("customer", CaseColumn::Customer, false)]
    {
        let (mut ours, mut shells) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let theirs = folder.path().join("theirs.csv");
            shells.push(shell(&plain, &theirs, column));
            let mine = folder.path().join("ours.csv");
            ours.push(export(&around.desk, &mine, column, descending).await);
            assert_eq!(lines(&mine), lines(&theirs), "the same rows");
        }
        report.tell(&format!("export_ms by {name}"), ms(median(&ours)));
        report.tell(&format!("sqlite3_ms by {name}"), ms(median(&shells)));
        report.at_most(&format!("ratio by {name}"), median(&ours).as_secs_f64() / median(&shells).as_secs_f64(), 1.0);
    }
    report.tell("rows", json!(lines(&folder.path().join("ours.csv")) - 1));
    report
}

/// All but those of the first days.
fn since() -> desk_core::time::Instant {
    parse_instant("2022-01-01T00:00:00Z").unwrap()
}

pub(crate) async fn export(desk: &Desk, path: &Path, column: CaseColumn, descending: bool) -> Duration {
    let filter = CaseFilter { created: Span { from: Some(since()), before: None }, ..CaseFilter::default() };
    let query = CaseQuery { filter, sort: Sort { column, descending }, ..CaseQuery::default() };
    let job = ExportJob::Cases { query, columns: COLUMNS.to_vec() };
    let options = ExportOptions { path: path.to_owned(), excel: false, cancel: CancellationToken::new() };
    let began = Instant::now();
    desk.export(job, options).await.unwrap();
    began.elapsed()
}

fn lines(path: &Path) -> usize {
    let bytes = std::fs::read(path).unwrap();
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// The yardstick's file: texts as they are written, and what orders them.
async fn copy(desk: &Desk, path: &Path) {
    let mut conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
         CREATE TABLE cases (id BLOB, reference TEXT, customer TEXT, debtor TEXT, amount TEXT, currency TEXT, status TEXT,
                             partner TEXT, created TEXT, activity TEXT, created_ms INTEGER, activity_ms INTEGER);",
    )
    .unwrap();
    let rows: Vec<CaseRow> = desk.cases(CaseQuery::default(), ALL).await.unwrap().rows;
    let transaction = conn.transaction().unwrap();
    for row in &rows {
        let case = &row.case;
        let amount = case.amount.zip(case.currency.as_ref());
        let amount = amount.map(|(micros, currency)| amount_text(micros, currency, DecimalMark::Point));
        let activity = row.last_activity.map(|(at, _)| at);
        transaction
            .prepare_cached("INSERT INTO cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
            .unwrap()
            .execute(params![
                case.id.0.into_bytes(),
                case.reference,
                case.customer,
                case.debtor,
                amount,
                case.currency.as_ref().map(|currency| currency.as_str().to_owned()),
                case.lifecycle,
                case.collection_partner,
                case.created.map(instant_text),
                activity.map(instant_text),
                case.created.map(|at| at.timestamp_millis()),
                activity.map(|at| at.timestamp_millis()),
            ])
            .unwrap();
    }
    transaction.commit().unwrap();
}

fn shell(plain: &Path, into: &Path, column: CaseColumn) -> Duration {
    let order = if column == CaseColumn::LastActivity { "activity_ms DESC" } else { "customer" };
    let sql = format!(
        "SELECT reference, customer, debtor, amount, currency, status, partner, created, activity FROM cases
         WHERE created_ms >= {} ORDER BY {order}, id",
        since().timestamp_millis()
    );
    let began = Instant::now();
    let file = std::fs::File::create(into).unwrap();
    let status =
        Command::new("sqlite3").args(["-csv", "-header"]).arg(plain).arg(sql).stdout(Stdio::from(file)).status();
    let took = began.elapsed();
    assert!(status.unwrap().success());
    took
}

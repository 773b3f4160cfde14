//! What is exported is what the table shows.

use std::fs;
use std::path::Path;

use desk::{Code, Desk, DeskError, Event, ExportJob, ExportOptions, ExportedFile, case_heading};
use desk_core::cell::{DecimalMark, amount_text, decimal_text, instant_text, neutralise};
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, CaseQuery, ClientColumn, ClientQuery, EarningsColumn, EarningsQuery, Sort};
use tokio_util::sync::CancellationToken;

use crate::computer::{ALL, Computer};
use crate::spreadsheet::parse;

async fn export(desk: &Desk, job: &ExportJob, path: &Path, excel: bool) -> Result<ExportedFile, DeskError> {
    let options = ExportOptions { path: path.to_owned(), excel, cancel: CancellationToken::new() };
    desk.export(job.clone(), options).await
}

fn text(text: Option<&str>) -> String {
    text.map(|text| neutralise(text).into_owned()).unwrap_or_default()
}

#[tokio::test]
async fn cases_plain_equal_the_query() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let outside = tempfile::tempdir().unwrap();
    let columns = vec![CaseColumn::Debtor, CaseColumn::Amount, CaseColumn::Reference, CaseColumn::Remaining];
    for (nth, query) in [
        CaseQuery::default(),
        CaseQuery { tab: CaseTab::Group(CaseGroup::Pending), ..CaseQuery::default() },
        CaseQuery { search: "e".to_owned(), ..CaseQuery::default() },
        CaseQuery { sort: Sort { column: CaseColumn::Debtor, descending: false }, ..CaseQuery::default() },
        CaseQuery { search: "no such words anywhere".to_owned(), ..CaseQuery::default() },
    ]
    .into_iter()
    .enumerate()
    {
        let path = outside.path().join(format!("{nth}.csv"));
        let job = ExportJob::Cases { query: query.clone(), columns: columns.clone() };
        let file = export(&desk, &job, &path, false).await.unwrap();
        let shown = desk.cases(query, ALL).await.unwrap().rows;
        assert_eq!((file.name, file.rows), (format!("{nth}.csv"), shown.len() as u64));
        let written = parse(&fs::read_to_string(&path).unwrap(), ',');
        // The currency stands once, beside the first amount; the age last.
        assert_eq!(written[0], ["Debtor", "Invoice amount", "Currency", "Case reference", "Remaining", "As of"]);
        let as_of = instant_text(desk.sync_status().await.as_of.unwrap());
        let expected: Vec<Vec<String>> = shown
            .iter()
            .map(|row| {
                let case = &row.case;
                let amount = |micros: Option<_>| match (micros, &case.currency) {
                    (None, _) => String::new(),
                    (Some(micros), Some(currency)) => amount_text(micros, currency, DecimalMark::Point),
                    (Some(micros), None) => decimal_text(micros, DecimalMark::Point),
                };
                vec![
                    text(case.debtor.as_deref()),
                    amount(case.amount),
                    text(case.currency.as_ref().map(desk_core::money::Currency::as_str)),
                    text(case.reference.as_deref()),
                    amount(case.remaining),
                    as_of.clone(),
                ]
            })
            .collect();
        assert_eq!(written[1..], expected);
    }
}

#[tokio::test]
async fn excel_of_a_region_with_decimal_comma() {
    let computer = Computer::new(60).await;
    drop(computer.synced().await);
    let mut options = computer.options();
    options.locale = "da-DK".to_owned();
    let desk = Desk::open(options).await.unwrap();
    let outside = tempfile::tempdir().unwrap();
    let (semicolon, comma) = (outside.path().join("excel.csv"), outside.path().join("plain.csv"));
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: CaseColumn::ALL.to_vec() };
    export(&desk, &job, &semicolon, true).await.unwrap();
    export(&desk, &job, &comma, false).await.unwrap();
    let excel = fs::read_to_string(&semicolon).unwrap();
    let excel = parse(excel.strip_prefix('\u{feff}').unwrap(), ';');
    let plain = parse(&fs::read_to_string(&comma).unwrap(), ',');
    assert_eq!((excel.len(), plain.len()), (61, 61));
    let headings: Vec<&str> = CaseColumn::ALL.iter().map(|column| case_heading(*column)).collect();
    assert!(headings.iter().all(|heading| excel[0].iter().any(|cell| cell == heading)));
    let amount = excel[0].iter().position(|heading| heading == "Invoice amount").unwrap();
    for (ours, theirs) in excel.iter().zip(&plain) {
        assert_eq!(ours[amount], theirs[amount].replace('.', ","));
        assert_eq!(ours[0], theirs[0]);
    }
}

#[tokio::test]
async fn clients_and_earnings_equal_their_queries() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("clients");
    let job = ExportJob::Clients { query: ClientQuery::default(), columns: ClientColumn::ALL.to_vec() };
    let file = export(&desk, &job, &path, false).await.unwrap();
    assert_eq!(file.name, "clients.csv", "the ending is added");
    let written = parse(&fs::read_to_string(outside.path().join("clients.csv")).unwrap(), ',');
    let shown = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows;
    let names: Vec<String> = shown.iter().map(|row| text(row.client.name.as_deref())).collect();
    assert_eq!(written[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), names);
    assert!(!names.is_empty() && written[0].last().unwrap() == "As of");
    let cases = written[0].iter().position(|heading| heading == "Cases").unwrap();
    assert_eq!(written[0][cases - 1], "Open cases");
    for (cells, row) in written[1..].iter().zip(&shown) {
        let shown = [row.cases_open.to_string(), row.cases_total.to_string()];
        assert_eq!(cells[cases - 1..=cases], shown, "as the table shows them");
    }
    let links: Vec<&str> = shown.iter().filter_map(|row| row.client.onboarding_url.as_deref()).collect();
    assert!(!links.is_empty());
    let all = fs::read_to_string(outside.path().join("clients.csv")).unwrap();
    assert!(links.iter().all(|link| !all.contains(link)), "an onboarding link carries a token");

    let path = outside.path().join("earnings.csv");
    let job = ExportJob::Earnings { query: EarningsQuery::default(), columns: EarningsColumn::ALL.to_vec() };
    export(&desk, &job, &path, false).await.unwrap();
    let written = parse(&fs::read_to_string(&path).unwrap(), ',');
    let shown = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows;
    let at = |heading: &str| written[0].iter().position(|one| one == heading).unwrap();
    let (fee, estimate, currency) = (at("Fee (USD)"), at("Estimate"), at("Currency"));
    assert_eq!(estimate, fee + 1, "the mark stands beside the fee");
    assert_eq!(written.len() - 1, shown.len());
    for (cells, row) in written[1..].iter().zip(&shown) {
        assert_eq!(cells[estimate], if row.is_estimate { "yes" } else { "no" });
        assert_eq!(
            cells[fee],
            row.transaction.fee_usd.map(|fee| decimal_text(fee, DecimalMark::Point)).unwrap_or_default()
        );
        assert_eq!(
            cells[currency],
            text(row.transaction.collected_currency.as_ref().map(desk_core::money::Currency::as_str))
        );
    }
}

#[tokio::test]
async fn before_the_first_complete_sync_no_age_is_claimed() {
    let computer = Computer::new(250).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    computer.server.faults().add("/clients", partner_desk_sandbox::Fault::Hang, 99);
    let cancel = desk.clone();
    let mut events = desk.events();
    let running = tokio::spawn(async move { cancel.sync().await });
    while events.recv().await != Ok(Event::Changed(vec![desk::Table::Cases])) {}
    desk.cancel_sync();
    running.await.unwrap().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("early.csv");
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: vec![CaseColumn::Reference] };
    assert_eq!(export(&desk, &job, &path, false).await.unwrap().rows, 100);
    let written = parse(&fs::read_to_string(&path).unwrap(), ',');
    assert!(written[1..].iter().all(|row| row[1].is_empty()));
}

#[tokio::test]
async fn cancelling_leaves_no_file() {
    let computer = Computer::new(30).await;
    let desk = computer.synced().await;
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("cases.csv");
    fs::write(&path, "before").unwrap();
    let cancel = CancellationToken::new();
    cancel.cancel();
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: vec![CaseColumn::Reference] };
    let options = ExportOptions { path: path.clone(), excel: true, cancel };
    assert_eq!(desk.export(job, options).await.unwrap_err().code, Code::Cancelled);
    assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn where_no_file_can_be_it_says_so() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    let outside = tempfile::tempdir().unwrap();
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: vec![CaseColumn::Reference] };
    let error = export(&desk, &job, &outside.path().join("gone/cases.csv"), false).await.unwrap_err();
    assert_eq!(error.code, Code::Disk);
    assert!(error.message.contains("folder"));
}

#[tokio::test]
async fn progress_is_told_and_the_name_is_proposed() {
    let computer = Computer::new(2_100).await;
    let desk = computer.synced().await;
    let outside = tempfile::tempdir().unwrap();
    let mut events = desk.events();
    let job = ExportJob::Cases { query: CaseQuery::default(), columns: vec![CaseColumn::Reference] };
    export(&desk, &job, &outside.path().join("a.csv"), false).await.unwrap();
    let told: Vec<(u64, u64)> = std::iter::from_fn(|| events.try_recv().ok())
        .filter_map(|event| match event {
            Event::Exported { rows, total } => Some((rows, total)),
            _ => None,
        })
        .collect();
    assert_eq!(told, [(0, 2_100), (1_000, 2_100), (2_000, 2_100), (2_100, 2_100)]);
    let name = desk.export_name(&ExportJob::Cases {
        query: CaseQuery { tab: CaseTab::Group(CaseGroup::Pending), ..CaseQuery::default() },
        columns: Vec::new(),
    });
    assert!(
        name.contains("cases") && name.contains("pending") && name.contains("2026-06-17") && name.ends_with(".csv"),
        "{name}"
    );
}

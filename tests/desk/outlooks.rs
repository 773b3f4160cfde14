//! The column *Fee outlook*: what the page of each row says, and the same words in a table, a file and a copy.

use std::collections::{BTreeSet, HashMap};

use desk::{CaseRow, Desk, ExportJob, ExportOptions, Listing, PickedRows, RowsCopy};
use desk_core::ids::CaseId;
use desk_core::query::{CaseColumn, CaseQuery, ClientColumn, ClientQuery, Window};
use partner_desk_sandbox::{InvoicingMode, Readings, SandboxConfig};
use tokio_util::sync::CancellationToken;

use crate::computer::{ALL, Computer, rows};
use crate::spreadsheet::parse;

async fn looked_out(desk: &Desk) -> Vec<CaseRow> {
    desk.cases_with(CaseQuery::default(), ALL, true).await.unwrap().rows
}

fn text(row: &CaseRow) -> String {
    row.outlook.unwrap().text().into_owned()
}

/// Whatever the server makes of open questions: payments by reference alone, clients without a tenant id.
async fn every_row_says_what_its_page_says(config: SandboxConfig) -> BTreeSet<String> {
    let computer = Computer::of(config).await;
    let desk = computer.synced().await;
    let mut told = BTreeSet::new();
    for row in looked_out(&desk).await {
        let page = desk.case_detail(row.case.id).await.unwrap().fee;
        assert_eq!(row.outlook, Some(page.outlook()), "{:?}: {page:?}", row.case.reference);
        told.insert(text(&row));
    }
    for row in desk.clients_with(ClientQuery::default(), ALL, true).await.unwrap().rows {
        let page = desk.client_detail(row.client.key.clone()).await.unwrap().fee;
        assert_eq!(row.outlook, Some(page.outlook()), "{:?}: {page:?}", row.client.name);
    }
    told
}

#[tokio::test]
async fn the_column_says_what_the_page_says() {
    let told = every_row_says_what_its_page_says(SandboxConfig::new(500, 11)).await;
    for wanted in ["Paid", "Ready to invoice", "Not yet: nothing collected", "Cannot be told: not attributed"] {
        assert!(told.contains(wanted), "{wanted} is not among {told:?}");
    }
    let mode = InvoicingMode::ConfirmedPipeline;
    every_row_says_what_its_page_says(SandboxConfig { mode, ..SandboxConfig::new(300, 5) }).await;
}

#[tokio::test]
async fn it_says_so_too_where_rows_hang_together_by_other_ids() {
    for reading in ["Q22=B", "Q14=B"] {
        let readings = Readings::parse([reading]).unwrap();
        every_row_says_what_its_page_says(SandboxConfig { readings, ..SandboxConfig::new(300, 3) }).await;
    }
}

#[tokio::test]
async fn nothing_is_worked_out_that_nobody_asked_for() {
    let computer = Computer::new(100).await;
    let desk = computer.synced().await;
    assert!(rows(&desk).await.unwrap().iter().all(|row| row.outlook.is_none()));
    let window = Window { offset: 10, limit: 20 };
    let page = desk.cases_with(CaseQuery::default(), window, true).await.unwrap();
    assert_eq!(page.rows.len(), 20);
    assert!(page.rows.iter().all(|row| row.outlook.is_some()));
    assert!(desk.clients(ClientQuery::default(), ALL).await.unwrap().rows.iter().all(|row| row.outlook.is_none()));
}

#[tokio::test]
async fn a_file_and_a_copy_say_the_same_words() {
    // More than are gathered at once, and not a multiple of it.
    let computer = Computer::new(470).await;
    let desk = computer.synced().await;
    let shown = looked_out(&desk).await;
    let words: HashMap<CaseId, String> = shown.iter().map(|row| (row.case.id, text(row))).collect();
    let outside = tempfile::tempdir().unwrap();
    let export = async |job, name: &str| {
        let path = outside.path().join(name);
        let options = ExportOptions { path: path.clone(), excel: false, cancel: CancellationToken::new() };
        desk.export(job, options).await.unwrap();
        parse(&std::fs::read_to_string(path).unwrap(), ',')
    };
    let columns = vec![CaseColumn::FeeOutlook, CaseColumn::Reference];
    let written = export(ExportJob::Cases { query: CaseQuery::default(), columns }, "cases.csv").await;
    assert_eq!(written[0][..2], ["Fee outlook", "Case reference"]);
    let expected: Vec<String> = shown.iter().map(|row| words[&row.case.id].clone()).collect();
    assert_eq!(written[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), expected);

    let listing = Listing::Cases(CaseQuery::default());
    let columns = vec!["feeOutlook".to_owned(), "reference".to_owned()];
    let copy = RowsCopy { listing, columns, rows: PickedRows::AllBut(Vec::new()), headings: false };
    let copied = desk.copied_rows(copy).await.unwrap().text;
    let first: Vec<&str> = copied.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(first, expected);

    let query = ClientQuery::default();
    let clients = desk.clients_with(query.clone(), ALL, true).await.unwrap().rows;
    let columns = vec![ClientColumn::Customer, ClientColumn::FeeOutlook];
    let written = export(ExportJob::Clients { query, columns }, "clients.csv").await;
    let expected: Vec<String> = clients.iter().map(|row| row.outlook.unwrap().text().into_owned()).collect();
    assert_eq!(written[1..].iter().map(|row| row[1].clone()).collect::<Vec<_>>(), expected);
}

#[test]
fn no_table_is_sorted_by_it() {
    assert!("feeOutlook".parse::<desk_core::query::Sort<CaseColumn>>().is_err());
    assert!("feeOutlook:desc".parse::<desk_core::query::Sort<ClientColumn>>().is_err());
    assert!("created".parse::<desk_core::query::Sort<CaseColumn>>().is_ok());
}

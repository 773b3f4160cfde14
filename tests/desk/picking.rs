//! What is copied is what was picked, as it stands in a file.

use desk::{Code, CopiedRows, Desk, DeskError, Listing, PICKED_ROWS_MAX, PickedRows, RowsCopy};
use desk_core::cell::{DecimalMark, amount_text, decimal_text, neutralise};
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, CaseQuery, ClientQuery, EarningsQuery, Sort, Window};

use crate::computer::{ALL, Computer};

fn names(columns: &[CaseColumn]) -> Vec<String> {
    columns.iter().map(|column| column.name().to_owned()).collect()
}

async fn copy(
    desk: &Desk,
    listing: Listing,
    columns: &[&str],
    rows: PickedRows,
    headings: bool,
) -> Result<CopiedRows, DeskError> {
    let columns = columns.iter().map(|&name| name.to_owned()).collect();
    desk.copied_rows(RowsCopy { listing, columns, rows, headings }).await
}

fn cells(text: &str) -> Vec<Vec<&str>> {
    text.split('\n').map(|line| line.split('\t').collect()).collect()
}

#[tokio::test]
async fn rows_come_in_the_order_of_the_list_and_only_those_of_it() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let pending = CaseQuery {
        tab: CaseTab::Group(CaseGroup::Pending),
        sort: Sort { column: CaseColumn::Debtor, descending: true },
        ..CaseQuery::default()
    };
    let shown = desk.cases(pending.clone(), ALL).await.unwrap().rows;
    assert!(shown.len() > 5);
    let elsewhere = desk.cases(CaseQuery { tab: CaseTab::Group(CaseGroup::Active), ..CaseQuery::default() }, ALL);
    let elsewhere = elsewhere.await.unwrap().rows[0].case.id;
    // Named backwards, with one that is in another tab and one that nobody has.
    let ids: Vec<String> = [4, 2, 0]
        .map(|at: usize| shown[at].case.id.to_string())
        .into_iter()
        .chain([elsewhere.to_string(), "5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a".to_owned()])
        .collect();
    let listing = Listing::Cases(pending);
    let copied = copy(&desk, listing.clone(), &["reference", "amount"], PickedRows::Some(ids), true).await.unwrap();
    let expected: Vec<String> = [0, 2, 4]
        .map(|at: usize| {
            let case = &shown[at].case;
            let currency = case.currency.clone().unwrap();
            let amount = amount_text(case.amount.unwrap(), &currency, DecimalMark::Point);
            format!("{}\t{amount}\t{}", neutralise(case.reference.as_deref().unwrap()), currency.as_str())
        })
        .to_vec();
    assert_eq!(copied.rows, 3);
    assert_eq!(copied.text, format!("Case reference\tInvoice amount\tCurrency\n{}", expected.join("\n")));
    // All but some, and no headings.
    let but = shown.iter().skip(2).map(|row| row.case.id.to_string()).collect();
    let copied = copy(&desk, listing, &["reference"], PickedRows::AllBut(but), false).await.unwrap();
    let references: Vec<_> = shown.iter().take(2).map(|row| row.case.reference.clone().unwrap()).collect();
    assert_eq!(copied, CopiedRows { text: references.join("\n"), rows: 2 });
}

#[tokio::test]
async fn a_cell_is_its_words_and_an_estimate_is_called_so() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let case = desk.cases(CaseQuery::default(), ALL).await.unwrap().rows.remove(0).case;
    let id = PickedRows::Some(vec![case.id.to_string()]);
    let listing = Listing::Cases(CaseQuery::default());
    let cell = copy(&desk, listing.clone(), &["amount"], id.clone(), false).await.unwrap();
    let currency = case.currency.unwrap();
    let amount = amount_text(case.amount.unwrap(), &currency, DecimalMark::Point);
    assert_eq!(cell.text, format!("{amount} {}", currency.as_str()));
    let table = copy(&desk, listing, &["amount"], id, true).await.unwrap();
    assert_eq!(table.text, format!("Invoice amount\tCurrency\n{amount}\t{}", currency.as_str()));

    let rows = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows;
    let all = copy(&desk, Listing::Earnings(EarningsQuery::default()), &["fee"], PickedRows::AllBut(Vec::new()), true);
    let all = all.await.unwrap();
    let lines = cells(&all.text);
    assert_eq!(lines[0], ["Fee (USD)", "Estimate"]);
    assert_eq!(lines.len() - 1, rows.len());
    for (cells, row) in lines[1..].iter().zip(&rows) {
        let fee = row.transaction.fee_usd.map(|fee| decimal_text(fee, DecimalMark::Point)).unwrap_or_default();
        assert_eq!(cells, &[fee.as_str(), if row.is_estimate { "estimate" } else { "" }]);
    }
    let estimate = rows.iter().find(|row| row.is_estimate && row.transaction.fee_usd.is_some()).unwrap();
    let id = PickedRows::Some(vec![estimate.transaction.id.to_string()]);
    let cell = copy(&desk, Listing::Earnings(EarningsQuery::default()), &["fee"], id, false).await.unwrap();
    assert!(cell.text.ends_with(" estimate"), "{}", cell.text);
}

#[tokio::test]
async fn names_neither_run_nor_break_a_line_and_links_are_in_no_copy() {
    let computer = Computer::new(120).await;
    computer.server.with_state(|state| {
        let ids: Vec<_> = state.cases().map(|case| case.id).take(3).collect();
        for (id, name) in
            ids.into_iter().zip(["=cmd|'/c calc'!A1", "One\tTwo\r\nThree\u{2028}Four", "\"Quoted\" \tGmbH"])
        {
            assert!(state.update_case(id, |case| case.debtor_name = Some(name.to_owned())));
        }
    });
    let desk = computer.synced().await;
    let listing = Listing::Cases(CaseQuery::default());
    let copied = copy(&desk, listing, &["debtor", "reference"], PickedRows::AllBut(Vec::new()), false).await.unwrap();
    let lines = cells(&copied.text);
    assert_eq!(lines.len(), 120);
    assert!(lines.iter().all(|line| line.len() == 2), "every line has its two cells");
    for expected in ["'=cmd|'/c calc'!A1", "One Two  Three Four", "\"\"\"Quoted\"\"  GmbH\""] {
        assert!(lines.iter().any(|line| line[0] == expected), "{expected}");
    }
    let clients = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows;
    let columns: Vec<&str> = desk_core::query::ClientColumn::ALL.iter().map(|column| column.name()).collect();
    let all = PickedRows::AllBut(Vec::new());
    let copied = copy(&desk, Listing::Clients(ClientQuery::default()), &columns, all, true).await.unwrap();
    assert_eq!(copied.rows, clients.len());
    let mut links = clients.iter().filter_map(|row| row.client.onboarding_url.as_deref()).peekable();
    assert!(links.peek().is_some() && links.all(|link| !copied.text.contains(link)));
}

#[tokio::test]
async fn what_cannot_be_copied_is_said() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let listing = Listing::Cases(CaseQuery::default());
    let all = PickedRows::AllBut(Vec::new());
    for columns in [&[][..], &["password"], &["debtor", "debtor"], &["email"]] {
        let error = copy(&desk, listing.clone(), columns, all.clone(), true).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidRequest);
    }
    for (ids, says) in [
        (vec!["x".to_owned()], "no such row"),
        (vec!["5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a".to_owned()], "no longer"),
        (vec!["5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a".to_owned(); PICKED_ROWS_MAX + 1], "10,000"),
        (Vec::new(), "no longer"),
    ] {
        let error = copy(&desk, listing.clone(), &["debtor"], PickedRows::Some(ids), true).await.unwrap_err();
        assert!(error.message.contains(says), "{}", error.message);
    }
    let window = Window { offset: 0, limit: 10_001 };
    assert_eq!(desk.row_ids(listing.clone(), window).await.unwrap_err(), DeskError::too_many_rows());
    desk.log_out().await.unwrap();
    let error =
        desk.copied_rows(RowsCopy { listing, columns: names(&[CaseColumn::Debtor]), rows: all, headings: true });
    assert_eq!(error.await.unwrap_err().code, Code::NotSignedIn);
}

#[tokio::test]
async fn more_rows_than_fit_are_refused_and_counted_by_nobody() {
    let computer = Computer::new(PICKED_ROWS_MAX + 1).await;
    let desk = computer.synced().await;
    let listing = Listing::Cases(CaseQuery::default());
    let error = copy(&desk, listing.clone(), &["reference"], PickedRows::AllBut(Vec::new()), true).await.unwrap_err();
    assert_eq!(error, DeskError::too_many_rows());
    let one = desk.row_ids(listing.clone(), Window { offset: 0, limit: 1 }).await.unwrap();
    let copied = copy(&desk, listing, &["reference"], PickedRows::AllBut(one), false).await.unwrap();
    assert_eq!((copied.rows, copied.text.lines().count()), (PICKED_ROWS_MAX, PICKED_ROWS_MAX));
}

#[tokio::test]
async fn ids_are_those_of_the_list_from_a_place_on() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let window = Window { offset: 5, limit: 40 };
    let query = CaseQuery { search: "e".to_owned(), ..CaseQuery::default() };
    let rows = desk.cases(query.clone(), window).await.unwrap().rows;
    let ids: Vec<String> = rows.iter().map(|row| row.case.id.to_string()).collect();
    assert_eq!(desk.row_ids(Listing::Cases(query), window).await.unwrap(), ids);
    let rows = desk.earnings(EarningsQuery::default(), window).await.unwrap().page.rows;
    let ids: Vec<String> = rows.iter().map(|row| row.transaction.id.to_string()).collect();
    assert_eq!(desk.row_ids(Listing::Earnings(EarningsQuery::default()), window).await.unwrap(), ids);
    let window = Window { offset: 1, limit: 3 };
    let rows = desk.clients(ClientQuery::default(), window).await.unwrap().rows;
    let ids: Vec<String> = rows.iter().map(|row| row.client.key.as_str().to_owned()).collect();
    assert_eq!(desk.row_ids(Listing::Clients(ClientQuery::default()), window).await.unwrap(), ids);
    let far = Window { offset: u64::MAX, limit: 10_000 };
    assert_eq!(desk.row_ids(Listing::Cases(CaseQuery::default()), far).await.unwrap(), Vec::<String>::new());
}

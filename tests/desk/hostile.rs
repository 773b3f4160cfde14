//! Rows that nobody would make up, from the wire to the search, the order, the file and the clipboard: shown as what they
//! are, and nothing more.

use desk::{Desk, ExportJob, ExportOptions};
use desk_core::cell::neutralise;
use desk_core::ids::CaseId;
use desk_core::query::{CaseColumn, CaseQuery, Sort};
use partner_desk_sandbox::CaseRow;
use tokio_util::sync::CancellationToken;

use crate::computer::{ALL, Computer, rows, search};

const MARKUP: &str = "<img src=x onerror=alert(1)>";
const FORMULA: &str = "=HYPERLINK(\"http://x\")";
const RIGHT_TO_LEFT: &str = "شركة النور للتجارة";
const EMOJI: &str = "🦊 Fuchs & Söhne 🧾";
const UNKNOWN: &str = "Teleported To Mars";

/// A name that no screen holds.
fn endless() -> String {
    "Überlänge ".repeat(1_000)
}

/// Amounts in millionths with their currency: one without decimals, one with three, huge and negative ones.
const AMOUNTS: [(i64, &str, &str); 6] = [
    (1_234_567_000_000, "JPY", "1234567"),
    (12_345_000, "KWD", "12.345"),
    (-99_990_000, "USD", "-99.99"),
    (9_223_372_036_854_775_807, "USD", "9223372036854.775807"),
    (-9_223_372_036_854_775_807, "EUR", "-9223372036854.775807"),
    (0, "USD", "0.00"),
];

/// What is made strange about a case.
type Change = Box<dyn Fn(&mut CaseRow) + Send>;

/// A synced desk whose first cases were made strange, in the order of the changes.
async fn strange(changes: Vec<Change>) -> (Computer, Desk, Vec<CaseId>) {
    let computer = Computer::new(120).await;
    let ids = computer.server.with_state(|state| {
        let ids: Vec<_> = state
            .cases()
            .filter(|case| state.client(case.creditor_id).is_some_and(|client| !client.archived))
            .map(|case| case.id)
            .take(changes.len())
            .collect();
        for (id, change) in ids.iter().zip(&changes) {
            assert!(state.update_case(*id, change));
        }
        ids.into_iter().map(CaseId).collect()
    });
    let desk = computer.synced().await;
    (computer, desk, ids)
}

async fn export(desk: &Desk, query: CaseQuery, columns: Vec<CaseColumn>) -> String {
    let outside = tempfile::tempdir().unwrap();
    let path = outside.path().join("cases.csv");
    let options = ExportOptions { path: path.clone(), excel: false, cancel: CancellationToken::new() };
    desk.export(ExportJob::Cases { query, columns }, options).await.unwrap();
    std::fs::read_to_string(path).unwrap()
}

#[tokio::test]
async fn names_stay_text_and_are_found_exported_and_copied() {
    let names = [MARKUP.to_owned(), FORMULA.to_owned(), RIGHT_TO_LEFT.to_owned(), EMOJI.to_owned(), endless()];
    let change = |name: String| -> Change { Box::new(move |case| case.debtor_name = Some(name.clone())) };
    let (_computer, desk, ids) = strange(names.iter().cloned().map(change).collect()).await;
    for (name, words) in names.iter().zip(["<img src=x onerror", "=hyperlink", "شركة النور", "🦊 fuchs", "uberlange"])
    {
        let found = desk.cases(search(words), ALL).await.unwrap().rows;
        let found = found.iter().find(|row| row.case.debtor.as_deref() == Some(name.as_str())).unwrap();
        let file = export(&desk, search(words), vec![CaseColumn::Debtor]).await;
        let cell = neutralise(name).replace('"', "\"\"");
        assert!(file.contains(&cell), "{words}: all of it, and no formula");
        let summary = desk.case_summary(found.case.id).await.unwrap();
        let start: String = name.chars().take(12).collect();
        assert!(summary.contains(&start), "{words}");
    }
    assert!(neutralise(FORMULA).starts_with('\''));
    for descending in [false, true] {
        let query = CaseQuery { sort: Sort { column: CaseColumn::Debtor, descending }, ..CaseQuery::default() };
        let sorted = desk.cases(query, ALL).await.unwrap().rows;
        assert_eq!(sorted.len(), rows(&desk).await.unwrap().len());
        assert!(ids.iter().all(|id| sorted.iter().any(|row| row.case.id == *id)));
    }
}

#[tokio::test]
async fn amounts_keep_every_digit_in_the_list_the_file_and_the_mail() {
    let change = |(micros, currency, _): (i64, &'static str, &str)| -> Change {
        Box::new(move |case| {
            (case.gross_amount, case.remainder, case.currency) = (micros, micros, Some(currency.into()));
        })
    };
    let (_computer, desk, ids) = strange(AMOUNTS.map(change).into()).await;
    let file = export(&desk, CaseQuery::default(), vec![CaseColumn::Reference, CaseColumn::Amount]).await;
    for (id, (micros, currency, text)) in ids.iter().zip(AMOUNTS) {
        let detail = desk.case_detail(*id).await.unwrap();
        assert_eq!(detail.row.case.amount.map(|amount| amount.0), Some(micros));
        assert!(file.contains(&format!(",{text},{currency},")), "{text}");
        let summary = desk.case_summary(*id).await.unwrap();
        let digits = summary.replace(',', "");
        assert!(digits.contains(&format!("Claim: {text} {currency}\n")), "{summary}");
    }
    let query = CaseQuery { sort: Sort { column: CaseColumn::Amount, descending: true }, ..CaseQuery::default() };
    let sorted = desk.cases(query, ALL).await.unwrap().rows;
    assert_eq!((sorted[0].case.id, sorted.last().unwrap().case.id), (ids[3], ids[4]));
}

#[tokio::test]
async fn a_case_of_which_nothing_is_known_is_listed_and_opens() {
    let nothing = |case: &mut CaseRow| {
        (case.reference, case.creditor_reference, case.debtor_name) = (None, None, None);
        (case.country, case.currency, case.lifecycle, case.close_code) = (None, None, None, None);
        (case.phase, case.validation, case.collection_partner, case.expected_rate) = (None, None, None, None);
        (case.date_collection_started, case.date_finished) = (None, None);
        case.client_hidden = true;
    };
    let unknown = |case: &mut CaseRow| {
        case.lifecycle = Some(UNKNOWN.into());
        case.close_code = Some("Beamed up".into());
        case.phase = Some("Hyperspace".into());
    };
    let (_computer, desk, ids) = strange(vec![Box::new(nothing), Box::new(unknown)]).await;
    let blank = desk.case_detail(ids[0]).await.unwrap();
    assert_eq!((blank.row.case.reference.as_deref(), blank.row.case.lifecycle.as_deref()), (None, None));
    assert_eq!(blank.client, None);
    assert!(desk.case_summary(ids[0]).await.unwrap().contains("As of "));
    desk.refresh_case(ids[0]).await.unwrap();
    let strange = desk.case_detail(ids[1]).await.unwrap().row.case;
    assert_eq!(strange.lifecycle.as_deref(), Some(UNKNOWN));
    let summary = desk.case_summary(ids[1]).await.unwrap();
    assert!(summary.contains(&format!("Status: {UNKNOWN} (Beamed up)")), "{summary}");
    let file = export(&desk, CaseQuery::default(), CaseColumn::ALL.to_vec()).await;
    assert!(file.contains(UNKNOWN) && file.contains("Hyperspace"));
    for column in CaseColumn::ALL {
        let query = CaseQuery { sort: Sort { column: *column, descending: true }, ..CaseQuery::default() };
        assert_eq!(desk.cases(query, ALL).await.unwrap().rows.len(), rows(&desk).await.unwrap().len());
    }
}

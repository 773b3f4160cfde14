//! Cells on the clipboard: they come out of it as they went in, and nothing of them runs.

use desk_core::cell::{DecimalMark, neutralise};
use desk_core::money::{Currency, Micros};
use desk_export::{Cell, clip_text, tsv_line};
use proptest::prelude::*;

/// A line as a spreadsheet takes it apart: a cell that begins with a quotation mark ends with the next single one.
fn pasted(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    let mut begins = true;
    while let Some(c) = rest.next() {
        let cell = cells.last_mut().unwrap();
        match c {
            '"' if begins => quoted = true,
            '"' if quoted && rest.peek() == Some(&'"') => cell.push(rest.next().unwrap()),
            '"' if quoted => quoted = false,
            '\t' if !quoted => {
                cells.push(String::new());
                begins = true;
                continue;
            }
            c => cell.push(c),
        }
        begins = false;
    }
    assert!(!quoted, "{line}");
    cells
}

#[test]
fn numbers_are_plain_with_the_mark_of_the_region() {
    let currency = Currency::usd();
    let cells = [
        Cell::amount(Some(Micros(-1_234_500_000)), Some(&currency)),
        Cell::text(Some("USD")),
        Cell::number(None),
        Cell::Count(7),
    ];
    assert_eq!(tsv_line(&cells, DecimalMark::Comma), "-1234,50\tUSD\t\t7");
    assert_eq!(tsv_line(&cells, DecimalMark::Point), "-1234.50\tUSD\t\t7");
}

#[test]
fn one_cell_alone_is_not_quoted() {
    let cell = Cell::text(Some("\"Zum Löwen\"\nGmbH"));
    assert_eq!(clip_text(&cell, DecimalMark::Point), "\"Zum Löwen\" GmbH");
    assert_eq!(tsv_line(&[cell], DecimalMark::Point), "\"\"\"Zum Löwen\"\" GmbH\"");
}

proptest! {
    #[test]
    fn whatever_a_name_holds_it_stays_in_its_cell(names in prop::collection::vec("[\\PC\t\r\n\"=+@\u{2028}\u{85}-]{0,12}", 1..5)) {
        let cells: Vec<Cell<'_>> = names.iter().map(|name| Cell::text(Some(name))).collect();
        let line = tsv_line(&cells, DecimalMark::Point);
        let ends = |c| matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let cut = line.contains(|c| c != '\t' && ends(c));
        prop_assert!(!cut);
        let expected: Vec<String> = names.iter().map(|name| neutralise(name).replace(ends, " ")).collect();
        prop_assert_eq!(pasted(&line), expected);
    }
}

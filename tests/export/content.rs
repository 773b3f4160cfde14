//! What stands in a file, byte by byte.

use std::fs;
use std::path::Path;

use desk_core::cell::{DecimalMark, neutralise};
use desk_core::money::{Currency, Micros};
use desk_core::time::{parse_civil_date, parse_instant};
use desk_export::{Cell, CsvFile, Profile};
use proptest::prelude::*;

use crate::PutRows as _;

const DANISH: Profile = Profile::Excel { separator: b';', mark: DecimalMark::Comma };

fn write(path: &Path, profile: Profile, header: &[&str], rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    let mut file = CsvFile::create(path, profile, header).unwrap();
    file.rows((0..).zip(rows.iter().cloned())).unwrap();
    assert_eq!(file.rows_written(), rows.len() as u64);
    assert_eq!(file.finish(), Ok(rows.len() as u64));
    fs::read(path).unwrap()
}

fn written(profile: Profile, header: &[&str], rows: &[Vec<Cell<'_>>]) -> String {
    let folder = tempfile::tempdir().unwrap();
    String::from_utf8(write(&folder.path().join("a.csv"), profile, header, rows)).unwrap()
}

fn one_of_each(currency: &Currency) -> Vec<Cell<'_>> {
    vec![
        Cell::text(Some("Müller; \"Søn\", A/S")),
        Cell::text(None),
        Cell::Amount { micros: Micros(-12_500_000), currency: Some(currency) },
        Cell::text(Some(currency.as_str())),
        Cell::number(Some(Micros(12_500_000))),
        Cell::Count(-3),
        Cell::instant(parse_instant("2026-05-11T08:42:17.9")),
        Cell::date(parse_civil_date("2026-05-11")),
        Cell::Bool(true),
        Cell::Bool(false),
        Cell::Empty,
    ]
}

const HEADER: [&str; 11] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];

#[test]
fn excel_in_denmark() {
    assert_eq!(
        written(DANISH, &HEADER, &[one_of_each(&Currency::usd())]),
        "\u{feff}a;b;c;d;e;f;g;h;i;j;k\r\n\
         \"Müller; \"\"Søn\"\", A/S\";;-12,50;USD;12,5;-3;2026-05-11T08:42:17Z;2026-05-11;yes;no;\r\n"
    );
}

#[test]
fn plain() {
    assert_eq!(
        written(Profile::Plain, &HEADER, &[one_of_each(&Currency::usd())]),
        "a,b,c,d,e,f,g,h,i,j,k\r\n\
         \"Müller; \"\"Søn\"\", A/S\",,-12.50,USD,12.5,-3,2026-05-11T08:42:17Z,2026-05-11,yes,no,\r\n"
    );
}

#[test]
fn a_header_alone_is_a_file() {
    assert_eq!(written(DANISH, &["Case reference", "Customer"], &[]), "\u{feff}Case reference;Customer\r\n");
}

#[test]
fn texts_are_disarmed_and_numbers_are_not() {
    let rows = [vec![Cell::text(Some("=1+1")), Cell::text(Some("-12.50")), Cell::number(Some(Micros(-12_500_000)))]];
    assert_eq!(written(Profile::Plain, &["=a", "b", "c"], &rows), "'=a,b,c\r\n'=1+1,'-12.50,-12.5\r\n");
}

#[test]
fn missing_values_are_empty_cells() {
    let cells =
        vec![Cell::text(None), Cell::amount(None, None), Cell::number(None), Cell::instant(None), Cell::date(None)];
    assert_eq!(written(Profile::Plain, &["a", "b", "c", "d", "e"], &[cells]), "a,b,c,d,e\r\n,,,,\r\n");
}

#[test]
fn amounts_without_a_currency_keep_their_digits() {
    let (dollars, yen) = (Currency::usd(), Currency::new("JPY").unwrap());
    let rows =
        [vec![Cell::amount(Some(Micros(1_000_000)), None), Cell::amount(Some(Micros(1_234_567)), Some(&dollars))]];
    assert_eq!(written(Profile::Plain, &["a", "b"], &rows), "a,b\r\n1,1.234567\r\n");
    let rows = [vec![Cell::amount(Some(Micros(1_000_000)), Some(&yen)), Cell::Empty]];
    assert_eq!(written(Profile::Plain, &["a", "b"], &rows), "a,b\r\n1,\r\n");
}

proptest! {
    #[test]
    fn every_text_reads_back(
        texts in prop::collection::vec(prop_oneof!["[=+@;,\"'\r\n\t a-]{0,6}", any::<String>()], 1..8),
        excel: bool,
        micros in -i64::MAX..=i64::MAX,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let profile = if excel { DANISH } else { Profile::Plain };
        let rows: Vec<_> = texts.iter().map(|text| vec![Cell::text(Some(text)), Cell::number(Some(Micros(micros)))]).collect();
        let bytes = write(&folder.path().join("a.csv"), profile, &["text", "number"], &rows);
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        prop_assert_eq!(body.len() != bytes.len(), excel);
        prop_assert!(body.ends_with(b"\r\n"));
        let mut reader = csv::ReaderBuilder::new().delimiter(profile.separator()).from_reader(body);
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(read.len(), texts.len());
        for (record, text) in read.iter().zip(&texts) {
            prop_assert_eq!(record.get(0), Some(&*neutralise(text)));
            let number = record.get(1).unwrap().replace(',', ".");
            prop_assert_eq!(Micros::parse(&number), Ok(Micros(micros)));
        }
    }
}

proptest! {
    #[test]
    fn rows_in_any_order_take_their_places(
        order in (1..300_u32).prop_flat_map(|rows| Just((0..rows).collect::<Vec<_>>()).prop_shuffle()),
        batch in 1..50_usize,
        room in prop_oneof![Just(0), 1..5_000_usize, Just(usize::MAX)],
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut file = CsvFile::create_within(&path, Profile::Plain, &["a", "b"], room).unwrap();
        let text = |place: u32| format!("{place}{}", "x".repeat(place as usize % 40));
        for places in order.chunks(batch) {
            let rows = places.iter().map(|place| (*place, vec![Cell::Count((*place).into()), Cell::Text(text(*place).into())]));
            file.rows(rows).unwrap();
        }
        prop_assert_eq!(file.finish(), Ok(order.len() as u64));
        let expected: String = (0..order.len() as u32).map(|place| format!("{place},{}\r\n", text(place))).collect();
        prop_assert_eq!(fs::read_to_string(&path).unwrap(), format!("a,b\r\n{expected}"));
        let left = fs::read_dir(folder.path()).unwrap().count();
        prop_assert_eq!(left, 1, "what was laid aside is gone");
    }
}

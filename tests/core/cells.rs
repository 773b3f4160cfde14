//! Cells: formulas disarmed, numbers left alone, dates in ISO 8601.

use std::borrow::Cow;

use chrono::DateTime;
use desk_core::cell::{DecimalMark, amount_text, date_text, decimal_text, instant_text, neutralise};
use desk_core::money::{Currency, Micros};
use desk_core::time::{parse_civil_date, parse_instant};
use proptest::prelude::*;

#[test]
fn formulas_are_disarmed() {
    for text in [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "﹦1",
        "−1",
        " =1",
        "   -1",
        "\u{a0}=1",
        "\u{feff}=1",
        "\u{200b}=1",
        "\u{2003}\u{200d}@x",
        "\u{b}=1",
        "\tHansen",
        "=",
        "-",
        " \u{feff} \u{a0}+",
        "\u{202e}=1",
        "=HYPERLINK(\"http://x\")",
    ] {
        let cell = neutralise(text);
        assert_eq!(cell, format!("'{}", text.replace('\0', "")), "{text:?}");
    }
}

#[test]
fn other_texts_are_left_as_they_are() {
    for text in [
        "",
        " ",
        "Hansen",
        "O'Brien",
        "'quoted",
        "a=b",
        "1+1",
        "12.50",
        "DEB-12345",
        "Müller & Søn",
        "  Hansen",
        "#1",
        "🦀",
        "\u{200b}x",
        "a\n=1",
    ] {
        assert!(matches!(neutralise(text), Cow::Borrowed(same) if same == text), "{text:?}");
    }
    assert_eq!(neutralise("Han\0sen"), "Hansen");
}

#[test]
fn numbers_in_plain_text() {
    let point = |micros| decimal_text(Micros(micros), DecimalMark::Point);
    assert_eq!([0, 1, -1, 70_000_000, 1_234_500_000].map(point), ["0", "0.000001", "-0.000001", "70", "1234.5"]);
    assert_eq!(decimal_text(Micros(-1_234_500_000), DecimalMark::Comma), "-1234,5");
    assert_eq!(point(i64::MAX), "9223372036854.775807");
    assert_eq!(point(i64::MIN), "-9223372036854.775808");
}

#[test]
fn amounts_have_the_decimals_of_their_currency_and_lose_none() {
    let amount = |micros, code| amount_text(Micros(micros), &Currency::new(code).unwrap(), DecimalMark::Point);
    assert_eq!(amount(1_234_500_000, "EUR"), "1234.50");
    assert_eq!(amount(1_000_000, "EUR"), "1.00");
    assert_eq!(amount(1_234_567, "EUR"), "1.234567");
    assert_eq!(amount(1_000_000, "JPY"), "1");
    assert_eq!(amount(1_500_000, "JPY"), "1.5");
    assert_eq!(amount(1_500_000, "KWD"), "1.500");
    assert_eq!(amount(-12_500_000, "USD"), "-12.50");
    assert_eq!(amount(0, "USD"), "0.00");
    assert_eq!(amount_text(Micros(-12_500_000), &Currency::usd(), DecimalMark::Comma), "-12,50");
}

#[test]
fn dates_in_iso_8601() {
    assert_eq!(instant_text(parse_instant("2026-05-11T10:42:17.513+02:00").unwrap()), "2026-05-11T08:42:17Z");
    assert_eq!(date_text(parse_civil_date("2026-05-01").unwrap()), "2026-05-01");
}

proptest! {
    #[test]
    fn no_cell_starts_a_formula(text in "[ \t\u{a0}\u{feff}\u{200b}\0]{0,4}[=+@＝a'0-]{0,3}.{0,5}") {
        let cell = neutralise(&text);
        prop_assert!(!cell.contains('\0'));
        let first = cell.trim_start_matches(|c: char| c.is_whitespace() && !"\t\r\n".contains(c) || "\u{feff}\u{200b}".contains(c)).chars().next();
        prop_assert!(first.is_none_or(|c| !"=+-@\t\r\n＝＋－＠".contains(c)), "{cell:?}");
        // Nothing but the quote and NUL is ever added or lost.
        let bare = text.replace('\0', "");
        let quoted = format!("'{bare}");
        prop_assert!(cell == bare || cell == quoted);
    }

    #[test]
    fn texts_of_numbers_read_back(micros in -i64::MAX..=i64::MAX, decimals in 0_usize..3) {
        let currency = Currency::new(["JPY", "EUR", "KWD"][decimals]).unwrap();
        prop_assert_eq!(Micros::parse(&decimal_text(Micros(micros), DecimalMark::Point)), Ok(Micros(micros)));
        let amount = amount_text(Micros(micros), &currency, DecimalMark::Comma);
        prop_assert_eq!(Micros::parse(&amount.replace(',', ".")), Ok(Micros(micros)));
        prop_assert!(amount.split(',').nth(1).map_or(0, str::len) >= currency.decimals() as usize);
    }

    #[test]
    fn dates_are_written_as_their_pattern_says(seconds in -62_135_596_800_i64..=253_402_300_799, nanos in 0_u32..1_000_000_000) {
        let instant = DateTime::from_timestamp(seconds, nanos).unwrap();
        prop_assert_eq!(instant_text(instant), instant.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        prop_assert_eq!(date_text(instant.date_naive()), instant.format("%Y-%m-%d").to_string());
    }
}

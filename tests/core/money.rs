//! Amounts: exact from the text of a number to the sum.

use desk_core::money::{AmountError, Currency, Micros, Money};
use proptest::prelude::*;
use rust_decimal::Decimal;

#[test]
fn texts_of_numbers() {
    let table: &[(&str, i64)] = &[
        ("0", 0),
        ("-0", 0),
        ("0.0", 0),
        ("1", 1_000_000),
        ("-1", -1_000_000),
        ("1234.5", 1_234_500_000),
        ("1234.50", 1_234_500_000),
        (" 12.34 ", 12_340_000),
        // The classics that a double gets wrong.
        ("0.1", 100_000),
        ("0.29", 290_000),
        ("1.005", 1_005_000),
        ("4503599627370.497", 4_503_599_627_370_497_000),
        ("9007199254740.993", 9_007_199_254_740_993_000),
        ("9223372036854.775807", i64::MAX),
        ("-9223372036854.775807", -i64::MAX),
        // Exponents, as serialisers of doubles write them.
        ("1e3", 1_000_000_000),
        ("1E+3", 1_000_000_000),
        ("1.5e-3", 1_500),
        ("-2.5E2", -250_000_000),
        ("1e-6", 1),
        ("1234567e-6", 1_234_567),
        ("0e999999999999999999999", 0),
        ("1e-30", 0),
        ("5e-324", 0),
        ("1e-99999999999999999999", 0),
        ("0.000000000000000000000000000000000000001e39", 1_000_000),
        ("100000000000000000000000000000000e-32", 1_000_000),
    ];
    for (text, micros) in table {
        assert_eq!(Micros::parse(text), Ok(Micros(*micros)), "{text}");
    }
}

#[test]
fn the_seventh_decimal_rounds_half_to_even_whatever_follows() {
    let table: &[(&str, i64)] = &[
        ("0.0000004", 0),
        ("0.0000005", 0),
        ("0.0000006", 1),
        ("0.0000015", 2),
        ("0.0000025", 2),
        ("-0.0000015", -2),
        ("-0.0000025", -2),
        ("0.00000050", 0),
        ("0.00000051", 1),
        ("0.00000049999999999999999999999999999999999999", 0),
        ("0.00000050000000000000000000000000000000000001", 1),
        ("5e-7", 0),
        ("5.0000000000000000000000000000000000000000001e-7", 1),
        ("9223372036854.7758074", i64::MAX),
    ];
    for (text, micros) in table {
        assert_eq!(Micros::parse(text), Ok(Micros(*micros)), "{text}");
    }
}

#[test]
fn numbers_without_a_place() {
    for text in [
        "9223372036854.775808",
        "-9223372036854.775808",
        "9223372036854.7758075",
        "1e13",
        "1e400",
        "-1e99999999999999999999",
    ] {
        assert_eq!(Micros::parse(text), Err(AmountError::OutOfRange), "{text}");
    }
    for text in [
        "", " ", "-", ".", "e", "e5", "1e", "1e+", "1e1.5", "NaN", "Infinity", "1,5", "1 000", "1_000", "--1", "+-1",
        "1.2.3", "0x10", "١", "null", "\"1\"", "1-2",
    ] {
        assert_eq!(Micros::parse(text), Err(AmountError::NotANumber), "{text}");
    }
}

#[test]
fn decimals_come_and_go() {
    for value in [i64::MAX, -i64::MAX, 0, 1, -1, 1_234_500_000] {
        assert_eq!(Micros::from_decimal(Micros(value).decimal()), Ok(Micros(value)));
    }
    assert_eq!(Micros::from_decimal(Decimal::MAX), Err(AmountError::OutOfRange));
    assert_eq!(Micros::from_decimal(Decimal::MIN), Err(AmountError::OutOfRange));
    // 28 digits: scaled before it is rounded, this would become a tie and fall to the even side.
    let past_half = "1234567.000000500000000000001".parse().unwrap();
    assert_eq!(Micros::from_decimal(past_half), Ok(Micros(1_234_567_000_001)));
    assert_eq!(Micros(1_234_500_000).to_string(), "1234.5");
    assert_eq!(Micros(-70_000_000).to_string(), "-70");
}

#[test]
fn currencies() {
    for (text, code) in [("eur", "EUR"), (" USD ", "USD"), ("DkK", "DKK"), ("Euro", "Euro"), ("€", "€"), ("us$", "us$")]
    {
        assert_eq!(Currency::new(text).unwrap().as_str(), code);
    }
    assert_eq!(Currency::new(" \t"), None);
    assert_eq!(Currency::usd().to_string(), "USD");
    for (code, decimals) in [("JPY", 0), ("ISK", 0), ("KWD", 3), ("EUR", 2), ("???", 2)] {
        assert_eq!(Currency::new(code).unwrap().decimals(), decimals, "{code}");
    }
}

#[test]
fn sums_are_checked() {
    let money = |micros, code| Money::new(Micros(micros), Currency::new(code).unwrap());
    assert_eq!(money(1, "EUR").checked_add(&money(2, "eur")), Ok(money(3, "EUR")));
    assert_eq!(money(1, "EUR").checked_add(&money(2, "USD")), Err(AmountError::MixedCurrencies));
    assert_eq!(money(i64::MAX, "EUR").checked_add(&money(1, "EUR")), Err(AmountError::OutOfRange));
    assert_eq!(Micros(i64::MAX).checked_add(Micros(1)), None);
    assert_eq!(Micros(-5).checked_add(Micros(7)), Some(Micros(2)));
    assert_eq!((money(7, "SEK").micros(), money(7, "SEK").currency().as_str()), (Micros(7), "SEK"));
}

/// Digits and a place for the point, rounded by long-hand: nothing in common with the code but the rule.
fn by_hand(negative: bool, digits: &str, decimals: usize) -> Option<i64> {
    let mut padded = format!("{}{digits}", "0".repeat(decimals + 1));
    padded.push_str("000000");
    let keep = padded.len() - decimals;
    let (kept, dropped) = padded.split_at(keep);
    let mut value: i128 = kept.parse().ok()?;
    let half = format!("5{}", "0".repeat(dropped.len().saturating_sub(1)));
    if !dropped.is_empty() && (dropped > half.as_str() || (dropped == half && value % 2 == 1)) {
        value += 1;
    }
    i64::try_from(if negative { -value } else { value }).ok().filter(|value| *value != i64::MIN)
}

proptest! {
    #[test]
    fn parsing_is_exact(negative: bool, digits in "[0-9]{1,30}", decimals in 0_usize..30) {
        let decimals = decimals.min(digits.len());
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if negative { "-" } else { "" };
        let plain = format!("{sign}{whole}.{fraction}");
        let exponent = format!("{sign}{digits}e-{decimals}");
        let expected = by_hand(negative, &digits, decimals).map(Micros).ok_or(AmountError::OutOfRange);
        prop_assert_eq!(Micros::parse(&plain), expected);
        prop_assert_eq!(Micros::parse(&exponent), expected);
    }

    #[test]
    fn ties_of_the_seventh_decimal_are_no_rarer_than_others(units in 0_i64..10_000, micros in 0_i64..1_000_000, tail in "[05]{1,5}") {
        let text = format!("{units}.{micros:06}{tail}");
        let digits = format!("{units}{micros:06}{tail}");
        prop_assert_eq!(Micros::parse(&text).ok().map(|m| m.0), by_hand(false, &digits, 6 + tail.len()));
    }

    #[test]
    fn display_reads_back(micros in -i64::MAX..=i64::MAX) {
        prop_assert_eq!(Micros::parse(&Micros(micros).to_string()), Ok(Micros(micros)));
    }

    #[test]
    fn no_text_panics(text: String, number in "[-+0-9.eE]{0,40}") {
        let _ = Currency::new(&text);
        prop_assert_eq!(Micros::parse(&text).is_ok(), Micros::parse(&format!(" {text}")).is_ok());
        prop_assert_eq!(Micros::parse(&number), Micros::parse(&format!("{number}\n")));
    }
}

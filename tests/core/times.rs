//! Instants and civil dates (contract section 1).

use chrono::{FixedOffset, NaiveDate, TimeZone, Utc};
use desk_core::time::{parse_civil_date, parse_instant};
use proptest::prelude::*;

#[test]
fn every_spelling_of_an_instant() {
    let table = [
        ("2026-05-11T08:42:17", "2026-05-11T08:42:17+00:00"),
        ("2026-05-11T08:42:17Z", "2026-05-11T08:42:17+00:00"),
        ("2026-05-11T08:42:17z", "2026-05-11T08:42:17+00:00"),
        ("2026-05-11T08:42:17+02:00", "2026-05-11T06:42:17+00:00"),
        ("2026-05-11T08:42:17-05:30", "2026-05-11T14:12:17+00:00"),
        ("2026-05-11T08:42:17.513", "2026-05-11T08:42:17.513+00:00"),
        ("2026-05-11T08:42:17.5", "2026-05-11T08:42:17.500+00:00"),
        // .NET sends seven digits; milliseconds are kept.
        ("2026-05-11T08:42:17.5134567", "2026-05-11T08:42:17.513+00:00"),
        ("2026-05-11T08:42:17.5134567Z", "2026-05-11T08:42:17.513+00:00"),
        ("2026-05-11T08:42:17.513+02:00", "2026-05-11T06:42:17.513+00:00"),
        ("2026-05-11T08:42", "2026-05-11T08:42:00+00:00"),
        ("2026-05-11", "2026-05-11T00:00:00+00:00"),
        ("  2026-05-11T08:42:17Z\n", "2026-05-11T08:42:17+00:00"),
        ("2028-02-29T23:59:59", "2028-02-29T23:59:59+00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00+00:00"),
        ("2016-12-31T23:59:60.5", "2017-01-01T00:00:00.500+00:00"),
    ];
    for (text, expected) in table {
        assert_eq!(parse_instant(text).map(|at| at.to_rfc3339()).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_instant() {
    for text in [
        "",
        " ",
        "0001-01-01",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00Z",
        "0999-12-31T23:59:59Z",
        "10000-01-01T00:00:00",
        "9999-12-31T23:59:59-01:00",
        "2026-13-01",
        "2026-02-29",
        "2026-05-11T25:00:00",
        "11.05.2026",
        "05/11/2026",
        "2026-05-11T08:42:17 Europe/Copenhagen",
        "1747000000",
        "null",
        "tomorrow",
        "+262142-01-01T00:00:00",
        "🦀🦀🦀🦀🦀",
    ] {
        assert_eq!(parse_instant(text), None, "{text}");
    }
}

#[test]
fn a_civil_date_never_shifts() {
    let day = NaiveDate::from_ymd_opt(2026, 5, 11);
    for text in [
        "2026-05-11",
        "2026-05-11T00:00:00",
        "2026-05-11T00:00:00Z",
        "2026-05-11T23:59:59.999Z",
        "2026-05-11T00:00:00+14:00",
        "2026-05-11T23:59:59-12:00",
        " 2026-05-11 ",
    ] {
        assert_eq!(parse_civil_date(text), day, "{text}");
    }
    for text in ["", "0001-01-01T00:00:00", "2026-5-11", "2026-02-30T00:00:00", "20260511", "äöüäöüäöü", "11.05.2026"]
    {
        assert_eq!(parse_civil_date(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn instants_read_back(millis in -30_000_000_000_000_i64..253_000_000_000_000, minutes in -720_i32..=840) {
        let at = Utc.timestamp_millis_opt(millis).unwrap();
        let zone = FixedOffset::east_opt(minutes * 60).unwrap();
        prop_assert_eq!(parse_instant(&at.with_timezone(&zone).to_rfc3339()), Some(at));
        prop_assert_eq!(parse_instant(&at.naive_utc().format("%Y-%m-%dT%H:%M:%S%.f").to_string()), Some(at));
    }

    #[test]
    fn civil_dates_keep_their_day(days in 1_i32..2_900_000, time in "(T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+-][01][0-9]:00)?)?") {
        let day = NaiveDate::from_num_days_from_ce_opt(days + 365_000).unwrap();
        prop_assert_eq!(parse_civil_date(&format!("{day}{time}")), Some(day));
    }

    #[test]
    fn no_text_panics(text: String) {
        prop_assert_eq!(parse_instant(&text), parse_instant(text.trim()));
        prop_assert_eq!(parse_civil_date(&text), parse_civil_date(text.trim()));
    }
}

//! Numbers and timestamps as text on the wire (contract section 1).

use partner_desk_sandbox::decimal_text;

use crate::ask::{all, reply, state, texts};

#[test]
fn numbers_are_written_as_exact_decimals() {
    for (micros, text) in [
        (0, "0"),
        (100_000, "0.1"),
        (-12_500_000, "-12.5"),
        (1_200_000_000, "1200"),
        (1_234_560_000, "1234.56"),
        (1, "1E-06"),
        (-10, "-1E-05"),
        (55, "5.5E-05"),
        (100, "0.0001"),
        (9_000_000_000_000_000_000, "9000000000000"),
        (i128::from(i64::MIN), "-9223372036854.775808"),
    ] {
        assert_eq!(decimal_text(micros), text);
        assert!(text.parse::<f64>().is_ok());
    }
}

#[test]
fn amounts_do_not_pass_through_a_float() {
    let mut state = state(60, &[]);
    let id = state.cases().next().unwrap().id;
    state.update_case(id, |row| {
        row.gross_amount = 9_007_199_254_740_993_000;
        row.remainder = 300_000;
    });
    let body = String::from_utf8(reply(&state, &format!("/cases/{id}")).body).unwrap();
    assert!(body.contains("\"grossAmount\":9007199254740.993,"), "{body}");
    assert!(body.contains("\"remainder\":0.3,"), "{body}");
}

#[test]
fn percentages_of_cases_keep_their_decimal_place() {
    let state = state(500, &[]);
    let body = String::from_utf8(reply(&state, "/cases?PageSize=100&Statuses=Closed").body).unwrap();
    assert!(body.contains("\"expectedReferralRatePercentage\":50.0"), "as the contract's example writes it");
}

#[test]
fn some_amounts_show_the_tail_of_a_double_and_some_an_exponent() {
    let state = state(5_000, &[]);
    let mut text = String::new();
    for page in 1..=17 {
        let body = reply(&state, &format!("/reporting/transactions?PageSize=100&Page={page}")).body;
        text.push_str(&String::from_utf8(body).unwrap());
    }
    assert!(text.contains("00000004,"), "a tail like 32.300000000000004");
    assert!(text.contains("\"referralFeeAmountUsd\":1E-05,"));
}

#[test]
fn timestamps_come_in_every_spelling() {
    let state = state(2_000, &[]);
    let dates = texts(&all(&state, "/cases", ""), "/dateCreated");
    let any = |holds: fn(&str) -> bool| dates.iter().any(|text| holds(text));
    let zoneless = |text: &str| !text.ends_with('Z') && !text.contains('+');
    assert!(dates.iter().any(|text| zoneless(text) && text.len() == 19));
    assert!(dates.iter().any(|text| zoneless(text) && text.len() == 23));
    assert!(dates.iter().any(|text| zoneless(text) && text.len() == 27));
    assert!(any(|text| text.ends_with('Z') && text.len() == 20));
    assert!(any(|text| text.ends_with('Z') && text.len() == 24));
    assert!(any(|text| text.ends_with("+02:00")));
}

#[test]
fn a_due_date_is_a_midnight_that_no_zone_can_move() {
    let state = state(2_000, &[]);
    for row in all(&state, "/cases", "") {
        let text = row["dueDate"].as_str().unwrap();
        let date = state.case(row["id"].as_str().unwrap().parse().unwrap()).unwrap().due_date;
        assert!(text.starts_with(&date.format("%Y-%m-%dT00:00:00").to_string()), "{text}");
        assert!(!text.contains('+'));
    }
}

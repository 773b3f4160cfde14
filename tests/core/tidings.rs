//! What a notification says: counts, and nothing that could be anybody's name.

use desk_core::tidings::Tidings;
use proptest::prelude::*;

/// As many kinds as the type has: one more does not compile here before somebody has thought about its words.
fn of(counts: [u64; 11]) -> Tidings {
    let [ready, disputed, wanting, closed, moved, signed, new_cases, payments, fees, new_clients, other] = counts;
    Tidings { ready, disputed, wanting, closed, moved, signed, new_cases, payments, fees, new_clients, other }
}

#[test]
fn the_words() {
    let none = Tidings::default();
    for (tidings, expected) in [
        (none, None),
        (Tidings { other: 7, ..none }, None),
        (Tidings { moved: 3, ready: 1, ..none }, Some("1 fee is ready to invoice and 3 cases changed status.")),
        (Tidings { moved: 1, ..none }, Some("1 case changed status.")),
        (Tidings { closed: 2, other: 1, ..none }, Some("2 cases ended and 1 other change.")),
        (
            Tidings { wanting: 1, signed: 1, new_cases: 12, payments: 1, ..none },
            Some(
                "1 case waits for the customer’s information, 1 customer signed, 12 cases are new and 1 payment is new.",
            ),
        ),
        (
            of([1; 11]),
            Some(
                "1 fee is ready to invoice, 1 fee is disputed, 1 case waits for the customer’s information and 8 other changes.",
            ),
        ),
        (
            of([2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0]),
            Some(
                "2 fees are ready to invoice, 2 fees are disputed, 2 cases wait for the customer’s information and 4 other changes.",
            ),
        ),
        (Tidings { fees: 5, new_clients: 2, ..none }, Some("5 fees moved on and 2 customers are new.")),
        (
            of([u64::MAX; 11]),
            Some(
                "18446744073709551615 fees are ready to invoice, 18446744073709551615 fees are disputed, 18446744073709551615 cases wait for the customer’s information and 18446744073709551615 other changes.",
            ),
        ),
    ] {
        assert_eq!(tidings.sentence().as_deref(), expected, "{tidings:?}");
    }
}

/// Every word that a notification can hold.
const WORDS: [&str; 31] = [
    "fee",
    "fees",
    "is",
    "are",
    "ready",
    "to",
    "invoice",
    "disputed",
    "case",
    "cases",
    "waits",
    "wait",
    "for",
    "the",
    "customer’s",
    "information",
    "ended",
    "changed",
    "status",
    "customer",
    "customers",
    "signed",
    "new",
    "payment",
    "payments",
    "moved",
    "on",
    "and",
    "other",
    "change",
    "changes",
];

proptest! {
    #[test]
    fn whatever_is_counted_only_numbers_and_these_words_are_said(counts in prop::array::uniform11(prop_oneof![Just(0), Just(1), any::<u64>()])) {
        let tidings = of(counts);
        let Some(sentence) = tidings.sentence() else {
            prop_assert!(counts.iter().take(10).all(|count| *count == 0));
            return Ok(());
        };
        prop_assert!(sentence.chars().count() < 250);
        for word in sentence.trim_end_matches('.').split(' ').map(|word| word.trim_end_matches(',')) {
            prop_assert!(WORDS.contains(&word) || word.parse::<u64>().is_ok(), "{word:?} in {sentence:?}");
        }
    }
}

#[test]
fn its_type_takes_numbers_and_nothing_else() {
    // Eleven numbers and no room beside them: a text, or a pointer to one, would make it larger.
    assert_eq!(size_of::<Tidings>(), 11 * size_of::<u64>());
    fn held_whole<T: Copy>() {}
    held_whole::<Tidings>();
}

//! How closely a found text answers what was typed.

use desk_core::search::{Closeness, FieldKind, Terms, closeness};
use proptest::prelude::*;

#[test]
fn a_reference_is_the_same_with_and_without_what_people_leave_out() {
    for typed in ["DEB-12345", "deb-12345", "deb 12345", "DEB12345", "12345", " 12345 ", "ＤＥＢ-12345"] {
        assert_eq!(closeness(typed, Some("DEB-12345"), FieldKind::Reference), Closeness::Same, "{typed}");
    }
    for (typed, reference) in
        [("1234", "DEB-12345"), ("2345", "DEB-12345"), ("eb12345", "DEB-12345"), ("12345", "DEB-1-2345-X"), ("-", "-")]
    {
        assert_ne!(closeness(typed, Some(reference), FieldKind::Reference), Closeness::Same, "{typed} {reference}");
    }
    assert_eq!(closeness("1234", Some("DEB-12345"), FieldKind::Reference), Closeness::Begins);
    assert_eq!(closeness("12345", None, FieldKind::Reference), Closeness::Other);
}

#[test]
fn a_name_that_begins_with_what_was_typed_is_closer_than_one_that_holds_it() {
    let order = ["Müller", "Mueller & Søn", "Bäckerei Müller GmbH", "Schmüller AG"];
    let found = order.map(|name| closeness("müller", Some(name), FieldKind::Text));
    assert_eq!(found, [Closeness::Same, Closeness::Begins, Closeness::BeginsWord, Closeness::Other]);
    assert_eq!(closeness("strasse", Some("Straße 7"), FieldKind::Text), Closeness::Begins);
    assert_eq!(closeness("oester", Some("Øster Byg"), FieldKind::Text), Closeness::Begins);
    for nothing in ["", "  ", "\u{200b}"] {
        assert_eq!(closeness(nothing, Some("Müller"), FieldKind::Text), Closeness::Other, "{nothing:?}");
    }
}

proptest! {
    #[test]
    fn what_is_close_was_found(typed in ".{0,12}", text in ".{0,24}") {
        // A line break is no part of a word that is looked for.
        prop_assume!(!typed.chars().any(|c| c.is_whitespace() || c.is_control()));
        let haystack = desk_core::search::haystack(&[desk_core::search::Field::text(Some(&text))]);
        if closeness(&typed, Some(&text), FieldKind::Text) != Closeness::Other {
            prop_assert!(Terms::parse(&typed).matches(&haystack), "{typed:?} {text:?}");
        }
    }

    #[test]
    fn every_name_is_itself(name in "\\PC{1,40}") {
        if !desk_core::search::fold(&name).trim().is_empty() {
            prop_assert_eq!(closeness(&name, Some(&name), FieldKind::Text), Closeness::Same);
        }
    }
}

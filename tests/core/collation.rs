//! Sort keys: the order of the locale, in bytes.

use std::cmp::Ordering;

use desk_core::collate::{Collation, KEY_CHARS_MAX};
use proptest::prelude::*;

fn sorted(locale: &str, texts: &[&str]) -> Vec<String> {
    let collation = Collation::new(locale);
    let mut texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    texts.sort_by_key(|text| collation.key(text));
    texts
}

#[test]
fn each_place_has_its_order() {
    let names = ["Zimmer", "Ærø", "Aase", "Östberg", "Ågren", "Ost", "Ørsted", "Abel"];
    assert_eq!(sorted("da", &names), ["Abel", "Ost", "Zimmer", "Ærø", "Ørsted", "Östberg", "Ågren", "Aase"]);
    assert_eq!(sorted("de", &["Zimmer", "Östberg", "Ost", "Ofen"]), ["Ofen", "Ost", "Östberg", "Zimmer"]);
    assert_eq!(sorted("sv", &["Östberg", "Zimmer", "Ågren", "Äng"]), ["Zimmer", "Ågren", "Äng", "Östberg"]);
    assert_eq!(
        sorted("en", &["zebra", "Apple", "apple", "éclair", "Eagle"]),
        ["apple", "Apple", "Eagle", "éclair", "zebra"]
    );
}

#[test]
fn numbers_sort_by_value() {
    for locale in ["en", "da", "ja", "", "en-u-kn-false"] {
        assert_eq!(
            sorted(locale, &["DEB-10", "DEB-9", "DEB-0100", "DEB-1"]),
            ["DEB-1", "DEB-9", "DEB-10", "DEB-0100"],
            "{locale}"
        );
    }
}

#[test]
fn tags_as_systems_write_them() {
    let table = [
        ("da-DK", "da-DK"),
        ("da_DK.UTF-8", "da-DK"),
        ("de_DE@euro", "de-DE"),
        (" EN-us ", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("C", "und"),
        ("C.UTF-8", "und"),
        ("POSIX", "und"),
        ("", "und"),
        ("!!", "und"),
        ("überall", "und"),
        ("tlh", "tlh"),
        ("de-u-co-phonebk", "de-u-co-phonebk"),
    ];
    for (given, resolved) in table {
        assert_eq!(Collation::new(given).locale(), resolved, "{given}");
    }
}

#[test]
fn unknown_places_have_unicodes_order() {
    let root = Collation::new("und");
    for locale in ["tlh", "!!", "POSIX", "qaa-ZZ", "de-u-co-nonsense"] {
        let other = Collation::new(locale);
        for text in ["Zimmer", "Ågren", "ø", "10"] {
            assert_eq!(other.key(text), root.key(text), "{locale}");
        }
    }
    assert_eq!(sorted("de-u-co-phonebk", &["Ost", "Öst", "Of"]), ["Öst", "Of", "Ost"]);
}

#[test]
fn only_the_beginning_counts() {
    let collation = Collation::new("da");
    let (a, b) = (format!("{}a", "ø".repeat(KEY_CHARS_MAX)), format!("{}b", "ø".repeat(KEY_CHARS_MAX)));
    assert_eq!(collation.key(&a), collation.key(&b));
    assert_eq!(collation.compare(&a, &b), Ordering::Equal);
    assert!(collation.key(&"長".repeat(100_000)).len() < 20 * KEY_CHARS_MAX);
}

#[test]
fn collations_cross_threads() {
    let collation = Collation::new("da");
    let theirs = collation.clone();
    let key = std::thread::spawn(move || theirs.key("Åse")).join().unwrap();
    assert_eq!(key, collation.key("Åse"));
}

#[test]
fn the_stamp_names_the_data_that_the_lock_file_has() {
    let lock = include_str!("../../Cargo.lock").replace("\r\n", "\n");
    let entry = lock.split("name = \"icu_collator_data\"\nversion = \"").nth(1).unwrap();
    let version = entry.split('"').next().unwrap();
    assert_eq!(Collation::new("da-DK").stamp(), format!("da-DK icu_collator_data {version}, numeric, 200"));
}

fn same_order(locale: &str, a: &str, b: &str) -> Result<(), TestCaseError> {
    let collation = Collation::new(locale);
    prop_assert_eq!(collation.key(a).cmp(&collation.key(b)), collation.compare(a, b), "{} {:?} {:?}", locale, a, b);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn keys_order_as_texts_do(a: String, b: String, at in 0_usize..6) {
        same_order(["en", "da", "de-u-co-phonebk", "ja", "th", "und"][at], &a, &b)?;
    }

    #[test]
    fn keys_of_likely_names_order_as_they_do(a in "[a-cA-CåÅæøäö0-9 .\u{308}\u{30a}-]{0,8}", b in "[a-cA-CåÅæøäö0-9 .\u{308}\u{30a}-]{0,8}", at in 0_usize..5) {
        same_order(["en", "da", "sv", "lt", "fr-CA"][at], &a, &b)?;
    }

    #[test]
    fn no_tag_panics(tag: String, likely in "[a-z]{1,4}([-_][A-Za-z0-9]{1,8}){0,3}") {
        for tag in [tag, likely] {
            let collation = Collation::new(&tag);
            prop_assert_eq!(collation.compare("DEB-9", "DEB-10"), Ordering::Less);
        }
    }
}

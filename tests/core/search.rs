//! Terms, haystacks and hits.

use desk_core::query::SEARCH_CHARS_MAX;
use desk_core::search::{Field, FieldKind, Terms, haystack};
use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

use crate::oracle;

fn case(reference: &str, debtor: &str) -> String {
    haystack(&[Field::reference(Some(reference)), Field::text(None), Field::text(Some(debtor))])
}

#[test]
fn what_the_product_promises() {
    let found = [
        ("muller", "Müller GmbH"),
        ("mueller", "Müller GmbH"),
        ("müller", "Müller GmbH"),
        ("MÜLL", "Müller GmbH"),
        ("müller", "Muller"),
        ("müller", "Mueller"),
        ("mueller", "Mueller"),
        ("oster", "Øster"),
        ("oester", "Øster"),
        ("øster", "Oester"),
        ("strasse", "Straße"),
        ("straße", "Strasse"),
        ("aase", "Åse"),
        ("ase", "Åse"),
        ("åse", "Aase"),
        ("kjær", "Kjaer"),
        ("lodz", "Łódź"),
        ("igdir", "IĞDIR"),
        ("ull", "Müller"),
        ("gmbh mül", "Müller GmbH"),
        ("o'brien", "O’Brien"),
        ("o´brien", "O'Brien"),
        ("sigmas", "Sigmas"),
    ];
    for (typed, debtor) in found {
        assert!(Terms::parse(typed).matches(&case("DEB-1", debtor)), "{typed} has to find {debtor}");
    }
    for typed in
        ["deb 12345", "DEB12345", "deb-12345", "12345", "DEB–12345", "234", "eb-1", "deb 345", "b123", "DEB/12345"]
    {
        assert!(Terms::parse(typed).matches(&case("DEB-12345", "Hansen")), "{typed} has to find DEB-12345");
    }
    for reference in ["DEB12345", "DEB 12345", "deb–12345", "DEB.123.45"] {
        assert!(Terms::parse("DEB-12345").matches(&case(reference, "Hansen")), "DEB-12345 has to find {reference}");
    }
}

#[test]
fn what_is_not_found() {
    for typed in
        ["mueller", "12346", "hansen 999", "deb-12345hansen", "12345 hansen jensen", "12345hansen", "nsen deb-2"]
    {
        assert!(!Terms::parse(typed).matches(&case("DEB-12345", "Hansen")), "{typed}");
    }
    // Only references are found without their punctuation.
    assert!(!Terms::parse("ab12").matches(&haystack(&[Field::text(Some("ab-12"))])));
}

#[test]
fn a_haystack_has_a_line_for_every_form() {
    assert_eq!(case("DEB-12345", "Müller & Søn"), "deb-12345\ndeb12345\nmuller & son\nmueller & soen");
    assert_eq!(case("DEB1", "Hansen\nJensen"), "deb1\nhansen jensen");
    assert_eq!(case("MÜ-1", ""), "mu-1\nmue-1\nmu1\nmue1");
    assert_eq!(haystack(&[]), "");
    assert_eq!(haystack(&[Field::text(Some(" \u{200b}"))]), "");
    assert_eq!(haystack(&[Field::reference(Some("--"))]), "--");
}

#[test]
fn terms_and_their_alternatives() {
    let alternatives =
        |typed: &str| Terms::parse(typed).terms().iter().map(|t| t.alternatives().to_vec()).collect::<Vec<_>>();
    assert_eq!(alternatives(" Hansen  12 "), [vec!["hansen"], vec!["12"]]);
    assert_eq!(alternatives("Müller"), [vec!["muller", "mueller"]]);
    assert_eq!(alternatives("DEB-12345"), [vec!["deb-12345", "deb12345"]]);
    assert_eq!(alternatives("A-B"), [vec!["a-b"]]);
    assert_eq!(alternatives("- %_"), [vec!["-"], vec!["%_"]]);
    assert_eq!(alternatives("a A ä"), [vec!["a".to_owned()], vec!["a".to_owned(), "ae".to_owned()]]);
    for nothing in ["", "  \t", "\u{301}", "\u{200b} \u{feff}", "\0"] {
        assert!(Terms::parse(nothing).is_empty());
        assert!(Terms::parse(nothing).matches(""));
        assert!(Terms::parse(nothing).hits("Hansen", FieldKind::Text).is_empty());
    }
}

#[test]
fn only_so_many_characters_count() {
    let long = format!("{}zz", "ü".repeat(SEARCH_CHARS_MAX));
    let terms = Terms::parse(&long);
    assert_eq!(terms.terms()[0].alternatives()[0], "u".repeat(SEARCH_CHARS_MAX));
    assert_eq!(Terms::parse(&format!("{}beyond", " ".repeat(SEARCH_CHARS_MAX))), Terms::default());
}

fn marked(typed: &str, text: &str, kind: FieldKind) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |(start, end): (u32, u32)| String::from_utf16(&units[start as usize..end as usize]).unwrap();
    Terms::parse(typed).hits(text, kind).into_iter().map(slice).collect()
}

#[test]
fn highlights() {
    let table: &[(&str, &str, &[&str])] = &[
        ("mueller", "Hr. Müller", &["Müller"]),
        ("muller", "Hr. Müller", &["Müller"]),
        ("muller", "Hr. Mu\u{308}ller", &["Mu\u{308}ller"]),
        ("müller", "Mueller Muller", &["Mueller", "Muller"]),
        ("mu", "Mu\u{308}ller", &["Mu\u{308}"]),
        ("ue", "Müller", &["ü"]),
        ("s", "Straße", &["S", "ß"]),
        ("strasse", "Hohe Straße 1", &["Straße"]),
        ("aa aaa", "aaaa", &["aaaa"]),
        ("ana", "banana", &["anana"]),
        ("han sen", "Hansen", &["Hansen"]),
        ("h n", "Hansen", &["H", "n", "n"]),
        ("tm", "Brand™ 😀", &["™"]),
        ("😀", "a😀b", &["😀"]),
        ("b", "😀b", &["b"]),
        ("👩", "x👩🏽\u{200d}💻y", &["👩🏽\u{200d}💻"]),
        ("fi", "ﬁnance", &["ﬁ"]),
        ("zerowidth", "a zero\u{200b}width b", &["zero\u{200b}width"]),
        ("12", "ab-12", &["12"]),
        ("ab12", "ab-12", &[]),
        ("x", "Hansen", &[]),
        ("x", "", &[]),
    ];
    for (typed, text, expected) in table {
        assert_eq!(marked(typed, text, FieldKind::Text), *expected, "{typed} in {text}");
    }
    for typed in ["deb12345", "DEB-12345", "deb–12345", "deb 12345"] {
        let expected: &[&str] = if typed == "deb 12345" { &["DEB", "12345"] } else { &["DEB-12345"] };
        assert_eq!(marked(typed, "DEB-12345", FieldKind::Reference), expected, "{typed}");
    }
    assert_eq!(marked("b1", "DEB-12345", FieldKind::Reference), ["B-1"]);
    assert_eq!(marked("DEB-12", "DEB12345", FieldKind::Reference), ["DEB12"]);
}

#[test]
fn very_long_names_are_no_trouble() {
    let name = "Müller–Hansen ".repeat(800);
    let hits = Terms::parse("mueller hansen e n ü").hits(&name, FieldKind::Reference);
    assert_eq!(hits.len(), 1600);
    let worst = "a".repeat(10_000);
    assert_eq!(Terms::parse(&"a".repeat(SEARCH_CHARS_MAX)).hits(&worst, FieldKind::Reference), [(0, 10_000)]);
}

fn row() -> impl Strategy<Value = (Vec<(String, FieldKind)>, String)> {
    prop::collection::vec((oracle::texts(), oracle::kinds()), 1..4).prop_flat_map(|fields| {
        let first = fields[0].0.clone();
        (Just(fields), oracle::typed_for(first).prop_map(|(_, typed)| typed))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn matching_equals_the_slow_one((fields, typed) in row()) {
        let borrowed: Vec<Field<'_>> = fields.iter().map(|(text, kind)| Field { text: Some(text), kind: *kind }).collect();
        prop_assert_eq!(Terms::parse(&typed).matches(&haystack(&borrowed)), oracle::row_matches(&fields, &typed));
    }

    #[test]
    fn a_text_finds_itself(text in oracle::texts(), kind in oracle::kinds()) {
        let terms = Terms::parse(&text);
        let line = haystack(&[Field { text: Some(&text), kind }]);
        prop_assert!(terms.matches(&line));
        prop_assert_eq!(terms.hits(&text, kind).is_empty(), terms.is_empty());
    }

    #[test]
    fn hits_are_there_exactly_when_a_term_is_found((text, typed) in oracle::texts().prop_flat_map(oracle::typed_for), kind in oracle::kinds()) {
        let terms = Terms::parse(&typed);
        let line = haystack(&[Field { text: Some(&text), kind }]);
        let found = terms.terms().iter().any(|term| term.alternatives().iter().any(|alternative| line.contains(alternative)));
        prop_assert_eq!(!terms.hits(&text, kind).is_empty(), found);
    }

    #[test]
    fn hits_lie_between_whole_characters((text, typed) in oracle::texts().prop_flat_map(oracle::typed_for), kind in oracle::kinds()) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let terms = Terms::parse(&typed);
        let mut before = None;
        for (start, end) in terms.hits(&text, kind) {
            prop_assert!(start < end && end as usize <= units.len());
            prop_assert!(before.is_none_or(|before| before < start), "sorted and apart");
            before = Some(end);
            let hit = String::from_utf16(&units[start as usize..end as usize]);
            let rest = String::from_utf16(&units[end as usize..]);
            prop_assert!(hit.is_ok() && rest.is_ok(), "a surrogate pair was cut");
            let (hit, rest) = (hit.unwrap(), rest.unwrap());
            prop_assert!(!rest.starts_with(is_combining_mark), "a mark was cut off");
            prop_assert!(start == 0 || !hit.starts_with(is_combining_mark), "a mark without its letter");
            let forms = oracle::forms(&hit, kind);
            let holds = |alternative: &String| forms.iter().any(|form| oracle::holds(form, alternative));
            prop_assert!(terms.terms().iter().any(|term| term.alternatives().iter().any(holds)), "{hit:?} holds no term");
        }
    }

    #[test]
    fn no_text_panics(text: String, typed: String) {
        let terms = Terms::parse(&typed);
        let line = haystack(&[Field::reference(Some(&text)), Field::text(Some(&typed))]);
        prop_assert!(terms.matches(&line));
        prop_assert!(terms.terms().iter().all(|term| term.alternatives().iter().all(|a| !a.is_empty() && !a.contains('\n'))));
        let _ = terms.hits(&text, FieldKind::Reference);
    }
}

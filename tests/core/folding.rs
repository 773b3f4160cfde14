//! The two folds, by tables, over all of Unicode, and against the slow one.

use desk_core::search::{fold, fold_umlaut};
use proptest::prelude::*;
use unicode_normalization::char::canonical_combining_class;

use crate::oracle;

#[test]
fn names_as_people_type_them() {
    let table = [
        ("Müller", "muller", "mueller"),
        ("Mu\u{308}ller", "muller", "mueller"),
        ("MÜLLER", "muller", "mueller"),
        ("Mueller", "mueller", "mueller"),
        ("Øster", "oster", "oester"),
        ("Straße", "strasse", "strasse"),
        ("STRAẞE", "strasse", "strasse"),
        ("Åse Kjær", "ase kjaer", "aase kjaer"),
        ("A\u{30a}se", "ase", "aase"),
        ("Ǿrsted", "orsted", "oersted"),
        ("Łódź", "lodz", "lodz"),
        ("Đorđević", "dordevic", "dordevic"),
        ("Þór Guðmundsson", "thor gudmundsson", "thor gudmundsson"),
        ("İstanbul IĞDIR ılık", "istanbul igdir ilik", "istanbul igdir ilik"),
        ("Œuvre cœur", "oeuvre coeur", "oeuvre coeur"),
        ("Zoë Brontë", "zoe bronte", "zoe bronte"),
        ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width", "full width"),
        ("ﬁnance Ĳssel ™ ½", "finance ijssel tm 1⁄2", "finance ijssel tm 1⁄2"),
        ("ΟΔΥΣΣΕΎΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ", "οδυσσευσ οδυσσευσ"),
        ("Ёлка Йод", "елка иод", "елка иод"),
        ("O’Brien O´Brien O`Brien O'Brien", "o'brien o'brien o'brien o'brien", "o'brien o'brien o'brien o'brien"),
        ("DEB–12345 DEB‑12345", "deb-12345 deb-12345", "deb-12345 deb-12345"),
        ("  two\u{a0}\t blanks\r\n\u{0}here ", "two blanks here", "two blanks here"),
        ("zero\u{200b}width so\u{ad}ft \u{feff}bom", "zerowidth soft bom", "zerowidth soft bom"),
        ("हिन्दी", "हिन\u{926}ी", "हिन\u{926}ी"),
        ("日本 ガラス", "日本 カラス", "日本 カラス"),
        ("👩🏽‍💻 ❤\u{fe0f}", "👩🏽💻 ❤", "👩🏽💻 ❤"),
        ("", "", ""),
        (" \u{301}\u{200d} ", "", ""),
    ];
    for (text, bare, digraph) in table {
        assert_eq!(fold(text), bare, "{text}");
        assert_eq!(fold_umlaut(text), digraph, "{text}");
    }
}

#[test]
fn every_character_folds_for_good() {
    // The planes between hold no characters.
    for c in ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{e0fff}') {
        for folded in [fold(&format!("x{c}x")), fold_umlaut(&format!("u{c}x"))] {
            assert!(folded.ends_with('x'), "{c:?} ate its neighbour");
            for part in folded.chars() {
                assert!(part.to_lowercase().eq([part]), "{c:?} left {part:?}");
                assert_eq!(canonical_combining_class(part), 0, "{c:?} left {part:?}");
                assert!(part == ' ' || !(part.is_whitespace() || part.is_control()), "{c:?} left {part:?}");
            }
        }
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "{c:?}");
        let once = fold_umlaut(&c.to_string());
        assert_eq!(fold_umlaut(&once), once, "{c:?}");
    }
}

proptest! {
    #[test]
    fn folds_equal_the_slow_ones(text in oracle::texts()) {
        prop_assert_eq!(fold(&text), oracle::fold(&text, false));
        prop_assert_eq!(fold_umlaut(&text), oracle::fold(&text, true));
    }

    #[test]
    fn folding_twice_changes_nothing(text: String) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        let digraph = fold_umlaut(&text);
        prop_assert_eq!(fold_umlaut(&digraph), digraph.clone());
        prop_assert!(!once.contains('\n') && !digraph.contains('\n'));
        prop_assert_eq!(once.trim(), &once);
    }

    #[test]
    fn the_form_of_normalisation_does_not_matter(text in oracle::texts()) {
        use unicode_normalization::UnicodeNormalization;
        let visible: String = text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{200d}' | '\u{ad}' | '\u{feff}' | '\u{fe0f}')).collect();
        prop_assert_eq!(fold(&visible.nfc().collect::<String>()), fold(&visible.nfd().collect::<String>()));
        prop_assert_eq!(fold_umlaut(&visible.nfc().collect::<String>()), fold_umlaut(&visible.nfd().collect::<String>()));
    }
}

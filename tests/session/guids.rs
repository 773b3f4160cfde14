//! The Partner GUID in the spellings in which people have it.

use desk_core::ids::PartnerId;
use desk_session::{GuidError, PartnerGuid};
use proptest::prelude::*;

use crate::fakes::GUID;

const BARE: &str = "0b9c2f6e5d1a4c379e847a60f1d2c3b5";

#[test]
fn every_usual_spelling_is_the_same_guid() {
    let upper = GUID.to_uppercase();
    let spellings = [
        GUID.to_owned(),
        upper.clone(),
        BARE.to_owned(),
        format!("{{{GUID}}}"),
        format!("{{{BARE}}}"),
        format!("({upper})"),
        format!("[{GUID}]"),
        format!("<{GUID}>"),
        format!("\"{GUID}\""),
        format!("'{GUID}',"),
        format!("“{GUID}”."),
        format!("„{GUID}“"),
        format!("‘{GUID}’"),
        format!("«{GUID}»"),
        format!("`{GUID}`"),
        format!("  {GUID}\t"),
        format!("{GUID}\r\n"),
        format!("\u{FEFF}{GUID}"),
        format!("\u{A0}{GUID}\u{A0}"),
        format!("\u{200B}\u{2060}{GUID}\u{200D}"),
        format!("\u{202A}{GUID}\u{202C}"),
        format!("\u{3000}{GUID}"),
        format!("{GUID}\0"),
        format!("urn:uuid:{GUID}"),
        format!(" URN:UUID:{upper} "),
        format!("{{urn:uuid:{GUID}}}"),
        GUID.replace('-', "\u{2011}"),
        GUID.replace('-', "\u{2013}"),
        GUID.replace('-', "\u{2212}"),
        format!(" \"{{{upper}}}\";\n"),
    ];
    for spelling in spellings {
        let guid = PartnerGuid::parse(&spelling);
        assert_eq!(guid.as_ref().map(|guid| guid.secret().expose()), Ok(GUID), "{spelling:?}");
    }
}

#[test]
fn what_is_wrong_is_said_exactly() {
    let short = &GUID[..35];
    let cases = [
        (String::new(), GuidError::Empty),
        (" \u{200B}\n".to_owned(), GuidError::Empty),
        ("{}".to_owned(), GuidError::Empty),
        ("----".to_owned(), GuidError::Empty),
        ("urn:uuid:".to_owned(), GuidError::Empty),
        (short.to_owned(), GuidError::TooShort { digits: 31 }),
        ("a".to_owned(), GuidError::TooShort { digits: 1 }),
        (format!("{GUID}0"), GuidError::TooLong { digits: 33 }),
        (format!("{GUID}{GUID}"), GuidError::TooLong { digits: 64 }),
        (GUID.replacen('2', "g", 1), GuidError::ForeignCharacter { position: 5 }),
        (format!("  {}", GUID.replacen('2', "g", 1)), GuidError::ForeignCharacter { position: 7 }),
        (format!("urn:uuid:x{GUID}"), GuidError::ForeignCharacter { position: 10 }),
        (GUID.replacen('-', " ", 1), GuidError::ForeignCharacter { position: 9 }),
        (format!("key={GUID}"), GuidError::ForeignCharacter { position: 1 }),
        (format!("ä{GUID}"), GuidError::ForeignCharacter { position: 1 }),
        (format!("{GUID} {GUID}"), GuidError::ForeignCharacter { position: 37 }),
        ("\u{FF10}".repeat(32), GuidError::ForeignCharacter { position: 1 }),
        (format!("{}-{}", &BARE[..16], &BARE[16..]), GuidError::OddDashes),
        (format!("{GUID}-"), GuidError::OddDashes),
        (GUID.replacen('-', "--", 1), GuidError::OddDashes),
        ("00000000-0000-0000-0000-000000000000".to_owned(), GuidError::Nil),
        ("0".repeat(32), GuidError::Nil),
    ];
    for (text, error) in cases {
        assert_eq!(PartnerGuid::parse(&text), Err(error), "{text:?}");
    }
}

#[test]
fn it_knows_whether_it_is_a_partners_own_id() {
    let guid = PartnerGuid::parse(GUID).unwrap();
    assert!(guid.is(PartnerId::parse(BARE).unwrap()));
    assert!(!guid.is(PartnerId::parse("0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b6").unwrap()));
}

proptest! {
    #[test]
    fn any_uuid_in_any_dress_reads_back(number in 1_u128.., dashes: bool, upper: bool, before in "[ {(\"\u{A0}\u{FEFF}\n]{0,4}", after in "[ })\"\u{200B}.,\r\n]{0,4}") {
        let plain = format!("{number:032x}");
        let canonical = [&plain[..8], &plain[8..12], &plain[12..16], &plain[16..20], &plain[20..]].join("-");
        let mut text = if dashes { canonical.clone() } else { plain };
        if upper {
            text = text.to_uppercase();
        }
        let guid = PartnerGuid::parse(&format!("{before}{text}{after}")).unwrap();
        prop_assert_eq!(guid.secret().expose(), canonical);
    }

    #[test]
    fn no_text_panics_and_none_is_repeated(text in "\\PC{0,60}") {
        never_repeats(&text)?;
    }

    #[test]
    fn no_near_miss_is_repeated(text in "[0-9a-fA-Fx{} -]{20,45}") {
        never_repeats(&text)?;
    }
}

/// Whatever was typed, the sentence is one of a few that hold nothing of it but a count or a position.
fn never_repeats(text: &str) -> Result<(), TestCaseError> {
    let Err(error) = PartnerGuid::parse(text) else { return Ok(()) };
    let sentences = [
        GuidError::Empty,
        GuidError::TooShort { digits: 7 },
        GuidError::TooLong { digits: 7 },
        GuidError::ForeignCharacter { position: 7 },
        GuidError::OddDashes,
        GuidError::Nil,
    ];
    let said = format!("{error} {error:?}");
    prop_assert!(sentences.iter().any(|one| numberless(&format!("{one} {one:?}")) == numberless(&said)), "{said}");
    Ok(())
}

fn numberless(text: &str) -> String {
    text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#")
}

//! The keyring item: what goes in comes out, and nothing else gets in.

use desk_core::rows::Partner;
use desk_core::secret::Secret;
use desk_session::{DamagedItem, ITEM_BYTES_MAX, PARTNER_NAME_CHARS_MAX, Persistence, StoredSession};
use proptest::prelude::*;

use crate::fakes::{API_KEY, Computer, GUID, ask, partner, start};

/// The item that a log-in writes.
fn written(key: Option<&str>, partner: Partner) -> String {
    let computer = Computer::new();
    let mut session = computer.start(start());
    let accepted = ask(GUID, key, Ok(partner), start()).unwrap();
    let _ = session.log_in(&accepted, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
    computer.vault.text().unwrap()
}

fn decode(text: &str) -> Result<StoredSession, DamagedItem> {
    StoredSession::decode(&Secret::new(text.to_owned()))
}

fn named(name: &str) -> Partner {
    Partner { short_name: Some(name.to_owned()), ..partner(Some(GUID)) }
}

#[test]
fn what_was_written_is_read() {
    for key in [None, Some(API_KEY), Some("\"\\\"\\\"\\\"\\")] {
        let text = written(key, partner(Some(GUID)));
        assert_eq!(decode(&text).unwrap().encode().unwrap().expose(), text);
    }
}

#[test]
fn it_is_small_enough_for_every_keyring() {
    let long_name = "Ægir 𝕏 ".repeat(100);
    let usual = written(None, named(&long_name));
    assert!(usual.len() < 1_000, "{}", usual.len());
    let with_key = written(Some(&"k".repeat(128)), named("Nordlys"));
    assert!(with_key.len() < 1_000, "{}", with_key.len());
    // The worst that the bounds allow: every character of the key escaped, every one of the name four bytes long.
    let worst = written(Some(&"\"".repeat(512)), named(&"𝕏".repeat(100)));
    assert!(worst.len() < ITEM_BYTES_MAX, "{}", worst.len());
    assert!(decode(&worst).is_ok());
}

#[test]
fn names_are_shortened_and_cleaned() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    let accepted = ask(GUID, None, Ok(named(&format!("A\u{7}\n{}", "ø".repeat(200)))), start()).unwrap();
    let _ = session.log_in(&accepted, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
    let name = session.active().unwrap().partner_name().unwrap().to_owned();
    assert_eq!(name.chars().count(), PARTNER_NAME_CHARS_MAX);
    assert!(name.starts_with("Aø"));
}

#[test]
fn damage_is_named_by_its_field() {
    let text = written(Some(API_KEY), partner(Some(GUID)));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases = [
        ("v", "0", DamagedItem::Field("v")),
        ("v", "2", DamagedItem::NewerVersion),
        ("v", "4294967295", DamagedItem::NewerVersion),
        ("v", "-1", DamagedItem::Unreadable),
        ("v", "\"1\"", DamagedItem::Unreadable),
        ("guid", "\"\"", DamagedItem::Field("guid")),
        ("guid", "\"00000000-0000-0000-0000-000000000000\"", DamagedItem::Field("guid")),
        ("guid", "7", DamagedItem::Unreadable),
        ("api_key", "\"short\"", DamagedItem::Field("api_key")),
        ("origin", "\"\"", DamagedItem::Field("origin")),
        ("issued_ms", "9223372036854775807", DamagedItem::Field("issued_ms")),
        ("expires_ms", "-9223372036854775808", DamagedItem::Field("expires_ms")),
        // Longer than 14 days, or over before it began.
        ("expires_ms", "8000000000000", DamagedItem::Field("expires_ms")),
        ("expires_ms", "0", DamagedItem::Field("expires_ms")),
        ("high_water_ms", "9223372036854775807", DamagedItem::Field("high_water_ms")),
        ("ended", "\"someday\"", DamagedItem::Unreadable),
        ("cache_key", "\"\"", DamagedItem::Field("cache_key")),
        ("cache_key", "\"x'; DROP TABLE cases; --\"", DamagedItem::Field("cache_key")),
        ("cache_file", "\"../../.bashrc\"", DamagedItem::Field("cache_file")),
        ("cache_file", "\"settings.json\"", DamagedItem::Field("cache_file")),
        ("cache_file", "\"../0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b5.db\"", DamagedItem::Field("cache_file")),
        ("cache_file", "\"ab-0B9C2F6E-5d1a-4c37-9e84-7a60f1d2c3b5.db\"", DamagedItem::Field("cache_file")),
        ("partner_id", "\"nobody\"", DamagedItem::Unreadable),
    ];
    for (field, content, damage) in cases {
        let mut damaged = value.clone();
        damaged[field] = serde_json::from_str(content).unwrap();
        assert_eq!(decode(&damaged.to_string()), Err(damage), "{field} = {content}");
    }
    for field in ["v", "guid", "origin", "issued_ms", "expires_ms", "high_water_ms", "cache_key", "cache_file"] {
        let mut damaged = value.clone();
        damaged.as_object_mut().unwrap().remove(field);
        assert_eq!(decode(&damaged.to_string()), Err(DamagedItem::Unreadable), "without {field}");
    }
    for text in ["", " ", "null", "[]", "1", "{}", "{\"v\":1}", "\u{FEFF}{\"v\":1}", "{\"v\":1", "no JSON"] {
        assert_eq!(decode(text), Err(DamagedItem::Unreadable), "{text:?}");
    }
}

#[test]
fn a_field_of_the_future_is_left_aside() {
    let text = written(None, partner(Some(GUID)));
    let more = text.replacen('{', "{\"colour\":[1,{\"a\":null}],", 1);
    assert_eq!(decode(&more).unwrap(), decode(&text).unwrap());
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        prop_assert!(decode(&text).is_err());
    }

    /// Any one byte of a good item changed or the end cut off: an error that names no content, or a session that is
    /// still sound.
    #[test]
    fn no_damage_panics_or_is_repeated(position in 0_usize..2_000, byte in 0x20_u8..0x7f, cut: bool) {
        let mut bytes = written(Some(API_KEY), partner(Some(GUID))).into_bytes();
        let position = position % bytes.len();
        if cut {
            bytes.truncate(position);
        } else {
            bytes[position] = byte;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match decode(&text) {
            Err(damage) => {
                let said = format!("{damage} {damage:?}");
                prop_assert!(!said.contains(API_KEY) && !said.contains(GUID));
            }
            Ok(stored) => prop_assert!(stored.encode().unwrap().expose().len() < ITEM_BYTES_MAX),
        }
    }
}

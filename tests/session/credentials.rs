//! API keys, both fields together, and the name of the keyring item.

use std::collections::HashSet;
use std::path::Path;

use desk_session::{ApiKey, ApiKeyError, Credential, GuidError, LogInError, VaultItem};
use proptest::prelude::*;

use crate::fakes::{API_KEY, GUID, ORIGIN, item};

#[test]
fn keys_lose_what_surrounds_them_and_nothing_else() {
    for text in [API_KEY.to_owned(), format!("\u{FEFF} {API_KEY}\r\n"), format!("\u{A0}{API_KEY}\u{200B}")] {
        assert_eq!(ApiKey::parse(&text).unwrap().secret().expose(), API_KEY, "{text:?}");
    }
    assert_eq!(ApiKey::parse("\"{quoted}\"").unwrap().secret().expose(), "\"{quoted}\"");
    assert_eq!(ApiKey::parse("Ab1!+/==").unwrap().secret().expose(), "Ab1!+/==");
    assert_eq!(ApiKey::parse(&"k".repeat(512)).unwrap().secret().expose().len(), 512);
}

#[test]
fn what_is_wrong_with_a_key_is_said_exactly() {
    let cases = [
        (String::new(), ApiKeyError::Empty),
        (" \n".to_owned(), ApiKeyError::Empty),
        ("1234567".to_owned(), ApiKeyError::TooShort { characters: 7 }),
        ("k".repeat(513), ApiKeyError::TooLong { characters: 513 }),
        ("abcd efgh".to_owned(), ApiKeyError::ForeignCharacter { position: 5 }),
        (" abcd\nefgh".to_owned(), ApiKeyError::ForeignCharacter { position: 6 }),
        ("abcdefgé".to_owned(), ApiKeyError::ForeignCharacter { position: 8 }),
        ("abcd\u{7F}efgh".to_owned(), ApiKeyError::ForeignCharacter { position: 5 }),
    ];
    for (text, error) in cases {
        assert_eq!(ApiKey::parse(&text), Err(error), "{text:?}");
    }
}

#[test]
fn the_key_is_sent_where_there_is_one_else_the_guid() {
    let alone = Credential::parse(&GUID.to_uppercase(), None).unwrap();
    assert_eq!(alone.key().expose(), GUID);
    assert_eq!(Credential::parse(GUID, Some("  ")), Ok(alone), "an empty field is no key");
    let both = Credential::parse(GUID, Some(API_KEY)).unwrap();
    assert_eq!(both.key().expose(), API_KEY);
    assert_eq!(Credential::parse("x", Some("y")), Err(LogInError::Guid(GuidError::ForeignCharacter { position: 1 })));
    assert_eq!(Credential::parse(GUID, Some("y")), Err(LogInError::ApiKey(ApiKeyError::TooShort { characters: 1 })));
}

#[test]
fn each_api_and_each_folder_has_an_item_of_its_own() {
    let apis = [ORIGIN, "https://testreferral-api.debitura.com", "http://127.0.0.1:4010", "http://127.0.0.1:4011"];
    let folders = ["/data", "/data2", "/dat", "/", "C:\\Users\\Ærø\\AppData\\Local\\Partner Desk"];
    let mut users = HashSet::new();
    for api in apis {
        for folder in folders {
            let item = VaultItem::new(api, Path::new(folder));
            assert_eq!(item.service(), "app.partnerdesk.desktop");
            assert!(item.user().len() == 16 && item.user().bytes().all(|b| b.is_ascii_hexdigit()), "{}", item.user());
            users.insert(item.user().to_owned());
        }
    }
    assert_eq!(users.len(), apis.len() * folders.len());
}

#[test]
fn the_name_of_an_item_never_changes() {
    // A change here logs everybody out.
    assert_eq!(item().user(), "adacac832e5ca4de");
    assert_eq!(VaultItem::new("HTTPS://Referral-API.debitura.com/", Path::new("/data")), item());
}

proptest! {
    #[test]
    fn no_text_panics_and_every_key_fits_a_header(text in "\\PC{0,40}") {
        if let Ok(key) = ApiKey::parse(&text) {
            prop_assert!(key.secret().expose().bytes().all(|b| (0x21..=0x7E).contains(&b)));
        }
    }
}

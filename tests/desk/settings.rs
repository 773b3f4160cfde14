//! What the program is opened with.

use std::fs;

use desk::{Code, Desk, Environment, Options, SessionState};

use crate::computer::Computer;

#[test]
fn an_address_that_may_not_get_the_secret() {
    for address in [
        "http://example.com",
        "ftp://localhost",
        "https://user:hunter2@example.com",
        "https://example.com/path",
        "nonsense",
    ] {
        let error = Options::new(None, Some(address)).map(drop).unwrap_err();
        assert_eq!(error.code, Code::InvalidRequest, "{address}");
        assert!(error.message.ends_with('.') && !error.message.contains("hunter2"), "{}", error.message);
    }
    assert!(Options::new(None, Some("http://127.0.0.1:8080")).is_ok());
}

/// Without an address of its own; nothing here asks the network.
async fn environment(settings: Option<&str>) -> Option<Environment> {
    let computer = Computer::new(1).await;
    fs::create_dir_all(computer.folder()).unwrap();
    if let Some(text) = settings {
        fs::write(computer.folder().join("settings.json"), text).unwrap();
    }
    let desk = Desk::open(Options { origin: None, ..computer.options() }).await.unwrap();
    assert_eq!(desk.session().state, SessionState::SignedOut);
    assert!(!desk.is_demo());
    desk.environment()
}

#[tokio::test]
async fn damaged_settings_are_default_settings() {
    for (text, expected) in [
        (None, Environment::Production),
        (Some(r#"{"environment":"test"}"#), Environment::Test),
        (Some(r#"{"environment":"production"}"#), Environment::Production),
        (Some(r#"{"environment":"test","of a newer version":[1]}"#), Environment::Test),
        (Some("{}"), Environment::Production),
        (Some(""), Environment::Production),
        (Some(r#"{"environment":"te"#), Environment::Production),
        (Some(r#"{"environment":"mars"}"#), Environment::Production),
        (Some("\0\u{1}\u{fffd}"), Environment::Production),
    ] {
        assert_eq!(environment(text).await, Some(expected), "{text:?}");
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_made() {
    let computer = Computer::new(1).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let options = Options { folder: file.path().join("data"), ..computer.options() };
    let error = Desk::open(options).await.map(drop).unwrap_err();
    assert_eq!(error.code, Code::Disk);
    assert!(!error.message.contains(&*file.path().to_string_lossy()));
}

#[tokio::test]
async fn two_folders_and_two_addresses_are_strangers() {
    let (one, other) = (Computer::new(10).await, Computer::new(10).await);
    drop(one.synced().await);
    // The same keyring and the same folder, another address.
    let desk = Desk::open(Options { origin: other.options().origin, ..one.options() }).await.unwrap();
    assert_eq!(desk.session().state, SessionState::SignedOut);
    let files = one.files();
    desk.log_out().await.unwrap();
    let caches = |files: &std::collections::BTreeSet<String>| files.iter().filter(|name| name.contains(".db")).count();
    assert_eq!((caches(&one.files()), caches(&files)), (1, 1), "another environment's cache is not its to delete");
    // The same keyring and the same address, another folder.
    let desk = Desk::open(Options { folder: other.folder(), ..one.options() }).await.unwrap();
    assert_eq!(desk.session().state, SessionState::SignedOut);
    drop(desk);
    assert_eq!(one.start().await.session().state, SessionState::SignedIn);
}

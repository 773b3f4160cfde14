//! Every sentence that a person can meet because of a session, in one file that is read before it changes.

use std::fmt::{Debug, Display, Write};

use desk_core::remote::{BadBody, RemoteError};
use desk_session::{ApiKeyError, DamagedItem, GuidError, LockReason, LogInError, SignOutReason, VaultError};

use crate::golden;

fn add(lines: &mut String, what: &(impl Debug + Display), hint: Option<&str>) {
    writeln!(lines, "{what:?}\n    {what}").unwrap();
    if let Some(hint) = hint {
        writeln!(lines, "    -> {hint}").unwrap();
    }
}

fn every_sentence() -> String {
    let mut lines = String::new();
    for error in [
        GuidError::Empty,
        GuidError::TooShort { digits: 31 },
        GuidError::TooLong { digits: 64 },
        GuidError::ForeignCharacter { position: 9 },
        GuidError::OddDashes,
        GuidError::Nil,
    ] {
        add(&mut lines, &error, None);
    }
    for error in [
        ApiKeyError::Empty,
        ApiKeyError::TooShort { characters: 7 },
        ApiKeyError::TooLong { characters: 513 },
        ApiKeyError::ForeignCharacter { position: 9 },
    ] {
        add(&mut lines, &error, None);
    }
    let remote = [
        RemoteError::Unreachable,
        RemoteError::Tls,
        RemoteError::Timeout,
        RemoteError::RateLimited { retry_after: None },
        RemoteError::Rejected { status: 400 },
        RemoteError::Server { status: 500 },
        RemoteError::BadBody(BadBody::Cut),
        RemoteError::BadBody(BadBody::NotJson),
        RemoteError::BadBody(BadBody::WebPage),
        RemoteError::BadBody(BadBody::Shape),
        RemoteError::BadBody(BadBody::TooLarge),
        RemoteError::Redirected,
        RemoteError::Cancelled,
    ];
    let own = [
        LogInError::Refused,
        LogInError::ApiKeyRefused,
        LogInError::NotActive,
        LogInError::OtherPartner,
        LogInError::NoRandomness,
    ];
    for error in own.into_iter().chain(remote.into_iter().map(LogInError::Remote)) {
        add(&mut lines, &error, error.hint());
    }
    for error in [
        VaultError::NoKeyring,
        VaultError::Locked,
        VaultError::Denied,
        VaultError::TooLong,
        VaultError::Damaged,
        VaultError::Other,
    ] {
        assert_eq!(LogInError::Keyring(error).to_string(), error.to_string());
        assert_eq!(LogInError::Keyring(error).hint(), Some(error.hint()));
        add(&mut lines, &error, Some(error.hint()));
    }
    for why in [LockReason::Expired, LockReason::Refused, LockReason::ClockSetBack] {
        add(&mut lines, &why, None);
    }
    for reason in [
        SignOutReason::LoggedOut,
        SignOutReason::LoggedOutElsewhere,
        SignOutReason::ItemDamaged,
        SignOutReason::ItemOfNewerVersion,
    ] {
        add(&mut lines, &reason, None);
    }
    for damage in [DamagedItem::Unreadable, DamagedItem::NewerVersion, DamagedItem::Field("cache_key")] {
        add(&mut lines, &damage, None);
    }
    lines
}

#[test]
fn sentences_are_the_agreed_ones() {
    golden::agrees("session-messages.txt", &every_sentence());
}

#[test]
fn every_sentence_is_one() {
    for line in every_sentence().lines().filter(|line| line.starts_with("    ")) {
        assert!(line.ends_with('.'), "{line}");
        assert!(!line.contains("  ->") || line.starts_with("    -> "), "{line}");
    }
}

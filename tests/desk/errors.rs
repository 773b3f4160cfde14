//! Every failure that a person can meet, with its code, its sentence and what to do, in one file that is read before it
//! changes.

use std::fmt::Write;
use std::io;

use desk::DeskError;
use desk_core::link::LinkTrouble;
use desk_core::remote::{BadBody, RemoteError};
use desk_export::ExportError;
use desk_session::{ApiKeyError, GuidError, LogInError, VaultError};
use desk_store::StoreError;

use crate::golden;

fn every_remote() -> Vec<RemoteError> {
    vec![
        RemoteError::Unreachable,
        RemoteError::Tls,
        RemoteError::Timeout,
        RemoteError::Unauthorized,
        RemoteError::Forbidden,
        RemoteError::NotFound,
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
    ]
}

fn every_error() -> Vec<(&'static str, Vec<DeskError>)> {
    let log_in = [
        LogInError::Guid(GuidError::Empty),
        LogInError::ApiKey(ApiKeyError::Empty),
        LogInError::Refused,
        LogInError::ApiKeyRefused,
        LogInError::NotActive,
        LogInError::OtherPartner,
        LogInError::NoRandomness,
    ];
    let vault = [
        VaultError::NoKeyring,
        VaultError::Locked,
        VaultError::Denied,
        VaultError::TooLong,
        VaultError::Damaged,
        VaultError::Other,
    ];
    let store = [
        StoreError::WrongKey,
        StoreError::Newer { found: 9, known: 1 },
        StoreError::Corrupt,
        StoreError::DiskFull,
        StoreError::Locked,
        StoreError::ReadOnly,
        StoreError::OutOfMemory,
        StoreError::Interrupted,
        StoreError::Closed,
        StoreError::Other { code: 1 },
    ];
    let export = [
        ExportError::NoSpace,
        ExportError::NoPermission,
        ExportError::InUse,
        ExportError::FolderMissing,
        ExportError::ReadOnly,
        ExportError::BadName,
        ExportError::Other(io::ErrorKind::TimedOut),
    ];
    let folder = [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied, io::ErrorKind::Other];
    vec![
        (
            "of the program itself",
            vec![
                DeskError::not_signed_in(),
                DeskError::sync_running(),
                DeskError::export_running(),
                DeskError::cache_rebuilt(),
                DeskError::cancelled(),
                DeskError::internal(),
                DeskError::budget_spent(),
                DeskError::too_many_rows(),
                DeskError::no_row_left(),
                DeskError::no_such_case(),
                DeskError::no_such_client(),
                DeskError::no_tenant_id(),
                DeskError::case_not_listed(),
                DeskError::client_not_listed(),
                DeskError::no_data_folder(),
            ],
        ),
        (
            "of an onboarding link",
            [LinkTrouble::Missing, LinkTrouble::Malformed, LinkTrouble::NotHttps, LinkTrouble::ForeignHost]
                .map(|trouble| DeskError::invalid(trouble.to_string()))
                .to_vec(),
        ),
        ("of its folder", folder.map(|kind| DeskError::folder(&kind.into())).to_vec()),
        ("while syncing", every_remote().into_iter().map(DeskError::from).collect()),
        ("while logging in", log_in.map(DeskError::from).to_vec()),
        (
            "of the network while logging in",
            every_remote().into_iter().map(|error| LogInError::Remote(error).into()).collect(),
        ),
        ("of the keyring", vault.map(DeskError::from).to_vec()),
        ("of the cache", store.map(DeskError::from).to_vec()),
        ("of an export", export.map(DeskError::from).to_vec()),
    ]
}

fn text() -> String {
    let mut text = String::new();
    for (heading, errors) in every_error() {
        writeln!(text, "## {heading}").unwrap();
        for error in errors {
            writeln!(text, "{:?}: {}", error.code, error.message).unwrap();
            if let Some(hint) = error.hint {
                writeln!(text, "    -> {hint}").unwrap();
            }
        }
        writeln!(text).unwrap();
    }
    text
}

#[test]
fn sentences_are_the_agreed_ones() {
    golden::agrees("desk-errors.txt", &text());
}

#[test]
fn every_sentence_is_one_and_names_no_path_and_no_secret() {
    for (heading, errors) in every_error() {
        for error in errors {
            for sentence in [Some(&error.message), error.hint.as_ref()].into_iter().flatten() {
                assert!(
                    sentence.ends_with('.') && sentence.chars().next().unwrap().is_uppercase(),
                    "{heading}: {sentence}"
                );
                assert!(
                    !sentence.contains(['/', '\\', '{', '\n']) || sentence.contains("https://"),
                    "{heading}: {sentence}"
                );
                assert!(!sentence.contains("SQL") && !sentence.contains("Err("), "{heading}: {sentence}");
            }
        }
    }
}

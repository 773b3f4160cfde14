//! What a person reads when the API cannot be read, and what the program does then.

use std::fmt::Write;
use std::time::Duration;

use desk_core::remote::{BadBody, Order, PAGE_ROWS_MAX, PageRequest, RemoteError};

fn every_error() -> Vec<RemoteError> {
    vec![
        RemoteError::Unreachable,
        RemoteError::Tls,
        RemoteError::Timeout,
        RemoteError::Unauthorized,
        RemoteError::Forbidden,
        RemoteError::NotFound,
        RemoteError::RateLimited { retry_after: Some(Duration::from_secs(30)) },
        RemoteError::RateLimited { retry_after: None },
        RemoteError::Rejected { status: 400 },
        RemoteError::Server { status: 503 },
        RemoteError::BadBody(BadBody::Cut),
        RemoteError::BadBody(BadBody::NotJson),
        RemoteError::BadBody(BadBody::WebPage),
        RemoteError::BadBody(BadBody::Shape),
        RemoteError::BadBody(BadBody::TooLarge),
        RemoteError::Redirected,
        RemoteError::Cancelled,
    ]
}

#[test]
fn sentences_and_verdicts() {
    let mut lines = String::new();
    for error in every_error() {
        let again = if error.is_retryable() { "again" } else { "final" };
        let offline = if error.is_offline() { ", offline" } else { "" };
        writeln!(lines, "{error:?} [{again}{offline}]\n    {error}").unwrap();
    }
    crate::golden::agrees("remote-errors.txt", &lines);
}

#[test]
fn sentences_are_sentences() {
    for error in every_error() {
        let sentence = error.to_string();
        assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
        assert!(sentence.len() < 160, "{sentence}");
    }
}

#[test]
fn stable_pages_are_full_and_oldest_first() {
    let request = PageRequest::stable(3);
    assert_eq!((request.page, request.page_size, request.order), (3, PAGE_ROWS_MAX, Order::OldestFirst));
    assert_eq!(PAGE_ROWS_MAX, 100);
}

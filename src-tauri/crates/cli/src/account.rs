//! Logging in and out.

use std::io::Read as _;

use desk::{Desk, DeskError, Environment, LogIn, SessionState};
use desk_core::secret::Secret;
use serde_json::json;

use crate::args::Login;
use crate::failure::Failure;
use crate::streams::Streams;
use crate::{status, text};

/// Bytes of a line of standard input: far more than any credential has.
const LINE_BYTES_MAX: usize = 4_096;

pub(crate) async fn log_in(desk: &Desk, login: &Login, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let guid = secret_line("Partner GUID", streams)?;
    let api_key = if login.api_key { Some(secret_line("API key", streams)?) } else { None };
    let environment = if login.test { Environment::Test } else { Environment::Production };
    let log_in = LogIn { guid, api_key, environment: Some(environment), this_session_only: false };
    let session = desk.log_in(log_in).await.map_err(in_options)?;
    if json {
        return streams.json(&status::session_json(&session));
    }
    let name = session.partner_name.as_deref().map_or_else(String::new, |name| format!(" as {}", text::one_line(name)));
    let until = session.expires.map_or_else(String::new, |end| format!(" until {}", text::moment(end)));
    streams.say(&format!("Logged in{name}{until}.\n"))
}

/// The log-in page's *Connection* is an option here.
fn in_options(mut error: DeskError) -> DeskError {
    if error.hint.as_deref().is_some_and(|hint| hint.contains("Connection")) {
        let hint = "Production and test have credentials of their own: with --test you log in to the test environment.";
        error.hint = Some(hint.to_owned());
    }
    error
}

/// One line of standard input, which is a secret from its first byte on.
fn secret_line(what: &str, streams: &mut Streams<'_>) -> Result<Secret, Failure> {
    if streams.typed {
        let _ = streams.err.write_all(format!("{what} (visible while you type): ").as_bytes());
        let _ = streams.err.flush();
    }
    // As large as it can become: a text that grows leaves copies behind.
    let mut line = Vec::with_capacity(LINE_BYTES_MAX);
    let mut input = (&mut *streams.input).take(u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX));
    let read = std::io::BufRead::read_until(&mut input, b'\n', &mut line);
    // Bytes that are no text are no GUID either; the log-in says what is wrong.
    let line = String::from_utf8(line).unwrap_or_else(|bytes| String::from_utf8_lossy(bytes.as_bytes()).into_owned());
    let secret = Secret::new(line);
    match read {
        Ok(_) => Ok(Secret::new(secret.expose().trim_end_matches(['\r', '\n']).to_owned())),
        Err(_) => Err(Failure::usage("Standard input could not be read.", "Put the Partner GUID on its first line.")),
    }
}

pub(crate) async fn log_out(desk: &Desk, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let session = desk.session();
    // Also what a session that ended has left behind is erased; only where nothing can be left there is nothing to do.
    let nothing = session.state == SessionState::SignedOut && session.notice.is_none();
    let logged_out = desk.log_out().await?;
    if nothing {
        return Err(DeskError::not_signed_in().into());
    }
    if json {
        return streams.json(&json!({ "state": "signedOut", "fileInUse": logged_out.file_in_use }));
    }
    streams.say(if logged_out.file_in_use {
        "Logged out. The log-in and its key were erased from this computer. The encrypted file of the cache is still open in another Partner Desk, which deletes it when it notices; nobody else can open it any more.\n"
    } else {
        "Logged out. The log-in, its key and the cache were erased from this computer.\n"
    })
}

//! Who is logged in, until when, and how old the data is.

use desk::{Desk, DeskError, Environment, SessionState, SessionStatus, Table, TableStatus};
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::streams::Streams;
use crate::text;

/// Nobody signed in, or a session that ended: what to answer instead of data.
pub(crate) fn signed_in(desk: &Desk) -> Result<(), Failure> {
    let session = desk.session();
    match session.state {
        SessionState::SignedIn => Ok(()),
        _ => Err(session.notice.unwrap_or_else(DeskError::not_signed_in).into()),
    }
}

pub(crate) fn session_json(session: &SessionStatus) -> Value {
    json!({
        "state": state_name(session.state),
        "partner": session.partner_name,
        "expires": session.expires.map(text::rfc3339),
    })
}

fn state_name(state: SessionState) -> &'static str {
    match state {
        SessionState::SignedOut => "signedOut",
        SessionState::SignedIn => "signedIn",
        SessionState::Locked => "locked",
        SessionState::Expired => "expired",
        SessionState::Refused => "refused",
        SessionState::KeyringUnavailable => "keyringUnavailable",
    }
}

fn environment_name(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "production",
        Environment::Test => "test",
    }
}

/// The answer is printed also when nobody is logged in; the exit code says so then.
pub(crate) async fn status(
    desk: &Desk,
    api_url: Option<&str>,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let session = desk.session();
    let tables = match session.state {
        SessionState::SignedIn => desk.tables().await?,
        _ => Vec::new(),
    };
    if json {
        let mut answer = session_json(&session);
        let per_table: Map<_, _> =
            tables.iter().map(|table| (table.table.name().to_owned(), table_json(table))).collect();
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("environment".to_owned(), desk.environment().map(environment_name).into());
            answer.insert("apiUrl".to_owned(), api_url.into());
            answer.insert("tables".to_owned(), per_table.into());
        }
        streams.json(&answer)?;
    } else {
        streams.say(&sentences(desk, api_url, &session, &tables))?;
    }
    signed_in(desk)
}

fn table_json(table: &TableStatus) -> Value {
    json!({
        "rows": table.rows,
        "asOf": table.as_of.map(text::rfc3339),
        "lastAttempt": table.last_attempt.map(text::rfc3339),
        "partial": table.partial,
    })
}

fn sentences(desk: &Desk, api_url: Option<&str>, session: &SessionStatus, tables: &[TableStatus]) -> String {
    let standing = match session.state {
        SessionState::SignedIn => {
            let name = session.partner_name.as_deref().unwrap_or("a partner without a name");
            let until = session.expires.map_or_else(String::new, |end| format!(" until {}", text::moment(end)));
            format!("logged in as {}{until}", text::one_line(name))
        }
        SessionState::SignedOut => "logged out".to_owned(),
        SessionState::Locked => "locked; the Partner GUID opens it again".to_owned(),
        SessionState::Expired => "expired".to_owned(),
        SessionState::Refused => "refused by Debitura".to_owned(),
        SessionState::KeyringUnavailable => "unknown, because the keyring does not answer".to_owned(),
    };
    let place = match (api_url, desk.environment()) {
        (Some(url), _) => text::one_line(url),
        (None, Some(Environment::Test)) => "test".to_owned(),
        (None, _) => "production".to_owned(),
    };
    let mut lines = format!("{:<14}{standing}\n{:<14}{place}\n", "Session:", "Environment:");
    for table in tables {
        let age = table.as_of.map_or_else(|| "never complete".to_owned(), |at| format!("as of {}", text::moment(at)));
        let partial = table.partial.as_deref().map_or_else(String::new, |what| format!("; last sync partial: {what}"));
        let heading = match table.table {
            Table::Cases => "Cases:",
            Table::Clients => "Clients:",
            Table::Transactions => "Transactions:",
        };
        lines.push_str(&format!("{heading:<14}{}, {age}{partial}\n", text::count(table.rows)));
    }
    lines
}

/// Answered whoever is logged in: a log-in that fails is what it may be wanted for.
pub(crate) async fn diagnostics(desk: &Desk, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let text = desk.diagnostics(concat!("partner-desk-cli ", env!("CARGO_PKG_VERSION")), "").await;
    if json { streams.json(&json!({ "diagnostics": text })) } else { streams.say(&text) }
}

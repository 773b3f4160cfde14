//! The secret comes on standard input and by no other way: arguments are seen by other programs, kept by the shell and
//! written into logs.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use desk_core::ids::CaseId;

use crate::failure::Failure;

const HINT: &str = "Put the Partner GUID on the first line of standard input. If it is the one that you log in with, remove this \
                    command from the shell's history.";

/// Every command; the first of these words among the arguments is the command.
const COMMANDS: [&str; 10] =
    ["login", "sync", "cases", "clients", "earnings", "case", "export", "status", "logout", "doctor"];

/// Refuses arguments that look like a Partner GUID, without repeating them.
///
/// Ids of cases look the same, and so do some tenant ids: `case` and the text of a search may hold them.
pub(crate) fn refuse(arguments: &[OsString]) -> Result<(), Failure> {
    let texts: Vec<&str> = arguments.iter().map(|argument| argument.to_str().unwrap_or_default()).collect();
    if texts.iter().find(|text| COMMANDS.contains(text)) == Some(&"case") {
        return Ok(());
    }
    let before = std::iter::once("").chain(texts.iter().copied());
    let mut searched =
        before.zip(&texts).filter(|(before, text)| *before != "--search" && !text.starts_with("--search="));
    if searched.any(|(_, text)| looks_secret(text)) {
        return Err(Failure::usage(
            "A Partner GUID must not stand on the command line: other programs can see it there.",
            HINT,
        ));
    }
    Ok(())
}

fn looks_secret(argument: &str) -> bool {
    let value = argument.split_once('=').map_or(argument, |(_, value)| value);
    CaseId::parse(value.trim_matches(|c: char| c.is_whitespace() || "\"'<>()[]".contains(c))).is_ok()
}

/// What is wrong with a command, in one sentence and a hint.
pub(crate) fn usage(error: &clap::Error, arguments: &[OsString]) -> Failure {
    let login = arguments.iter().any(|argument| argument == "login");
    if login && matches!(error.kind(), ErrorKind::UnknownArgument | ErrorKind::TooManyValues | ErrorKind::InvalidValue)
    {
        // Not repeated: it may be a key.
        return Failure::usage("`login` was given something that it does not take.", HINT);
    }
    let text = error.render().to_string();
    let message = text.lines().next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message).trim_end_matches(':');
    let missing = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(names)) if error.kind() == ErrorKind::MissingRequiredArgument => names.join(" "),
        _ => String::new(),
    };
    let separator = if missing.is_empty() { "" } else { ": " };
    Failure::usage(
        capitalised(&format!("{message}{separator}{missing}.")),
        "`partner-desk-cli --help` lists commands and options.",
    )
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

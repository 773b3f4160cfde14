//! The command line: for administrators, scripts and benchmarks. The same use cases as the window, asked in words, answered
//! as text or as JSON.
//!
//! There is no rule of the domain here: which rows, which order, which stage is for `desk`. What is here is how a command is
//! spelt, how an answer is written, and which exit code an outcome has. It is a library with a `main` of a few lines, so that
//! tests can run thousands of commands without as many processes.

mod account;
mod args;
mod doctor;
pub mod exit;
mod export;
mod failure;
mod lists;
mod narrow;
mod rows;
mod secrets;
mod status;
mod stop;
mod streams;
mod sync;
mod table;
mod text;
mod view;

use std::ffi::OsString;
use std::time::Duration;

use clap::Parser as _;
use desk::{Desk, Options, Why};

pub use desk::silence_panics;
pub use streams::Streams;

use crate::args::{Arguments, Command, Global};
use crate::failure::Failure;

/// Runs one command to its end; answers the exit code. `arguments` come without the program's name. `prepare` may change
/// what the program is opened with: tests bring a keyring of their own.
pub async fn run(
    arguments: impl IntoIterator<Item = OsString>,
    streams: &mut Streams<'_>,
    prepare: impl FnOnce(&mut Options),
) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = match parse(&arguments, streams) {
        Ok(parsed) => parsed,
        Err(code) => return code,
    };
    let json = parsed.global.json;
    let outcome = match open(&parsed.global, prepare).await {
        Ok(desk) => execute(&desk, parsed, streams).await,
        Err(failure) => Err(failure),
    };
    finish(outcome, json, streams)
}

/// The same on a program that is open already. What belongs to opening (folder, address, locale, time-out) is not looked at.
pub async fn run_on(desk: &Desk, arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match parse(&arguments, streams) {
        Ok(parsed) => {
            let json = parsed.global.json;
            let outcome = execute(desk, parsed, streams).await;
            finish(outcome, json, streams)
        }
        Err(code) => code,
    }
}

/// What was typed, or the exit code of a question for help or of a mistake.
fn parse(arguments: &[OsString], streams: &mut Streams<'_>) -> Result<Arguments, u8> {
    // Also known when the rest cannot be understood.
    let json = arguments.iter().any(|argument| argument == "--json");
    if let Err(failure) = secrets::refuse(arguments) {
        return Err(finish(Err(failure), json, streams));
    }
    let named = std::iter::once(OsString::from("partner-desk-cli")).chain(arguments.iter().cloned());
    Arguments::try_parse_from(named).map_err(|error| {
        if !error.use_stderr() {
            let written = streams.say(&error.render().to_string());
            return finish(written, json, streams);
        }
        finish(Err(secrets::usage(&error, arguments)), json, streams)
    })
}

async fn open(global: &Global, prepare: impl FnOnce(&mut Options)) -> Result<Desk, Failure> {
    let mut options = Options::new(global.data_dir.clone(), global.api_url.as_deref()).map_err(Failure::usage_of)?;
    if let Some(locale) = &global.locale {
        options.locale.clone_from(locale);
    }
    if let Some(seconds) = global.timeout_seconds {
        options.api.request_timeout = Duration::from_secs(seconds);
        options.api.connect_timeout = options.api.connect_timeout.min(options.api.request_timeout);
    }
    prepare(&mut options);
    Ok(Desk::open(options).await?)
}

async fn execute(desk: &Desk, arguments: Arguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let json = arguments.global.json;
    match arguments.command {
        Command::Login(login) => account::log_in(desk, &login, json, streams).await,
        Command::Logout => account::log_out(desk, json, streams).await,
        Command::Sync { full } => {
            let why = if full { Why::AskedFull } else { Why::Asked };
            sync::sync(desk, why, json, streams).await
        }
        Command::Cases(question) => lists::cases(desk, &question, json, streams).await,
        Command::Clients(question) => lists::clients(desk, &question, json, streams).await,
        Command::Earnings(question) => lists::earnings(desk, &question, json, streams).await,
        Command::Case { reference_or_id } => lists::case(desk, &reference_or_id, json, streams).await,
        Command::Export(wanted) => export::export(desk, &wanted, json, streams).await,
        Command::Status => status::status(desk, arguments.global.api_url.as_deref(), json, streams).await,
        Command::Doctor => doctor::doctor(desk, json, streams).await,
        Command::Diagnostics => status::diagnostics(desk, json, streams).await,
    }
}

/// Reports a failure and gives the exit code. A reader who went away (`… | head`) is no failure.
fn finish(outcome: Result<(), Failure>, json: bool, streams: &mut Streams<'_>) -> u8 {
    let outcome = outcome.and_then(|()| streams.flush());
    match outcome {
        Ok(()) | Err(Failure::ReaderGone) => exit::DONE,
        Err(failure) => {
            // What was said before the failure comes first; there is nobody left to tell when this cannot be written.
            let _ = streams.flush();
            failure.report(json, streams.err);
            failure.exit_code()
        }
    }
}

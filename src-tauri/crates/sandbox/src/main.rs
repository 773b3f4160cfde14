//! `partner-desk-sandbox`: serves a generated portfolio on the loopback interface until it is
//! ended. Prints one line of JSON with the address and the GUID that logs in.

use std::io::{self, Write};
use std::process::ExitCode;

use chrono::Utc;
use clap::Parser;
use partner_desk_sandbox::{InvoicingMode, Readings, SandboxConfig, Server};
use serde_json::json;
use uuid::Uuid;

/// A Referral Partner API that stands in for Debitura.
#[derive(Parser)]
#[command(name = "partner-desk-sandbox", version)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Number of cases
    #[arg(long, default_value_t = 2_000)]
    cases: usize,
    /// The same seed makes the same portfolio
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The Partner GUID that logs in; derived from the seed when absent
    #[arg(long)]
    guid: Option<Uuid>,
    /// The API key under Q1=B; derived from the seed when absent
    #[arg(long)]
    api_key: Option<String>,
    /// pay-when-paid or confirmed-pipeline
    #[arg(long, default_value = "pay-when-paid")]
    mode: InvoicingMode,
    /// A reading of an open question, such as Q5=B; may be repeated
    #[arg(long = "reading", value_name = "QUESTION=READING")]
    readings: Vec<String>,
}

fn configure(arguments: Arguments) -> Result<SandboxConfig, String> {
    let mut config = SandboxConfig::new(arguments.cases, arguments.seed);
    config.guid = arguments.guid.unwrap_or(config.guid);
    config.api_key = arguments.api_key;
    config.mode = arguments.mode;
    config.readings = Readings::parse(&arguments.readings)?;
    config.now = Utc::now();
    Ok(config)
}

async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

async fn run(config: SandboxConfig, port: u16) -> Result<(), String> {
    let differs = config.key() != config.guid.to_string();
    let server = Server::try_start(config, port)
        .await
        .map_err(|error| format!("The sandbox cannot listen on port {port}: {error}"))?;
    let mut line = json!({ "url": server.url(), "guid": server.guid() });
    if let (true, Some(line)) = (differs, line.as_object_mut()) {
        line.insert("apiKey".to_owned(), server.key().into());
    }
    let mut out = io::stdout();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    ended().await;
    server.stop().await;
    Ok(())
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let port = arguments.port;
    let outcome = match configure(arguments) {
        Ok(config) => run(config, port).await,
        Err(sentence) => {
            let _ = writeln!(io::stderr(), "{sentence}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

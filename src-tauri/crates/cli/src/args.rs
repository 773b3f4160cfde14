//! How a command is spelt.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::narrow::Narrow;

const AFTER_HELP: &str = "\
Exit codes: 0 done, 2 usage, 3 not logged in or locked, 4 refused by Debitura, 5 network or no usable answer,
6 partial, 1 anything else. Failures are reported on standard error, with --json as {\"code\",\"message\",\"hint\"}.

The Partner GUID is a secret. It is read from standard input and never from the command line, where other programs
can see it: partner-desk-cli login < file-with-the-guid";

/// Debitura referral partners' cases, clients and earnings from the command line
#[derive(Debug, Parser)]
#[command(name = "partner-desk-cli", version, after_help = AFTER_HELP)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Folder of the encrypted cache; the app's own when absent
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Address of another API than Debitura's own; it has a log-in of its own
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) api_url: Option<String>,
    /// Answer in JSON, failures included
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Locale that text sorts by and Excel files are written for, such as da-DK; the computer's own when absent
    #[arg(long, global = true, value_name = "TAG")]
    pub(crate) locale: Option<String>,
    /// Longest wait for one answer from Debitura; 30 when absent
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) timeout_seconds: Option<u64>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Log in with the Partner GUID on the first line of standard input
    Login(Login),
    /// Bring the cache up to date
    Sync {
        /// Read everything anew, not only what is open or new
        #[arg(long)]
        full: bool,
    },
    /// List cases (tabs: all active pending closed paused other)
    Cases(Question),
    /// List clients (tabs: all unsigned complete)
    Clients(Question),
    /// List transactions with their fees (tabs: all ready awaiting pending paid disputed unclassified)
    Earnings(Question),
    /// Show the case or cases of a reference or an id
    Case {
        /// Debitura's reference, whatever its case, or the case's id
        #[arg(value_name = "REFERENCE-OR-ID")]
        reference_or_id: String,
    },
    /// Write all matching rows into a CSV file
    Export(Export),
    /// Show who is logged in, until when, and how old the data is
    Status,
    /// Erase the log-in, its key and the cache
    Logout,
    /// Tell which readings of the API's open questions the connected API shows, without personal data
    Doctor,
    /// Tell how the program is doing, for whoever mends it: no personal data, no secret
    Diagnostics,
}

#[derive(Debug, Args)]
pub(crate) struct Login {
    /// Read an API key that differs from the GUID from the second line
    #[arg(long)]
    pub(crate) api_key: bool,
    /// Log in to Debitura's test environment
    #[arg(long, conflicts_with = "api_url")]
    pub(crate) test: bool,
}

/// Which rows, in which order.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// Words that all have to be found
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, default_value = "", hide_default_value = true)]
    pub(crate) search: String,
    /// Only this tab's rows
    #[arg(long, value_name = "NAME")]
    pub(crate) tab: Option<String>,
    /// By a column, ascending unless it ends in :desc; the view's own order when absent
    #[arg(long, value_name = "COLUMN[:asc|:desc]")]
    pub(crate) sort: Option<String>,
    #[command(flatten)]
    pub(crate) narrow: Narrow,
}

#[derive(Debug, Args)]
pub(crate) struct Question {
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Rows at most: a number, or `all`
    #[arg(long, value_name = "N", default_value = "50", value_parser = limit)]
    pub(crate) limit: u64,
    /// Rows to skip
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: u64,
}

fn limit(text: &str) -> Result<u64, String> {
    if text == "all" {
        return Ok(u64::MAX);
    }
    text.parse().map_err(|_| "a number of rows or the word `all` is expected".to_owned())
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// Cases
    Cases,
    /// Clients
    Clients,
    /// Transactions
    Earnings,
}

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For Excel in this computer's region
    Excel,
    /// Comma, point, RFC 4180
    Plain,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Which rows
    pub(crate) view: View,
    /// The file; an existing one is replaced once the new one is whole
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// For whom
    #[arg(long, default_value = "plain")]
    pub(crate) format: Format,
    /// Columns in their order; the view's first ones when absent
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    #[command(flatten)]
    pub(crate) filter: Filter,
}

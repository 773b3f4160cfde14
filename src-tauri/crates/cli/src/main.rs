//! `partner-desk-cli`. Everything is in the library, where tests can reach it.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use partner_desk_cli::{Streams, exit, run};

/// Longest wait at the end for a keyring that still writes.
const LAST_WAIT: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    partner_desk_cli::silence_panics();
    let Ok(runtime) = tokio::runtime::Runtime::new() else { return ExitCode::from(exit::OTHER) };
    let mut out = BufWriter::new(io::stdout());
    let mut streams = Streams {
        input: &mut io::stdin().lock(),
        out: &mut out,
        err: &mut io::stderr(),
        typed: io::stdin().is_terminal(),
        watched: io::stderr().is_terminal(),
    };
    let code = runtime.block_on(run(std::env::args_os().skip(1), &mut streams, |_| {}));
    // What could not be written because nobody reads any more was reported as far as it matters.
    let _ = out.flush();
    runtime.shutdown_timeout(LAST_WAIT);
    ExitCode::from(code)
}

//! Ctrl-C that cleans up, without signal handlers.
//!
//! The command runs in a second process, in a process group of its own, whose standard input is a pipe
//! that the first one holds. Ctrl-C ends the first; the pipe closes; the second notices and puts
//! everything away. A signal crate was rejected: xtask is compiled before anything else can happen.

use std::io::Read;
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::{process, temp};

/// First argument of the second process.
pub(crate) const INNER: &str = "--inner";

static ORDERLY: AtomicBool = AtomicBool::new(false);
static ENDED: AtomicBool = AtomicBool::new(false);

/// Runs the same command again in the second process and waits for it.
pub(crate) fn outer(args: &[String]) -> ExitCode {
    let started = std::env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        command.arg(INNER).args(args).stdin(Stdio::piped());
        process::own_group(&mut command);
        command.spawn()
    });
    let status = started.and_then(|mut child| {
        let pipe = child.stdin.take();
        let status = child.wait();
        drop(pipe);
        status
    });
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// In the second process: notices the first one's end.
pub(crate) fn watch_parent() {
    std::thread::spawn(|| {
        let mut nothing = Vec::new();
        drop(std::io::stdin().read_to_end(&mut nothing));
        ENDED.store(true, Ordering::SeqCst);
        if !ORDERLY.load(Ordering::SeqCst) {
            process::end_all();
            temp::remove_all();
            // We lead our own group: this ends cargo and npm and at last ourselves.
            process::end_group(std::process::id(), "KILL");
        }
    });
}

/// From here on somebody polls [`ended`] and puts things away in order.
pub(crate) fn orderly() {
    ORDERLY.store(true, Ordering::SeqCst);
}

/// Whether the person at the terminal wants us to stop.
pub(crate) fn ended() -> bool {
    ENDED.load(Ordering::SeqCst)
}

//! `start`: the app on Debitura itself, with the real keyring and the real data folder.

use crate::process::{self, Running};
use crate::{Outcome, cargo, desktop, setup, supervise, ui};

pub(crate) fn run(args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(format!("`start` knows no `{arg}`."));
    }
    if !desktop::has_display() {
        return Err("There is no display here. `cargo xtask demo` brings its own.".into());
    }
    setup::to_build()?;
    ui::build()?;
    cargo::build_programs()?;
    supervise::orderly();
    let mut app = Running::start(&mut process::command(process::built("partner-desk")), None)?;
    wait(&mut app, None)
}

/// Waits until the app is closed, Ctrl-C is pressed or the time is up.
pub(crate) fn wait(app: &mut Running, time: Option<std::time::Duration>) -> Outcome {
    let opened = std::time::Instant::now();
    loop {
        if let Some(status) = app.ended()? {
            return if status.success() { Ok(()) } else { Err(format!("the app ended with {status}")) };
        }
        if supervise::ended() || time.is_some_and(|time| opened.elapsed() >= time) {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

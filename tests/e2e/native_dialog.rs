//! The native save dialog: outside of WebDriver's reach, so keys are sent to it as X sends them.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::driver::{PATIENCE, picture};

/// Waits for the dialog, types a path over the proposed name and confirms.
pub(crate) async fn save_as(title: &str, path: &Path) {
    let dialog = wait_for(title).await;
    picture("export-dialog");
    xdotool(&["windowactivate", "--sync", &dialog]);
    xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    xdotool(&["type", "--delay", "5", path.to_str().unwrap()]);
    xdotool(&["key", "Return"]);
    wait_until_gone(title).await;
}

/// Waits for the dialog and closes it without an answer.
pub(crate) async fn cancel() {
    let dialog = wait_for("Export CSV").await;
    xdotool(&["windowactivate", "--sync", &dialog]);
    xdotool(&["key", "Escape"]);
    wait_until_gone("Export CSV").await;
}

async fn wait_for(title: &str) -> String {
    let started = Instant::now();
    loop {
        if let Some(window) = find(title) {
            return window;
        }
        assert!(started.elapsed() < PATIENCE, "no window with the title {title}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn wait_until_gone(title: &str) {
    let started = Instant::now();
    while find(title).is_some() {
        assert!(started.elapsed() < PATIENCE, "the window {title} stays");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn find(title: &str) -> Option<String> {
    let found =
        Command::new("xdotool").args(["search", "--onlyvisible", "--name", title]).output().expect("xdotool runs");
    String::from_utf8(found.stdout).unwrap().lines().next().map(str::to_owned)
}

fn xdotool(arguments: &[&str]) {
    let status = Command::new("xdotool").args(arguments).status().expect("xdotool runs");
    assert!(status.success(), "xdotool {arguments:?}");
}

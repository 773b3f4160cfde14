//! `memory`: the most that the program's own process has held after a search, scrolling and an export, beyond an empty window.
//! The web process is the system's; both windows have one.

use std::process::Command;
use std::time::Duration;

use serde_json::json;

use crate::driver::CONTROL;
use crate::installed::{Installed, memory_of, program, start};
use crate::report::Report;

const MB: u64 = 1024 * 1024;

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("memory", cases);
    let mut installed = Installed::synced(cases).await;
    installed.unplug().await;
    let empty = {
        let started = start(&mut Command::new(program("EMPTY")));
        tokio::time::sleep(Duration::from_secs(2)).await;
        memory_of(started.child.id(), "VmHWM")
    };
    let window = installed.window().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let opened = installed.memory("VmHWM");
    for word in ["mueller", "as", "garcia", "de5", "e"] {
        for letter in word.chars() {
            window.press(&letter.to_string()).await;
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        window.press("\u{e00c}").await;
    }
    let searched = installed.memory("VmHWM");
    let jump =
        "const s = document.querySelector('.scroller'); s.scrollTop = Math.random() * s.scrollHeight; return true";
    for _ in 0..60 {
        window.run(jump).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let scrolled = installed.memory("VmHWM");
    let folder = tempfile::tempdir().unwrap();
    window.press_with(&[CONTROL], "e").await;
    save_as(&folder.path().join("all.csv"));
    window
        .until(
            "it was exported",
            "return document.querySelector('[data-testid=toast]')?.textContent.includes('Exported')",
        )
        .await;
    let exported = installed.memory("VmHWM");
    window.close().await;
    for (what, bytes) in
        [("empty", empty), ("opened", opened), ("searched", searched), ("scrolled", scrolled), ("exported", exported)]
    {
        report.tell(&format!("{what}_mb"), json!(bytes / MB));
    }
    #[expect(clippy::cast_precision_loss, reason = "megabytes")]
    report.at_most("beyond_empty_mb", (exported.saturating_sub(empty) / MB) as f64, 128.0);
    report
}

/// Answers the native dialog.
fn save_as(path: &std::path::Path) {
    let xdotool = |args: &[&str]| assert!(Command::new("xdotool").args(args).status().unwrap().success());
    xdotool(&["search", "--sync", "--onlyvisible", "--name", "Export CSV", "windowactivate", "--sync"]);
    xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
    xdotool(&["type", "--delay", "5", path.to_str().unwrap()]);
    xdotool(&["key", "Return"]);
}

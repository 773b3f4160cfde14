//! `phone-call`: the release build started cold without a network, half a name typed, Enter: how long until status and next step
//! are on the screen. What the test's driver itself takes is in the figure.

use std::time::{Duration, Instant};

use crate::installed::Installed;
use crate::report::{Report, median, ms};

const ROUNDS: usize = 5;

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("phone-call", cases);
    let mut installed = Installed::synced(cases).await;
    installed.unplug().await;
    let mut times: Vec<Duration> = Vec::new();
    for round in 1..=ROUNDS {
        let began = Instant::now();
        let window = installed.window().await;
        for letter in ["m", "\u{fc}", "l", "l"] {
            window.press(letter).await;
        }
        let found = "const rows = [...document.querySelectorAll('[data-row-id]')]; return rows.length > 0 && document.querySelector('[role=grid]').getAttribute('aria-busy') !== 'true' && rows.every(row => row.querySelector('mark') !== null)";
        window.until("what was typed is found", found).await;
        window.press("\u{e015}").await;
        window.press("\u{e007}").await;
        window
            .until(
                "status and next step are there",
                "return document.querySelector('[data-panel=status] .next')?.textContent.length > 20",
            )
            .await;
        times.push(began.elapsed());
        println!("round {round}: {:.2?}", began.elapsed());
        window.close().await;
    }
    report.tell("p50_ms", ms(median(&times)));
    report.at_most("seconds", median(&times).as_secs_f64(), 3.0);
    report
}

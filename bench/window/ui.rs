//! `ui`: from a key press to the painted rows, gaps between animation frames while wheeling, and how soon rows are there after a
//! jump of the scrollbar. At rest, and once more while a full pass runs. The presses beside what they take where nothing is to be done.

use std::process::Command;
use std::time::{Duration, Instant};

use partner_desk_sandbox::Mutation;
use serde_json::{Value, json};

use crate::driver::{CONTROL, Window, picture};
use crate::floor;
use crate::installed::Installed;
use crate::report::{Report, median, ms, quantile};

/// Times through the words: of few presses, the slowest two would be the 95th percentile.
const ROUNDS: usize = 2;

const TYPED: [&str; 8] = ["mueller", "as", "k\u{f8}ben", "garcia", "de5", "gmbh", "lind", "br\u{e5}"];

/// Every key press in the search, to the frame after the one that has its rows; and when the question went out, its answer
/// was here, the page was changed, and the next frame began.
const WATCH: &str = "
    window.presses = [];
    if (window.watched) return true;
    window.watched = true;
    const box = document.querySelector('#search');
    const fetch = window.fetch;
    let sent, here;
    window.fetch = async (...args) => {
        const isPage = String(args[0]).endsWith('cases_page');
        // The next page is asked for as soon as the first is here.
        const isFirst = isPage && sent === undefined;
        if (isFirst) sent = performance.now();
        const answer = await fetch(...args);
        if (isFirst) here = performance.now();
        return answer;
    };
    box.addEventListener('input', event => {
        const began = event.timeStamp;
        sent = here = undefined;
        const grid = document.querySelector('[role=grid]');
        const changed = new MutationObserver(() => {
            if (grid.getAttribute('aria-busy') === 'true') return;
            changed.disconnect();
            const steps = [sent, here, performance.now()];
            requestAnimationFrame(frame => requestAnimationFrame(() => {
                window.presses.push([...steps, frame, performance.now()].map(at => at - began));
            }));
        });
        changed.observe(grid, { subtree: true, childList: true, characterData: true, attributes: true });
    }, { capture: true });
    return true";

/// Animation frames from now on, until it is told to end.
const FRAMES: &str = "
    window.gaps = []; window.watching = true;
    let last = performance.now();
    const frame = now => { window.gaps.push(now - last); last = now; if (window.watching) requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    return true";

/// Jumps as a drag of the scrollbar ends, and waits until every row in sight has come.
const JUMP: &str = "
    const done = arguments[arguments.length - 1];
    const scroller = document.querySelector('.scroller');
    const part = [0.5, 0.93, 0.07, 0.71, 0.33, 0.999, 0.2, 0.62, 0.01, 0.85][(window.jumps = (window.jumps ?? -1) + 1) % 10];
    const before = document.querySelector('[data-row-id]').dataset.rowId;
    const began = performance.now();
    scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight);
    const look = () => {
        const rows = [...document.querySelectorAll('[role=row][aria-rowindex]')].filter(row => {
            const { top, bottom } = row.getBoundingClientRect();
            return bottom > 250 && top < innerHeight - 40;
        });
        const all = rows.length > 5 && rows.every(row => row.dataset.rowId !== undefined) && !rows.some(row => row.dataset.rowId === before);
        if (all) requestAnimationFrame(() => done(performance.now() - began)); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look)";

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("ui", cases);
    let installed = Installed::synced(cases).await;
    let window = installed.window().await;
    // The first question is answered by the file; what comes then, by memory.
    tokio::time::sleep(Duration::from_secs(3)).await;
    measure(&window, &mut report, "").await;
    // More cases were closed than a refresh asks for one by one, so it becomes a full pass, at the pace of who waits for it.
    let server = installed.server();
    server.with_state(|state| state.apply(&Mutation::CloseCases { count: 400, close_code: None }));
    server.forget_requests();
    window.press_with(&[CONTROL], "r").await;
    let lists = || server.requests_by_path().get("/cases").copied().unwrap_or(0);
    let open = u64::try_from(cases).unwrap() / 100 * 3 / 10;
    while lists() < open {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (before, began) = (lists(), Instant::now());
    tokio::time::sleep(Duration::from_secs(5)).await;
    report.tell("pages_in_5_s_alone", json!(lists() - before));
    let (before, alone) = (lists(), began.elapsed());
    measure(&window, &mut report, "_while_syncing").await;
    report.tell("pages_of_cases_meanwhile", json!(lists() - before));
    report.tell("in_ms", ms(began.elapsed() - alone));
    report.tell(
        "requests_by_list",
        json!(server.requests_by_path().into_iter().filter(|(path, _)| path.len() < 24).collect::<Vec<_>>()),
    );
    report.tell("foot", window.run("return document.querySelector('footer').innerText").await);
    report.holds("the_sync_went_on", lists() < u64::try_from(cases).unwrap() / 100 && lists() > before + 100);
    picture("bench-ui");
    window.close().await;
    report
}

async fn measure(window: &Window, report: &mut Report, when: &str) {
    window.run(WATCH).await;
    window.click("#search").await;
    for word in std::iter::repeat_n(TYPED, ROUNDS).flatten() {
        for letter in word.chars() {
            window.press(&letter.to_string()).await;
            tokio::time::sleep(Duration::from_millis(120)).await;
        }
        window.press("\u{e00c}").await;
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let presses: Vec<Vec<Duration>> =
        window.run("return window.presses").await.as_array().unwrap().iter().map(times).collect();
    for (at, step) in ["asked", "answered", "drawn", "framed"].into_iter().enumerate() {
        let until: Vec<Duration> = presses.iter().map(|press| press[at]).collect();
        report.tell(&format!("key_to_{step}_p50_ms{when}"), ms(median(&until)));
    }
    let each: Vec<Vec<u128>> = presses.iter().map(|press| press.iter().map(Duration::as_millis).collect()).collect();
    report.tell(&format!("presses_ms{when}"), json!(each));
    let presses: Vec<Duration> = presses.iter().map(|press| press[4]).collect();
    report.tell(&format!("key_presses{when}"), json!(presses.len()));
    report.tell(&format!("key_to_paint_p50_ms{when}"), ms(median(&presses)));
    report.at_most(&format!("key_to_paint_p95_ms{when}"), millis(quantile(&presses, 0.95)), 50.0);

    let floor = floor::measure(window, &TYPED).await;
    report.tell(&format!("floor_p50_ms{when}"), ms(median(&floor)));
    report.tell(&format!("floor_p95_ms{when}"), ms(quantile(&floor, 0.95)));

    report.tell(&format!("floor_widest_gap_ms{when}"), ms(quantile(&floor::gaps(window).await, 1.0)));
    let gaps = wheel(window).await;
    let scrolled = window.run("return document.querySelector('.scroller').scrollTop").await;
    assert!(scrolled.as_f64().unwrap() > 2_000.0, "the wheel moved nothing: {scrolled}");
    report.tell(&format!("frames{when}"), json!(gaps.len()));
    report.at_most(&format!("widest_gap_ms{when}"), millis(quantile(&gaps, 1.0)), 50.0);

    let mut jumps = Vec::new();
    for _ in 0..20 {
        jumps.push(time(&window.run_async(JUMP).await));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    report.tell(&format!("jump_p50_ms{when}"), ms(median(&jumps)));
    report.at_most(&format!("jump_most_ms{when}"), millis(quantile(&jumps, 1.0)), 150.0);
    window.run("document.querySelector('.scroller').scrollTop = 0").await;
}

/// Turns the wheel over the middle of the window for some seconds; answers the time between any two frames.
pub(crate) async fn wheel(window: &Window) -> Vec<Duration> {
    window.run(FRAMES).await;
    let move_there = ["mousemove", "700", "500"];
    assert!(Command::new("xdotool").args(move_there).status().unwrap().success());
    let turn = ["click", "--repeat", "240", "--delay", "12", "5"];
    assert!(Command::new("xdotool").args(turn).status().unwrap().success());
    times(&window.run("window.watching = false; return window.gaps").await)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn time(value: &Value) -> Duration {
    Duration::from_secs_f64(value.as_f64().unwrap_or_else(|| panic!("no time: {value}")).max(0.0) / 1_000.0)
}

pub(crate) fn times(value: &Value) -> Vec<Duration> {
    value.as_array().unwrap().iter().map(time).collect()
}

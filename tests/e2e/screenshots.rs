//! The README's pictures, of the real window on made-up data. `cargo xtask screenshots` puts them where the README looks; here
//! they go wherever pictures of tests go, so that the way to them cannot rot.

use std::path::PathBuf;
use std::process::Command;

use partner_desk_sandbox::{SandboxConfig, Server};

use crate::driver::{CONTROL, Window};
use crate::place::{log_in, log_out, place, settled, show};

/// As in the demo.
const CASES: usize = 2_000;

const ARROW_DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// The window without its frame, which is the desktop's.
fn shoot(name: &str) {
    let Some(folder) = std::env::var_os("PARTNER_DESK_SHOTS") else { return };
    let file = PathBuf::from(folder).join(format!("{name}.png"));
    let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", "^Partner Desk$"]).output().unwrap();
    let id = String::from_utf8(found.stdout).unwrap().lines().last().expect("the window").to_owned();
    // In few colours a picture of an interface is a fifth as large and looks the same.
    let status = Command::new("import").args(["-window", &id, "-dither", "None", "-colors", "255"]).arg(&file).status();
    assert!(status.unwrap().success());
    let size = Command::new("identify").args(["-format", "%w %h"]).arg(&file).output().unwrap();
    let size = String::from_utf8(size.stdout).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    assert!(width.parse::<u32>().unwrap() >= 1280 && height.parse::<u32>().unwrap() >= 800, "{name}: {size}");
}

#[tokio::test]
async fn pictures_of_the_views() {
    let server = Server::start(SandboxConfig::new(CASES, 7), 0).await;
    let guid = server.guid().to_string();
    let light = place(server.url());
    let window = light.window().await;
    window.until("it is shown", "return document.visibilityState === 'visible'").await;
    shoot("log-in");
    ready(&window, &guid).await;
    shoot("cases-light");

    window.type_into("#search", "m\u{fc}l").await;
    window.until("matches are marked", "return document.querySelector('[data-row-id] mark') !== null").await;
    settled(&window).await;
    shoot("search");
    window.press(ARROW_DOWN).await;
    window.press(ENTER).await;
    window.until("the case", "return document.querySelector('[data-panel=status] .next') !== null").await;
    shoot("case");
    window.press(ESCAPE).await;
    settled(&window).await;

    show(&window, "earnings").await;
    window.until("the chart", "return document.querySelector('#earnings-chart svg') !== null").await;
    shoot("earnings");
    window.press_with(&[CONTROL], "t").await;
    window.until("Today", "return document.querySelector('main.today') !== null && document.querySelector('[aria-busy=true]') === null").await;
    shoot("today");
    show(&window, "clients").await;
    window.click("[data-tab=unsigned]").await;
    settled(&window).await;
    window.click("[data-row-id] [data-cell=customer]").await;
    window.until("the dialog", "return document.querySelector('dialog[open] #onboarding-url') !== null").await;
    shoot("onboarding");
    window.press(ESCAPE).await;
    window.until("gone", "return document.querySelector('dialog[open]') === null").await;
    log_out(&window).await;
    window.close().await;

    let dark = place(server.url()).dark();
    let window = dark.window().await;
    ready(&window, &guid).await;
    shoot("cases-dark");
    log_out(&window).await;
    window.close().await;
}

/// Signed in, with everything synced.
async fn ready(window: &Window, guid: &str) {
    log_in(window, guid).await;
    settled(window).await;
    let synced = "return document.querySelector('[data-tab=all]').textContent.replace(/\\D/g, '') === '2000' && /as of/i.test(document.querySelector('#freshness')?.textContent ?? '')";
    window.until("the first sync is complete", synced).await;
    settled(window).await;
}

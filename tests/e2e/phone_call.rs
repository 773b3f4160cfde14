//! The phone-call test: a customer calls and says half a name. From a cold start, without a network, the window shows what the
//! case's status means and what to say next, within ten keys and without the pointer. `cargo xtask bench phone-call` has the time.

use partner_desk_sandbox::{SandboxConfig, Server};

use crate::driver::{Window, picture};
use crate::place::{log_in, log_out, place, settled};

const CASES: usize = 2_000;
const KEYS_MAX: usize = 10;

const ARROW_DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";

/// A person at the keyboard who counts.
struct Hands<'w> {
    window: &'w Window,
    keys: usize,
}

impl Hands<'_> {
    async fn press(&mut self, key: &str) {
        self.keys += 1;
        self.window.press(key).await;
    }
}

#[tokio::test]
async fn half_a_name_leads_to_the_next_step_within_ten_keys() {
    let server = Server::start(SandboxConfig::new(CASES, 7), 0).await;
    let place = place(server.url());
    let window = place.window().await;
    log_in(&window, &server.guid().to_string()).await;
    settled(&window).await;
    let synced = "return document.querySelector('[data-tab=all]').textContent.replace(/\\D/g, '') === '2000' && /as of/i.test(document.querySelector('#freshness')?.textContent ?? '')";
    window.until("the first sync is complete", synced).await;
    window.close().await;
    server.stop().await;

    let window = place.window().await;
    settled(&window).await;
    let mut hands = Hands { window: &window, keys: 0 };
    for letter in ["m", "\u{fc}", "l", "l"] {
        hands.press(letter).await;
    }
    let found = "const rows = [...document.querySelectorAll('[data-row-id]')]; \
                 return rows.length > 0 && document.querySelector('[aria-busy=true]') === null && rows.every(row => row.querySelector('mark') !== null)";
    window.until("what was typed is found", found).await;
    hands.press(ARROW_DOWN).await;
    let meant = window.run("return document.activeElement.closest('[data-row-id]')?.textContent ?? ''").await;
    hands.press(ENTER).await;
    let told = "const panel = document.querySelector('[data-panel=status]'); \
                return (panel?.querySelector('.next')?.textContent.trim().length ?? 0) > 20 ? panel.textContent : null";
    let told = window.until("status and next step are there", told).await;
    let status = ["Active", "Pending", "Closed", "Paused", "Collecting", "Awaiting", "Merged"];
    assert!(status.iter().any(|status| told.as_str().unwrap().contains(status)), "{told}");
    let title = window.run("return document.querySelector('h1').textContent.trim().replace(/^Case /, '')").await;
    assert!(meant.as_str().unwrap().starts_with(title.as_str().unwrap()), "{title} of {meant}");
    assert!(hands.keys <= KEYS_MAX, "{} keys", hands.keys);
    let offline = "return /offline/i.test(document.querySelector('#freshness, [data-testid=freshness]')?.textContent ?? document.body.textContent)";
    window.until("the window says that it is offline", offline).await;
    picture("phone-call");
    log_out(&window).await;
    window.close().await;
}

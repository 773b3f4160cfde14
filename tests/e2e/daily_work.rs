//! The rest of the daily work: an unsigned customer gets its link, fees add up, a fee leads to its case and back, and each view
//! is exported.

use desk_core::money::Micros;
use partner_desk_sandbox::{SandboxConfig, Server, State, TransactionRow};
use serde_json::Value;

use crate::driver::{CONTROL, SHIFT, Window, picture};
use crate::main_job::column;
use crate::place::{Place, log_in, log_out, place, search, settled, show};
use crate::spreadsheet::parse;
use crate::{clipboard, native_dialog};

const CASES: usize = 2_000;

const ARROW_DOWN: &str = "\u{e015}";
const PAGE_DOWN: &str = "\u{e00f}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

#[tokio::test]
async fn from_an_unsigned_customer_to_the_exports() {
    let server = Server::start(SandboxConfig::new(CASES, 7), 0).await;
    let place = place(server.url());
    let window = place.window().await;
    log_in(&window, &server.guid().to_string()).await;
    settled(&window).await;
    let fresh = "return /as of/i.test(document.querySelector('#freshness')?.textContent ?? '')";
    window.until("the first sync is complete", fresh).await;

    the_link_of_an_unsigned_customer(&window, &place, &server).await;
    links_that_lead_elsewhere(&window, &place, &server).await;
    fees_add_up(&window, &server).await;
    a_fee_leads_to_its_case_and_back(&window).await;
    each_view_is_exported(&window, &server).await;
    log_out(&window).await;
    window.close().await;
}

async fn said(window: &Window, words: &str) {
    let script = format!(
        "return [...document.querySelectorAll('[data-testid=toast]')].some(toast => toast.textContent.includes({words:?}))"
    );
    window.until(words, &script).await;
}

/// A client that has not signed and has a link: its tenant id, and the link.
fn unsigned(state: &State, nth: usize) -> (String, String) {
    let open = state.clients().filter(|row| !row.onboarding_done && !row.archived);
    open.filter_map(|row| Some((row.tenant.clone()?, row.link_url.clone()?))).nth(nth).unwrap()
}

async fn open_dialog(window: &Window, tenant: &str) {
    // The row may be far below: the search brings it up.
    search(window, tenant).await;
    let row = format!("[data-row-id={:?}]", format!("t:{tenant}"));
    let alone = format!(
        "return document.querySelectorAll('[data-row-id]').length === 1 && document.querySelector({row:?}) !== null"
    );
    window.until("the search finds the customer by its tenant id", &alone).await;
    window.click(&format!("{row} [data-cell=customer]")).await;
    window
        .until("the dialog is open", "return document.querySelector('dialog[open] [data-testid=link-age]') !== null")
        .await;
}

async fn close_dialog(window: &Window) {
    window.press(ESCAPE).await;
    window.until("the dialog is gone", "return document.querySelector('dialog[open]') === null").await;
}

async fn the_link_of_an_unsigned_customer(window: &Window, place: &Place, server: &Server) {
    show(window, "clients").await;
    window.click("[data-tab=unsigned]").await;
    let pending = "const cells = [...document.querySelectorAll('[data-row-id] [data-cell=onboarding]')]; \
                   return cells.length > 0 && cells.every(cell => cell.textContent.trim() === 'Pending')";
    window.until("only unsigned customers are listed", pending).await;
    settled(window).await;
    picture("6-clients-unsigned");

    let (tenant, link) = server.with_state(|state| unsigned(state, 0));
    open_dialog(window, &tenant).await;
    let shown = format!("return document.querySelector('#onboarding-url')?.value === {link:?}");
    window.until("the whole link is shown", &shown).await;
    let fresh = "return /just now/i.test(document.querySelector('[data-testid=link-age]')?.textContent ?? '')";
    window.until("the link was read afresh", fresh).await;
    picture("6-onboarding");
    window.click("[data-action=copyLink]").await;
    said(window, "opied").await;
    assert_eq!(clipboard::text(), link);
    window.press_with(&[CONTROL, SHIFT], "m").await;
    let message = || clipboard::text().contains(&link) && clipboard::text().contains("SDCA");
    crate::driver::patiently("the invitation is on the clipboard", message).await;
    window.press_with(&[CONTROL, SHIFT], "c").await;
    crate::driver::patiently("the key copies the link as the button does", || clipboard::text() == link).await;
    assert_eq!(place.opened(), Vec::<String>::new());
    window.click("[data-action=openLink]").await;
    crate::driver::patiently("the browser was told the link, once", || place.opened() == [link.clone()]).await;
    close_dialog(window).await;
}

/// A record at Debitura that points somewhere else is shown with the reason, and there is nothing to press.
async fn links_that_lead_elsewhere(window: &Window, place: &Place, server: &Server) {
    let opened = place.opened();
    for (nth, link) in
        [(1, "http://referral.debitura.com/companydetails/1"), (2, "https://debitura.com.evil.example/x")]
    {
        let (tenant, _) = server.with_state(|state| unsigned(state, nth));
        server.with_state(|state| {
            let id = state.client_of(&tenant).unwrap().id;
            state.update_client(id, |row| row.link_url = Some(link.to_owned()));
        });
        open_dialog(window, &tenant).await;
        let suspect = format!("return document.querySelector('[data-testid=suspect]')?.textContent === {link:?}");
        window.until("the link is shown as text", &suspect).await;
        let nothing = "return document.querySelectorAll('[data-action=copyLink], [data-action=openLink], [data-action=copyMessage], a[href]').length";
        assert_eq!(window.run(nothing).await, 0, "{link}");
        picture(&format!("6-onboarding-suspect-{nth}"));
        window.press_with(&[CONTROL, SHIFT], "c").await;
        window.press_with(&[CONTROL, SHIFT], "o").await;
        close_dialog(window).await;
        assert_ne!(clipboard::text(), link);
        assert_eq!(place.opened(), opened);
    }
    // Commands that the page would send by itself are refused in Rust as well.
    let (tenant, _) = server.with_state(|state| unsigned(state, 2));
    for command in ["copy_onboarding_link", "open_onboarding_link", "copy_onboarding_message"] {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             window.__TAURI_INTERNALS__.invoke({command:?}, {{ id: {:?} }}).then(() => done('done'), (error) => done(error.code))",
            format!("t:{tenant}")
        );
        assert_eq!(window.run_async(&script).await, "invalidRequest", "{command}");
    }
    assert_eq!(place.opened(), opened);
    search(window, "").await;
}

fn tab(stage: Option<u8>) -> &'static str {
    match stage {
        Some(0..=2) => "pending",
        Some(3) => "ready",
        Some(4) => "awaiting",
        Some(5) => "paid",
        Some(_) => "disputed",
        None => "unclassified",
    }
}

fn is_estimate(state: &State, row: &TransactionRow) -> bool {
    let stage = state.stage(row);
    stage == Some(0) || (matches!(stage, Some(2) | None) && row.commission.as_deref() != Some("Paid"))
}

fn fee(row: &TransactionRow) -> i64 {
    if row.hidden.earnings { 0 } else { row.fee_usd }
}

/// A number as the window writes it in English: grouped, with as many decimals as it has.
fn micros(text: &str) -> i64 {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    Micros::parse(&digits).unwrap_or_else(|_| panic!("no number: {text}")).0
}

async fn fees_add_up(window: &Window, server: &Server) {
    show(window, "earnings").await;
    picture("7-earnings");
    let cards = "return Object.fromEntries([...document.querySelectorAll('[data-card]')].map(card => [card.dataset.card, \
                 [card.querySelector('.value').firstChild.textContent, card.querySelector('.detail')?.textContent ?? '']]))";
    let cards: std::collections::BTreeMap<String, (String, String)> =
        serde_json::from_value(window.run(cards).await).unwrap();
    server.with_state(|state| {
        let sum = |keep: &dyn Fn(&TransactionRow) -> bool| -> i64 {
            state.transactions().filter(|row| keep(row)).map(fee).sum()
        };
        let earned = sum(&|row| matches!(state.stage(row), Some(3..=5)));
        assert_eq!(micros(&cards["earned"].0), earned, "Total Earned");
        let mut whole = 0;
        for part in ["ready", "awaiting", "pending", "paid", "disputed", "unclassified"] {
            let (value, detail) = &cards[part];
            let confirmed = sum(&|row| tab(state.stage(row)) == part && !is_estimate(state, row));
            assert_eq!(micros(value), confirmed, "{part}");
            whole += confirmed;
            let estimated = sum(&|row| tab(state.stage(row)) == part && is_estimate(state, row));
            if detail.contains("est.") {
                assert_eq!(micros(detail.trim_end_matches("est.").trim()), estimated, "{part}");
                whole += estimated;
            } else {
                assert_eq!(estimated, 0, "{part}: an estimate that is not marked");
            }
        }
        assert_eq!(whole, sum(&|_| true), "the cards hold every transaction once, to the millionth");
    });
}

async fn a_fee_leads_to_its_case_and_back(window: &Window) {
    window.click("#search").await;
    window.press(ARROW_DOWN).await;
    // The chart leaves the table few rows.
    for _ in 0..6 {
        window.press(PAGE_DOWN).await;
    }
    settled(window).await;
    let place = "const at = document.activeElement; const scroller = document.querySelector('[role=grid]').parentElement; \
                 return at?.dataset?.place ? [at.dataset.place, Math.round(scroller.scrollTop), at.closest('[data-row-id]')?.dataset.rowId, \
                 at.closest('[data-row-id]')?.querySelector('[data-cell=reference]').textContent.trim()] : null";
    let before = window.until("the focus is in a row far below", place).await;
    assert!(before[1].as_i64().unwrap() > 500, "{before}");
    let reference = before[3].as_str().unwrap().to_owned();
    window.press(ENTER).await;
    let opened = format!(
        "return document.querySelector('[data-page=case]') !== null && document.querySelector('#page-title').textContent.includes({reference:?})"
    );
    window.until("the case is open", &opened).await;
    window
        .until(
            "it was read afresh",
            "return /^this case as of just now/i.test(document.querySelector('[data-testid=as-of]')?.textContent ?? '')",
        )
        .await;
    picture("8-case-of-a-fee");
    window.press_with(&[CONTROL, SHIFT], "c").await;
    said(window, "summary").await;
    assert!(clipboard::text().contains(&format!("Case: {reference}\n")), "{}", clipboard::text());
    window.press(ESCAPE).await;
    window.until("the table is back", "return document.querySelector('[role=grid]') !== null").await;
    settled(window).await;
    let after = window.until("the focus is back", place).await;
    assert_eq!(after, before, "the same row, at the same place");
    picture("8-back-at-the-fee");
}

/// Saves what the view shows, and reads the file back.
async fn exported(window: &Window, view: &str) -> Vec<Vec<String>> {
    show(window, view).await;
    window.click("[data-tab=all]").await;
    settled(window).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{view}.csv"));
    window.click("#export").await;
    native_dialog::save_as("Export CSV", &file).await;
    said(window, &format!("{view}.csv")).await;
    let text = std::fs::read_to_string(&file).unwrap();
    parse(text.trim_start_matches('\u{feff}'), ',')
}

fn cells<'f>(file: &'f [Vec<String>], heading: &str) -> impl Iterator<Item = &'f str> {
    let at = file[0].iter().position(|name| name == heading).unwrap();
    file[1..].iter().map(move |row| row[at].as_str())
}

async fn each_view_is_exported(window: &Window, server: &Server) {
    let cases = exported(window, "cases").await;
    let shown = column(window, "reference").await;
    assert_eq!(cells(&cases, "Case reference").take(5).collect::<Vec<_>>(), shown[..5], "in the order of the table");
    let clients = exported(window, "clients").await;
    let fees = exported(window, "earnings").await;
    server.with_state(|state| {
        assert_eq!(cases.len() - 1, state.cases().count());
        let pending = cells(&clients, "Onboarding Status").filter(|status| *status == "Pending").count();
        let listed = || state.clients().filter(|row| !row.archived);
        assert_eq!(
            (clients.len() - 1, pending),
            (listed().count(), listed().filter(|row| !row.onboarding_done).count())
        );
        assert!(!clients.iter().flatten().any(|cell| cell.contains("debitura.com")), "no link leaves by a file");
        assert_eq!(fees.len() - 1, state.transactions().count());
        let sum: i64 = cells(&fees, "Fee (USD)").filter(|cell| !cell.is_empty()).map(micros).sum();
        assert_eq!(sum, state.transactions().map(fee).sum::<i64>(), "to the millionth");
        let estimates = cells(&fees, "Estimate").filter(|cell| *cell == "yes").count();
        assert_eq!(estimates, state.transactions().filter(|row| is_estimate(state, row)).count());
    });
    assert_eq!(window.run("return document.querySelector('dialog[open]')").await, Value::Null);
}

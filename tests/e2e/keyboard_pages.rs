//! The keyboard on the pages: a case, a customer, the fees, Today. What `keyboard.rs` goes on with.

use std::time::{Duration, Instant};

use partner_desk_sandbox::Server;

use crate::clipboard;
use crate::driver::{PATIENCE, patiently, picture};
use crate::hands::{DOWN, ENTER, ESCAPE, F5, HOME, Hands, RIGHT};
use crate::keyboard::IN_ROW;
use crate::place::{Place, settled};

pub(crate) async fn a_case(hands: &mut Hands<'_>, place: &Place) {
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    hands.press(ENTER).await;
    hands.there("[data-page=case] [data-panel=status]").await;
    hands.moved("Open the row");
    hands.all_reached("case").await;
    hands.ctrl("Copy case reference", "c").await;
    let shown = "return document.querySelector('#page-title span.truncate').textContent.trim()";
    let reference = hands.until("its reference", shown).await;
    copied("the reference", |text| reference == text).await;
    hands.shifted("Copy summary for an e-mail", "c").await;
    copied("the summary", |text| text.contains("Case: ")).await;
    // Not every case has one: on those the key means nothing.
    let (has, own) = (
        "return document.querySelector('[data-action=copyCreditorReference]') !== null",
        "Copy the customer’s reference",
    );
    for _ in 0..20 {
        if hands.window.run(has).await == true {
            break;
        }
        hands.press(ESCAPE).await;
        hands.until("in the table", IN_ROW).await;
        hands.press(DOWN).await;
        hands.press(ENTER).await;
        hands.there("[data-page=case] [data-panel=status]").await;
    }
    hands.shifted(own, "x").await;
    copied("the customer's reference", |text| !text.contains("Case: ")).await;

    hands.shifted("Escalate to Debitura…", "e").await;
    hands.until("the text", "return (document.querySelector('dialog[open] textarea')?.value.length ?? 0) > 40").await;
    hands.until("one can write at once", "return document.activeElement?.matches('textarea')").await;
    hands.write("It waits.").await;
    hands.all_reached("escalate").await;
    hands.shifted("Copy the text to Debitura", "c").await;
    copied("the text with what was written", |text| text.contains("It waits.")).await;
    hands.ctrl("Open the text in your mail program", ENTER).await;
    patiently("the mail program was told", || {
        place.opened().last().is_some_and(|address| address.starts_with("mailto:") && address.contains("It%20waits."))
    })
    .await;
    hands.press(ESCAPE).await;
    hands.gone("dialog[open]").await;
    hands.shifted("Open the customer’s page", "u").await;
    hands.there("[data-page=client]").await;
    hands.all_reached("customer").await;
    hands.key("Back to the table, or to the page before", ESCAPE).await;
    hands.there("[data-page=case]").await;
    hands.press(ESCAPE).await;
    hands.until("the same row", IN_ROW).await;
}

pub(crate) async fn a_customer(hands: &mut Hands<'_>, place: &Place) {
    hands.ctrl("Go to Clients", "2").await;
    settled(hands.window).await;
    hands.tab_to("[role=tab][aria-selected=true]").await;
    hands.press(RIGHT).await;
    hands.there("[data-tab=unsigned][aria-selected=true]").await;
    settled(hands.window).await;
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    // Some have no link, or one that is not passed on: those cannot be copied.
    for _ in 0..12 {
        hands.press(ENTER).await;
        hands.there("dialog[open] [data-testid=link-age]").await;
        if hands.window.run("return document.querySelector('dialog[open] [data-action=copyLink]') !== null").await
            == true
        {
            break;
        }
        hands.press(ESCAPE).await;
        hands.gone("dialog[open]").await;
        hands.press(DOWN).await;
    }
    hands.all_reached("onboarding").await;
    hands.shifted("Copy link", "c").await;
    copied("the link", |text| text.starts_with("https://")).await;
    let link = clipboard::text();
    hands.shifted("Copy as message", "m").await;
    copied("the invitation", |text| text.contains("SDCA")).await;
    hands.shifted("Open in browser", "o").await;
    patiently("the browser was told", || place.opened().last() == Some(&link)).await;
    hands.shifted("Open the customer’s page", "u").await;
    hands.there("[data-page=client]").await;
    hands.shifted("Onboarding link…", "i").await;
    hands.there("dialog[open] #onboarding-url").await;
    hands.press(ESCAPE).await;
    hands.gone("dialog[open]").await;
    hands.shifted("Show all of the customer’s cases", "a").await;
    hands.there("[data-view=cases][aria-current=page]").await;
    hands.there("[data-chip]").await;
    hands.press_at("#clear-filters").await;
    hands.gone("[data-chip]").await;
    settled(hands.window).await;
}

pub(crate) async fn fees(hands: &mut Hands<'_>) {
    hands.ctrl("Go to Earnings", "3").await;
    settled(hands.window).await;
    hands.there("#earnings-chart svg").await;
    hands.all_reached("earnings").await;
    hands.tab_to("#earnings-chart svg [role=button]").await;
    hands.press(HOME).await;
    hands.press(ENTER).await;
    hands.there("[data-chip]").await;
    settled(hands.window).await;
    hands.press_at("#clear-filters").await;
    hands.gone("[data-chip]").await;
    hands.ctrl("Chart of the fees", "g").await;
    hands.gone("#earnings-chart").await;
    settled(hands.window).await;
    hands.tab_to("[data-card=ready], [data-card=ready] button").await;
    hands.press(ENTER).await;
    hands.there("[data-tab=ready][aria-selected=true]").await;
    settled(hands.window).await;
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    hands.by_name("Escalate to Debitura…").await;
    hands.there("dialog[open] textarea").await;
    hands.press(ESCAPE).await;
    hands.gone("dialog[open]").await;
    hands.ctrl("Go to Clients", "2").await;
    settled(hands.window).await;
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    hands.ctrl("Copy the row", "c").await;
    copied("a row with its headings", |text| text.contains('\t')).await;
}

pub(crate) async fn what_changed(hands: &mut Hands<'_>, server: &Server) {
    assert_eq!(server.with_state(|state| state.close_many(2, "Paid").len()), 2);
    hands.key("Refresh from Debitura", F5).await;
    hands.ctrl("Go to Today", "t").await;
    hands.there("main.today [data-action=seeAll]").await;
    hands.all_reached("today").await;
    picture("keyboard-today");
    hands.shifted("Mark all changes as seen", "d").await;
    hands.gone("main.today [data-action=seeAll]").await;
    hands.by_name("Take back: mark the changes as unseen").await;
    hands.there("main.today [data-action=seeAll]").await;
    hands.press(ESCAPE).await;
    hands.there("[role=grid]").await;
    hands.ctrl("Go to Cases", "1").await;
    settled(hands.window).await;
}

/// Waits until the clipboard holds something like this.
pub(crate) async fn copied(what: &str, holds: impl Fn(&str) -> bool) {
    let started = Instant::now();
    loop {
        let text = clipboard::text();
        if holds(&text) {
            return;
        }
        assert!(started.elapsed() < PATIENCE, "{what}: {text:?}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

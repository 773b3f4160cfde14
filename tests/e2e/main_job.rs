//! Log in, sync, find, export, go on without a network, restart, log out.

use std::path::Path;

use partner_desk_sandbox::{Fault, SandboxConfig, Server};
use serde_json::Value;

use crate::driver::{Window, picture};
use crate::place::{Place, log_in, log_out, place, settled};
use crate::{clipboard, keyring, native_dialog};

const CASES: usize = 2_000;

/// WebDriver's code point of a key.
const F5: &str = "\u{e035}";
const ARROW_DOWN: &str = "\u{e015}";

/// The texts of the shown rows' cells in one column.
pub(crate) async fn column(window: &Window, name: &str) -> Vec<String> {
    let script = format!(
        "return [...document.querySelectorAll('[data-row-id]')].map(row => row.querySelector('[data-cell={name}]')?.textContent?.trim() ?? '')"
    );
    serde_json::from_value(window.run(&script).await).unwrap()
}

#[tokio::test]
async fn from_log_in_to_log_out() {
    let server = Server::start(SandboxConfig::new(CASES, 7), 0).await;
    let place = place(server.url());
    let guid = server.guid().to_string();

    let window = place.window().await;
    picture("1-log-in");
    refused_entries(&window, &server).await;
    failing_server(&window, &server, &guid).await;
    window.click("#log-in").await;
    settled(&window).await;
    window
        .until(
            "the first sync is complete",
            "return /as of/i.test(document.querySelector('#freshness')?.textContent ?? '')",
        )
        .await;
    let all = "return document.querySelector('[data-tab=all]').textContent.replace(/\\D/g, '') === '2000'";
    window.until("all cases are counted", all).await;
    picture("2-cases");
    let page =
        window.run("return document.documentElement.outerHTML + JSON.stringify(Object.values(localStorage))").await;
    assert!(!page.as_str().unwrap().contains(&guid), "the page holds no secret after log-in");

    window.type_into("#search", "mül").await;
    let found = "const rows = [...document.querySelectorAll('[data-row-id]')]; \
                 return rows.length > 0 && rows.every(row => /m(ü|u|ue)l/i.test(row.textContent)) && document.querySelector('mark') !== null";
    window.until("only what matches is shown, and marked", found).await;
    assert!(column(&window, "debtor").await.concat().contains("Müller"), "mül finds Müller");

    window.click("[data-tab=pending]").await;
    window.click("[data-column=amount]").await;
    window.until("the table is sorted by amount", "return document.querySelector('[data-column=amount]').closest('[aria-sort]')?.getAttribute('aria-sort') !== 'none'").await;
    settled(&window).await;
    picture("3-found-pending-by-amount");
    copied_reference(&window).await;

    export_equals_query(&window, &place, &server).await;

    let url = server.url();
    server.stop().await;
    window.press(F5).await;
    window
        .until(
            "the app says that it is offline",
            "return /offline/i.test(document.querySelector('#freshness').textContent)",
        )
        .await;
    window.run("const box = document.querySelector('#search'); box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true })); document.querySelector('[data-tab=all]').click()").await;
    window.type_into("#search", "mül").await;
    window.until("search works offline", found).await;
    picture("4-offline");
    window.close().await;

    let window = place.window().await;
    settled(&window).await;
    assert_eq!(
        window.run("return document.querySelector('#guid')").await,
        Value::Null,
        "still logged in after a restart, without {url}"
    );
    assert_eq!(keyring::items(), 1);
    picture("5-restarted");

    log_out(&window).await;
    assert_eq!(place.files(), Vec::<String>::new(), "log-out leaves no file");
    assert_eq!(keyring::items(), 0, "log-out leaves no keyring item");
    window.close().await;
}

const TYPED: &str = "return document.querySelector('#guid').value";
const CLEAR: &str = "const box = document.querySelector('#guid'); box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true }))";

async fn until_said(window: &Window, sentence: &str) {
    let script = format!(
        "return document.body.textContent.includes({sentence:?}) && document.querySelector('#log-in').getAttribute('aria-disabled') !== 'true'"
    );
    window.until(sentence, &script).await;
}

/// What is refused says why, and what was typed stays.
async fn refused_entries(window: &Window, server: &Server) {
    log_in(window, "12345").await;
    window
        .until(
            "a malformed GUID is refused",
            "return document.querySelector('#guid').getAttribute('aria-invalid') === 'true'",
        )
        .await;
    assert_eq!(window.run(TYPED).await, "12345");
    assert_eq!(server.requests(), 0, "a malformed GUID is refused before any request");
    picture("1-log-in-malformed");
    window.run(CLEAR).await;

    log_in(window, "00000000-1111-4222-8333-444444444444").await;
    until_said(window, "Debitura did not accept this Partner GUID.").await;
    assert_eq!(window.run(TYPED).await, "00000000-1111-4222-8333-444444444444");
    picture("1-log-in-refused");
    window.run(CLEAR).await;
}

/// A server that fails is told apart from a refusal, and the right GUID stays in its field for another try.
async fn failing_server(window: &Window, server: &Server, guid: &str) {
    window.type_into("#guid", guid).await;
    for (fault, sentence) in [
        (Fault::Status(500), "Debitura has a problem of its own"),
        (Fault::CutBody, "broke off in the middle"),
        (Fault::HtmlBody, "answered with a web page"),
    ] {
        server.faults().add("/me", fault, 20);
        window.click("#log-in").await;
        until_said(window, sentence).await;
        assert_eq!(window.run(TYPED).await, guid);
        server.faults().clear();
    }
}

/// The selected row's reference is what the system's clipboard holds.
async fn copied_reference(window: &Window) {
    // A click would open the case: the table is entered by key.
    window.click("#search").await;
    window.press(ARROW_DOWN).await;
    let reference = column(window, "reference").await.swap_remove(0);
    window.press_with_control("c").await;
    window
        .until(
            "the copy is announced",
            "return /copied/i.test(document.querySelector('[data-testid=toast]')?.textContent ?? '')",
        )
        .await;
    assert_eq!(clipboard::text(), reference);
}

/// Exports the shown question and compares the file with the sandbox's own state.
async fn export_equals_query(window: &Window, place: &Place, server: &Server) {
    window.click("#export").await;
    native_dialog::cancel().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pending.csv");
    window.click("#export").await;
    native_dialog::save_as("Export CSV", &file).await;
    window
        .until(
            "the export is announced",
            "return /pending\\.csv/.test(document.querySelector('[data-testid=toast]')?.textContent ?? '')",
        )
        .await;
    picture("3-exported");
    assert_eq!(written(&folder), ["pending.csv"], "no stray file");

    let descending = window
        .run("return document.querySelector('[data-column=amount]').closest('[aria-sort]').getAttribute('aria-sort')")
        .await
        == "descending";
    let expected = server.with_state(|state| {
        let mut rows: Vec<(i64, String, String)> = state
            .cases()
            .filter(|row| state.tab(row) == partner_desk_sandbox::Tab::Pending)
            .filter(|row| {
                let customer =
                    (!row.client_hidden).then(|| state.client(row.creditor_id)?.company_name.clone()).flatten();
                [&row.reference, &row.creditor_reference, &row.debtor_name, &customer].into_iter().flatten().any(
                    |text| {
                        let text = text.to_lowercase();
                        text.contains("mül") || text.contains("mul") || text.contains("muel")
                    },
                )
            })
            .map(|row| (row.gross_amount, row.id.to_string(), row.reference.clone().unwrap_or_default()))
            .collect();
        rows.sort_by(|a, b| if descending { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) }.then_with(|| a.1.cmp(&b.1)));
        rows.into_iter().map(|row| row.2).collect::<Vec<_>>()
    });
    assert!(!expected.is_empty());
    assert_eq!(first_column(&file), expected, "the file holds what the table shows, in its order");
    assert!(place.files().iter().all(|name| !name.ends_with(".csv")));
}

fn written(folder: &tempfile::TempDir) -> Vec<String> {
    std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The first cell of each line after the heading. References hold neither quotes nor separators.
fn first_column(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    text.lines().skip(1).map(|line| line.split([',', ';']).next().unwrap().trim_matches('"').to_owned()).collect()
}

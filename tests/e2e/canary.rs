//! A day with canaries in the real window: a GUID and a debtor's name that occur nowhere else. Afterwards they are in the
//! exported file and on the clipboard, and nowhere else: not in a home, a temporary folder, the webview's profile, a log.

use std::path::{Path, PathBuf};

use chrono::{TimeDelta, Utc};
use desk_core::secret::Secret;
use partner_desk_sandbox::{Fault, SandboxConfig, Server};
use serde_json::Value;
use uuid::Uuid;

use crate::canaries::canaries;
use crate::driver::{SHIFT, Window, patiently, picture};
use crate::place::{Place, log_in, log_out, place, settled};
use crate::{keyring, native_dialog, recording};

const DEBTOR: &str = "Kanariefugl Quetzalcoatl";
/// WebDriver's code point of a key.
const F5: &str = "\u{e035}";

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_below(&entry.path(), found),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
}

/// Looks through everything that the program can have written.
fn search(place: &Place, guid: Uuid, when: &str) {
    let mut files = Vec::new();
    place.folders().into_iter().for_each(|folder| files_below(folder, &mut files));
    for file in files {
        // One that goes while it is looked for is gone.
        let Ok(bytes) = std::fs::read(&file) else { continue };
        for (what, canary) in canaries(guid, DEBTOR) {
            let there = bytes.windows(canary.len()).any(|window| window == canary);
            assert!(!there, "{when}: {what} in {}", file.display());
        }
    }
}

async fn page_of(window: &Window) -> String {
    let script = "return document.documentElement.outerHTML + document.title + JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])";
    window.run(script).await.as_str().unwrap().to_lowercase()
}

async fn is_silent_about(window: &Window, guid: &str) {
    let page = page_of(window).await;
    assert!(!page.contains(guid) && !page.contains(&guid.replace('-', "")));
}

/// What came from Rust, with the rows that belong there and without the secret in any spelling.
async fn bridge_is_silent(window: &Window, guid: Uuid) {
    let heard = recording::heard(window).await;
    assert!(heard.contains("partnerName") && heard.len() > 2_000, "nothing was overheard: {heard}");
    for (what, canary) in canaries(guid, DEBTOR).into_iter().filter(|(what, _)| what.contains("GUID")) {
        let there = heard.as_bytes().windows(canary.len()).any(|window| window == canary);
        assert!(!there, "over the bridge: {what}");
    }
}

/// Puts the log-in in the keyring fifteen days back.
fn age_the_session(place: &Place, url: &str) {
    let folder = place.folders()[0].canonicalize().unwrap();
    let vault = desk::Options::new(Some(folder.clone()), Some(url)).unwrap().vault;
    let item = desk::VaultItem::new(url, &folder);
    let mut session: Value = serde_json::from_str(vault.load(&item).unwrap().unwrap().expose()).unwrap();
    let then = (Utc::now() - TimeDelta::days(15)).timestamp_millis();
    session["issued_ms"] = then.into();
    session["expires_ms"] = (then + TimeDelta::days(14).num_milliseconds()).into();
    session["high_water_ms"] = then.into();
    vault.store(&item, &Secret::new(session.to_string())).unwrap();
}

#[tokio::test]
async fn the_canaries_are_where_they_belong_and_nowhere_else() {
    let server = Server::start(SandboxConfig::new(300, 31), 0).await;
    server.with_state(|state| {
        let first = state.cases().next().unwrap().id;
        state.update_case(first, |row| row.debtor_name = Some(DEBTOR.into()));
    });
    let (guid, url) = (server.guid(), server.url());
    let typed = guid.to_string();
    let place = place(url.clone()).at_home();

    let window = place.window().await;
    recording::begin(&window).await;
    // Each way in which a log-in fails, with the right GUID in the field.
    window.type_into("#guid", &typed).await;
    for fault in [Fault::Status(500), Fault::Unauthorized, Fault::InvalidJson] {
        server.faults().add("/me", fault, 20);
        window.click("#log-in").await;
        window.until("it failed", "return document.querySelector('.refusal')?.textContent.trim() !== '' && document.querySelector('#log-in').getAttribute('aria-busy') !== 'true'").await;
        server.faults().clear();
    }
    search(&place, guid, "after log-ins that failed");
    window.click("#log-in").await;
    settled(&window).await;
    is_silent_about(&window, &typed).await;

    window.type_into("#search", "kanariefugl").await;
    window.until("it is found", "return document.querySelectorAll('[data-row-id]').length === 1").await;
    let title = window.run("return document.title").await;
    assert!(!title.as_str().unwrap().contains("Kanarie"));
    let folder = tempfile::tempdir().unwrap();
    window.click("#export").await;
    native_dialog::save_as("Export CSV", &folder.path().join("cases.csv")).await;
    let exported = folder.path().join("cases.csv");
    patiently("the file is there", || exported.exists()).await;
    assert!(std::fs::read_to_string(&exported).unwrap().contains(DEBTOR), "there it belongs");
    window.click("[data-row-id]").await;
    window.until("its page is open", "return document.body.textContent.includes('Payments and your fees')").await;
    window.press_with_control("c").await;

    // Syncs that meet what a network and a server are capable of.
    for fault in [Fault::Status(500), Fault::CutBody, Fault::HtmlBody, Fault::InvalidJson, Fault::ShiftPage] {
        server.forget_requests();
        server.faults().add("/", fault, 2);
        window.press(F5).await;
        patiently("a sync began", || server.requests() > 0).await;
        let idle = "return document.querySelector('#refresh').getAttribute('aria-disabled') !== 'true'";
        window.until("it ended", idle).await;
        server.faults().clear();
    }
    is_silent_about(&window, &typed).await;
    bridge_is_silent(&window, guid).await;
    assert!(recording::heard(&window).await.contains(DEBTOR), "the rows were overheard too");
    search(&place, guid, "after a day's work");

    window.press("\u{e00c}").await;
    window.click("#account").await;
    window.click("#diagnostics").await;
    window
        .until("the report is there", "return document.querySelector('dialog pre')?.textContent.includes('Synced {')")
        .await;
    picture("diagnostics");
    window.click("#save-diagnostics").await;
    native_dialog::save_as("Save diagnostics", &folder.path().join("report.txt")).await;
    window
        .until("it is saved", "return document.querySelector('dialog [role=status]').textContent.startsWith('Saved')")
        .await;
    let shown = window.run("return document.querySelector('dialog pre').textContent").await;
    let saved = std::fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert_eq!(shown.as_str().unwrap().trim(), saved.trim());
    for (what, canary) in canaries(guid, DEBTOR) {
        let there = saved.as_bytes().windows(canary.len()).any(|window| window == canary);
        assert!(!there, "{what} in the diagnostics");
    }

    place.kill();
    search(&place, guid, "after a crash");
    drop(window);
    let window = place.window().await;
    recording::begin(&window).await;
    settled(&window).await;

    // A tooltip that is open at this moment shows a part of a row.
    let point = "const cell = document.querySelector('[data-row-id] [data-cell=status]'); cell.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })); return true";
    window.run(point).await;
    window.until("the tooltip is there", "return document.querySelector('[data-testid=hint]') !== null").await;
    picture("canary-tooltip");
    window.press_with(&[crate::driver::CONTROL, SHIFT], "l").await;
    window.until("it is locked", "return document.querySelector('#log-in')?.textContent.trim() === 'Unlock'").await;
    let page = page_of(&window).await;
    assert!(!page.contains("kanarie") && window.run("return document.title").await == "Partner Desk");
    picture("canary-locked");
    search(&place, guid, "while it is locked");
    log_in(&window, &typed).await;
    settled(&window).await;
    is_silent_about(&window, &typed).await;
    bridge_is_silent(&window, guid).await;
    window.close().await;

    age_the_session(&place, &url);
    let window = place.window().await;
    window.until("it has expired", "return document.body.textContent.includes('14 days')").await;
    picture("canary-expired");
    assert_eq!(keyring::items(), 0, "neither secret nor key is left in the keyring");
    assert!(place.files().iter().any(|name| name.ends_with(".sealed")), "{:?}", place.files());
    search(&place, guid, "after the end");
    server.forget_requests();
    log_in(&window, &typed).await;
    settled(&window).await;
    assert!(!place.files().iter().any(|name| name.ends_with(".sealed")));
    is_silent_about(&window, &typed).await;

    log_out(&window).await;
    assert_eq!((place.files(), keyring::items()), (Vec::new(), 0));
    window.close().await;
    search(&place, guid, "after a log-out");
}

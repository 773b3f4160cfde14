//! What the page cannot do, and what it says when there is no way to Debitura.

use partner_desk_sandbox::{SandboxConfig, Server};
use serde_json::Value;

use crate::driver::Window;
use crate::keyring;
use crate::place::{log_in, place, settled};

/// What the page is told when it calls a command that it has no permission for.
async fn refusal(window: &Window, command: &str) -> String {
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         window.__TAURI_INTERNALS__.invoke({command:?}, {{}}).then(() => done('answered'), error => done('refused: ' + error))"
    );
    window.run_async(&script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_page_reaches_our_commands_and_nothing_else() {
    let server = Server::start(SandboxConfig::new(120, 3), 0).await;
    let place = place(server.url());
    let window = place.window().await;
    window.run("window.violations = []; document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective))").await;
    log_in(&window, &server.guid().to_string()).await;
    settled(&window).await;
    for command in [
        "plugin:dialog|save",
        "plugin:dialog|open",
        "plugin:clipboard-manager|read_text",
        "plugin:clipboard-manager|write_text",
        "plugin:fs|read_text_file",
        "plugin:opener|open_url",
        "plugin:event|listen",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:app|version",
    ] {
        let said = refusal(&window, command).await;
        assert!(said.starts_with("refused: ") && said.contains("not allowed"), "{command}: {said}");
    }
    assert_eq!(window.run("return typeof window.__TAURI__").await, "undefined");
    assert_eq!(window.run("return Object.isFrozen(Object.prototype)").await, true);
    assert_eq!(
        window.run("return window.violations").await,
        serde_json::json!([]),
        "the program itself keeps to its policy"
    );
    let blocked = "const image = new Image(); image.src = 'https://example.com/x.png'; document.body.append(image); \
                   const script = document.createElement('script'); script.textContent = 'window.intruder = 1'; document.body.append(script)";
    window.run(blocked).await;
    window.until("both are blocked", "return window.violations.length >= 2").await;
    assert_eq!(window.run("return window.intruder ?? null").await, Value::Null);
    assert_eq!(window.run("window.open('https://example.com'); return location.protocol").await, "tauri:");
    assert_eq!(window.run("return localStorage.length + sessionStorage.length").await, 0);
    window.click("#account").await;
    window.click("#log-out").await;
    window.click("#confirm-log-out").await;
    window.until("the log-in page is back", "return document.querySelector('#guid') !== null").await;
    assert_eq!(keyring::items(), 0);
    window.close().await;
}

#[tokio::test]
async fn without_a_network_log_in_says_so_and_keeps_what_was_typed() {
    let server = Server::start(SandboxConfig::new(60, 3), 0).await;
    let (url, guid) = (server.url(), server.guid().to_string());
    server.stop().await;
    let place = place(url);
    let window = place.window().await;
    log_in(&window, &guid).await;
    window.until("the sentence", "return document.body.textContent.includes('Debitura could not be reached')").await;
    assert_eq!(window.run("return document.querySelector('#guid').value").await, guid.as_str());
    assert_eq!(keyring::items(), 0);
    window.close().await;
}

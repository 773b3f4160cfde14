//! A notification, from the sync that has something to tell to the bus of the desktop, and back by a click.

use std::collections::HashMap;
use std::process::Command;
use std::sync::{Arc, Mutex};

use partner_desk_sandbox::{Fault, SandboxConfig, Server};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

use crate::driver::{Window, patiently, picture};
use crate::place::{log_in, log_out, place, settled};
use crate::second_start::{active, visible};

/// What was shown: the id of what it takes the place of, title, text.
type Shown = Arc<Mutex<Vec<(u32, String, String)>>>;

/// A desktop's notification service that shows nothing and remembers everything.
struct Service(Shown);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[zbus(name = "GetServerInformation")]
    fn information(&self) -> (String, String, String, String) {
        let text = |text: &str| text.to_owned();
        (text("a test"), text("nobody"), text("1"), text("1.2"))
    }

    #[zbus(name = "Notify")]
    #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &self,
        _program: String,
        replaces: u32,
        _icon: String,
        title: String,
        text: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap();
        shown.push((replaces, title, text));
        if replaces == 0 { 40 + u32::try_from(shown.len()).unwrap() } else { replaces }
    }

    #[zbus(signal, name = "ActionInvoked")]
    async fn invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}

/// WebDriver's code point of the key.
const F5: &str = "\u{e035}";

/// A refresh that somebody asks for and does not wait for; it takes long enough to be left.
async fn refreshed_behind_ones_back(window: &Window, server: &Server, first: &str) {
    server.faults().add("/me", Fault::SlowMs(3_000), 1);
    server.forget_requests();
    window.press(F5).await;
    patiently("it runs", || server.requests() > 0).await;
    let minimized = Command::new("xdotool").args(["windowminimize", "--sync", first]).status().unwrap();
    assert!(minimized.success() && visible().is_empty());
}

#[tokio::test]
async fn who_is_away_is_told_in_numbers_and_a_click_leads_back() {
    let server = Server::start(SandboxConfig::new(120, 3), 0).await;
    let place = place(server.url());
    let window = place.window().await;
    log_in(&window, &server.guid().to_string()).await;
    settled(&window).await;
    let [first] = visible().try_into().expect("one window");

    // Nobody on this desktop shows notifications: then there is nothing to be chosen.
    window.press_with_control(",").await;
    window.click("#notify").await;
    window.until("it is said", "return document.querySelector('#notify-problem') !== null").await;

    let shown = Shown::default();
    let service = zbus::connection::Builder::session()
        .unwrap()
        .name("org.freedesktop.Notifications")
        .unwrap()
        .serve_at("/org/freedesktop/Notifications", Service(Arc::clone(&shown)))
        .unwrap()
        .build()
        .await
        .unwrap();
    window.click("#notify").await;
    window.until("it is chosen", "return document.querySelector('#notify').checked && document.querySelector('dialog [role=status]').textContent === 'Kept.'").await;
    window.click("#close-settings").await;

    // Who looks at the window needs none.
    server.with_state(|state| state.insert_new_cases(1));
    window.press(F5).await;
    let there = "return document.querySelector('[data-testid=found]').textContent.includes('121')";
    window.until("the new case is there", there).await;
    assert_eq!(*shown.lock().unwrap(), []);

    let (closed, new) = server.with_state(|state| (state.close_many(2, "Paid").len(), state.insert_new_cases(3).len()));
    refreshed_behind_ones_back(&window, &server, &first).await;
    patiently("it is told", || !shown.lock().unwrap().is_empty()).await;
    let told = shown.lock().unwrap().clone();
    assert_eq!(told.len(), 1, "once");
    assert_eq!((told[0].0, told[0].1.as_str()), (0, "Partner Desk"));
    assert!(told[0].2.starts_with(&format!("{closed} cases ended")), "{}", told[0].2);
    assert!(told[0].2.contains(&format!("{new} cases are new")), "{}", told[0].2);

    // A click on somebody else's does nothing, a click on ours brings the window back.
    let emitter = SignalEmitter::new(&service, "/org/freedesktop/Notifications").unwrap();
    Service::invoked(&emitter, 7, "default").await.unwrap();
    assert!(visible().is_empty());
    Service::invoked(&emitter, 41, "default").await.unwrap();
    patiently("the window is in front again", || visible() == [first.clone()] && active() == first).await;
    picture("notified");

    // The next one takes its place.
    server.with_state(|state| state.insert_new_cases(1));
    refreshed_behind_ones_back(&window, &server, &first).await;
    patiently("it is told again", || shown.lock().unwrap().len() == 2).await;
    assert_eq!(shown.lock().unwrap()[1], (41, "Partner Desk".to_owned(), "1 case is new.".to_owned()));
    Service::invoked(&emitter, 41, "default").await.unwrap();
    patiently("the window is back", || visible() == [first.clone()]).await;
    log_out(&window).await;
    window.close().await;
}

//! The one window: created in Rust, because a per-system configuration file would replace the whole list of windows, and
//! shown only once it has something to show.

use std::time::Duration;

use desk::Desk;
use tauri::utils::config::Color;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Runtime, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tokio::sync::watch;

use super::place;

/// The window's label, which the capability names.
pub(crate) const LABEL: &str = "main";

/// A window that never reports its first paint is shown after this time all the same: an error page is better than none.
const SHOW_AFTER: Duration = Duration::from_secs(4);

/// Backgrounds of the two themes, so that no white flash precedes the first paint. The same colours as in `tokens.css`.
const LIGHT: Color = Color(0xf6, 0xf7, 0xf8, 0xff);
const DARK: Color = Color(0x14, 0x18, 0x1b, 0xff);

/// Creates the window, invisible.
pub(crate) fn create<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Partner Desk")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .visible(false)
        .incognito(!is_driven())
        .devtools(cfg!(debug_assertions))
        .disable_drag_drop_handler()
        .on_navigation(is_our_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    let background = if window.theme().is_ok_and(|theme| theme == Theme::Dark) { DARK } else { LIGHT };
    window.set_background_color(Some(background))?;
    let late = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOW_AFTER).await;
        show(&late);
        seen(&late);
    });
    Ok(window)
}

/// Puts the window, which nobody sees yet, as it was left; answers what its room is called, where that is known.
pub(crate) fn arrange<R: Runtime>(window: &WebviewWindow<R>, desk: &Desk) -> Option<String> {
    let room = place::restore(window, desk);
    place::note_when_closed(window);
    // A window that cannot be drawn larger is drawn as it is.
    let _ = set_zoom(window, desk.zoom_percent());
    room
}

/// Whether a test drives the window. WebKitGTK refuses automation in an incognito context, so a driven window keeps its
/// profile; that makes the tests which search the disk for secrets stricter, not weaker.
fn is_driven() -> bool {
    cfg!(target_os = "linux") && std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true")
}

/// Draws everything so large.
pub(crate) fn set_zoom<R: Runtime>(window: &WebviewWindow<R>, percent: u32) -> tauri::Result<()> {
    window.set_zoom(f64::from(percent) / 100.0)
}

/// Shows the window. A window that is gone needs nothing.
pub(crate) fn show<R: Runtime>(window: &WebviewWindow<R>) {
    if !window.is_visible().unwrap_or(false) {
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Notes that somebody sees what is in the window.
pub(crate) fn seen<R: Runtime>(window: &WebviewWindow<R>) {
    if let Some(seen) = window.try_state::<Seen>() {
        seen.0.send_replace(true);
    }
}

/// That the window was painted once, and its page is alive. What a start has no processor to spare for begins then.
#[derive(Default)]
pub(crate) struct Seen(watch::Sender<bool>);

impl Seen {
    /// Waits until then.
    pub(crate) fn wait(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut shown = self.0.subscribe();
        async move {
            // Where nothing can show it any more, the program is over.
            let _ = shown.wait_for(|shown| *shown).await;
        }
    }
}

/// Whether a person has the window before them: what it shows needs no notification.
pub(crate) fn is_in_front<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(LABEL).is_some_and(|window| {
        let is = |state: tauri::Result<bool>| state.unwrap_or(false);
        is(window.is_focused()) && is(window.is_visible()) && !is(window.is_minimized())
    })
}

/// Brings the window to the front, for a second start of the program and for a click on a notification.
pub(crate) fn focus<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Only the bundled page may be shown: `tauri://localhost`, on Windows `http://tauri.localhost`.
fn is_our_own_page(url: &Url) -> bool {
    if cfg!(windows) {
        matches!(url.scheme(), "http" | "https") && url.host_str() == Some("tauri.localhost")
    } else {
        url.scheme() == "tauri" && url.host_str() == Some("localhost")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_bundled_page_is_opened() {
        let ours = if cfg!(windows) { "http://tauri.localhost/" } else { "tauri://localhost/index.html" };
        assert!(is_our_own_page(&ours.parse().unwrap()));
        for foreign in [
            "https://debitura.com/",
            "http://localhost:1420/",
            "tauri://localhost.evil.com/",
            "file:///etc/passwd",
            "about:blank",
        ] {
            assert!(!is_our_own_page(&foreign.parse().unwrap()), "{foreign}");
        }
    }

    #[test]
    fn what_waits_for_the_window_begins_when_it_is_seen_and_not_before() {
        tauri::async_runtime::block_on(async {
            let seen = Seen::default();
            let early = seen.wait();
            let long = Duration::from_millis(50);
            assert!(tokio::time::timeout(long, seen.wait()).await.is_err());
            seen.0.send_replace(true);
            early.await;
            // Also for who asks late.
            seen.wait().await;
        });
    }
}

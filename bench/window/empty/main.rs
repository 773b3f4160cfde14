//! The yardstick of `start` and `memory`: a Tauri window with an empty page, of the same build settings.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]
#![expect(clippy::print_stderr, reason = "the bench listens there")]

use tauri::webview::PageLoadEvent;
use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let began = std::time::Instant::now();
    tauri::Builder::default()
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .title("Empty window")
                .inner_size(1280.0, 800.0)
                .visible(false)
                .on_page_load(move |window, load| {
                    if load.event() == PageLoadEvent::Finished {
                        // Sooner than it has painted, as the program is.
                        let _ = window.show();
                    }
                })
                // The page says so when its first frame is painted, and how many milliseconds ago that was.
                .on_document_title_changed(move |_, title| {
                    if let Some(ago) = title.strip_prefix("painted ").and_then(|ago| ago.parse::<u128>().ok()) {
                        let told = began.elapsed().as_millis();
                        eprintln!("{{\"painted\":{},\"told\":{told}}}", told.saturating_sub(ago));
                    }
                })
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("bench/window/empty/tauri.conf.json"))
}

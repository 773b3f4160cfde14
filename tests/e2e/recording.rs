//! Everything that crosses from Rust into the page, written down by the page itself: answers of commands, and messages of
//! the channel that it listens on.

use crate::driver::Window;

/// Begins, or goes on after the page was loaded anew.
///
/// Tauri's bridge answers a command by `fetch` or by a callback, and a channel's message by a callback or, when it is long, by
/// a fetch that asks for it: both ways are overheard.
const OVERHEAR: &str = "
    window.recorded = window.recorded ?? [];
    if (!window.overheard) {
        window.overheard = true;
        const fetch = window.fetch;
        window.fetch = async (...args) => {
            const answer = await fetch(...args);
            answer.clone().text().then(text => window.recorded.push(text), () => {});
            return answer;
        };
        const run = window.__TAURI_INTERNALS__.runCallback;
        window.__TAURI_INTERNALS__.runCallback = (id, data) => { window.recorded.push(JSON.stringify(data) ?? ''); return run(id, data); };
    }
    return window.overheard";

pub(crate) async fn begin(window: &Window) {
    assert_eq!(window.run(OVERHEAR).await, true);
}

/// What was overheard since the page was loaded.
pub(crate) async fn heard(window: &Window) -> String {
    window.run("return (window.recorded ?? []).join('\\n')").await.as_str().unwrap().to_owned()
}

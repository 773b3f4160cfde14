//! The page as it is bundled, and two things that are known only here: the system, and the picture of the first screen where
//! there is one that is true, so that rows are seen before a script has run. `ui/public/first-sight.js` shows it, `ui/src/main.ts`
//! puts the program in its place.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use desk::FirstSight;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Context, Runtime};

/// The one page there is.
const PAGE: &str = "/index.html";

/// Where the program will be: the picture comes after it.
const PLACE: &str = "<div id=\"app\"></div>";

/// How the page begins.
const ROOT: &str = "<html lang=\"en\"";

/// The system, as `app_state` tells it: fonts hang on it. The page names it from its first byte, because the engine may lay it out
/// as soon as its sheets are here, before any script; looking for fonts that a system lacks takes a tenth of a second.
const PLATFORM: &str = if cfg!(windows) {
    "windows"
} else if cfg!(target_os = "macos") {
    "macos"
} else {
    "linux"
};

/// The page waits no longer for its picture. It is nearly always there sooner: the system needs longer for a window.
const WAIT: Duration = Duration::from_millis(150);

/// What the page waits for.
pub(crate) struct Awaited {
    /// The picture, once; nothing: there is none.
    pub(crate) picture: Sender<Option<FirstSight>>,
    /// What the room is called that the page is laid out in: a picture of another one would be laid out wrongly.
    pub(crate) room: Arc<OnceLock<String>>,
}

/// Lets the bundled page wait for a picture. `seen` is called when it goes out with one.
pub(crate) fn illustrate<R: Runtime>(context: &mut Context<R>, seen: impl Fn() + Send + Sync + 'static) -> Awaited {
    let (picture, receiver) = channel();
    let room = Arc::default();
    let bundled = context.set_assets(Box::new(Nothing));
    context.set_assets(Box::new(Pages { bundled, picture: Mutex::new(Some(receiver)), room: Arc::clone(&room), seen }));
    Awaited { picture, room }
}

struct Pages<R: Runtime, F> {
    bundled: Box<dyn Assets<R>>,
    /// For the first look at the page, and no other.
    picture: Mutex<Option<Receiver<Option<FirstSight>>>>,
    room: Arc<OnceLock<String>>,
    seen: F,
}

impl<R: Runtime, F: Fn() + Send + Sync + 'static> Assets<R> for Pages<R, F> {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let asset = self.bundled.get(key)?;
        if key.as_ref() != PAGE {
            return Some(asset);
        }
        let page = naming_the_system(std::str::from_utf8(&asset).ok()?);
        let waiting = self.picture.lock().unwrap_or_else(PoisonError::into_inner).take();
        let picture = waiting.and_then(|picture| picture.recv_timeout(WAIT).ok().flatten());
        let fitting = picture.filter(|picture| self.room.get() == Some(&picture.room));
        let Some(illustrated) = fitting.and_then(|picture| with_picture(&page, &picture)) else {
            return Some(Cow::Owned(page.into_bytes()));
        };
        (self.seen)();
        Some(Cow::Owned(illustrated.into_bytes()))
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        self.bundled.iter()
    }

    fn csp_hashes(&self, html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        self.bundled.csp_hashes(html_path)
    }
}

fn naming_the_system(page: &str) -> String {
    page.replacen(ROOT, &format!("{ROOT} data-platform=\"{PLATFORM}\""), 1)
}

/// `inert`: nothing in it can be used, and no screen reader tells of it. Tauri puts the nonce in, wherever its place is named: so
/// nothing that names it is let in, nor what could run or end the sheet, though our own page has no such thing.
fn with_picture(page: &str, FirstSight { html, css, .. }: &FirstSight) -> Option<String> {
    let is_strange = |text: &str| text.contains("__TAURI") || text.contains("<script") || text.contains("<style");
    if is_strange(html) || is_strange(css) || css.contains('<') {
        return None;
    }
    let (page, main) = without_script(page)?;
    let (before, after) = page.split_once(PLACE)?;
    Some(format!(
        "{before}{PLACE}<div id=\"first-sight\" data-main=\"{main}\" inert aria-hidden=\"true\">\
         <style nonce=\"__TAURI_STYLE_NONCE__\">{css}</style>{html}</div>{after}"
    ))
}

/// The page without the program's script, and where that is: run before the picture is painted, it would keep it from being seen.
fn without_script(page: &str) -> Option<(String, &str)> {
    let (before, rest) = page.split_once("<script type=\"module\"")?;
    let (tag, after) = rest.split_once("</script>")?;
    let (main, _) = tag.split_once("src=\"")?.1.split_once('"')?;
    Some((format!("{before}{after}").replace("rel=\"modulepreload\"", "rel=\"later\""), main))
}

/// Stands where the bundled pages were while they are wrapped.
struct Nothing;

impl<R: Runtime> Assets<R> for Nothing {
    fn get(&self, _: &AssetKey) -> Option<Cow<'_, [u8]>> {
        None
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUNDLED: &str = "<script type=\"module\" crossorigin=\"\" src=\"/a.js\"></script>\
        <link rel=\"modulepreload\" href=\"/b.js\"><body><div id=\"app\"></div><script>";

    fn picture() -> FirstSight {
        FirstSight { html: "<p>Rows</p>".to_owned(), ..FirstSight::default() }
    }

    #[test]
    fn the_page_names_the_system_from_its_first_byte() {
        let page = naming_the_system(include_str!("../../../ui/index.html"));
        assert!(page.contains(&format!("<html lang=\"en\" data-platform=\"{PLATFORM}\">")), "{page}");
        assert!(page.contains(PLACE), "{page}");
    }

    #[test]
    fn the_picture_comes_after_the_place_of_the_program() {
        let page = with_picture(BUNDLED, &picture()).unwrap();
        assert!(
            page.starts_with("<link rel=\"later\" href=\"/b.js\"><body><div id=\"app\"></div><div id=\"first-sight\""),
            "{page}"
        );
        assert!(page.contains("data-main=\"/a.js\"") && !page.contains("module"), "{page}");
        assert!(page.ends_with("<p>Rows</p></div><script>"), "{page}");
        assert_eq!(with_picture("<body>", &picture()), None);
    }

    #[test]
    fn nothing_that_could_run_is_let_in() {
        for html in ["<script nonce=\"__TAURI_SCRIPT_NONCE__\">", "<script>", "<style>", "__TAURI_STYLE_NONCE__"] {
            assert_eq!(with_picture(BUNDLED, &FirstSight { html: html.to_owned(), ..picture() }), None, "{html}");
        }
        assert_eq!(with_picture(BUNDLED, &FirstSight { css: "}</style><p>".to_owned(), ..picture() }), None);
    }
}

//! Where the window stands: put back where it was left, as long as that is on a screen, and noted when it closes.

use desk::{Desk, WindowPlace};
use tauri::{AppHandle, Manager as _, Monitor, PhysicalPosition, PhysicalSize, Runtime, WebviewWindow, WindowEvent};

use super::window::LABEL;

/// So much of the window's upper edge has to be on a screen that one can take hold of it there.
const GRIP_WIDTH: i64 = 160;
const GRIP_HEIGHT: i64 = 24;

/// The usable part of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Screen {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Screen {
    fn of(monitor: &Monitor) -> Self {
        let area = monitor.work_area();
        Self {
            x: area.position.x.into(),
            y: area.position.y.into(),
            width: area.size.width.into(),
            height: area.size.height.into(),
        }
    }

    /// Of the window's upper edge, so much is on this screen.
    fn grip(&self, place: &WindowPlace) -> i64 {
        let (left, top) = (i64::from(place.x), i64::from(place.y));
        let seen = (left + i64::from(place.width)).min(self.x + self.width) - left.max(self.x);
        let reached = top >= self.y && top + GRIP_HEIGHT <= self.y + self.height;
        if reached { seen.max(0) } else { 0 }
    }
}

/// The place as it can be had: on the screen that has most of its upper edge, and no larger than that. Nothing when no screen
/// has enough of it, as after a screen was taken away.
fn fitted(place: WindowPlace, screens: &[Screen]) -> Option<WindowPlace> {
    let screen = screens.iter().max_by_key(|screen| screen.grip(&place))?;
    if screen.grip(&place) < GRIP_WIDTH.min(i64::from(place.width)) {
        return None;
    }
    let limited = |size: u32, most: i64| u32::try_from(i64::from(size).min(most)).unwrap_or(size);
    Some(WindowPlace {
        width: limited(place.width, screen.width),
        height: limited(place.height, screen.height),
        ..place
    })
}

/// Puts the window, which nobody sees yet, where it was left. Where that is no longer on a screen, the system decides. Answers what
/// the room will be called that its page is laid out in.
pub(crate) fn restore<R: Runtime>(window: &WebviewWindow<R>, desk: &Desk) -> Option<String> {
    let screens: Vec<Screen> = window.available_monitors().unwrap_or_default().iter().map(Screen::of).collect();
    let Some(place) = desk.window_place().and_then(|place| fitted(place, &screens)) else {
        return room_called(window, desk, false);
    };
    // Whatever the system refuses leaves the window where it is.
    let _ = window.set_size(PhysicalSize::new(place.width, place.height));
    let _ = window.set_position(PhysicalPosition::new(place.x, place.y));
    if place.maximized {
        let _ = window.maximize();
    }
    room_called(window, desk, place.maximized)
}

/// What the room is called that the window's page is laid out in now: the same for the same size. Nothing: none that a start
/// comes back to.
pub(crate) fn room<R: Runtime>(window: &WebviewWindow<R>, desk: &Desk) -> Option<String> {
    if window.is_fullscreen().ok()? {
        return None;
    }
    room_called(window, desk, window.is_maximized().ok()?)
}

/// A window that is about to fill its screen has no size yet, so it is called by the screens that there are.
fn room_called<R: Runtime>(window: &WebviewWindow<R>, desk: &Desk, maximized: bool) -> Option<String> {
    let scale = window.scale_factor().ok()?;
    let zoom = desk.zoom_percent();
    if maximized {
        let screens: Vec<Screen> = window.available_monitors().ok()?.iter().map(Screen::of).collect();
        return Some(format!("{screens:?}, {scale}, {zoom} %"));
    }
    let PhysicalSize { width, height } = window.inner_size().ok()?;
    Some(format!("{width} x {height}, {scale}, {zoom} %"))
}

/// Notes where the window stands each time somebody is about to close it.
pub(crate) fn note_when_closed<R: Runtime>(window: &WebviewWindow<R>) {
    let app = window.app_handle().clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::CloseRequested { .. }) {
            note(&app);
        }
    });
}

/// Notes where the window stands. One that is gone, or folded into the task bar, is left as it was noted.
pub(crate) fn note<R: Runtime>(app: &AppHandle<R>) {
    let (Some(window), Some(desk)) = (app.get_webview_window(LABEL), app.try_state::<Desk>()) else { return };
    if window.is_minimized().unwrap_or(true) {
        return;
    }
    let maximized = window.is_maximized().unwrap_or(false) || window.is_fullscreen().unwrap_or(false);
    let before = desk.window_place();
    let place = match before {
        // How it stands when it no longer fills the screen is what was noted before it did.
        Some(before) if maximized => WindowPlace { maximized, ..before },
        _ => {
            let (Ok(at), Ok(size)) = (window.outer_position(), window.inner_size()) else { return };
            WindowPlace { x: at.x, y: at.y, width: size.width, height: size.height, maximized }
        }
    };
    // Where it cannot be written, the next start begins with the usual window.
    let _ = desk.keep_window_place(place);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Screen = Screen { x: -1920, y: 0, width: 1920, height: 1040 };
    const MAIN: Screen = Screen { x: 0, y: 25, width: 1440, height: 800 };

    fn at(x: i32, y: i32, width: u32, height: u32) -> WindowPlace {
        WindowPlace { x, y, width, height, maximized: false }
    }

    #[test]
    fn a_window_comes_back_only_where_one_can_take_hold_of_it() {
        for (place, screens, expected) in [
            (at(100, 100, 1280, 700), vec![MAIN], Some(at(100, 100, 1280, 700))),
            (at(-1800, 30, 1280, 800), vec![MAIN, LEFT], Some(at(-1800, 30, 1280, 800))),
            // The left screen was taken away.
            (at(-1800, 30, 1280, 800), vec![MAIN], None),
            (at(100, 100, 1280, 700), vec![], None),
            // A corner that is too small to take hold of, above the menu bar, below the screen.
            (at(1400, 100, 1280, 700), vec![MAIN], None),
            (at(100, 0, 1280, 700), vec![MAIN], None),
            (at(100, 815, 1280, 700), vec![MAIN], None),
            (at(1200, 790, 1280, 700), vec![MAIN], Some(at(1200, 790, 1280, 700))),
            // From a larger screen.
            (at(0, 25, 3840, 2000), vec![MAIN], Some(at(0, 25, 1440, 800))),
            // Over two screens, on which the right one has more of it.
            (at(-300, 50, 1500, 900), vec![LEFT, MAIN], Some(at(-300, 50, 1440, 800))),
            (at(i32::MAX, i32::MIN, u32::MAX, u32::MAX), vec![MAIN, LEFT], None),
        ] {
            assert_eq!(fitted(place, &screens), expected, "{place:?} {screens:?}");
        }
    }
}

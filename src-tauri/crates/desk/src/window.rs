//! How the window was left: where it stood and how large everything was drawn. Plain settings, which go with a log-out; while
//! nobody is signed in nothing is written, so that a log-out leaves no file.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::DeskError;
use crate::open::Desk;

/// How large everything can be drawn, per cent.
const ZOOMS: [u32; 8] = [80, 90, 100, 110, 125, 150, 175, 200];
const ZOOM_PLAIN: u32 = 100;

/// Where the window stands, in pixels of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WindowPlace {
    /// Of its left edge; left of the first screen it is negative.
    pub x: i32,
    /// Of its upper edge.
    pub y: i32,
    /// Of what is inside its frame.
    pub width: u32,
    /// Of what is inside its frame.
    pub height: u32,
    /// It fills its screen; the rest is how it stands when it no longer does.
    pub maximized: bool,
}

/// How the window was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WindowSettings {
    #[serde(rename = "window")]
    place: Option<WindowPlace>,
    zoom_percent: u32,
}

impl Default for WindowSettings {
    fn default() -> Self {
        Self { place: None, zoom_percent: ZOOM_PLAIN }
    }
}

impl WindowSettings {
    pub(crate) fn read(fields: &Map<String, Value>) -> Self {
        let zoom = fields.get("zoomPercent").and_then(|value| u32::deserialize(value).ok());
        Self {
            place: fields.get("window").and_then(|value| WindowPlace::deserialize(value).ok()),
            zoom_percent: zoom.filter(|zoom| ZOOMS.contains(zoom)).unwrap_or(ZOOM_PLAIN),
        }
    }
}

/// A step of the zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// Larger.
    In,
    /// Smaller.
    Out,
    /// As it was made.
    Plain,
}

impl Zoom {
    fn from(self, percent: u32) -> u32 {
        match self {
            Self::In => ZOOMS.into_iter().find(|zoom| *zoom > percent).unwrap_or(percent),
            Self::Out => ZOOMS.into_iter().rev().find(|zoom| *zoom < percent).unwrap_or(percent),
            Self::Plain => ZOOM_PLAIN,
        }
    }
}

impl Desk {
    /// Where the window was left; nothing at first.
    #[must_use]
    pub fn window_place(&self) -> Option<WindowPlace> {
        self.settings().window.place
    }

    /// Keeps where the window stands.
    ///
    /// # Errors
    /// When the settings cannot be written.
    pub fn keep_window_place(&self, place: WindowPlace) -> Result<(), DeskError> {
        self.change_window(|window| window.place = Some(place))
    }

    /// How large everything is drawn, 80 to 200 per cent.
    #[must_use]
    pub fn zoom_percent(&self) -> u32 {
        self.settings().window.zoom_percent
    }

    /// Goes a step larger or smaller; answers the new size. On a full disk too: then the next start does not know of it.
    pub fn zoom(&self, step: Zoom) -> u32 {
        let percent = step.from(self.zoom_percent());
        let _ = self.change_window(|window| window.zoom_percent = percent);
        percent
    }

    fn change_window(&self, change: impl FnOnce(&mut WindowSettings)) -> Result<(), DeskError> {
        let before = self.settings().window;
        let mut window = before;
        change(&mut window);
        // It holds for this window, whether or not it can be kept.
        self.settings().window = window;
        if window == before || self.keeps_nothing() {
            return Ok(());
        }
        self.change_settings(|settings| settings.window = window).map_err(|error| DeskError::folder(&error))
    }
}

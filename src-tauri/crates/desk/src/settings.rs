//! Plain settings in a file of their own: nothing secret, nothing about a case. A damaged or missing file means defaults.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{MutexGuard, PoisonError};

use desk_api::Origin;
use desk_session::Persistence;
use desk_session::State::{KeyringUnavailable, Locked, SignedIn, SignedOut};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::open::Desk;
use crate::preferences::Preferences;
use crate::update::UpdateSettings;
use crate::window::WindowSettings;

const FILE_NAME: &str = "settings.json";
/// What a draft's name ends with: `settings.json.7132-4.new`.
const DRAFT_ENDING: &str = ".new";

/// Which Debitura to talk to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Environment {
    /// The live platform.
    #[default]
    Production,
    /// Debitura's test platform. Keys of one do not work on the other (contract section 1).
    Test,
}

impl Environment {
    /// The API's address.
    #[must_use]
    pub fn origin(self) -> Origin {
        match self {
            Self::Production => Origin::production(),
            Self::Test => Origin::test(),
        }
    }
}

/// What is remembered between two starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Settings {
    /// The environment of the last log-in.
    pub(crate) environment: Environment,
    #[serde(flatten)]
    pub(crate) preferences: Preferences,
    #[serde(flatten)]
    pub(crate) window: WindowSettings,
    #[serde(flatten)]
    pub(crate) update: UpdateSettings,
}

impl Settings {
    /// Value by value: one that is damaged or of a newer version takes none of the others with it.
    pub(crate) fn load(folder: &Path) -> Self {
        match look(folder) {
            Ok(Held::Fields(fields)) => Self::of(&fields),
            Ok(Held::Nothing | Held::Damaged) | Err(_) => Self::default(),
        }
    }

    fn of(fields: &Map<String, Value>) -> Self {
        let environment = fields.get("environment").and_then(|value| Environment::deserialize(value).ok());
        Self {
            environment: environment.unwrap_or_default(),
            preferences: Preferences::read(fields),
            window: WindowSettings::read(fields),
            update: UpdateSettings::read(fields),
        }
    }

    /// Writes beside the file and renames, so that a crash leaves the old settings or the new ones. What a newer version
    /// kept in the file stays in it.
    fn save(&self, folder: &Path, mut kept: Map<String, Value>) -> io::Result<()> {
        if let Value::Object(ours) = serde_json::to_value(self).map_err(io::Error::other)? {
            kept.extend(ours);
        }
        let text = serde_json::to_vec_pretty(&kept).map_err(io::Error::other)?;
        let draft = draft_of(folder);
        let written = crate::folder::open_private(&draft, true).and_then(|mut file| {
            file.write_all(&text)?;
            file.sync_all()
        });
        let renamed = written.and_then(|()| crate::folder::replace(&draft, &folder.join(FILE_NAME)));
        if renamed.is_err() {
            // What went wrong is said; half a draft helps nobody.
            let _ = fs::remove_file(&draft);
        }
        renamed
    }

    /// With every draft that a crash left.
    fn remove(folder: &Path) -> io::Result<()> {
        let file = crate::folder::remove_if_there(&folder.join(FILE_NAME));
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let drafts = entries.filter(|entry| is_draft(&entry.file_name().to_string_lossy()));
        drafts.fold(file, |before, draft| before.and(crate::folder::remove_if_there(&draft.path())))
    }
}

/// A name of its own: another program on the same folder may be writing its draft just now.
fn draft_of(folder: &Path) -> PathBuf {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{FILE_NAME}.{}-{number}{DRAFT_ENDING}", std::process::id()))
}

/// Also the one name of drafts of older versions, `settings.json.new`.
fn is_draft(name: &str) -> bool {
    name.strip_prefix(FILE_NAME).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(DRAFT_ENDING))
}

/// What the file holds.
enum Held {
    Fields(Map<String, Value>),
    /// There is no file.
    Nothing,
    /// Something that is no settings.
    Damaged,
}

/// An error is a file that is there and cannot be read just now: nothing may be written over it.
fn look(folder: &Path) -> io::Result<Held> {
    match crate::folder::patiently(|| fs::read(folder.join(FILE_NAME))) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).map_or(Held::Damaged, Held::Fields)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Held::Nothing),
        Err(error) => Err(error),
    }
}

impl Desk {
    /// As they were read or last written.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.inner.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes some of what the file holds now: another process may have changed the rest since.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> io::Result<()> {
        let folder = &self.inner.options.folder;
        let mut held = self.settings();
        let (there, kept) = match look(folder)? {
            Held::Fields(fields) => (Settings::of(&fields), fields),
            Held::Nothing => (Settings::default(), Map::new()),
            // Better what this program has read before than nothing.
            Held::Damaged => (held.clone(), Map::new()),
        };
        let mut settings = Settings { window: held.window, ..there };
        change(&mut settings);
        settings.save(folder, kept)?;
        *held = settings;
        Ok(())
    }

    /// Whether nothing of this session may be written down.
    pub(crate) fn keeps_nothing(&self) -> bool {
        match self.state().session.state() {
            SignedOut { .. } => true,
            SignedIn(active) => active.persistence() == Persistence::ThisSessionOnly,
            Locked { .. } | KeyringUnavailable { .. } => false,
        }
    }

    /// As another process left them.
    pub(crate) fn reload_settings(&self) {
        let mut held = self.settings();
        *held = Settings { window: held.window, ..Settings::load(&self.inner.options.folder) };
    }

    pub(crate) fn remove_settings(&self) -> io::Result<()> {
        let mut held = self.settings();
        // The window stays as it is; how it is goes with the file.
        *held = Settings { window: held.window, ..Settings::default() };
        Settings::remove(&self.inner.options.folder)
    }
}

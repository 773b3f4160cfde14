//! Plain settings in a file of their own: nothing secret, nothing about a case. A damaged or missing file means defaults.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use desk_api::Origin;
use serde::{Deserialize, Serialize};

const FILE_NAME: &str = "settings.json";
const DRAFT_NAME: &str = "settings.json.new";

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    /// The environment of the last log-in.
    pub(crate) environment: Environment,
    /// Minutes without a key or a movement after which the window locks itself.
    pub(crate) idle_lock_minutes: Option<u32>,
}

impl Settings {
    pub(crate) fn load(folder: &Path) -> Self {
        fs::read(folder.join(FILE_NAME)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes beside the file and renames, so that a crash leaves the old settings or the new ones.
    pub(crate) fn save(&self, folder: &Path) -> io::Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        let draft = folder.join(DRAFT_NAME);
        let mut file = crate::folder::open_private(&draft, true)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(draft, folder.join(FILE_NAME))
    }

    pub(crate) fn remove(folder: &Path) -> io::Result<()> {
        let draft = crate::folder::remove_if_there(&folder.join(DRAFT_NAME));
        crate::folder::remove_if_there(&folder.join(FILE_NAME)).and(draft)
    }
}

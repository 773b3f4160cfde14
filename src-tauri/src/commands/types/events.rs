//! What the shell tells the window unasked, over one channel.

use serde::Serialize;
use ts_rs::TS;

use super::{MenuAction, SessionView, SyncTable, SyncView, UpdateView};

/// One message on the channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum HostEvent {
    /// The session changed: signed in, signed out, ended.
    Session {
        /// The session as it stands now.
        session: SessionView,
    },
    /// The sync moved, or freshness changed.
    Sync {
        /// The state as it stands now.
        sync: SyncView,
    },
    /// Rows changed: what shows them asks again.
    Changed {
        /// Which lists.
        tables: Vec<SyncTable>,
    },
    /// Something about a newer version moved.
    Update {
        /// As it stands now.
        update: UpdateView,
    },
    /// Somebody picked a command in the system's menu bar.
    Picked {
        /// Which.
        action: MenuAction,
    },
    /// An export has written rows.
    ExportProgress {
        /// Rows written.
        rows: u32,
        /// Rows to write.
        total: u32,
    },
}

//! The cases and clients whose pages were opened last. Ids alone are kept: what a row is called is looked up when it is shown,
//! so that nothing outlives its row here, not even a name.

use desk_core::ids::{CaseId, ClientKey};
use desk_store::cases::CaseRow;
use desk_store::clients::ClientRow;
use desk_store::{cases, clients};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::kept::{Kept, each_readable};
use crate::open::Desk;

/// Pages that are remembered.
pub const RECENT_MAX: usize = 20;

/// A page that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Opened {
    /// A case's.
    Case(CaseId),
    /// A client's, or its onboarding.
    Client(ClientKey),
}

/// The newest first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Recent {
    #[serde(deserialize_with = "each_readable")]
    opened: Vec<Opened>,
}

impl Kept for Recent {
    const NAME: &'static str = "recent";
}

/// A page that can be opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecentRow {
    /// A case.
    Case(Box<CaseRow>),
    /// A client.
    Client(Box<ClientRow>),
}

impl Desk {
    /// Remembers that these pages were opened, the newest first.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn note_opened(&self, newest_first: Vec<Opened>) -> Result<(), DeskError> {
        self.rearrange(move |recent: &mut Recent| {
            let before = std::mem::take(&mut recent.opened);
            for page in newest_first.into_iter().chain(before) {
                if recent.opened.len() < RECENT_MAX && !recent.opened.contains(&page) {
                    recent.opened.push(page);
                }
            }
        })
        .await
    }

    /// The pages that were opened last, the newest first, 20 at most. What Debitura no longer lists is left out.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn recent(&self) -> Result<Vec<RecentRow>, DeskError> {
        let Recent { opened } = self.kept().await?;
        let rows = self.opened()?.store.read(move |reader| {
            let mut rows = Vec::with_capacity(opened.len());
            for page in opened {
                rows.extend(match page {
                    Opened::Case(id) => cases::by_id(reader, id)?.map(|row| RecentRow::Case(Box::new(row))),
                    Opened::Client(key) => clients::by_key(reader, &key)?.map(|row| RecentRow::Client(Box::new(row))),
                });
            }
            Ok(rows)
        });
        Ok(rows.await?)
    }
}

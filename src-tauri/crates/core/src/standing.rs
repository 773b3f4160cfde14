//! Since when a case has been where it is. Debitura tells no history (contract section 15), so this is pieced together from
//! what syncs saw and from the case's own dates, and says which of them it rests on.

use crate::lifecycle::CaseGroup;
use crate::time::Instant;

/// Since when, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A sync saw the status change then.
    Seen(Instant),
    /// Collection started then, and no change of status was seen since.
    CollectionStarted(Instant),
    /// The case was created then, collection never started, and no change of status was seen since.
    Created(Instant),
    /// It had this status when it was seen for the first time: at least since then, and nobody here knows how long before.
    AtLeast(Instant),
}

impl Standing {
    /// The instant.
    #[must_use]
    pub fn since(self) -> Instant {
        match self {
            Self::Seen(at) | Self::CollectionStarted(at) | Self::Created(at) | Self::AtLeast(at) => at,
        }
    }

    /// What the facts of an open case tell; nothing for one that is not known to be open, and where nothing is known.
    ///
    /// `changed` is when a sync last saw its status change, `first_seen` when one first saw the case. A date tells more than
    /// the first sight only as long as it is the older one.
    #[must_use]
    pub fn of(
        group: CaseGroup,
        created: Option<Instant>,
        collection_started: Option<Instant>,
        changed: Option<Instant>,
        first_seen: Option<Instant>,
    ) -> Option<Self> {
        if !group.is_open() {
            return None;
        }
        if let Some(changed) = changed {
            return Some(Self::Seen(changed));
        }
        let dated = match (group, collection_started) {
            (CaseGroup::Active, started) => started.map(Self::CollectionStarted),
            (CaseGroup::Pending, None) => created.map(Self::Created),
            // What lay between collection and this status, nobody saw.
            _ => None,
        };
        let seen = first_seen.map(Self::AtLeast);
        match (dated, seen) {
            (Some(dated), Some(seen)) if seen.since() < dated.since() => Some(seen),
            (dated, seen) => dated.or(seen),
        }
    }
}

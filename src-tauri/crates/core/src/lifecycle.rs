//! Lifecycle labels and the tabs that they belong to (contract section 9).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The tab of a case: the four groups of the hosted dashboard, and a place of its own for everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CaseGroup {
    /// A collection partner is working on recovery.
    Active,
    /// Waiting for a signature, for information or for a collection partner.
    Pending,
    /// Ended. Never the same as *collected*.
    Closed,
    /// On hold.
    Paused,
    /// `Merged`, no status at all, or a label that this version does not know.
    Other,
}

impl CaseGroup {
    /// Every group, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Active, Self::Pending, Self::Closed, Self::Paused, Self::Other];

    /// The number under which the cache stores the group. Never renumbered.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Active => 0,
            Self::Pending => 1,
            Self::Closed => 2,
            Self::Paused => 3,
            Self::Other => 4,
        }
    }

    /// Whether a case of it is known not to have ended.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Active | Self::Pending | Self::Paused)
    }

    /// The group of a stored number; unknown numbers are [`CaseGroup::Other`].
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        Self::ALL.into_iter().find(|group| group.number() == number).unwrap_or(Self::Other)
    }
}

/// The statuses that are not an end, by the names that the API's filter takes (contract section 9). Statuses that this
/// version does not know are not among them: whether a filter takes a label that no documentation names is not known.
pub const OPEN_STATUSES: [&str; 8] = [
    "PendingContractSigning",
    "PendingVerificationInternal",
    "PendingVerification",
    "NeedsAdditionalDetails",
    "Leads",
    "LeadsQuoteGiven",
    "Active",
    "Paused",
];

/// A case's status. Unknown labels are kept and shown as themselves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lifecycle {
    /// The client has to sign first.
    PendingContractSigning,
    /// Debitura checks the case.
    PendingVerificationInternal,
    /// The case is being checked.
    PendingVerification,
    /// The client has to supply something.
    MoreInfoRequired,
    /// Collection partners are asked for quotes (older label: `Pending quote by partner`).
    CollectingQuotes,
    /// A quote has to be chosen (older label: `Quote given by partner`).
    PendingQuoteSelection,
    /// A collection partner works on it.
    Active,
    /// On hold.
    Paused,
    /// Ended.
    Closed,
    /// Joined with another case.
    Merged,
    /// A label that this version does not know, as sent.
    Unknown(String),
}

impl Lifecycle {
    /// Reads a label or an enum name, without regard to case and surrounding blanks. Never fails.
    #[must_use]
    pub fn parse(label: &str) -> Self {
        match label.trim().to_lowercase().as_str() {
            "pending contract signing" | "pendingcontractsigning" => Self::PendingContractSigning,
            "pending verification internal" | "pendingverificationinternal" => Self::PendingVerificationInternal,
            "pending verification" | "pendingverification" => Self::PendingVerification,
            "more info required" | "needsadditionaldetails" => Self::MoreInfoRequired,
            "collecting quotes" | "pending quote by partner" | "leads" => Self::CollectingQuotes,
            "pending quote selection" | "quote given by partner" | "leadsquotegiven" => Self::PendingQuoteSelection,
            "active" => Self::Active,
            "paused" => Self::Paused,
            "closed" => Self::Closed,
            "merged" => Self::Merged,
            _ => Self::Unknown(label.to_owned()),
        }
    }

    /// The tab (contract section 9; *More Info Required* and the quote states are Pending by inference, question Q4).
    #[must_use]
    pub fn group(&self) -> CaseGroup {
        match self {
            Self::PendingContractSigning
            | Self::PendingVerificationInternal
            | Self::PendingVerification
            | Self::MoreInfoRequired
            | Self::CollectingQuotes
            | Self::PendingQuoteSelection => CaseGroup::Pending,
            Self::Active => CaseGroup::Active,
            Self::Paused => CaseGroup::Paused,
            Self::Closed => CaseGroup::Closed,
            Self::Merged | Self::Unknown(_) => CaseGroup::Other,
        }
    }
}

/// The group of a label that may be missing.
#[must_use]
pub fn group_of(label: Option<&str>) -> CaseGroup {
    label.map_or(CaseGroup::Other, |label| Lifecycle::parse(label).group())
}

/// A tab of the Cases view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CaseTab {
    /// Every case.
    #[default]
    All,
    /// One group.
    #[serde(untagged)]
    Group(CaseGroup),
}

impl CaseTab {
    /// The group that the tab is limited to.
    #[must_use]
    pub fn group(self) -> Option<CaseGroup> {
        match self {
            Self::All => None,
            Self::Group(group) => Some(group),
        }
    }

    /// The lower-case name that the command line uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Group(CaseGroup::Active) => "active",
            Self::Group(CaseGroup::Pending) => "pending",
            Self::Group(CaseGroup::Closed) => "closed",
            Self::Group(CaseGroup::Paused) => "paused",
            Self::Group(CaseGroup::Other) => "other",
        }
    }
}

impl fmt::Display for CaseTab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for CaseTab {
    type Err = crate::query::UnknownName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        std::iter::once(Self::All)
            .chain(CaseGroup::ALL.into_iter().map(Self::Group))
            .find(|tab| tab.name() == name)
            .ok_or_else(|| crate::query::UnknownName::new("tab", name))
    }
}

//! Lifecycle and close-code labels (contract sections 9 and 10).

use serde::Serialize;

/// The tab of a case, as the contract's table groups labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tab {
    /// `Active`.
    Active,
    /// Everything that waits.
    Pending,
    /// `Closed`.
    Closed,
    /// `Paused`.
    Paused,
    /// In no group: `Merged`, null, or a label that the contract does not know.
    Other,
}

/// Label in responses, enum name for filters, tab.
pub const LIFECYCLES: [(&str, &str, Tab); 12] = [
    ("Pending contract signing", "PendingContractSigning", Tab::Pending),
    ("Pending Verification Internal", "PendingVerificationInternal", Tab::Pending),
    ("Pending Verification", "PendingVerification", Tab::Pending),
    ("More Info Required", "NeedsAdditionalDetails", Tab::Pending),
    ("Collecting Quotes", "Leads", Tab::Pending),
    ("Pending quote by partner", "Leads", Tab::Pending),
    ("Pending Quote Selection", "LeadsQuoteGiven", Tab::Pending),
    ("Quote given by partner", "LeadsQuoteGiven", Tab::Pending),
    ("Active", "Active", Tab::Active),
    ("Paused", "Paused", Tab::Paused),
    ("Closed", "Closed", Tab::Closed),
    // "Not listed by this API" is read as: not in its documentation. A client has to bear it.
    ("Merged", "Merged", Tab::Other),
];

/// A label from a later version of the API.
pub const UNKNOWN_LIFECYCLE: &str = "Awaiting Court Date";

/// Every close code by its exact label; three hold an en dash, one a hyphen.
pub const CLOSE_CODES: [&str; 17] = [
    "Paid",
    "Partially paid",
    "Case never started",
    "Case never started - Internal",
    "Invalid Case Data",
    "Debtor Insolvent/Bankrupt",
    "Debtor Untraceable",
    "Disputed \u{2013} Legal Action Declined by Client",
    "Withdrawn by Client",
    "Settlement Rejected by Client",
    "Unresponsive Client",
    "Pre-Legal Exhausted \u{2013} No Payment",
    "Statute of Limitations Expired",
    "Uneconomical to Pursue",
    "No Quotes Received",
    "Quotes Expired \u{2013} Not Accepted",
    "Other",
];

/// The tab of a label, without regard to case.
pub(crate) fn tab_of(label: Option<&str>) -> Tab {
    let Some(label) = label else {
        return Tab::Other;
    };
    LIFECYCLES.iter().find(|(known, _, _)| known.eq_ignore_ascii_case(label)).map_or(Tab::Other, |(_, _, tab)| *tab)
}

/// Whether a filter value (enum name or label) names the label of a row.
pub(crate) fn status_matches(wanted: &str, label: Option<&str>) -> bool {
    let Some(label) = label else {
        return false;
    };
    wanted.eq_ignore_ascii_case(label)
        || LIFECYCLES
            .iter()
            .any(|(known, name, _)| known.eq_ignore_ascii_case(label) && name.eq_ignore_ascii_case(wanted))
}

/// Whether a label is one that Q4=B counts in no summary group.
pub(crate) fn is_quote_or_info(label: Option<&str>) -> bool {
    ["NeedsAdditionalDetails", "Leads", "LeadsQuoteGiven"].iter().any(|name| status_matches(name, label))
}

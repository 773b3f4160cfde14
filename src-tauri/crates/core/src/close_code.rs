//! Close codes, their categories, and whether money came in (contract section 10).

/// What kind of end a close code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseCategory {
    /// Money was recovered.
    Success,
    /// The case was not taken on.
    Rejected,
    /// The debtor cannot pay or cannot be found.
    Uncollectable,
    /// The client ended it.
    ClientDecision,
    /// Everything was tried.
    CollectionExhausted,
    /// The platform ended it.
    System,
    /// The code `Other`.
    Other,
}

/// The category of a label, or nothing for one that this version does not know (five retired codes are unpublished).
/// Hyphens and en dashes count as the same, since three labels hold U+2013 and one a hyphen.
#[must_use]
pub fn category(label: &str) -> Option<CloseCategory> {
    let label = label.trim().to_lowercase().replace('\u{2013}', "-");
    Some(match label.as_str() {
        "paid" | "partially paid" => CloseCategory::Success,
        "case never started" | "case never started - internal" | "invalid case data" => CloseCategory::Rejected,
        "debtor insolvent/bankrupt" | "debtor untraceable" => CloseCategory::Uncollectable,
        "disputed - legal action declined by client"
        | "withdrawn by client"
        | "settlement rejected by client"
        | "unresponsive client" => CloseCategory::ClientDecision,
        "pre-legal exhausted - no payment" | "statute of limitations expired" | "uneconomical to pursue" => {
            CloseCategory::CollectionExhausted
        }
        "no quotes received" | "quotes expired - not accepted" => CloseCategory::System,
        "other" => CloseCategory::Other,
        _ => return None,
    })
}

//! Lifecycle labels (contract section 9) and close codes (section 10).

use desk_core::close_code::{CloseCategory, category};
use desk_core::lifecycle::{CaseGroup, CaseTab, Lifecycle, group_of};
use proptest::prelude::*;

use CaseGroup::{Active, Closed, Other, Paused, Pending};

const LABELS: &[(&str, CaseGroup)] = &[
    ("Pending contract signing", Pending),
    ("PendingContractSigning", Pending),
    ("Pending Verification Internal", Pending),
    ("PendingVerificationInternal", Pending),
    ("Pending Verification", Pending),
    ("PendingVerification", Pending),
    ("More Info Required", Pending),
    ("NeedsAdditionalDetails", Pending),
    ("Collecting Quotes", Pending),
    ("Pending quote by partner", Pending),
    ("Leads", Pending),
    ("Pending Quote Selection", Pending),
    ("Quote given by partner", Pending),
    ("LeadsQuoteGiven", Pending),
    ("Active", Active),
    ("Paused", Paused),
    ("Closed", Closed),
    ("Merged", Other),
];

#[test]
fn every_label_in_every_case() {
    for (label, group) in LABELS {
        for spelled in [label.to_string(), label.to_lowercase(), label.to_uppercase(), format!("  {label}\t")] {
            assert_eq!(group_of(Some(&spelled)), *group, "{spelled}");
            assert!(!matches!(Lifecycle::parse(&spelled), Lifecycle::Unknown(_)), "{spelled}");
        }
    }
}

#[test]
fn older_labels_are_the_same_status() {
    assert_eq!(Lifecycle::parse("Pending quote by partner"), Lifecycle::parse("Collecting Quotes"));
    assert_eq!(Lifecycle::parse("Quote given by partner"), Lifecycle::parse("Pending Quote Selection"));
    assert_eq!(Lifecycle::parse("NeedsAdditionalDetails"), Lifecycle::MoreInfoRequired);
    assert_ne!(Lifecycle::parse("Pending Verification"), Lifecycle::parse("Pending Verification Internal"));
}

#[test]
fn unknown_labels_are_kept_and_stay_out_of_pending() {
    for label in ["", " ", "Pending", "Archived", "Pending something new", "Closed?", "Ａctive"] {
        assert_eq!(Lifecycle::parse(label), Lifecycle::Unknown(label.to_owned()));
        assert_eq!(group_of(Some(label)), Other, "{label}");
    }
    assert_eq!(group_of(None), Other);
}

#[test]
fn group_numbers_are_frozen() {
    assert_eq!(CaseGroup::ALL.map(CaseGroup::number), [0, 1, 2, 3, 4]);
    assert_eq!([Active, Pending, Closed, Paused, Other].map(CaseGroup::number), [0, 1, 2, 3, 4]);
    for group in CaseGroup::ALL {
        assert_eq!(CaseGroup::from_number(group.number()), group);
    }
    assert_eq!([-1, 5, i64::MAX].map(CaseGroup::from_number), [Other; 3]);
}

#[test]
fn tabs_hold_their_group() {
    assert_eq!(CaseTab::default(), CaseTab::All);
    assert_eq!(CaseTab::All.group(), None);
    for group in CaseGroup::ALL {
        assert_eq!(CaseTab::Group(group).group(), Some(group));
    }
}

const CODES: &[(&str, CloseCategory)] = &[
    ("Paid", CloseCategory::Success),
    ("Partially paid", CloseCategory::Success),
    ("Case never started", CloseCategory::Rejected),
    ("Case never started - Internal", CloseCategory::Rejected),
    ("Invalid Case Data", CloseCategory::Rejected),
    ("Debtor Insolvent/Bankrupt", CloseCategory::Uncollectable),
    ("Debtor Untraceable", CloseCategory::Uncollectable),
    ("Disputed \u{2013} Legal Action Declined by Client", CloseCategory::ClientDecision),
    ("Withdrawn by Client", CloseCategory::ClientDecision),
    ("Settlement Rejected by Client", CloseCategory::ClientDecision),
    ("Unresponsive Client", CloseCategory::ClientDecision),
    ("Pre-Legal Exhausted \u{2013} No Payment", CloseCategory::CollectionExhausted),
    ("Statute of Limitations Expired", CloseCategory::CollectionExhausted),
    ("Uneconomical to Pursue", CloseCategory::CollectionExhausted),
    ("No Quotes Received", CloseCategory::System),
    ("Quotes Expired \u{2013} Not Accepted", CloseCategory::System),
    ("Other", CloseCategory::Other),
];

#[test]
fn every_close_code_with_either_dash() {
    for (label, expected) in CODES {
        let spellings = [
            label.to_string(),
            label.replace('\u{2013}', "-"),
            label.replace(" - ", " \u{2013} "),
            label.to_uppercase(),
            format!(" {label} "),
        ];
        for spelled in spellings {
            assert_eq!(category(&spelled), Some(*expected), "{spelled}");
        }
    }
    assert_eq!(CODES.iter().filter(|(_, category)| *category == CloseCategory::Success).count(), 2);
}

#[test]
fn retired_codes_have_no_category() {
    for label in ["", "Collected", "Closed", "Paid in full", "Case never started \u{2014} Internal"] {
        assert_eq!(category(label), None, "{label}");
    }
}

proptest! {
    #[test]
    fn no_label_panics_and_unknown_ones_survive(label: String) {
        match Lifecycle::parse(&label) {
            Lifecycle::Unknown(kept) => prop_assert_eq!(kept, label),
            _ => prop_assert!(LABELS.iter().any(|(known, _)| known.to_lowercase() == label.trim().to_lowercase())),
        }
    }
}

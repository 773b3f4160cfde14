//! What can stand in the way of a fee, each with the data that it rests on.

use super::Standing;
use crate::close_code::CloseCategory;
use crate::money::Micros;
use crate::stage::InvoicingMode;
use crate::time::Instant;

/// What happens with a claim of which nothing was collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Course {
    /// It is being worked on or waits for its turn; for a client, one case at least is.
    Running,
    /// On hold.
    Paused,
    /// Debitura needs information from the client first.
    NeedsInformation,
    /// Ended.
    Ended,
    /// The status does not tell.
    Unknown,
}

/// The causes of contract section 12, and what follows from its two tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A payment is held, and the dates chosen in the Earnings view leave it out.
    OutsideChosenDates,
    /// Where held payments stand: disputed, credited, without a fee, not payable yet, ready, invoiced, paid.
    Payments {
        /// Where.
        standing: Standing,
        /// How many stand there; at least one.
        count: u64,
        /// Says when the partner may invoice.
        mode: InvoicingMode,
    },
    /// A case that is older than the link (cause 5). For a client, every case is.
    OlderThanLink {
        /// The case was made; nothing for a client.
        created: Option<Instant>,
        /// The link was made.
        linked: Instant,
        /// The client is attributed, which speaks against it.
        attributed: bool,
    },
    /// The case's rate is zero.
    ZeroRate,
    /// Closed with a code that says that no money was recovered (contract section 10).
    ClosedWithoutRecovery {
        /// What kind of end it was.
        category: CloseCategory,
        /// When.
        closed: Option<Instant>,
        /// Less is open than was claimed, so money came in all the same.
        money_came_in: bool,
    },
    /// The link was archived or deleted (cause 4): the client is missing from a later complete pass.
    LinkGone {
        /// The link that is gone was made; nothing when the old row is not held.
        linked: Option<Instant>,
    },
    /// The client has no case at all.
    NoCases,
    /// The client's onboarding is not complete (cause 3).
    OnboardingOpen {
        /// Debitura sends a link to finish it.
        link_shown: bool,
        /// A case waits for the signature.
        case_waits: bool,
    },
    /// The case is pending, and has neither a collection partner nor a rate.
    NoCollectionPartner {
        /// Its status says that the contract has to be signed first.
        signature_open: bool,
        /// Debitura needs information from the client first.
        needs_info: bool,
    },
    /// No payment, and as much is open as was claimed.
    NothingCollected {
        /// What happens with it meanwhile.
        course: Course,
    },
    /// Closed as paid or partially paid, and no payment is held.
    ClosedPaidWithoutPayment {
        /// When.
        closed: Option<Instant>,
    },
    /// Less is open than was claimed, and no payment is held.
    MoneyWithoutPayment {
        /// What came in, in the case's currency; nothing for a client, whose cases may differ in currency.
        recovered: Option<Micros>,
    },
    /// Closed without a code, or with one that this version does not know.
    ClosedForUnknownReason {
        /// When.
        closed: Option<Instant>,
    },
    /// Joined with another case.
    Merged,
    /// Not every list was read to the end, so a payment that is missing may only not have been read.
    NotAllRead,
    /// The case names a client that is not on Debitura's list of the partner's clients.
    ClientNotHeld,
    /// The case names no client.
    ClientNotNamed,
    /// The client is not attributed (cause 1): only cases made through the partner earn a fee, and how a case was made is
    /// not in the API.
    NotAttributed {
        /// The case shows a rate, which is no proof of a fee.
        rate_shown: bool,
    },
    /// The client may not have approved the link yet (cause 2). Link requests are not in the API, so this is only offered
    /// where the client is not held and nothing certain explains it.
    LinkNotApproved,
    /// No payment is held, and the amounts do not say whether any money came in.
    NoPayment,
}

impl Cause {
    /// Whether it rules a fee out for good where it is certain, and is not merely what a fee still waits for.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(self, Self::OlderThanLink { .. } | Self::ZeroRate | Self::ClosedWithoutRecovery { .. })
    }

    /// Whether it only delays a fee and does not put it in doubt. A client that is not attributed, gone or not held leaves a
    /// cause of its own, so what is left is a client whose every case earns a fee.
    pub(super) fn only_delays(&self) -> bool {
        matches!(
            self,
            Self::NoCases
                | Self::OnboardingOpen { .. }
                | Self::NoCollectionPartner { .. }
                | Self::NothingCollected { .. }
                | Self::NoPayment
        )
    }
}

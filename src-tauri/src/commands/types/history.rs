//! What past syncs saw change.

use serde::Serialize;
use ts_rs::TS;

use super::{Amount, RevenueStage};

/// One of the three statuses behind a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PaymentStatusKind {
    /// The collection partner's commission.
    Commission,
    /// Debitura's invoice to the collection partner.
    Platform,
    /// The partner's fee.
    Referral,
}

/// Which payment a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangedPayment {
    /// Debitura's id of it.
    pub id: String,
    /// When it was paid: UTC, ISO 8601.
    pub paid: Option<String>,
    /// What was collected.
    pub collected: Option<Amount>,
}

/// What changed, from what to what; null is a value too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Change {
    /// Debitura began to list the case or client, or no longer lists it.
    Listed {
        /// It does.
        listed: bool,
    },
    /// A case's status.
    Status {
        /// As it was.
        before: Option<String>,
        /// As it is since.
        after: Option<String>,
    },
    /// A case's close code.
    CloseCode {
        /// As it was.
        before: Option<String>,
        /// As it is since.
        after: Option<String>,
    },
    /// A case's phase.
    Phase {
        /// As it was.
        before: Option<String>,
        /// As it is since.
        after: Option<String>,
    },
    /// A case's collection partner.
    CollectionPartner {
        /// As it was.
        before: Option<String>,
        /// As it is since.
        after: Option<String>,
    },
    /// What is open of a claim.
    Remaining {
        /// As it was.
        before: Option<Amount>,
        /// As it is since.
        after: Option<Amount>,
    },
    /// Whether the client has to supply information.
    NeedsInfo {
        /// It has.
        needs: bool,
    },
    /// Whether a client's agreement is signed.
    Onboarding {
        /// It is.
        done: bool,
    },
    /// The client was made anew at Debitura.
    MadeAnew,
    /// A fee moved to another stage; null: not classified.
    FeeMoved {
        /// Whose fee.
        payment: ChangedPayment,
        /// As it was.
        before: Option<RevenueStage>,
        /// As it is since.
        after: Option<RevenueStage>,
    },
    /// One of a payment's statuses changed, and its stage did not.
    PaymentStatus {
        /// Whose.
        payment: ChangedPayment,
        /// Which.
        status: PaymentStatusKind,
        /// As it was.
        before: Option<String>,
        /// As it is since.
        after: Option<String>,
    },
    /// A payment came in, or is no longer listed.
    PaymentListed {
        /// Which.
        payment: ChangedPayment,
        /// It is listed.
        listed: bool,
    },
}

/// One change, dated when a sync saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeenChange {
    /// When it was seen: UTC, ISO 8601. It may have happened long before.
    pub seen_at: String,
    /// The case that it is about; null for what is the client's own.
    pub case_id: Option<String>,
    /// Its reference.
    pub reference: Option<String>,
    /// What changed.
    pub change: Change,
}

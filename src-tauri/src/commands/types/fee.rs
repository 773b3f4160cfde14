//! Why there is no fee, or where it stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Amount;

/// The whole answer in two or three words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FeeVerdict {
    /// A fee is disputed, whatever else there is.
    Disputed,
    /// A fee can be invoiced now.
    Ready,
    /// A fee is invoiced and waits for Debitura.
    Invoiced,
    /// A fee is confirmed or being collected, and cannot be invoiced yet.
    OnItsWay,
    /// A fee was paid.
    Paid,
    /// No fee yet, and nothing that is known rules one out.
    NotYet,
    /// The commission was taken back.
    Credited,
    /// What is held rules a fee out.
    NoneExpected,
    /// The synced data do not decide it.
    CannotBeTold,
}

/// How sure a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FeeCertainty {
    /// The rows that are held say so.
    Certain,
    /// They point to it.
    Likely,
    /// It may be so: nothing that is held would decide it.
    CannotBeTold,
}

/// What a reason is about, as far as the page offers something for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FeeCause {
    /// The dates chosen in the Earnings view leave a payment out.
    ChosenDates,
    /// The client has not signed: its onboarding link helps.
    Onboarding,
    /// Anything else.
    Other,
}

/// One thing that stands in the way of a fee, or the place where the fee stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeeReason {
    /// What the page can offer for it.
    pub cause: FeeCause,
    /// How sure it is.
    pub certainty: FeeCertainty,
    /// What it is, in one or two sentences.
    pub explanation: String,
    /// What to do next, and who does it.
    pub next_step: String,
    /// How many payments stand there; null when it is not about payments.
    pub payments: Option<u32>,
    /// The case was made: UTC, ISO 8601, where the reason rests on it, like those that follow.
    pub created: Option<String>,
    /// The client was linked.
    pub linked: Option<String>,
    /// The case was closed.
    pub closed: Option<String>,
    /// What came in.
    pub recovered: Option<Amount>,
}

/// The answer in a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeeOutlook {
    /// In short.
    pub verdict: FeeVerdict,
    /// What it rests on, in a few words, and whether that is only likely; null where the verdict says it.
    pub because: Option<String>,
    /// How sure it is.
    pub certainty: FeeCertainty,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeeAnswer {
    /// In short.
    pub verdict: FeeVerdict,
    /// Never empty: first what is known, then what cannot be told.
    pub reasons: Vec<FeeReason>,
}

//! The first screen as a picture for the next start.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaseCards, CaseCounts, CaseRow};

/// What the first screen shows of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FirstAnswers {
    /// The first rows of all cases by their last activity, without the fee outlook.
    pub rows: Vec<CaseRow>,
    /// Cases in all.
    pub total: u32,
    /// Rows per tab.
    pub counts: CaseCounts,
    /// The numbers on the cards.
    pub cards: CaseCards,
}

/// Hands a picture over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FirstSightRequest {
    /// Elements without scripts, handlers or inline styles.
    pub html: String,
    /// Rules for them.
    pub css: String,
    /// The answers as they came that the picture was made of.
    #[ts(type = "FirstAnswers")]
    pub answers: serde_json::Value,
}

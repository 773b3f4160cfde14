//! The chart over the Earnings table.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChartMonths, EarningsFilters, EarningsSums};

/// Asks for the chart. It follows the search and the filters, but not the payment dates and the tab: those it chooses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChartRequest {
    /// Given back with the answer, so that a late one can be dropped.
    pub seq: u32,
    /// What was typed into the search box.
    pub search: String,
    /// The filters.
    pub filters: EarningsFilters,
    /// How far back.
    pub months: ChartMonths,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChartMonth {
    /// Its first day, as the filters take it.
    pub first: String,
    /// Its last day.
    pub last: String,
    /// Counts and sums per tab.
    pub sums: EarningsSums,
}

/// Every transaction that answers, once: in a month, or in what no month holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarningsChart {
    /// The request's number.
    pub seq: u32,
    /// The months without a gap, the present one last.
    pub months: Vec<ChartMonth>,
    /// Paid before the first of them.
    pub before: EarningsSums,
    /// Dated after this month.
    pub after: EarningsSums,
    /// Without a payment date.
    pub undated: EarningsSums,
}

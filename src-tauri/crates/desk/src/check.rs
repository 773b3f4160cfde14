//! The sums on this computer beside the ones that Debitura sends (contract section 11, `summary.revenue`): a difference is
//! said, never smoothed over, since it shows that a row is missing here or that a stage is read differently.

use desk_core::money::{MICROS_PER_UNIT, Micros};
use desk_core::remote::EarningsSummary;
use desk_core::stage::Stage;
use desk_core::time::Instant;
use desk_store::earnings::StageSum;

/// Sums that differ by more than this are said to: each side rounds for itself.
const TOLERANCE: i64 = MICROS_PER_UNIT / 100;

/// The comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryCheck {
    /// When Debitura's sums were read; nothing when it sent none, and then nothing was compared.
    pub at: Option<Instant>,
    /// The stages in which the two differ.
    pub differences: Vec<StageDifference>,
}

/// A stage in which sum or count differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDifference {
    /// Which one.
    pub stage: Stage,
    /// Transactions here.
    pub here: u64,
    /// Fees here in USD; nothing when they are too many to be held.
    pub here_usd: Option<Micros>,
    /// Transactions at Debitura, where it says.
    pub there: Option<i64>,
    /// Fees at Debitura in USD, where it says.
    pub there_usd: Option<Micros>,
}

/// Compares stage by stage. What Debitura left out of its summary is not compared.
pub(crate) fn compare(here: &[StageSum; 7], summary: Option<(EarningsSummary, Instant)>) -> SummaryCheck {
    let Some((summary, at)) = summary else { return SummaryCheck::default() };
    let there = summary.count.into_iter().zip(summary.fee_usd);
    let pairs = Stage::ALL.into_iter().zip(here).zip(there);
    let differences = pairs
        .map(|((stage, sum), (there, there_usd))| StageDifference {
            stage,
            here: sum.count,
            here_usd: sum.fee_usd,
            there,
            there_usd,
        })
        .filter(differs)
        .collect();
    SummaryCheck { at: Some(at), differences }
}

fn differs(pair: &StageDifference) -> bool {
    let count_differs = pair.there.is_some_and(|there| u64::try_from(there) != Ok(pair.here));
    let sum_differs = pair.there_usd.is_some_and(|there| {
        pair.here_usd.is_none_or(|here| (i128::from(here.0) - i128::from(there.0)).abs() > i128::from(TOLERANCE))
    });
    count_differs || sum_differs
}

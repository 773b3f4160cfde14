//! The fees along time: by stage and by the month of the payment, as months pass on this computer.

use chrono::{Datelike as _, Local, Months, NaiveDate};
use desk_core::query::{EarningsQuery, Span};
use desk_core::time::{CivilDate, Instant};
use desk_store::Reader;
use desk_store::earnings::{EarningsSums, Stretches, first_paid, stretches};

use crate::days::start_of;
use crate::error::DeskError;
use crate::open::Desk;
use crate::preferences::ChartMonths;
use crate::views::mode_of;

/// What a chart of *all* months goes back at most: ten years. A payment that is dated wrongly must not make a thousand bars.
const MONTHS_MAX: u32 = 120;

/// One month and its fees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartMonth {
    /// Its first day.
    pub first: CivilDate,
    /// Its last day.
    pub last: CivilDate,
    /// Counts and sums per tab.
    pub sums: EarningsSums,
}

/// Every transaction that answers a search and its filters, once: in a month, or in what no month holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningsChart {
    /// The months without a gap, the present one last.
    pub months: Vec<ChartMonth>,
    /// Paid before the first of them.
    pub before: EarningsSums,
    /// Dated after this month.
    pub after: EarningsSums,
    /// Without a payment date.
    pub undated: EarningsSums,
}

impl Desk {
    /// The chart of the earnings under the search and the filters of a question. Its tab and its payment dates are left out:
    /// they are what is chosen in the chart.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn earnings_chart(
        &self,
        mut query: EarningsQuery,
        months: ChartMonths,
    ) -> Result<EarningsChart, DeskError> {
        let now = self.now();
        query.filter.paid = Span::default();
        let question = (query.clone(), months);
        let read = move |reader: &Reader<'_>| {
            query.mode = mode_of(reader)?;
            let oldest = if months == ChartMonths::All { first_paid(reader)? } else { None };
            let firsts = first_days(month_of(now), back(months, now, oldest));
            let edges: Vec<Instant> = firsts.iter().filter_map(|first| start_of(*first)).collect();
            Ok((firsts, stretches(reader, &query, &edges)?))
        };
        let store = self.opened()?.store;
        let (firsts, stretches) = self.inner.typing.chart.read(&store, &question, read).await?;
        chart(&firsts, stretches).ok_or_else(DeskError::internal)
    }
}

/// How many months, the present one included.
fn back(months: ChartMonths, now: Instant, oldest: Option<Instant>) -> u32 {
    match (months, oldest) {
        (ChartMonths::Twelve, _) | (ChartMonths::All, None) => 12,
        (ChartMonths::TwentyFour, _) => 24,
        (ChartMonths::All, Some(oldest)) => {
            let months = |day: CivilDate| i64::from(day.year()) * 12 + i64::from(day.month0());
            let apart = months(month_of(now)) - months(month_of(oldest)) + 1;
            u32::try_from(apart).unwrap_or(0).clamp(12, MONTHS_MAX)
        }
    }
}

/// The first day of the month that an instant is in, here.
fn month_of(at: Instant) -> CivilDate {
    let day = at.with_timezone(&Local).date_naive();
    day.with_day(1).unwrap_or(day)
}

/// The first days of so many months up to one, and of the month after it.
fn first_days(last: CivilDate, months: u32) -> Vec<CivilDate> {
    let first = |back: u32| last.checked_sub_months(Months::new(back));
    let next = last.checked_add_months(Months::new(1));
    (0..months).rev().filter_map(first).chain(next).collect()
}

/// The stretches between the edges are the months; the first lies before them, the last after.
fn chart(firsts: &[NaiveDate], stretches: Stretches) -> Option<EarningsChart> {
    let Stretches { mut between, undated } = stretches;
    if between.len() != firsts.len() + 1 {
        return None;
    }
    let after = between.pop()?;
    let mut between = between.into_iter();
    let before = between.next()?;
    let days = firsts.iter().zip(firsts.iter().skip(1));
    let months = days
        .zip(between)
        .map(|((first, next), sums)| Some(ChartMonth { first: *first, last: next.pred_opt()?, sums }))
        .collect::<Option<_>>()?;
    Some(EarningsChart { months, before, after, undated })
}

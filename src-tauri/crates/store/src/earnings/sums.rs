//! Counts and sums of the Earnings view, exact. SQLite sums up per triple of statuses; which stage a triple is, `desk-core`
//! says once per triple and not once per row.

use desk_core::money::Micros;
use desk_core::stage::{EarningsTab, InvoicingMode, Stage, Statuses};
use rusqlite::{Row, params_from_iter};

use super::query::EarningsRow;
use crate::error::StoreError;
use crate::filter::Filter;
use crate::reader::Reader;
use crate::sql::plan as plan_of;

/// The fees of one tab. A fee that the server left out counts as a row and adds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TabSum {
    /// Transactions.
    pub count: u64,
    /// Their fees in USD, estimates included; nothing when the sum is outside the range of [`Micros`].
    pub fee_usd: Option<Micros>,
    /// Those of them that are estimates.
    pub estimates: u64,
    /// The part of `fee_usd` that is an estimate.
    pub estimate_usd: Option<Micros>,
}

/// Counts and sums per tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarningsSums {
    /// Every transaction.
    pub all: TabSum,
    /// Stage 3.
    pub ready: TabSum,
    /// Stage 4.
    pub awaiting: TabSum,
    /// Stages 0 to 2.
    pub pending: TabSum,
    /// Stage 5.
    pub paid: TabSum,
    /// Stage 6.
    pub disputed: TabSum,
    /// No predicate met.
    pub unclassified: TabSum,
}

impl EarningsSums {
    /// The sum of one tab.
    #[must_use]
    pub fn of(&self, tab: EarningsTab) -> TabSum {
        match tab {
            EarningsTab::All => self.all,
            EarningsTab::Ready => self.ready,
            EarningsTab::Awaiting => self.awaiting,
            EarningsTab::Pending => self.pending,
            EarningsTab::Paid => self.paid,
            EarningsTab::Disputed => self.disputed,
            EarningsTab::Unclassified => self.unclassified,
        }
    }

    /// The sums of some rows, each under the mode that it was read under.
    #[must_use]
    pub fn of_rows(rows: &[EarningsRow]) -> Self {
        let group = |row: &EarningsRow| {
            let fee = row.transaction.fee_usd.map_or(0, |fee| i128::from(fee.0));
            let (estimates, estimate) = if row.is_estimate { (1, fee) } else { (0, 0) };
            (EarningsTab::of(row.stage), Running { count: 1, fee, estimates, estimate })
        };
        Self::of_groups(&rows.iter().map(group).collect::<Vec<_>>())
    }

    pub(super) fn of_groups(groups: &[(EarningsTab, Running)]) -> Self {
        let of = |tab| Running::total(groups, tab);
        Self {
            all: of(EarningsTab::All),
            ready: of(EarningsTab::Ready),
            awaiting: of(EarningsTab::Awaiting),
            pending: of(EarningsTab::Pending),
            paid: of(EarningsTab::Paid),
            disputed: of(EarningsTab::Disputed),
            unclassified: of(EarningsTab::Unclassified),
        }
    }

    /// *Total Earned*: ready, awaiting Debitura and paid. Nothing when the sum is out of range.
    #[must_use]
    pub fn earned_usd(&self) -> Option<Micros> {
        self.ready.fee_usd?.checked_add(self.awaiting.fee_usd?)?.checked_add(self.paid.fee_usd?)
    }
}

/// A sum in the making: 128 bits hold the sum of more rows than SQLite can.
#[derive(Clone, Copy, Default)]
pub(super) struct Running {
    count: u64,
    fee: i128,
    estimates: u64,
    estimate: i128,
}

impl Running {
    /// Of transactions that share their statuses.
    pub(super) fn of(statuses: &Statuses, mode: InvoicingMode, count: u64, fee: i128) -> (EarningsTab, Self) {
        let (estimates, estimate) = if statuses.is_estimate(mode) { (count, fee) } else { (0, 0) };
        (EarningsTab::of(statuses.stage(mode)), Self { count, fee, estimates, estimate })
    }

    fn total(groups: &[(EarningsTab, Self)], tab: EarningsTab) -> TabSum {
        let mut total = Self::default();
        for (_, group) in groups.iter().filter(|(of, _)| tab == EarningsTab::All || *of == tab) {
            total.count += group.count;
            total.fee += group.fee;
            total.estimates += group.estimates;
            total.estimate += group.estimate;
        }
        let micros = |sum: i128| i64::try_from(sum).ok().map(Micros);
        TabSum {
            count: total.count,
            fee_usd: micros(total.fee),
            estimates: total.estimates,
            estimate_usd: micros(total.estimate),
        }
    }
}

/// A count and the two halves of a sum: whole fees could leave SQLite's 64 bits, and then `sum` is an error.
pub(super) const COUNT_AND_FEES: &str = "count(*), ifnull(sum(fee_usd >> 32), 0), ifnull(sum(fee_usd & 4294967295), 0)";

/// The three from this column on.
pub(super) fn count_and_fees(row: &Row<'_>, first: usize) -> rusqlite::Result<(u64, i128)> {
    let fee = (i128::from(row.get::<_, i64>(first + 1)?) << 32) + i128::from(row.get::<_, i64>(first + 2)?);
    Ok((row.get::<_, i64>(first)?.unsigned_abs(), fee))
}

fn sums_sql(filter: &Filter) -> String {
    format!(
        "SELECT commission, platform, referral, {COUNT_AND_FEES}
         {} GROUP BY commission, platform, referral",
        filter.source("transactions", Some("transactions_by_status")),
    )
}

/// Counts and fees of each triple of statuses.
fn triples(reader: &Reader<'_>, filter: &Filter) -> Result<Vec<(Statuses, u64, i128)>, StoreError> {
    let mut statement = reader.conn.prepare_cached(&sums_sql(filter))?;
    let mut rows = statement.query(params_from_iter(filter.values()))?;
    let mut triples = Vec::new();
    while let Some(row) = rows.next()? {
        let statuses = Statuses { commission: row.get(0)?, platform: row.get(1)?, referral: row.get(2)? };
        let (count, fee) = count_and_fees(row, 3)?;
        triples.push((statuses, count, fee));
    }
    Ok(triples)
}

/// Counts and sums per tab of the rows at some stages, or at any where none is named.
pub(super) fn sums(
    reader: &Reader<'_>,
    filter: &Filter,
    stages: &[Option<Stage>],
    mode: InvoicingMode,
) -> Result<EarningsSums, StoreError> {
    let triples = triples(reader, filter)?.into_iter();
    let wanted = triples.filter(|(statuses, _, _)| stages.is_empty() || stages.contains(&statuses.stage(mode)));
    let groups: Vec<_> = wanted.map(|(statuses, count, fee)| Running::of(&statuses, mode, count, fee)).collect();
    Ok(EarningsSums::of_groups(&groups))
}

/// The fees of one stage, as Debitura sums them up too: estimates included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageSum {
    /// Transactions.
    pub count: u64,
    /// Their fees in USD; nothing when the sum is outside the range of [`Micros`].
    pub fee_usd: Option<Micros>,
}

/// Counts and sums of all transactions by stage, 0 to 6. Those at no stage are in none.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn stages(reader: &Reader<'_>, mode: InvoicingMode) -> Result<[StageSum; 7], StoreError> {
    let triples = triples(reader, &Filter::default())?;
    Ok(Stage::ALL.map(|stage| {
        let of_stage = triples.iter().filter(|(statuses, _, _)| statuses.stage(mode) == Some(stage));
        let (count, fee) = of_stage.fold((0, 0), |(count, fee), (_, more, fees)| (count + more, fee + fees));
        StageSum { count, fee_usd: i64::try_from(fee).ok().map(Micros) }
    }))
}

/// The cards: the whole portfolio under a mode.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn cards(reader: &Reader<'_>, mode: InvoicingMode) -> Result<EarningsSums, StoreError> {
    sums(reader, &Filter::default(), &[], mode)
}

pub(super) fn plan(reader: &Reader<'_>, filter: &Filter) -> Result<Vec<String>, StoreError> {
    plan_of(reader.conn, &sums_sql(filter))
}

//! Where payments stand with respect to their fee: the stage, and what the stage does not say (credited, no fee in it).

use std::collections::BTreeMap;

use super::{Certainty, Verdict};
use crate::money::Micros;
use crate::rows::Transaction;
use crate::stage::{InvoicingMode, Stage, Statuses};

/// Where a payment stands. In the order in which reasons are given: what stands most in the way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Stage 6.
    Disputed,
    /// The commission was credited, or Debitura's invoice was, before the partner invoiced (contract section 12).
    Credited,
    /// Its rate is zero.
    ZeroRate,
    /// Its fee is zero, though its rate is not known to be, and it is no estimate.
    ZeroFee,
    /// Stage 0: the fee is an estimate.
    Pending,
    /// Stage 1.
    Confirmed,
    /// Stage 2.
    AwaitingCollectionPartner,
    /// Stage 3.
    Ready,
    /// Stage 4.
    AwaitingDebitura,
    /// Stage 5.
    Paid,
    /// At stage 3 or 4, and credited: it counts there, and whether that is still paid is not written anywhere. Such a
    /// payment is counted twice, here and at its stage.
    CreditedLate,
    /// Its fee is below zero. That corrections come as rows of their own is possible (question Q23).
    Correction,
    /// The statuses meet no stage's predicate: a null or an unknown one among them.
    NotClassified,
}

impl Standing {
    /// Every standing in order.
    pub const ALL: [Self; 13] = [
        Self::Disputed,
        Self::Credited,
        Self::ZeroRate,
        Self::ZeroFee,
        Self::Pending,
        Self::Confirmed,
        Self::AwaitingCollectionPartner,
        Self::Ready,
        Self::AwaitingDebitura,
        Self::Paid,
        Self::CreditedLate,
        Self::Correction,
        Self::NotClassified,
    ];

    /// Where a payment with these facts stands. [`Standing::CreditedLate`] is never the answer: it stands beside another.
    #[must_use]
    pub fn of(statuses: &Statuses, fee_usd: Option<Micros>, fee_percent: Option<Micros>, mode: InvoicingMode) -> Self {
        let stage = statuses.stage(mode);
        let fee = fee_usd.map(|fee| fee.0);
        let unsettled = matches!(stage, None | Some(Stage::Pending | Stage::AwaitingCollectionPartner));
        if stage == Some(Stage::Disputed) {
            Self::Disputed
        } else if fee.is_some_and(|fee| fee < 0) {
            Self::Correction
        } else if unsettled && statuses.is_open() && statuses.is_credited() {
            Self::Credited
        } else if fee_percent == Some(Micros(0)) && fee.is_none_or(|fee| fee == 0) {
            // A fee above zero beside a rate of zero speaks for itself: an assignment's rate goes before the link's.
            Self::ZeroRate
        } else if stage.is_some() && fee == Some(0) && !statuses.is_estimate(mode) {
            Self::ZeroFee
        } else {
            stage.map_or(Self::NotClassified, Self::at)
        }
    }

    fn at(stage: Stage) -> Self {
        match stage {
            Stage::Pending => Self::Pending,
            Stage::Confirmed => Self::Confirmed,
            Stage::AwaitingCollectionPartner => Self::AwaitingCollectionPartner,
            Stage::ReadyToInvoice => Self::Ready,
            Stage::AwaitingDebitura => Self::AwaitingDebitura,
            Stage::Paid => Self::Paid,
            Stage::Disputed => Self::Disputed,
        }
    }

    /// The statuses are the evidence, so whatever follows from them is certain.
    pub(super) fn certainty(self) -> Certainty {
        match self {
            Self::CreditedLate | Self::Correction | Self::NotClassified => Certainty::CannotBeTold,
            _ => Certainty::Certain,
        }
    }
}

/// How many of a case's or a client's payments stand where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payments {
    mode: InvoicingMode,
    counts: BTreeMap<Standing, u64>,
}

impl Payments {
    /// None at all.
    #[must_use]
    pub fn none(mode: InvoicingMode) -> Self {
        Self { mode, counts: BTreeMap::new() }
    }

    /// Counts rows.
    #[must_use]
    pub fn of<'t>(rows: impl IntoIterator<Item = &'t Transaction>, mode: InvoicingMode) -> Self {
        let mut payments = Self::none(mode);
        for row in rows {
            payments.add(&row.statuses, row.fee_usd, row.fee_percent, 1);
        }
        payments
    }

    /// Counts payments that agree in these facts, so that the cache can group them.
    pub fn add(&mut self, statuses: &Statuses, fee_usd: Option<Micros>, fee_percent: Option<Micros>, count: u64) {
        if count == 0 {
            return;
        }
        let standing = Standing::of(statuses, fee_usd, fee_percent, self.mode);
        let late = matches!(standing, Standing::Ready | Standing::AwaitingDebitura) && statuses.is_credited();
        for standing in [Some(standing), late.then_some(Standing::CreditedLate)].into_iter().flatten() {
            let held = self.counts.entry(standing).or_default();
            *held = held.saturating_add(count);
        }
    }

    /// Whether there is no payment.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many stand there.
    #[must_use]
    pub fn at(&self, standing: Standing) -> u64 {
        self.counts.get(&standing).copied().unwrap_or(0)
    }

    /// When the partner may invoice.
    #[must_use]
    pub fn mode(&self) -> InvoicingMode {
        self.mode
    }

    pub(super) fn counted(&self) -> impl Iterator<Item = (Standing, u64)> {
        self.counts.iter().map(|(standing, count)| (*standing, *count))
    }

    /// Whether nothing stands anywhere else.
    pub(super) fn are_all(&self, standing: Standing) -> bool {
        !self.is_empty() && self.counts.keys().all(|held| *held == standing)
    }

    /// What the payments by themselves say; nothing where there is none. A dispute comes before all, then the fee that is
    /// furthest and not done, then what was paid. An estimate says least, so it never hides a fee and never looks like one.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        const ORDER: [(Standing, Verdict); 8] = [
            (Standing::Disputed, Verdict::Disputed),
            (Standing::Ready, Verdict::Ready),
            (Standing::AwaitingDebitura, Verdict::Invoiced),
            (Standing::AwaitingCollectionPartner, Verdict::OnItsWay),
            (Standing::Confirmed, Verdict::OnItsWay),
            (Standing::Paid, Verdict::Paid),
            (Standing::Pending, Verdict::NotYet),
            (Standing::NotClassified, Verdict::CannotBeTold),
        ];
        let said = ORDER.into_iter().find(|(standing, _)| self.at(*standing) > 0).map(|(_, verdict)| verdict);
        let credited = self.are_all(Standing::Credited).then_some(Verdict::Credited);
        // Zero fees and corrections do not say what other payments will bring.
        said.or(credited).or_else(|| (!self.is_empty()).then_some(Verdict::CannotBeTold))
    }
}

//! The totals that stand above the lists, for the API's answers and as an oracle for tests.

use std::ops::{AddAssign, Sub};

use chrono::Datelike;

use crate::labels::{Tab, is_quote_or_info};
use crate::readings::Reading;
use crate::rows::{CaseRow, ClientRow, TransactionRow};
use crate::state::State;

/// `summary` of cases (contract section 6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CasesSummary {
    /// `totalCases`.
    pub total: usize,
    /// `casesThisMonth`: created in the calendar month (UTC) of the state's present.
    pub this_month: usize,
    /// `byLifecycle.active`.
    pub active: usize,
    /// `byLifecycle.pending`; Q4 decides about quotes and missing information.
    pub pending: usize,
    /// `byLifecycle.closed`.
    pub closed: usize,
    /// `byLifecycle.paused`.
    pub paused: usize,
}

/// `summary` of clients (contract section 8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClientsSummary {
    /// `totalClients`.
    pub total: usize,
    /// `attributedClients`.
    pub attributed: usize,
    /// `onboardingComplete`.
    pub complete: usize,
    /// `onboardingPending`.
    pub pending: usize,
    /// `totalCases`.
    pub cases: usize,
}

/// Count and sum of one stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StageSum {
    /// Number of transactions.
    pub count: usize,
    /// Referral fees in millionths of a US dollar.
    pub fee_usd: i128,
}

/// `summary` of transactions (contract section 11).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TransactionsSummary {
    /// Stages 0 to 6.
    pub stages: [StageSum; 7],
    /// Rows that meet no predicate; never sent.
    pub unclassified: StageSum,
    /// `totalDebituraRevenueUsd`, millionths; over all rows, classified or not.
    pub debitura_revenue_usd: i128,
}

macro_rules! by_fields {
    ($name:ident: $($field:ident),+) => {
        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                $(self.$field += other.$field;)+
            }
        }

        /// Of a part from the whole: no field falls below nothing.
        impl Sub for $name {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                Self { $($field: self.$field - other.$field),+ }
            }
        }
    };
}

by_fields!(CasesSummary: total, this_month, active, pending, closed, paused);
by_fields!(ClientsSummary: total, attributed, complete, pending, cases);
by_fields!(StageSum: count, fee_usd);

impl AddAssign for TransactionsSummary {
    fn add_assign(&mut self, other: Self) {
        self.stages.iter_mut().zip(other.stages).for_each(|(stage, other)| *stage += other);
        self.unclassified += other.unclassified;
        self.debitura_revenue_usd += other.debitura_revenue_usd;
    }
}

impl Sub for TransactionsSummary {
    type Output = Self;

    fn sub(mut self, other: Self) -> Self {
        self.stages.iter_mut().zip(other.stages).for_each(|(stage, other)| *stage = *stage - other);
        self.unclassified = self.unclassified - other.unclassified;
        self.debitura_revenue_usd -= other.debitura_revenue_usd;
        self
    }
}

impl State {
    /// The summary of all listed cases.
    #[must_use]
    pub fn cases_summary(&self) -> CasesSummary {
        self.sum_cases(self.cases())
    }

    /// The summary of all live clients.
    #[must_use]
    pub fn clients_summary(&self) -> ClientsSummary {
        self.sum_clients(self.clients())
    }

    /// The summary of all transactions.
    #[must_use]
    pub fn transactions_summary(&self) -> TransactionsSummary {
        self.sum_transactions(self.transactions())
    }

    pub(crate) fn sum_cases<'a>(&self, rows: impl Iterator<Item = &'a CaseRow>) -> CasesSummary {
        let now = self.config().now;
        let mut sum = CasesSummary::default();
        for row in rows {
            sum.total += 1;
            let made = row.date_created;
            sum.this_month += usize::from((made.year(), made.month()) == (now.year(), now.month()));
            match self.tab(row) {
                Tab::Active => sum.active += 1,
                Tab::Closed => sum.closed += 1,
                Tab::Paused => sum.paused += 1,
                Tab::Pending => {
                    let outside = self.config().readings.q4 == Reading::B && is_quote_or_info(row.lifecycle.as_deref());
                    sum.pending += usize::from(!outside);
                }
                Tab::Other => {}
            }
        }
        sum
    }

    pub(crate) fn sum_clients<'a>(&self, rows: impl Iterator<Item = &'a ClientRow>) -> ClientsSummary {
        let totals = self.totals();
        let mut sum = ClientsSummary::default();
        for row in rows {
            sum.total += 1;
            sum.attributed += usize::from(row.is_attributed);
            sum.complete += usize::from(row.onboarding_done);
            sum.pending += usize::from(!row.onboarding_done);
            sum.cases += totals.clients.get(&row.id).map_or(0, |stats| stats.cases as usize);
        }
        sum
    }

    pub(crate) fn sum_transactions<'a>(&self, rows: impl Iterator<Item = &'a TransactionRow>) -> TransactionsSummary {
        let mut sum = TransactionsSummary::default();
        for row in rows {
            let place = match self.stage(row).and_then(|stage| sum.stages.get_mut(usize::from(stage))) {
                Some(place) => place,
                None => &mut sum.unclassified,
            };
            place.count += 1;
            place.fee_usd += i128::from(row.fee_usd);
            sum.debitura_revenue_usd += i128::from(row.debitura_revenue_usd);
        }
        sum
    }
}

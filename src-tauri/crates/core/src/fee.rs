//! *Why is there no fee?* Whether a case or a client can earn the partner a fee, and what stands in the way, from what the
//! cache holds and from nothing else (contract section 12).
//!
//! Never a guess: a null is no evidence, "no payment" says nothing before every list was read to the end, and what this
//! API does not show is offered as *cannot be told* only. Dates and amounts stay data: whoever shows them knows the locale.
//!
//! A score of likelihoods was rejected: an account manager reads the answer out to a customer, so it has to be one that a
//! person can check against the screen.

mod case;
mod cause;
mod client;
mod outlook;
mod payments;
mod words;

use serde::{Deserialize, Serialize};

pub use case::{CaseFacts, of_case};
pub use cause::{Cause, Course};
pub use client::{ClientFacts, of_client};
pub use outlook::Outlook;
pub use payments::{Payments, Standing};

/// The answer for a case or a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeAnswer {
    /// The whole answer in two or three words.
    pub verdict: Verdict,
    /// Never empty and never the same cause twice. First what is known, then what cannot be told; within each, what stands
    /// most in the way comes first.
    pub reasons: Vec<Reason>,
}

/// The answer as a table column shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// A fee is disputed, whatever else there is.
    Disputed,
    /// The partner can invoice a fee now (stage 3).
    Ready,
    /// The partner has invoiced and waits for Debitura (stage 4).
    Invoiced,
    /// A fee is confirmed or being collected, and cannot be invoiced yet (stages 1 and 2).
    OnItsWay,
    /// A fee was paid (stage 5), and there is nothing but estimates besides.
    Paid,
    /// No fee yet, and nothing that is known rules one out: an estimate (stage 0), or nothing collected so far.
    NotYet,
    /// The commission or its invoice was credited, and there is no other payment.
    Credited,
    /// What is held rules a fee out.
    NoneExpected,
    /// The synced data do not decide it.
    CannotBeTold,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 9] = [
        Self::Disputed,
        Self::Ready,
        Self::Invoiced,
        Self::OnItsWay,
        Self::Paid,
        Self::NotYet,
        Self::Credited,
        Self::NoneExpected,
        Self::CannotBeTold,
    ];

    /// The words of the column.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Disputed => "Disputed",
            Self::Ready => "Ready to invoice",
            Self::Invoiced => "Invoiced",
            Self::OnItsWay => "On its way",
            Self::Paid => "Paid",
            Self::NotYet => "Not yet",
            Self::Credited => "Credited",
            Self::NoneExpected => "None expected",
            Self::CannotBeTold => "Cannot be told",
        }
    }

    /// Whether a fee can be expected at all: it exists, or it follows once money comes in. Nothing where that cannot be
    /// told, which includes a disputed fee, since it may be cut or reversed (contract section 11).
    #[must_use]
    pub fn is_fee_expected(self) -> Option<bool> {
        match self {
            Self::Ready | Self::Invoiced | Self::OnItsWay | Self::Paid | Self::NotYet => Some(true),
            Self::NoneExpected => Some(false),
            Self::Disputed | Self::Credited | Self::CannotBeTold => None,
        }
    }

    /// Whether it says that money is earned: the stages of *Total Earned*. An estimate never is.
    #[must_use]
    pub fn is_earned(self) -> bool {
        matches!(self, Self::Ready | Self::Invoiced | Self::Paid)
    }
}

/// How sure a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Certainty {
    /// The rows that are held say so.
    Certain,
    /// The rows that are held point to it.
    Likely,
    /// It may be so: the API does not show what would decide it. The contract's *possible only* is this too.
    CannotBeTold,
}

impl Certainty {
    /// The words for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::CannotBeTold => "cannot be told from the synced data",
        }
    }
}

/// What an answer is about; the same cause reads differently for the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One case.
    Case,
    /// A client with all its cases.
    Client,
}

/// One thing that stands in the way of a fee, or the place where the fee stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Case or client.
    pub about: Subject,
    /// What it is, with the data that it rests on.
    pub cause: Cause,
    /// How sure that is.
    pub certainty: Certainty,
}

impl Reason {
    fn rules_out(&self) -> bool {
        self.cause.is_lasting() && self.certainty == Certainty::Certain
    }
}

/// Reasons as they are found, what stands most in the way first.
struct Reasons {
    about: Subject,
    found: Vec<Reason>,
}

impl Reasons {
    fn new(about: Subject) -> Self {
        Self { about, found: Vec::new() }
    }

    fn add(&mut self, cause: Cause, certainty: Certainty) {
        self.found.push(Reason { about: self.about, cause, certainty });
    }

    fn add_payments(&mut self, payments: &Payments, outside_chosen_dates: bool) {
        if outside_chosen_dates && !payments.is_empty() {
            self.add(Cause::OutsideChosenDates, Certainty::Certain);
        }
        for (standing, count) in payments.counted() {
            self.add(Cause::Payments { standing, count, mode: payments.mode() }, standing.certainty());
        }
    }

    fn any_certain(&self) -> bool {
        self.found.iter().any(|reason| reason.certainty == Certainty::Certain)
    }

    /// Whether something certain rules a fee out for good.
    fn rule_out(&self) -> bool {
        self.found.iter().any(Reason::rules_out)
    }

    /// Whether every reason only delays a fee and does not put it in doubt.
    fn only_delay(&self) -> bool {
        self.found.iter().all(|reason| reason.cause.only_delays())
    }

    /// Puts what cannot be told behind what can: nobody on the telephone should hear a "maybe" before a fact.
    fn answer(mut self, verdict: Verdict) -> FeeAnswer {
        self.found.sort_by_key(|reason| reason.certainty == Certainty::CannotBeTold);
        FeeAnswer { verdict, reasons: self.found }
    }
}

//! What narrows a list beside search and tab: parts that all have to hold. A part that is not set narrows nothing.
//!
//! Names are compared as they are stored, character by character, because Debitura's rows carry names and no ids of countries
//! and collection partners (contract section 13). What a name is chosen from is one of [`ChoiceField`], so that what is
//! compared is always something that is held.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownName;
use crate::ids::ClientKey;
use crate::stage::Stage;
use crate::time::Instant;

/// Names that one filter may list; a view refuses more. A bound on the statement, far above what anybody picks by hand.
pub const FILTER_NAMES_MAX: usize = 100;

/// Names that rows may have; `None` means the rows without one. An empty list filters nothing.
pub type Names = Vec<Option<String>>;

/// A span of time: `from` is in it, `before` is not. Without both it is all of time, rows without an instant included; a
/// row without one is in no other span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First instant that counts.
    pub from: Option<Instant>,
    /// First instant that no longer does.
    pub before: Option<Instant>,
}

impl Span {
    /// Whether it filters nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it leaves a row with this date out; one without a date is left out by any choice.
    #[must_use]
    pub fn leaves_out(&self, at: Option<Instant>) -> bool {
        match at {
            None => !self.is_empty(),
            Some(at) => self.from.is_some_and(|from| at < from) || self.before.is_some_and(|before| at >= before),
        }
    }
}

/// Filters of the Cases view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Cases of one client.
    pub client: Option<ClientKey>,
    /// Clients by name.
    pub customers: Names,
    /// Collection partners by name.
    pub collection_partners: Names,
    /// Debtors' countries by name.
    pub countries: Names,
    /// Created at Debitura.
    pub created: Span,
    /// Only cases for which the client has to supply something.
    pub needs_info: bool,
}

impl CaseFilter {
    /// Whether it filters nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Filters of the Clients view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientFilter {
    /// Brought to Debitura by the partner, or not.
    pub attributed: Option<bool>,
    /// Countries by name.
    pub countries: Names,
}

impl ClientFilter {
    /// Whether it filters nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Filters of the Earnings view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarningsFilter {
    /// Transactions of one client.
    pub client: Option<ClientKey>,
    /// Stages under the query's mode; `None` means the rows that meet no predicate. An empty list filters nothing.
    pub stages: Vec<Option<Stage>>,
    /// Clients by name.
    pub customers: Names,
    /// Paid.
    pub paid: Span,
}

impl EarningsFilter {
    /// Whether it filters nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

names!(
    /// A column of names that a filter can be chosen from.
    ChoiceField, "column to choose from",
    /// Clients of cases.
    CaseCustomers = "caseCustomers",
    /// Collection partners of cases.
    CaseCollectionPartners = "caseCollectionPartners",
    /// Debtors' countries of cases.
    CaseCountries = "caseCountries",
    /// Clients' own countries.
    ClientCountries = "clientCountries",
    /// Clients of transactions.
    EarningsCustomers = "earningsCustomers",
);

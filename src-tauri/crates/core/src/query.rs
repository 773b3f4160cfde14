//! Questions that a view, the command line or an export asks the cache: search, tab, filter, sort, page. Columns are closed enums,
//! so that nothing typed or sent can reach SQL as a name.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::lifecycle::CaseTab;
use crate::stage::EarningsTab;

/// Characters of a search text that count; more are ignored.
pub const SEARCH_CHARS_MAX: usize = 200;

/// A name that is none of a closed set.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no {what} called `{name}`")]
pub struct UnknownName {
    what: &'static str,
    name: String,
}

impl UnknownName {
    /// Says which kind of name was not known. The name is cut to 40 characters.
    #[must_use]
    pub fn new(what: &'static str, name: &str) -> Self {
        Self { what, name: name.chars().take(40).collect() }
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident, $what:literal, $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every one, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name used in settings, in JSON and on the command line.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|one| one.name() == name).ok_or_else(|| UnknownName::new($what, name))
            }
        }
    };
}

// After the macro that it uses.
mod filter;

pub use filter::{CaseFilter, ChoiceField, ClientFilter, EarningsFilter, FILTER_NAMES_MAX, Names, Span};

names!(
    /// A column of the Cases view.
    CaseColumn, "column",
    /// Debitura's reference.
    Reference = "reference",
    /// The client.
    Customer = "customer",
    /// The debtor.
    Debtor = "debtor",
    /// The claim. Sorts by number alone, as the API does, whatever the currency.
    Amount = "amount",
    /// Status label.
    Status = "status",
    /// Collection partner.
    CollectionPartner = "collectionPartner",
    /// Created at Debitura.
    Created = "created",
    /// The newest of the instants that the case is known to have moved at.
    LastActivity = "lastActivity",
    /// Still open.
    Remaining = "remaining",
    /// The client's own reference.
    CreditorReference = "creditorReference",
    /// The debtor's country.
    Country = "country",
    /// Engagement phase.
    Phase = "phase",
    /// Due date.
    Due = "due",
    /// Collection began.
    CollectionStarted = "collectionStarted",
    /// Closed.
    Closed = "closed",
    /// Close code.
    CloseCode = "closeCode",
    /// Expected fee in per cent.
    ExpectedFee = "expectedFee",
    /// Whether a fee can be expected, in short. No order: it is worked out for the rows that are shown.
    FeeOutlook = "feeOutlook",
);

impl CaseColumn {
    /// Those that the table shows at first.
    pub const FIRST: &'static [Self] = &[
        Self::Reference,
        Self::Customer,
        Self::Debtor,
        Self::Amount,
        Self::Status,
        Self::CollectionPartner,
        Self::Created,
        Self::LastActivity,
    ];
}

impl Ordered for CaseColumn {
    fn has_order(self) -> bool {
        self != Self::FeeOutlook
    }
}

impl Ordered for ClientColumn {
    fn has_order(self) -> bool {
        self != Self::FeeOutlook
    }
}

impl Ordered for EarningsColumn {
    fn has_order(self) -> bool {
        true
    }
}

names!(
    /// A column of the Clients view.
    ClientColumn, "column",
    /// The client's name.
    Customer = "customer",
    /// Pending or Complete.
    Onboarding = "onboarding",
    /// Attributed or not.
    Attribution = "attribution",
    /// The link was made.
    Linked = "linked",
    /// Cases in all.
    Cases = "cases",
    /// Earned, in USD.
    Earned = "earned",
    /// Country.
    Country = "country",
    /// Registration number.
    RegistrationNumber = "registrationNumber",
    /// Office e-mail.
    Email = "email",
    /// Whether fees can be expected of it, in short. No order, as in the Cases view.
    FeeOutlook = "feeOutlook",
);

impl ClientColumn {
    /// Those that the table shows at first.
    pub const FIRST: &'static [Self] = &[
        Self::Customer,
        Self::Onboarding,
        Self::Attribution,
        Self::Linked,
        Self::Cases,
        Self::Earned,
        Self::Country,
        Self::RegistrationNumber,
        Self::Email,
    ];
}

names!(
    /// A column of the Earnings view.
    EarningsColumn, "column",
    /// The case's reference.
    Reference = "reference",
    /// The client.
    Customer = "customer",
    /// The debtor.
    Debtor = "debtor",
    /// Collected, in its own currency; sorts by number alone.
    Collected = "collected",
    /// Fee in USD.
    Fee = "fee",
    /// The partner's share.
    FeePercent = "feePercent",
    /// Revenue stage, by its number; rows without one last.
    Stage = "stage",
    /// Payment date.
    Paid = "paid",
);

names!(
    /// A tab of the Clients view.
    ClientTab, "tab",
    /// Every client.
    All = "all",
    /// Agreement not signed.
    Unsigned = "unsigned",
    /// Onboarding done.
    Complete = "complete",
);

/// A column that rows may be put in order by.
pub trait Ordered {
    /// Whether rows can be.
    fn has_order(self) -> bool;
}

/// A sort: missing values last in either direction, ties broken by id, so that the order never jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort<C> {
    /// By which column.
    pub column: C,
    /// Largest or newest first.
    pub descending: bool,
}

impl<C: Copy + Ordered + FromStr<Err = UnknownName>> FromStr for Sort<C> {
    type Err = UnknownName;

    /// `column`, `column:asc` or `column:desc`; a column that has an order.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, descending) = match text.split_once(':') {
            None => (text, false),
            Some((name, "asc")) => (name, false),
            Some((name, "desc")) => (name, true),
            Some((_, direction)) => return Err(UnknownName::new("sort direction", direction)),
        };
        let column: C = name.parse()?;
        if column.has_order() { Ok(Self { column, descending }) } else { Err(UnknownName::new("sort column", name)) }
    }
}

/// A question about cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseQuery {
    /// What was typed, as typed.
    pub search: String,
    /// Tab.
    pub tab: CaseTab,
    /// What narrows it further.
    pub filter: CaseFilter,
    /// Order.
    pub sort: Sort<CaseColumn>,
}

impl Default for CaseQuery {
    /// All cases, newest first.
    fn default() -> Self {
        Self {
            search: String::new(),
            tab: CaseTab::All,
            filter: CaseFilter::default(),
            sort: Sort { column: CaseColumn::Created, descending: true },
        }
    }
}

/// A question about clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientQuery {
    /// What was typed.
    pub search: String,
    /// Tab.
    pub tab: ClientTab,
    /// What narrows it further.
    pub filter: ClientFilter,
    /// Order.
    pub sort: Sort<ClientColumn>,
}

impl Default for ClientQuery {
    /// All clients, newest link first.
    fn default() -> Self {
        Self {
            search: String::new(),
            tab: ClientTab::All,
            filter: ClientFilter::default(),
            sort: Sort { column: ClientColumn::Linked, descending: true },
        }
    }
}

/// A question about transactions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarningsQuery {
    /// What was typed.
    pub search: String,
    /// Tab.
    pub tab: EarningsTab,
    /// What narrows it further.
    pub filter: EarningsFilter,
    /// Order.
    pub sort: Sort<EarningsColumn>,
    /// The mode that the stages are derived under.
    pub mode: crate::stage::InvoicingMode,
}

impl Default for EarningsQuery {
    /// All transactions, newest payment first.
    fn default() -> Self {
        Self {
            search: String::new(),
            tab: EarningsTab::All,
            filter: EarningsFilter::default(),
            sort: Sort { column: EarningsColumn::Paid, descending: true },
            mode: crate::stage::InvoicingMode::default(),
        }
    }
}

/// Which rows of the answer are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Rows to skip.
    pub offset: u64,
    /// Rows at most.
    pub limit: u32,
}

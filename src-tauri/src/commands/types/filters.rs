//! What narrows a list beside search and tab. A filter that is not set narrows nothing.
//!
//! Names are compared as they are stored, because Debitura's rows carry names and no ids of countries and collection
//! partners (contract section 13). `null` in a list of names means the rows that have none. Days are those of the computer's
//! time zone, both ends included.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::RevenueStage;

/// Filters of the Cases view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseFilters {
    /// One client, by its key.
    pub client: Option<String>,
    /// Clients by name.
    pub customers: Vec<Option<String>>,
    /// Agencies and law firms by name.
    pub collection_partners: Vec<Option<String>>,
    /// Debtors' countries by name.
    pub countries: Vec<Option<String>>,
    /// First day of creation, `YYYY-MM-DD`.
    pub created_from: Option<String>,
    /// Last day of creation, `YYYY-MM-DD`.
    pub created_to: Option<String>,
    /// Only cases for which the client has to supply something.
    pub needs_info: bool,
}

/// Filters of the Clients view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientFilters {
    /// Brought to Debitura by the partner, or not.
    pub attributed: Option<bool>,
    /// Countries by name.
    pub countries: Vec<Option<String>>,
}

/// Filters of the Earnings view.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EarningsFilters {
    /// One client, by its key.
    pub client: Option<String>,
    /// Stages; `null` means the rows that meet no predicate.
    pub stages: Vec<Option<RevenueStage>>,
    /// Clients by name.
    pub customers: Vec<Option<String>>,
    /// First day of payment, `YYYY-MM-DD`.
    pub paid_from: Option<String>,
    /// Last day of payment, `YYYY-MM-DD`.
    pub paid_to: Option<String>,
}

/// A column whose values can be chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChoiceField {
    /// Clients of cases.
    CaseCustomers,
    /// Collection partners of cases.
    CaseCollectionPartners,
    /// Debtors' countries of cases.
    CaseCountries,
    /// Clients' countries.
    ClientCountries,
    /// Clients of transactions.
    EarningsCustomers,
}

/// Asks which values there are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChoicesRequest {
    /// Of which column.
    pub field: ChoiceField,
    /// Only those that answer this search.
    pub search: String,
}

/// A value and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The name; null: the rows that have none.
    pub name: Option<String>,
    /// Rows with it, whatever the other filters.
    pub count: u32,
}

/// Values in the order of the computer's language, those without a name last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// The first 200.
    pub choices: Vec<Choice>,
    /// There are more: the search has to be narrower.
    pub more: bool,
}

/// Days of payment that the Earnings view shows, both included: whoever looks at a case beside it is told when they leave a
/// payment of it out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChosenDays {
    /// `YYYY-MM-DD`; null: open.
    pub from: Option<String>,
    /// `YYYY-MM-DD`; null: open.
    pub to: Option<String>,
}

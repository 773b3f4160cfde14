//! Wire JSON of the answers: the spelling of the published schema, and nothing that it lacks.
//!
//! Object-valued properties may be null or left out (contract section 1). Which of the two a row
//! does follows from its id, so that it looks the same at every read.

mod case;
mod client;
mod totals;
mod transaction;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::config::InvoicingMode;
use crate::decimal::Number;
use crate::readings::Reading;
use crate::state::State;

pub(crate) use case::{CaseWire, case, case_detail};
pub(crate) use client::{ClientWire, client};
pub(crate) use totals::{cases_summary, clients_summary, filter_options, transactions_summary};
pub(crate) use transaction::{TransactionWire, transaction};

/// A property that is there, null, or left out.
#[derive(Debug, Clone)]
pub(crate) enum Part<T> {
    There(T),
    Null,
    Absent,
}

impl<T> Part<T> {
    /// Nothing is null or left out, by the toss of a row's dice.
    fn of(value: Option<T>, dice: u64) -> Self {
        match value {
            Some(value) => Self::There(value),
            None if dice.is_multiple_of(3) => Self::Absent,
            None => Self::Null,
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Serialize> Serialize for Part<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::There(value) => value.serialize(serializer),
            Self::Null | Self::Absent => serializer.serialize_none(),
        }
    }
}

/// The paging object.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageWire {
    pub(crate) total_results: i64,
    pub(crate) page_size: usize,
    pub(crate) current_page: usize,
    pub(crate) response_count: usize,
    pub(crate) total_pages: i64,
}

#[derive(Debug, Serialize)]
pub(crate) struct CasesPage<'a> {
    pub(crate) page: PageWire,
    pub(crate) cases: Vec<CaseWire<'a>>,
    pub(crate) summary: Option<Box<RawValue>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ClientsPage<'a> {
    pub(crate) page: PageWire,
    pub(crate) summary: Option<Box<RawValue>>,
    pub(crate) clients: Vec<ClientWire<'a>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TransactionsPage<'a> {
    pub(crate) data: Vec<TransactionWire<'a>>,
    pub(crate) page: PageWire,
    pub(crate) summary: Option<Box<RawValue>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PartnerWire {
    id: Uuid,
    company_name: &'static str,
    short_name: Option<&'static str>,
    contact_email: &'static str,
    external_system_id: Option<&'static str>,
    referral_fee_percentage: Number,
    is_active: bool,
    is_public_demo: bool,
    logo_url: Option<&'static str>,
    background_color_code: &'static str,
    font_color: &'static str,
    font_family: Option<&'static str>,
    invoicing_trigger_mode: InvoicingMode,
}

/// `GET /me`.
pub(crate) fn partner(state: &State) -> PartnerWire {
    PartnerWire {
        id: state.config().guid,
        company_name: "Ærlig Regnskab & Müller Partners",
        short_name: Some("Ærlig"),
        contact_email: "partner@example.com",
        external_system_id: None,
        referral_fee_percentage: scaled(state, 50_000_000),
        is_active: true,
        is_public_demo: false,
        logo_url: None,
        background_color_code: "#0b3d2e",
        font_color: "#ffffff",
        font_family: Some("Inter"),
        invoicing_trigger_mode: state.config().mode,
    }
}

/// Q3: 50 or 0.5 for fifty percent.
fn scaled(state: &State, percent: i64) -> Number {
    match state.config().readings.q3 {
        Reading::A => Number::of(percent),
        Reading::B => Number::of(percent / 100),
    }
}

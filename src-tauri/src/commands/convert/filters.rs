//! What the window narrows its lists by, checked: the page may send anything.

use chrono::NaiveDate;
use desk_core::ids::ClientKey;
use desk_core::query::{self, CaseFilter, ClientFilter, EarningsFilter, FILTER_NAMES_MAX, Names, Span};
use desk_core::stage::Stage;

use super::invalid;
use crate::commands::Answer;
use crate::commands::types::{CaseFilters, ChoiceField, ChosenDays, ClientFilters, EarningsFilters, RevenueStage};

pub(super) fn case_filter(filters: CaseFilters) -> Answer<CaseFilter> {
    Ok(CaseFilter {
        client: filters.client.map(ClientKey::stored),
        customers: names(filters.customers)?,
        collection_partners: names(filters.collection_partners)?,
        countries: names(filters.countries)?,
        created: days(filters.created_from.as_deref(), filters.created_to.as_deref())?,
        needs_info: filters.needs_info,
    })
}

pub(super) fn client_filter(filters: ClientFilters) -> Answer<ClientFilter> {
    Ok(ClientFilter { attributed: filters.attributed, countries: names(filters.countries)? })
}

pub(super) fn earnings_filter(filters: EarningsFilters) -> Answer<EarningsFilter> {
    if filters.stages.len() > FILTER_NAMES_MAX {
        return Err(too_many());
    }
    Ok(EarningsFilter {
        client: filters.client.map(ClientKey::stored),
        stages: filters.stages.into_iter().map(|stage| stage.map(core_stage)).collect(),
        customers: names(filters.customers)?,
        paid: days(filters.paid_from.as_deref(), filters.paid_to.as_deref())?,
    })
}

pub(in crate::commands) fn choice_field(field: ChoiceField) -> query::ChoiceField {
    match field {
        ChoiceField::CaseCustomers => query::ChoiceField::CaseCustomers,
        ChoiceField::CaseCollectionPartners => query::ChoiceField::CaseCollectionPartners,
        ChoiceField::CaseCountries => query::ChoiceField::CaseCountries,
        ChoiceField::ClientCountries => query::ChoiceField::ClientCountries,
        ChoiceField::EarningsCustomers => query::ChoiceField::EarningsCustomers,
    }
}

pub(super) fn revenue_stage(stage: Stage) -> RevenueStage {
    match stage {
        Stage::Pending => RevenueStage::Pending,
        Stage::Confirmed => RevenueStage::Confirmed,
        Stage::AwaitingCollectionPartner => RevenueStage::AwaitingCollectionPartner,
        Stage::ReadyToInvoice => RevenueStage::ReadyToInvoice,
        Stage::AwaitingDebitura => RevenueStage::AwaitingDebitura,
        Stage::Paid => RevenueStage::Paid,
        Stage::Disputed => RevenueStage::Disputed,
    }
}

fn core_stage(stage: RevenueStage) -> Stage {
    match stage {
        RevenueStage::Pending => Stage::Pending,
        RevenueStage::Confirmed => Stage::Confirmed,
        RevenueStage::AwaitingCollectionPartner => Stage::AwaitingCollectionPartner,
        RevenueStage::ReadyToInvoice => Stage::ReadyToInvoice,
        RevenueStage::AwaitingDebitura => Stage::AwaitingDebitura,
        RevenueStage::Paid => Stage::Paid,
        RevenueStage::Disputed => Stage::Disputed,
    }
}

fn names(names: Vec<Option<String>>) -> Answer<Names> {
    if names.len() > FILTER_NAMES_MAX { Err(too_many()) } else { Ok(names) }
}

fn too_many() -> crate::commands::types::CommandError {
    invalid("At most 100 values can be chosen in one filter.")
}

/// The days that the Earnings view shows; all of them when nothing was said.
pub(in crate::commands) fn chosen_days(chosen: Option<&ChosenDays>) -> Answer<Span> {
    chosen.map_or_else(|| Ok(Span::default()), |chosen| days(chosen.from.as_deref(), chosen.to.as_deref()))
}

fn days(from: Option<&str>, to: Option<&str>) -> Answer<Span> {
    Ok(desk::days(day(from)?, day(to)?))
}

fn day(text: Option<&str>) -> Answer<Option<NaiveDate>> {
    let parse = |text| NaiveDate::parse_from_str(text, "%Y-%m-%d");
    text.map(parse).transpose().map_err(|_| invalid("A day has to be written like 2026-05-11."))
}

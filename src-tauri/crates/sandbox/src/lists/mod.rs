//! The three lists: filter, sort, summarise, cut a page.

mod transactions;
mod view;

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::answer::PageFault;
use crate::dates::End;
use crate::errors::Refusal;
use crate::generate::partner_id;
use crate::labels::status_matches;
use crate::names::{COLLECTION_PARTNERS, COUNTRIES};
use crate::paging::Wanted;
use crate::params::Params;
use crate::readings::Reading;
use crate::rows::ClientRow;
use crate::state::State;
use crate::wire::{self, CasesPage, ClientsPage};

pub(crate) use transactions::transactions;
pub(crate) use view::{Cache, View};

impl State {
    /// Ids of the clients, live or archived, that carry a tenant id.
    fn creditors(&self, tenant: Option<&str>) -> Option<HashSet<Uuid>> {
        let tenant = Some(tenant?);
        let rows = self.clients.rows.iter().filter(|row| row.tenant.as_deref() == tenant);
        Some(rows.map(|row| row.id).collect())
    }
}

/// Inclusive range of instants.
#[derive(Debug, Clone, Copy)]
struct Range(Option<DateTime<Utc>>, Option<DateTime<Utc>>);

impl Range {
    fn read(params: &Params<'_>, from: &str, to: &str) -> Result<Self, Refusal> {
        Ok(Self(params.date(from, End::From)?, params.date(to, End::To)?))
    }

    /// The stretch of an order by the range's own date that is asked for, and what is left to filter by. In any other order
    /// the range is a filter like all others.
    fn split(self, is_dated: bool) -> (Self, Self) {
        let all = Self(None, None);
        if is_dated { (self, all) } else { (all, self) }
    }

    fn holds(self, at: DateTime<Utc>) -> bool {
        self.0.is_none_or(|from| at >= from) && self.1.is_none_or(|to| at <= to)
    }
}

/// The question that asks for every row, in no order.
const ALL: &str = "";

/// The filters that cases and transactions share: debtor country and collection partner.
#[derive(Debug)]
struct Places {
    countries: Vec<i32>,
    partners: Vec<Uuid>,
}

impl Places {
    fn read(params: &Params<'_>) -> Result<Self, Refusal> {
        Ok(Self { countries: params.many("CountryIds")?, partners: params.ids("CollectionPartnerIds")? })
    }

    /// Names, since rows carry no ids; none where nothing is filtered.
    fn names(&self) -> (Option<Vec<&'static str>>, Option<Vec<&'static str>>) {
        let countries = COUNTRIES.iter().filter(|country| self.countries.contains(&country.id));
        let partners = COLLECTION_PARTNERS.iter().filter(|name| self.partners.contains(&partner_id(name)));
        (
            (!self.countries.is_empty()).then(|| countries.map(|country| country.name).collect()),
            (!self.partners.is_empty()).then(|| partners.copied().collect()),
        )
    }
}

fn named(wanted: Option<&[&str]>, name: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| name.is_some_and(|name| wanted.contains(&name)))
}

fn contains(text: Option<&str>, needle: &str) -> bool {
    text.is_some_and(|text| text.to_lowercase().contains(needle))
}

fn directed(descending: bool, order: Ordering) -> Ordering {
    if descending { order.reverse() } else { order }
}

/// The places of the rows that a list holds, in no order.
fn found<R>(rows: &[R], holds: impl Fn(&R) -> bool) -> Vec<u32> {
    let places = 0..u32::try_from(rows.len()).unwrap_or(u32::MAX);
    places.filter(|place| at(rows, *place).is_some_and(&holds)).collect()
}

fn at<R>(rows: &[R], place: u32) -> Option<&R> {
    rows.get(place as usize)
}

fn all_at<'r, R>(rows: &'r [R], places: &[u32]) -> impl Iterator<Item = &'r R> {
    places.iter().filter_map(|place| at(rows, *place))
}

/// Sorts places by their rows; ties by id, so that the order never jumps.
fn sorted<R>(rows: &[R], mut order: Vec<u32>, compare: impl Fn(&R, &R) -> Ordering) -> Vec<u32> {
    order.sort_by(|a, b| match (at(rows, *a), at(rows, *b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    order
}

fn raw<T: Serialize>(value: &T) -> Option<Box<RawValue>> {
    serde_json::value::to_raw_value(value).ok()
}

/// `GET /cases`.
pub(crate) fn cases<'a>(
    state: &'a State,
    params: &Params<'_>,
    fault: Option<PageFault>,
) -> Result<CasesPage<'a>, Refusal> {
    let wanted = Wanted::read(params, 10)?;
    let (field, descending) = params.sort(&["DateCreated", "GrossAmount", "DueDate"], "DateCreated")?;
    let range = Range::read(params, "FromDate", "ToDate")?;
    let tenant = params.text("ExternalTenantId");
    let statuses = params.texts("Statuses");
    let needle = params.text("Query").map(|text| text.trim().to_lowercase()).unwrap_or_default();
    let where_ = Places::read(params)?;
    let (stretch, range) = range.split(field == "DateCreated");
    let question = format!("{field} {descending} {range:?} {tenant:?} {statuses:?} {needle:?} {where_:?}");
    let rows = &state.cases.rows;
    let sum = |places: &[u32]| state.sum_cases(all_at(rows, places));
    let view = state.view(question, || {
        let creditors = state.creditors(tenant);
        let (countries, partners) = where_.names();
        let found = found(rows, |row| {
            state.is_listed(row)
                && range.holds(row.date_created)
                && creditors.as_ref().is_none_or(|ids| ids.contains(&row.creditor_id))
                && (statuses.is_empty()
                    || statuses.iter().any(|status| status_matches(status, row.lifecycle.as_deref())))
                && named(countries.as_deref(), row.country.as_deref())
                && named(partners.as_deref(), row.collection_partner.as_deref())
                && (needle.is_empty()
                    || contains(row.reference.as_deref(), &needle)
                    || contains(row.creditor_reference.as_deref(), &needle)
                    || contains(row.debtor_name.as_deref(), &needle))
        });
        let order = sorted(rows, found, |a, b| {
            let order = match field {
                "GrossAmount" => a.gross_amount.cmp(&b.gross_amount),
                "DueDate" => a.due_date.cmp(&b.due_date),
                _ => a.date_created.cmp(&b.date_created),
            };
            directed(descending, order).then_with(|| a.id.cmp(&b.id))
        });
        View::new(order, sum)
    });
    let span = view.within(stretch, descending, |place| at(rows, place).map(|row| row.date_created));
    let summary = match state.config().readings.q5 {
        Reading::A => view.sum(span.clone(), sum),
        Reading::B => state.view(ALL.to_owned(), || View::new(found(rows, |row| state.is_listed(row)), sum)).total(),
    };
    let (page_rows, page) = wanted.cut(view.rows(span), fault);
    let cases = all_at(rows, &page_rows).map(|row| wire::case(state, row)).collect();
    Ok(CasesPage { page, cases, summary: raw(&wire::cases_summary(&summary)) })
}

/// `GET /clients`.
pub(crate) fn clients<'a>(
    state: &'a State,
    params: &Params<'_>,
    fault: Option<PageFault>,
) -> Result<ClientsPage<'a>, Refusal> {
    let wanted = Wanted::read(params, 50)?;
    let (field, descending) = params.sort(&["dateCreated", "name"], "dateCreated")?;
    let range = Range::read(params, "DateCreatedFrom", "DateCreatedTo")?;
    let tenant = params.text("ExternalTenantId");
    let (attributed, done) = (params.flag("IsAttributedClient")?, params.flag("OnboardingDone")?);
    let needle = params.text("Query").map(|text| text.trim().to_lowercase()).unwrap_or_default();
    let (stretch, range) = range.split(field == "dateCreated");
    let question = format!("{field} {descending} {range:?} {tenant:?} {attributed:?} {done:?} {needle:?}");
    let rows = &state.clients.rows;
    let sum = |places: &[u32]| state.sum_clients(all_at(rows, places));
    let view = state.view(question, || {
        let found = found(rows, |row| {
            !row.archived
                && range.holds(row.date_linked)
                && tenant.is_none_or(|tenant| row.tenant.as_deref() == Some(tenant))
                && attributed.is_none_or(|wanted| wanted == row.is_attributed)
                && done.is_none_or(|wanted| wanted == row.onboarding_done)
                && (needle.is_empty()
                    || contains(row.company_name.as_deref(), &needle)
                    || contains(row.office_email.as_deref(), &needle)
                    || contains(row.registration_number.as_deref(), &needle))
        });
        let name = |row: &ClientRow| row.company_name.as_deref().unwrap_or_default().to_lowercase();
        let order = sorted(rows, found, |a, b| {
            let order = match field {
                "name" => name(a).cmp(&name(b)),
                _ => a.date_linked.cmp(&b.date_linked),
            };
            directed(descending, order).then_with(|| a.id.cmp(&b.id))
        });
        View::new(order, sum)
    });
    let span = view.within(stretch, descending, |place| at(rows, place).map(|row| row.date_linked));
    let summary = match state.config().readings.q5 {
        Reading::A => view.sum(span.clone(), sum),
        Reading::B => state.view(ALL.to_owned(), || View::new(found(rows, |row| !row.archived), sum)).total(),
    };
    let (page_rows, page) = wanted.cut(view.rows(span), fault);
    let clients = all_at(rows, &page_rows).map(|row| wire::client(state, row)).collect();
    Ok(ClientsPage { page, clients, summary: raw(&wire::clients_summary(&summary)) })
}

//! The three views: their questions, and their answers as rows of JSON or cells of a table.

use std::str::FromStr;

use desk::{CaseRow, ClientRow, Desk, DeskError, EarningsRow};
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::money::Micros;
use desk_core::query::{
    CaseColumn, CaseQuery, ClientColumn, ClientQuery, ClientTab, EarningsColumn, EarningsQuery, Ordered, Sort,
    UnknownName, Window,
};
use desk_core::stage::EarningsTab;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::args::Filter;
use crate::failure::Failure;

/// Values by name, in the order of the tabs.
#[derive(Debug)]
pub(crate) struct Named<T>(pub(crate) Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The fees of one tab; an estimate is never added to a confirmed amount.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FeeSum {
    /// Nothing when the sum is out of range.
    pub(crate) confirmed_usd: Option<String>,
    pub(crate) estimate_usd: Option<String>,
    pub(crate) estimates: u64,
}

/// What stands beside the rows.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tail {
    pub(crate) total: u64,
    pub(crate) counts: Named<u64>,
    /// Per tab, except for *all*: disputed fees are in no sum but their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sums: Option<Named<FeeSum>>,
    /// *Total Earned*: ready, awaiting Debitura and paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) earned_usd: Option<String>,
}

/// A question about one of the views.
pub(crate) trait Ask {
    type Row;

    async fn page(&self, desk: &Desk, window: Window) -> Result<(Vec<Self::Row>, Tail), DeskError>;
}

impl Ask for CaseQuery {
    type Row = CaseRow;

    async fn page(&self, desk: &Desk, window: Window) -> Result<(Vec<CaseRow>, Tail), DeskError> {
        let page = desk.cases(self.clone(), window).await?;
        let counts = case_tabs().map(|tab| (tab.name(), page.counts.of(tab))).collect();
        Ok((page.rows, Tail { total: page.total, counts: Named(counts), sums: None, earned_usd: None }))
    }
}

impl Ask for ClientQuery {
    type Row = ClientRow;

    async fn page(&self, desk: &Desk, window: Window) -> Result<(Vec<ClientRow>, Tail), DeskError> {
        let page = desk.clients(self.clone(), window).await?;
        let counts = ClientTab::ALL.iter().map(|tab| (tab.name(), page.counts.of(*tab))).collect();
        Ok((page.rows, Tail { total: page.total, counts: Named(counts), sums: None, earned_usd: None }))
    }
}

impl Ask for EarningsQuery {
    type Row = EarningsRow;

    async fn page(&self, desk: &Desk, window: Window) -> Result<(Vec<EarningsRow>, Tail), DeskError> {
        let page = desk.earnings(self.clone(), window).await?.page;
        let counts = EarningsTab::ALL.iter().map(|tab| (tab.name(), page.sums.of(*tab).count)).collect();
        let text = |micros: Micros| micros.to_string();
        let sums = EarningsTab::ALL.iter().filter(|tab| **tab != EarningsTab::All).map(|tab| {
            let sum = page.sums.of(*tab);
            let confirmed =
                sum.fee_usd.zip(sum.estimate_usd).and_then(|(all, part)| all.0.checked_sub(part.0)).map(Micros);
            let sum = FeeSum {
                confirmed_usd: confirmed.map(text),
                estimate_usd: sum.estimate_usd.map(text),
                estimates: sum.estimates,
            };
            (tab.name(), sum)
        });
        let tail = Tail {
            total: page.total,
            counts: Named(counts),
            sums: Some(Named(sums.collect())),
            earned_usd: page.sums.earned_usd().map(text),
        };
        Ok((page.rows, tail))
    }
}

fn case_tabs() -> impl Iterator<Item = CaseTab> {
    std::iter::once(CaseTab::All).chain(CaseGroup::ALL.into_iter().map(CaseTab::Group))
}

pub(crate) fn case_query(filter: &Filter) -> Result<CaseQuery, Failure> {
    let usual = CaseQuery::default();
    let tabs: Vec<&str> = case_tabs().map(CaseTab::name).collect();
    Ok(CaseQuery {
        search: filter.search.clone(),
        tab: tab(filter, usual.tab, &tabs)?,
        filter: filter.narrow.cases()?,
        sort: sort(filter, usual.sort, CaseColumn::ALL, CaseColumn::name)?,
    })
}

pub(crate) fn client_query(filter: &Filter) -> Result<ClientQuery, Failure> {
    let usual = ClientQuery::default();
    let tabs: Vec<&str> = ClientTab::ALL.iter().map(|tab| tab.name()).collect();
    Ok(ClientQuery {
        search: filter.search.clone(),
        tab: tab(filter, usual.tab, &tabs)?,
        filter: filter.narrow.clients()?,
        sort: sort(filter, usual.sort, ClientColumn::ALL, ClientColumn::name)?,
    })
}

pub(crate) fn earnings_query(filter: &Filter) -> Result<EarningsQuery, Failure> {
    let usual = EarningsQuery::default();
    let tabs: Vec<&str> = EarningsTab::ALL.iter().map(|tab| tab.name()).collect();
    Ok(EarningsQuery {
        search: filter.search.clone(),
        tab: tab(filter, usual.tab, &tabs)?,
        filter: filter.narrow.earnings()?,
        sort: sort(filter, usual.sort, EarningsColumn::ALL, EarningsColumn::name)?,
        // The use case puts the partner's own in.
        mode: usual.mode,
    })
}

fn tab<T: FromStr<Err = UnknownName>>(filter: &Filter, usual: T, names: &[&str]) -> Result<T, Failure> {
    filter.tab.as_deref().map_or(Ok(usual), |name| {
        name.parse().map_err(|error: UnknownName| refused(&error, &format!("Tabs: {}.", names.join(", "))))
    })
}

fn sort<C: FromStr<Err = UnknownName> + Copy + Ordered>(
    filter: &Filter,
    usual: Sort<C>,
    all: &[C],
    name: fn(C) -> &'static str,
) -> Result<Sort<C>, Failure> {
    let all: Vec<C> = all.iter().copied().filter(|column| column.has_order()).collect();
    filter
        .sort
        .as_deref()
        .map_or(Ok(usual), |text| text.parse().map_err(|error: UnknownName| refused(&error, &columns_hint(&all, name))))
}

/// Columns by their names, in the order given.
pub(crate) fn columns<C: FromStr<Err = UnknownName> + Copy>(
    wanted: &[String],
    usual: &[C],
    all: &[C],
    name: fn(C) -> &'static str,
) -> Result<Vec<C>, Failure> {
    if wanted.is_empty() {
        return Ok(usual.to_vec());
    }
    let parse =
        |text: &String| text.trim().parse().map_err(|error: UnknownName| refused(&error, &columns_hint(all, name)));
    wanted.iter().map(parse).collect()
}

fn columns_hint<C: Copy>(all: &[C], name: fn(C) -> &'static str) -> String {
    let names: Vec<&str> = all.iter().map(|column| name(*column)).collect();
    format!("Columns: {}; :asc or :desc may follow in a sort.", names.join(", "))
}

fn refused(error: &UnknownName, hint: &str) -> Failure {
    let text = error.to_string();
    let mut chars = text.chars();
    let message: String = chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
    Failure::usage(message + ".", hint)
}

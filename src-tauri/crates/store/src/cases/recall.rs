//! What memory tells of the Cases view's questions.

use desk_core::lifecycle::CaseGroup;
use desk_core::query::{CaseFilter, CaseQuery};
use rusqlite::params_from_iter;

use super::query::{CaseCounts, column};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::memory::{Bits, Catalog, OrderName, Shape};
use crate::reader::Reader;

/// The cases as they are held in memory: their groups, and the orders in which the view is likely to be seen.
pub(crate) static SHAPE: Shape = Shape {
    table: "cases",
    groups: CaseGroup::ALL.len(),
    orders: &[
        ("last_activity_at", true),
        ("created", true),
        ("amount", true),
        ("reference_key", false),
        ("customer_key", false),
        ("debtor_key", false),
        ("status_key", false),
        ("partner_key", false),
    ],
};

/// What memory tells of a question: which cases, how many per group. Nothing when it does not hold the order.
pub(super) fn recall<'r>(reader: &'r Reader<'_>, query: &CaseQuery) -> Result<Option<Recalled<'r>>, StoreError> {
    let Some(view) = &reader.view else { return Ok(None) };
    let order = (column(query.sort.column), query.sort.descending);
    if !view.has_order(order) {
        return Ok(None);
    }
    let catalog = &view.catalogs.cases;
    let mut found = (*view.searched(&query.search)).clone();
    if query.filter != CaseFilter::default() {
        found.keep(&*view.filtered(&query.filter, || rowids(reader, &query.filter))?);
    }
    let counts = counts(catalog, &found);
    if let Some(group) = query.tab.group().and_then(|group| catalog.group(usize::try_from(group.number()).ok()?)) {
        found.keep(group);
    }
    Ok(Some(Recalled { catalog, found, order, counts }))
}

/// How many of them are in each group.
pub(super) fn counts(catalog: &Catalog, found: &Bits) -> CaseCounts {
    let mut counts = CaseCounts::default();
    for (number, count) in (0..).zip(catalog.counts(found)) {
        counts.add(CaseGroup::from_number(number), count);
    }
    counts
}

/// An answer out of memory.
pub(super) struct Recalled<'r> {
    pub(super) catalog: &'r Catalog,
    /// Of the tab.
    pub(super) found: Bits,
    pub(super) order: OrderName,
    pub(super) counts: CaseCounts,
}

/// The rows that filters leave.
fn rowids(reader: &Reader<'_>, narrow: &CaseFilter) -> Result<Vec<i64>, StoreError> {
    let filter = Filter::default().cases(narrow);
    let mut statement = reader.conn.prepare_cached(&format!("SELECT rowid {}", filter.source("cases", None)))?;
    let rows = statement.query_map(params_from_iter(filter.values()), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

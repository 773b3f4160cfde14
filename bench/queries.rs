//! What people type, in every tab and some orders.

use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, CaseQuery, Sort};

/// One letter, two, three, a word, two words, a reference, nothing that is there, and something that is everywhere.
const SEARCHES: [&str; 8] = ["m", "mü", "mül", "schmidt", "garcia gmbh", "", "qzxwvk", "a"];

/// The mix: every search in every tab and in three orders. `reference` is one that is there.
pub(crate) fn mix(reference: &str) -> Vec<CaseQuery> {
    let tabs = [CaseTab::All]
        .into_iter()
        .chain([CaseGroup::Active, CaseGroup::Pending, CaseGroup::Closed, CaseGroup::Paused].map(CaseTab::Group));
    let mut mix = Vec::new();
    for tab in tabs {
        for column in [CaseColumn::Created, CaseColumn::Amount, CaseColumn::Customer] {
            for search in SEARCHES {
                let search = if search.is_empty() { reference } else { search }.to_owned();
                let sort = Sort { column, descending: column != CaseColumn::Customer };
                mix.push(CaseQuery { search, tab, sort, ..CaseQuery::default() });
            }
        }
    }
    mix
}

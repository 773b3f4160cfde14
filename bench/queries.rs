//! What people type, in every tab and three orders. Each key press looks for something that none before it looked for, as far
//! as the alphabet allows, so that nothing is remembered from the one before.

use std::collections::BTreeSet;

use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, CaseQuery, Sort};
use desk_core::rows::Case;

/// What is typed, kind by kind.
pub(crate) struct Words(Vec<(&'static str, Vec<String>)>);

/// Words are taken from this many cases, spread over all.
const SAMPLE: usize = 400;

impl Words {
    /// One letter, two, three, a word, two words, a reference, nothing that is there, something that is everywhere.
    pub(crate) fn of(cases: &[Case]) -> Self {
        let step = (cases.len() / SAMPLE).max(1);
        let sample: Vec<&Case> = cases.iter().step_by(step).collect();
        let names = || sample.iter().flat_map(|case| [case.debtor.as_deref(), case.customer.as_deref()]).flatten();
        let words: BTreeSet<String> = names()
            .flat_map(str::split_whitespace)
            .filter(|word| word.chars().count() >= 4)
            .map(str::to_lowercase)
            .collect();
        let start = |letters: usize| {
            let starts: BTreeSet<String> = words.iter().map(|word| word.chars().take(letters).collect()).collect();
            starts.into_iter().collect::<Vec<String>>()
        };
        let pairs = names().filter_map(|name| {
            let mut words = name.split_whitespace();
            Some(format!("{} {}", words.next()?, words.next()?).to_lowercase())
        });
        let references = sample.iter().filter_map(|case| case.reference.clone());
        let nothing = (0..100).map(|number| format!("qz{number}xw"));
        Self(vec![
            ("one letter", start(1)),
            ("two letters", start(2)),
            ("three letters", start(3)),
            ("word", words.iter().cloned().collect()),
            ("two words", pairs.collect::<BTreeSet<_>>().into_iter().collect()),
            ("reference", references.collect()),
            ("no hit", nothing.collect()),
            ("everything", ["a", "e", "1", "0", "r", "n", "s", "i"].map(str::to_owned).to_vec()),
        ])
    }

    /// The mix, so many times over: every kind in every tab and in three orders.
    pub(crate) fn mix(&self, rounds: usize) -> Vec<(&'static str, CaseQuery)> {
        let groups = [CaseGroup::Active, CaseGroup::Pending, CaseGroup::Closed, CaseGroup::Paused];
        let tabs: Vec<CaseTab> = [CaseTab::All].into_iter().chain(groups.map(CaseTab::Group)).collect();
        let mut mix = Vec::new();
        let mut nth = 0;
        for _ in 0..rounds {
            for tab in &tabs {
                for column in ORDERS {
                    for (kind, words) in &self.0 {
                        let sort = Sort { column, descending: column != CaseColumn::Customer };
                        let search = words[nth % words.len()].clone();
                        mix.push((*kind, CaseQuery { search, tab: *tab, sort, ..CaseQuery::default() }));
                    }
                    nth += 1;
                }
            }
        }
        mix
    }
}

/// The three orders of the mix.
pub(crate) const ORDERS: [CaseColumn; 3] = [CaseColumn::Created, CaseColumn::Amount, CaseColumn::Customer];

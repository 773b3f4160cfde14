//! What belongs to a client but is counted from other rows: `caseStats` (contract section 8).

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use crate::labels::Tab;
use crate::readings::Reading;
use crate::state::State;

/// Counts of one client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ClientStats {
    pub(crate) cases: u32,
    pub(crate) closed: u32,
    pub(crate) earnings_usd: i128,
}

/// Counts of the whole portfolio, kept until the state changes.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) clients: HashMap<Uuid, ClientStats>,
    pub(crate) countries: BTreeSet<String>,
}

impl State {
    pub(crate) fn count_totals(&self) -> Totals {
        let mut totals = Totals::default();
        for row in self.cases() {
            let stats = totals.clients.entry(row.creditor_id).or_default();
            stats.cases += 1;
            stats.closed += u32::from(self.tab(row) == Tab::Closed);
            if let Some(country) = row.country.as_deref()
                && !totals.countries.contains(country)
            {
                totals.countries.insert(country.to_owned());
            }
        }
        let all = self.config().readings.q15 == Reading::B;
        for row in self.transactions() {
            if all || self.stage(row) == Some(5) {
                let stats = totals.clients.entry(row.creditor_id).or_default();
                stats.earnings_usd += i128::from(row.fee_usd);
            }
        }
        totals
    }
}

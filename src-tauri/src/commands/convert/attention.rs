//! What needs attention, for the window.

use super::cases::{case_counts, case_status};
use super::earnings::tab_sum;
use super::{count, instant};
use crate::commands::types::{Attention, StandingBasis, StuckCase, UnsignedClient};

pub(in crate::commands) fn attention(found: desk::Attention) -> Attention {
    Attention {
        unsigned_days: found.patience.unsigned_days,
        unsigned_total: count(found.unsigned.total),
        unsigned: found.unsigned.rows.into_iter().map(unsigned).collect(),
        needs_info: case_counts(&found.needs_info),
        ready: tab_sum(found.ready),
        disputed: tab_sum(found.disputed),
        stuck_days: found.patience.stuck_days,
        stuck_total: count(found.stuck.total),
        stuck: found.stuck.rows.into_iter().map(stuck).collect(),
    }
}

fn unsigned(one: desk::UnsignedClient) -> UnsignedClient {
    UnsignedClient {
        id: one.row.client.key.as_str().to_owned(),
        customer: one.row.client.name,
        since: instant(one.since),
        at_least: one.at_least,
        cases_open: count(one.row.cases_open),
    }
}

fn stuck((row, standing): (desk::CaseRow, desk::Standing)) -> StuckCase {
    let case = row.case;
    StuckCase {
        id: case.id.to_string(),
        reference: case.reference,
        customer: case.customer,
        debtor: case.debtor,
        status: case_status(case.lifecycle),
        since: instant(standing.since()),
        basis: match standing {
            desk::Standing::Seen(_) => StandingBasis::Seen,
            desk::Standing::CollectionStarted(_) => StandingBasis::CollectionStarted,
            desk::Standing::Created(_) => StandingBasis::Created,
            desk::Standing::AtLeast(_) => StandingBasis::AtLeast,
        },
    }
}

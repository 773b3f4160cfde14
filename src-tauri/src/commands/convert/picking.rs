//! Lists and picked rows as the window names them.

use super::{case_query, client_query, earnings_query};
use crate::commands::Answer;
use crate::commands::types::{Listing, PickedRows};

pub(in crate::commands) fn listing(listing: Listing) -> Answer<desk::Listing> {
    Ok(match listing {
        Listing::Cases { search, tab, filters, sort } => desk::Listing::Cases(case_query(search, tab, filters, sort)?),
        Listing::Clients { search, tab, filters, sort } => {
            desk::Listing::Clients(client_query(search, tab, filters, sort)?)
        }
        Listing::Earnings { search, tab, filters, sort } => {
            desk::Listing::Earnings(earnings_query(search, tab, filters, sort)?)
        }
    })
}

pub(in crate::commands) fn picked_rows(rows: PickedRows) -> desk::PickedRows {
    match rows {
        PickedRows::Some { ids } => desk::PickedRows::Some(ids),
        PickedRows::All { but } => desk::PickedRows::AllBut(but),
    }
}

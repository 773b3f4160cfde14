//! What each column is called in a file and on the command line.

use desk_core::fee::Outlook;
use desk_core::money::Currency;
use desk_core::query::{CaseColumn, ClientColumn, EarningsColumn};
use desk_core::stage::Stage;
use desk_core::time::Instant;
use desk_export::Cell;
use desk_store::cases::CaseRow;
use desk_store::clients::ClientRow;
use desk_store::earnings::EarningsRow;

/// The heading of a column of the Cases view.
#[must_use]
pub fn case_heading(column: CaseColumn) -> &'static str {
    match column {
        CaseColumn::Reference => "Case reference",
        CaseColumn::Customer => "Customer",
        CaseColumn::Debtor => "Debtor",
        CaseColumn::Amount => "Invoice amount",
        CaseColumn::Status => "Status",
        CaseColumn::CollectionPartner => "Collection partner",
        CaseColumn::Created => "Created",
        CaseColumn::LastActivity => "Last activity",
        CaseColumn::Remaining => "Remaining",
        CaseColumn::CreditorReference => "Customer's reference",
        CaseColumn::Country => "Country",
        CaseColumn::Phase => "Phase",
        CaseColumn::Due => "Due",
        CaseColumn::CollectionStarted => "Collection started",
        CaseColumn::Closed => "Closed",
        CaseColumn::CloseCode => "Close code",
        CaseColumn::ExpectedFee => "Expected fee %",
        CaseColumn::FeeOutlook => "Fee outlook",
    }
}

/// The heading of a column of the Clients view.
#[must_use]
pub fn client_heading(column: ClientColumn) -> &'static str {
    match column {
        ClientColumn::Customer => "Customer",
        ClientColumn::Onboarding => "Onboarding Status",
        ClientColumn::Attribution => "Attribution",
        ClientColumn::Linked => "Linked on",
        ClientColumn::Cases => "Cases",
        ClientColumn::Earned => "Earned (USD)",
        ClientColumn::Country => "Country",
        ClientColumn::RegistrationNumber => "Reg. no.",
        ClientColumn::Email => "E-mail",
        ClientColumn::FeeOutlook => "Fee outlook",
    }
}

/// The heading of a column of the Earnings view.
#[must_use]
pub fn earnings_heading(column: EarningsColumn) -> &'static str {
    match column {
        EarningsColumn::Reference => "Case reference",
        EarningsColumn::Customer => "Customer",
        EarningsColumn::Debtor => "Debtor",
        EarningsColumn::Collected => "Collected",
        EarningsColumn::Fee => "Fee (USD)",
        EarningsColumn::FeePercent => "Fee %",
        EarningsColumn::Stage => "Revenue Stage",
        EarningsColumn::Paid => "Payment date",
    }
}

/// The column that tells how old the rows are.
const AS_OF: &str = "As of";
const CURRENCY: &str = "Currency";
const OPEN_CASES: &str = "Open cases";

/// The headings of a file of cases: the visible columns, the currency once beside the first amount, the age.
pub(crate) fn case_headings(columns: &[CaseColumn]) -> Vec<&'static str> {
    let mut headings = Vec::with_capacity(columns.len() + 2);
    let mut currency = false;
    for column in columns {
        headings.push(case_heading(*column));
        if matches!(column, CaseColumn::Amount | CaseColumn::Remaining) && !std::mem::replace(&mut currency, true) {
            headings.push(CURRENCY);
        }
    }
    headings.push(AS_OF);
    headings
}

/// One case as cells, in the order of [`case_headings`].
pub(crate) fn case_cells<'r>(row: &'r CaseRow, columns: &[CaseColumn], as_of: Option<Instant>) -> Vec<Cell<'r>> {
    let case = &row.case;
    let money = case.currency.as_ref();
    let mut cells = Vec::with_capacity(columns.len() + 2);
    let mut currency = false;
    for column in columns {
        cells.push(match column {
            CaseColumn::Reference => Cell::text(case.reference.as_deref()),
            CaseColumn::Customer => Cell::text(case.customer.as_deref()),
            CaseColumn::Debtor => Cell::text(case.debtor.as_deref()),
            CaseColumn::Amount => Cell::amount(case.amount, money),
            CaseColumn::Status => Cell::text(case.lifecycle.as_deref()),
            CaseColumn::CollectionPartner => Cell::text(case.collection_partner.as_deref()),
            CaseColumn::Created => Cell::instant(case.created),
            CaseColumn::LastActivity => Cell::instant(row.last_activity.map(|(at, _)| at)),
            CaseColumn::Remaining => Cell::amount(case.remaining, money),
            CaseColumn::CreditorReference => Cell::text(case.creditor_reference.as_deref()),
            CaseColumn::Country => Cell::text(case.debtor_country.as_deref()),
            CaseColumn::Phase => Cell::text(case.phase.as_deref()),
            CaseColumn::Due => Cell::date(case.due),
            CaseColumn::CollectionStarted => Cell::instant(case.collection_started),
            CaseColumn::Closed => Cell::instant(case.closed),
            CaseColumn::CloseCode => Cell::text(case.close_code.as_deref()),
            CaseColumn::ExpectedFee => Cell::number(case.expected_fee_percent),
            CaseColumn::FeeOutlook => outlook(row.outlook),
        });
        if matches!(column, CaseColumn::Amount | CaseColumn::Remaining) && !std::mem::replace(&mut currency, true) {
            cells.push(Cell::text(money.map(Currency::as_str)));
        }
    }
    cells.push(Cell::instant(as_of));
    cells
}

fn outlook<'r>(outlook: Option<Outlook>) -> Cell<'r> {
    outlook.map_or(Cell::Empty, |outlook| Cell::Text(outlook.text()))
}

/// The headings of a file of clients: open and all cases are two numbers, as the table shows two.
pub(crate) fn client_headings(columns: &[ClientColumn]) -> Vec<&'static str> {
    let mut headings = Vec::with_capacity(columns.len() + 2);
    for column in columns {
        if *column == ClientColumn::Cases {
            headings.push(OPEN_CASES);
        }
        headings.push(client_heading(*column));
    }
    headings.push(AS_OF);
    headings
}

/// One client as cells, in the order of [`client_headings`]. The onboarding link is in none: it carries a token (contract
/// section 14).
pub(crate) fn client_cells<'r>(row: &'r ClientRow, columns: &[ClientColumn], as_of: Option<Instant>) -> Vec<Cell<'r>> {
    let client = &row.client;
    let count = |cases: u64| Cell::Count(i64::try_from(cases).unwrap_or(i64::MAX));
    let mut cells = Vec::with_capacity(columns.len() + 2);
    for column in columns {
        if *column == ClientColumn::Cases {
            cells.push(count(row.cases_open));
        }
        cells.push(match column {
            ClientColumn::Customer => Cell::text(client.name.as_deref()),
            ClientColumn::Onboarding => Cell::text(Some(if client.onboarding_done { "Complete" } else { "Pending" })),
            ClientColumn::Attribution => {
                Cell::text(Some(if client.attributed { "Attributed" } else { "Not attributed" }))
            }
            ClientColumn::Linked => Cell::instant(client.linked),
            ClientColumn::Cases => count(row.cases_total),
            ClientColumn::Earned => Cell::number(client.earnings_usd),
            ClientColumn::Country => Cell::text(client.country.as_deref()),
            ClientColumn::RegistrationNumber => Cell::text(client.registration_number.as_deref()),
            ClientColumn::Email => Cell::text(client.email.as_deref()),
            ClientColumn::FeeOutlook => outlook(row.outlook),
        });
    }
    cells.push(Cell::instant(as_of));
    cells
}

/// The headings of a file of transactions: a mark beside every fee says whether it is an estimate.
pub(crate) fn earnings_headings(columns: &[EarningsColumn]) -> Vec<&'static str> {
    let mut headings = Vec::with_capacity(columns.len() + 3);
    for column in columns {
        headings.push(earnings_heading(*column));
        match column {
            EarningsColumn::Collected => headings.push(CURRENCY),
            EarningsColumn::Fee => headings.push("Estimate"),
            _ => {}
        }
    }
    headings.push(AS_OF);
    headings
}

/// One transaction as cells, in the order of [`earnings_headings`].
pub(crate) fn earnings_cells<'r>(
    row: &'r EarningsRow,
    columns: &[EarningsColumn],
    as_of: Option<Instant>,
) -> Vec<Cell<'r>> {
    let fee = &row.transaction;
    let mut cells = Vec::with_capacity(columns.len() + 3);
    for column in columns {
        match column {
            EarningsColumn::Reference => cells.push(Cell::text(fee.case_reference.as_deref())),
            EarningsColumn::Customer => cells.push(Cell::text(fee.customer.as_deref())),
            EarningsColumn::Debtor => cells.push(Cell::text(fee.debtor.as_deref())),
            EarningsColumn::Collected => cells.extend([
                Cell::amount(fee.collected, fee.collected_currency.as_ref()),
                Cell::text(fee.collected_currency.as_ref().map(Currency::as_str)),
            ]),
            EarningsColumn::Fee => cells.extend([Cell::number(fee.fee_usd), Cell::Bool(row.is_estimate)]),
            EarningsColumn::FeePercent => cells.push(Cell::number(fee.fee_percent)),
            EarningsColumn::Stage => cells.push(Cell::text(Some(row.stage.map_or("Not classified", Stage::label)))),
            EarningsColumn::Paid => cells.push(Cell::instant(fee.paid)),
        }
    }
    cells.push(Cell::instant(as_of));
    cells
}

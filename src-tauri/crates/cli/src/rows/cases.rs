//! Cases.

use std::io::Write;

use desk::{ActivityKind, CaseRow, case_heading};
use desk_core::ids::{CaseId, CreditorId, TenantId};
use desk_core::lifecycle::{CaseTab, group_of};
use desk_core::money::{Currency, Micros};
use desk_core::query::CaseColumn;
use desk_core::rows::MissingItem;
use desk_core::time::CivilDate;
use serde::Serialize;

use super::Shown;
use crate::table::{Heading, Side};
use crate::text::{amount, day, moment, one_line, rfc3339};

/// Every fact of a case.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CaseJson<'a> {
    id: CaseId,
    reference: Option<&'a str>,
    creditor_reference: Option<&'a str>,
    tenant_id: Option<&'a TenantId>,
    creditor_id: Option<CreditorId>,
    customer: Option<&'a str>,
    debtor: Option<&'a str>,
    country: Option<&'a str>,
    amount: Option<String>,
    remaining: Option<String>,
    currency: Option<&'a Currency>,
    status: Option<&'a str>,
    tab: &'static str,
    close_code: Option<&'a str>,
    phase: Option<&'a str>,
    created: Option<String>,
    due: Option<CivilDate>,
    collection_started: Option<String>,
    closed: Option<String>,
    needs_info: bool,
    client_answered: Option<String>,
    missing_items: &'a [MissingItem],
    collection_partner: Option<&'a str>,
    expected_fee: Option<String>,
    last_activity: Option<String>,
    last_activity_kind: Option<&'static str>,
}

impl<'a> CaseJson<'a> {
    pub(crate) fn of(row: &'a CaseRow) -> Self {
        let case = &row.case;
        let number = |micros: Option<Micros>| micros.map(|micros| micros.to_string());
        Self {
            id: case.id,
            reference: case.reference.as_deref(),
            creditor_reference: case.creditor_reference.as_deref(),
            tenant_id: case.tenant.as_ref(),
            creditor_id: case.creditor,
            customer: case.customer.as_deref(),
            debtor: case.debtor.as_deref(),
            country: case.debtor_country.as_deref(),
            amount: number(case.amount),
            remaining: number(case.remaining),
            currency: case.currency.as_ref(),
            status: case.lifecycle.as_deref(),
            tab: CaseTab::Group(group_of(case.lifecycle.as_deref())).name(),
            close_code: case.close_code.as_deref(),
            phase: case.phase.as_deref(),
            created: case.created.map(rfc3339),
            due: case.due,
            collection_started: case.collection_started.map(rfc3339),
            closed: case.closed.map(rfc3339),
            needs_info: case.needs_info,
            client_answered: case.client_answered.map(rfc3339),
            missing_items: &case.missing_items,
            collection_partner: case.collection_partner.as_deref(),
            expected_fee: number(case.expected_fee_percent),
            last_activity: row.last_activity.map(|(at, _)| rfc3339(at)),
            last_activity_kind: row.last_activity.map(|(_, kind)| kind_name(kind)),
        }
    }
}

fn kind_name(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Closed => "closed",
        ActivityKind::Payment => "payment",
        ActivityKind::ClientAnswered => "clientAnswered",
        ActivityKind::CollectionStarted => "collectionStarted",
        ActivityKind::Created => "created",
        ActivityKind::ChangeSeen => "changeSeen",
    }
}

fn kind_words(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Closed => "closed",
        ActivityKind::Payment => "payment",
        ActivityKind::ClientAnswered => "the client answered",
        ActivityKind::CollectionStarted => "collection started",
        ActivityKind::Created => "created",
        ActivityKind::ChangeSeen => "a sync saw a change",
    }
}

fn cell(row: &CaseRow, column: CaseColumn) -> String {
    let case = &row.case;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let money =
        |micros: Option<Micros>| micros.map_or_else(String::new, |micros| amount(micros, case.currency.as_ref()));
    match column {
        CaseColumn::Reference => text(&case.reference),
        CaseColumn::Customer => text(&case.customer),
        CaseColumn::Debtor => text(&case.debtor),
        CaseColumn::Amount => money(case.amount),
        CaseColumn::Status => text(&case.lifecycle),
        CaseColumn::CollectionPartner => text(&case.collection_partner),
        CaseColumn::Created => case.created.map_or_else(String::new, day),
        CaseColumn::LastActivity => row.last_activity.map_or_else(String::new, |(at, _)| day(at)),
        CaseColumn::Remaining => money(case.remaining),
        CaseColumn::CreditorReference => text(&case.creditor_reference),
        CaseColumn::Country => text(&case.debtor_country),
        CaseColumn::Phase => text(&case.phase),
        CaseColumn::Due => case.due.map_or_else(String::new, |due| due.to_string()),
        CaseColumn::CollectionStarted => case.collection_started.map_or_else(String::new, day),
        CaseColumn::Closed => case.closed.map_or_else(String::new, day),
        CaseColumn::CloseCode => text(&case.close_code),
        CaseColumn::ExpectedFee => case.expected_fee_percent.map_or_else(String::new, |percent| percent.to_string()),
        CaseColumn::FeeOutlook => row.outlook.map_or_else(String::new, |outlook| outlook.text().into_owned()),
    }
}

impl Shown for CaseRow {
    const HEADINGS: &'static [Heading] = &[
        ("Case reference", Side::Left),
        ("Customer", Side::Left),
        ("Debtor", Side::Left),
        ("Invoice amount", Side::Right),
        ("Status", Side::Left),
        ("Collection partner", Side::Left),
        ("Created", Side::Left),
        ("Last activity", Side::Left),
    ];
    const NOUN: &'static str = "cases";

    fn write(&self, out: &mut dyn Write) -> serde_json::Result<()> {
        serde_json::to_writer(out, &CaseJson::of(self))
    }

    fn cells(&self) -> Vec<String> {
        CaseColumn::FIRST.iter().map(|column| cell(self, *column)).collect()
    }
}

/// Everything about one case, a line each; what is not known is left out.
pub(crate) fn block(row: &CaseRow) -> String {
    let mut lines = String::new();
    let mut line = |heading: &str, value: &str| {
        if !value.is_empty() {
            lines.push_str(&format!("{:<20}{}\n", format!("{heading}:"), one_line(value)));
        }
    };
    for column in CaseColumn::ALL {
        match (column, row.last_activity) {
            (CaseColumn::LastActivity, Some((at, kind))) => {
                line(case_heading(*column), &format!("{} ({})", moment(at), kind_words(kind)));
            }
            _ => line(case_heading(*column), &cell(row, *column)),
        }
    }
    if row.case.needs_info {
        line("The customer has to", "supply information");
    }
    for item in &row.case.missing_items {
        let parts: Vec<&str> = [&item.area, &item.description].into_iter().flatten().map(String::as_str).collect();
        line("Missing", &parts.join(": "));
    }
    line("Id", &row.case.id.to_string());
    lines
}

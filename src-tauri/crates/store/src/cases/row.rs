//! A case as a row of the table, and the way in.

use std::sync::LazyLock;

use desk_core::collate::Collation;
use desk_core::fee::Outlook;
use desk_core::ids::{CaseId, CreditorId, TenantId};
use desk_core::lifecycle::group_of;
use desk_core::money::Micros;
use desk_core::query::CaseColumn;
use desk_core::rows::{Case, MissingItem};
use desk_core::search::{Field, haystack};
use desk_core::time::Instant;
use rusqlite::Row;
use rusqlite::types::Value;

use crate::changes::{ChangedField, Watched};
use crate::columns::{Cells, Selected, blob, days, filled, key, millis, to_the_millisecond};
use crate::earnings::Payments;
use crate::error::StoreError;
use crate::passes::Table;
use crate::upsert::{Upsert, Upserted, upsert_sql};
use crate::writer::Writer;

/// Which event the last activity was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActivityKind {
    /// The case was closed.
    Closed,
    /// A payment came in.
    Payment,
    /// The client answered.
    ClientAnswered,
    /// Collection began.
    CollectionStarted,
    /// The case was created.
    Created,
    /// A sync was the first to see the case changed.
    ChangeSeen,
}

/// A case as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// What Debitura said of it.
    pub case: Case,
    /// The newest thing known to have happened. Of several at one instant, the one that says most.
    pub last_activity: Option<(Instant, ActivityKind)>,
    /// Whether a fee can be expected; nothing where that was not asked.
    pub outlook: Option<Outlook>,
}

/// The facts, in the order in which they are written and read. `last_payment_at` and `changed_at` follow when reading.
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "reference",
    "creditor_reference",
    "tenant",
    "creditor",
    "customer",
    "debtor",
    "debtor_country",
    "amount",
    "remaining",
    "currency",
    "lifecycle",
    "close_code",
    "phase",
    "created",
    "due",
    "collection_started",
    "closed",
    "needs_info",
    "client_answered",
    "missing_items",
    "collection_partner",
    "expected_fee_percent",
    "last_payment_at",
    "changed_at",
];

/// How many of [`COLUMNS`] are facts.
const FACTS: usize = 23;

/// Those of [`COLUMNS`] that a row needs so that these can be shown, as they are selected and as which they are read.
pub(crate) fn columns_for(shown: &[CaseColumn]) -> (String, Selected) {
    let is_needed = |name| name == "id" || shown.iter().any(|column| facts_of(*column).contains(&name));
    let needed: Vec<&str> = COLUMNS.iter().copied().filter(|name| is_needed(name)).collect();
    let bits = (0..).zip(COLUMNS).filter(|(_, name)| is_needed(name)).map(|(at, _)| 1 << at);
    (needed.join(", "), Selected(bits.fold(0, |all: u64, bit: u64| all | bit)))
}

fn facts_of(column: CaseColumn) -> &'static [&'static str] {
    match column {
        CaseColumn::Reference => &["reference"],
        CaseColumn::Customer => &["customer"],
        CaseColumn::Debtor => &["debtor"],
        CaseColumn::Amount => &["amount", "currency"],
        CaseColumn::Status => &["lifecycle"],
        CaseColumn::CollectionPartner => &["collection_partner"],
        CaseColumn::Created => &["created"],
        CaseColumn::LastActivity => {
            &["created", "collection_started", "closed", "client_answered", "last_payment_at", "changed_at"]
        }
        CaseColumn::Remaining => &["remaining", "currency"],
        CaseColumn::CreditorReference => &["creditor_reference"],
        CaseColumn::Country => &["debtor_country"],
        CaseColumn::Phase => &["phase"],
        CaseColumn::Due => &["due"],
        CaseColumn::CollectionStarted => &["collection_started"],
        CaseColumn::Closed => &["closed"],
        CaseColumn::CloseCode => &["close_code"],
        CaseColumn::ExpectedFee => &["expected_fee_percent"],
        CaseColumn::FeeOutlook => &[
            "reference",
            "tenant",
            "creditor",
            "amount",
            "remaining",
            "lifecycle",
            "close_code",
            "phase",
            "created",
            "collection_started",
            "closed",
            "needs_info",
            "collection_partner",
            "expected_fee_percent",
        ],
    }
}

/// What is derived from the facts.
pub(crate) const DERIVED: &[&str] = &[
    "grp",
    "search",
    "reference_folded",
    "reference_key",
    "creditor_reference_key",
    "customer_key",
    "debtor_key",
    "partner_key",
    "status_key",
    "country_key",
    "phase_key",
    "close_code_key",
];

pub(crate) fn derived(case: &Case, collation: &Collation) -> Vec<Value> {
    let key = |text: &Option<String>| key(collation, text.as_deref()).into();
    let search = haystack(&[
        Field::reference(case.reference.as_deref()),
        Field::reference(case.creditor_reference.as_deref()),
        Field::text(case.debtor.as_deref()),
        Field::text(case.customer.as_deref()),
    ]);
    vec![
        group_of(case.lifecycle.as_deref()).number().into(),
        search.into(),
        case.reference.as_deref().map(folded).into(),
        key(&case.reference),
        key(&case.creditor_reference),
        key(&case.customer),
        key(&case.debtor),
        key(&case.collection_partner),
        key(&case.lifecycle),
        key(&case.debtor_country),
        key(&case.phase),
        key(&case.close_code),
    ]
}

/// A reference as it is looked up: without regard to case and surrounding blanks.
pub(crate) fn folded(reference: &str) -> String {
    reference.trim().to_lowercase()
}

fn facts(case: &Case) -> Result<Vec<Value>, StoreError> {
    let text = |text: &Option<String>| text.clone().into();
    let instant = |instant: Option<Instant>| instant.map(millis).into();
    Ok(vec![
        blob(case.id.0).to_vec().into(),
        text(&case.reference),
        text(&case.creditor_reference),
        case.tenant.as_ref().map(|tenant| tenant.0.clone()).into(),
        case.creditor.map(|id| blob(id.0).to_vec()).into(),
        text(&case.customer),
        text(&case.debtor),
        text(&case.debtor_country),
        case.amount.map(|amount| amount.0).into(),
        case.remaining.map(|amount| amount.0).into(),
        case.currency.as_ref().map(|currency| currency.as_str().to_owned()).into(),
        text(&case.lifecycle),
        text(&case.close_code),
        text(&case.phase),
        instant(case.created),
        case.due.map(days).into(),
        instant(case.collection_started),
        instant(case.closed),
        case.needs_info.into(),
        instant(case.client_answered),
        serde_json::to_string(&case.missing_items).map_err(|_| StoreError::OURS)?.into(),
        text(&case.collection_partner),
        case.expected_fee_percent.map(|percent| percent.0).into(),
    ])
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    read_some(row, Selected::ALL)
}

/// What was left out is missing in the row.
pub(crate) fn read_some(row: &Row<'_>, selected: Selected) -> rusqlite::Result<CaseRow> {
    let mut cells = Cells::some(row, selected);
    let case = Case {
        id: CaseId(cells.id()?),
        reference: cells.text()?,
        creditor_reference: cells.text()?,
        tenant: cells.text()?.map(TenantId),
        creditor: cells.uuid()?.map(CreditorId),
        customer: cells.text()?,
        debtor: cells.text()?,
        debtor_country: cells.text()?,
        amount: cells.micros()?,
        remaining: cells.micros()?,
        currency: cells.currency()?,
        lifecycle: cells.text()?,
        close_code: cells.text()?,
        phase: cells.text()?,
        created: cells.instant()?,
        due: cells.date()?,
        collection_started: cells.instant()?,
        closed: cells.instant()?,
        needs_info: cells.get()?,
        client_answered: cells.instant()?,
        missing_items: cells.json::<Vec<MissingItem>>()?,
        collection_partner: cells.text()?,
        expected_fee_percent: cells.micros()?,
    };
    let last_activity = last_activity(&case, cells.instant()?, cells.instant()?);
    Ok(CaseRow { case, last_activity, outlook: None })
}

/// The same maximum as the column `last_activity_at`, with its kind.
fn last_activity(case: &Case, payment: Option<Instant>, changed: Option<Instant>) -> Option<(Instant, ActivityKind)> {
    let events = [
        (case.closed, ActivityKind::Closed),
        (payment, ActivityKind::Payment),
        (case.client_answered, ActivityKind::ClientAnswered),
        (case.collection_started, ActivityKind::CollectionStarted),
        (case.created, ActivityKind::Created),
        (changed, ActivityKind::ChangeSeen),
    ];
    let known = events.into_iter().filter_map(|(at, kind)| Some((at?, kind)));
    known.reduce(|newest, event| if event.0 > newest.0 { event } else { newest })
}

/// The case as it can be held.
fn as_held(case: &Case) -> Case {
    let text = |text: &Option<String>| filled(text.as_deref());
    Case {
        id: case.id,
        reference: text(&case.reference),
        creditor_reference: text(&case.creditor_reference),
        tenant: case.tenant.clone(),
        creditor: case.creditor,
        customer: text(&case.customer),
        debtor: text(&case.debtor),
        debtor_country: text(&case.debtor_country),
        amount: case.amount,
        remaining: case.remaining,
        currency: case.currency.clone(),
        lifecycle: text(&case.lifecycle),
        close_code: text(&case.close_code),
        phase: text(&case.phase),
        created: to_the_millisecond(case.created),
        due: case.due,
        collection_started: to_the_millisecond(case.collection_started),
        closed: to_the_millisecond(case.closed),
        needs_info: case.needs_info,
        client_answered: to_the_millisecond(case.client_answered),
        missing_items: case.missing_items.clone(),
        collection_partner: text(&case.collection_partner),
        expected_fee_percent: case.expected_fee_percent,
    }
}

static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {}, gone_at, absent_at FROM cases WHERE id = ?1", COLUMNS.join(", ")));
static UPSERT: LazyLock<String> = LazyLock::new(|| {
    let facts = COLUMNS.iter().take(FACTS);
    let columns: Vec<&str> = facts.chain(DERIVED).chain(&["first_seen_at", "changed_at"]).copied().collect();
    upsert_sql("cases", &columns, ", read_at = NULL")
});

fn watched(case: &Case) -> Vec<Watched> {
    let number = |amount: Option<Micros>| amount.map(|amount| amount.0.to_string());
    vec![
        (ChangedField::Status, case.lifecycle.clone()),
        (ChangedField::CloseCode, case.close_code.clone()),
        (ChangedField::Phase, case.phase.clone()),
        (ChangedField::CollectionPartner, case.collection_partner.clone()),
        (ChangedField::Remaining, number(case.remaining)),
        (ChangedField::NeedsInfo, Some(u8::from(case.needs_info).to_string())),
    ]
}

/// See [`Writer::upsert_cases`].
pub(crate) fn upsert(writer: &Writer<'_>, rows: &[Case], now: Instant) -> Result<Upserted, StoreError> {
    // Payments may have arrived before their case.
    let mut payments = Payments::of_cases(writer.conn)?;
    let upsert = Upsert {
        table: Table::Cases,
        select: &SELECT,
        upsert: &UPSERT,
        read: |row| Ok(read(row)?.case),
        key: |case: &Case| blob(case.id.0).to_vec().into(),
        watched,
    };
    let upserted = upsert.run(writer, rows.iter().map(as_held), now, |case, before| {
        payments.case(case, before)?;
        Ok(facts(case)?.into_iter().chain(derived(case, writer.collation)).collect())
    })?;
    payments.settle()?;
    Ok(upserted)
}

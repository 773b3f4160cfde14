//! A transaction as a row of the table, and the way in.

use std::sync::LazyLock;

use desk_core::collate::Collation;
use desk_core::ids::{CaseId, CreditorId, TenantId, TransactionId};
use desk_core::rows::Transaction;
use desk_core::search::{Field, haystack};
use desk_core::stage::Statuses;
use desk_core::time::Instant;
use rusqlite::Row;
use rusqlite::types::Value;

use super::payments::Payments;
use crate::changes::{ChangedField, Watched};
use crate::columns::{Cells, blob, filled, key, millis, to_the_millisecond};
use crate::error::StoreError;
use crate::passes::Table;
use crate::upsert::{Upsert, Upserted, upsert_sql};
use crate::writer::Writer;

/// The facts, in the order in which they are written and read.
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "date",
    "tenant",
    "creditor",
    "customer",
    "case_id",
    "case_reference",
    "debtor",
    "collected",
    "collected_currency",
    "paid",
    "fee_usd",
    "fee_percent",
    "api_estimate",
    "recognized",
    "commission",
    "platform",
    "referral",
];

/// What is derived from the facts.
pub(crate) const DERIVED: &[&str] = &["search", "reference_key", "customer_key", "debtor_key"];

pub(crate) fn derived(transaction: &Transaction, collation: &Collation) -> Vec<Value> {
    let key = |text: &Option<String>| key(collation, text.as_deref()).into();
    let search = haystack(&[
        Field::reference(transaction.case_reference.as_deref()),
        Field::text(transaction.customer.as_deref()),
    ]);
    vec![search.into(), key(&transaction.case_reference), key(&transaction.customer), key(&transaction.debtor)]
}

fn facts(transaction: &Transaction) -> Vec<Value> {
    let text = |text: &Option<String>| text.clone().into();
    let instant = |instant: Option<Instant>| instant.map(millis).into();
    vec![
        blob(transaction.id.0).to_vec().into(),
        instant(transaction.date),
        transaction.tenant.as_ref().map(|tenant| tenant.0.clone()).into(),
        transaction.creditor.map(|id| blob(id.0).to_vec()).into(),
        text(&transaction.customer),
        transaction.case.map(|id| blob(id.0).to_vec()).into(),
        text(&transaction.case_reference),
        text(&transaction.debtor),
        transaction.collected.map(|amount| amount.0).into(),
        transaction.collected_currency.as_ref().map(|currency| currency.as_str().to_owned()).into(),
        instant(transaction.paid),
        transaction.fee_usd.map(|amount| amount.0).into(),
        transaction.fee_percent.map(|percent| percent.0).into(),
        transaction.api_estimate.into(),
        transaction.recognized.into(),
        text(&transaction.statuses.commission),
        text(&transaction.statuses.platform),
        text(&transaction.statuses.referral),
    ]
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Transaction> {
    let mut cells = Cells::new(row);
    Ok(Transaction {
        id: TransactionId(cells.id()?),
        date: cells.instant()?,
        tenant: cells.text()?.map(TenantId),
        creditor: cells.uuid()?.map(CreditorId),
        customer: cells.text()?,
        case: cells.uuid()?.map(CaseId),
        case_reference: cells.text()?,
        debtor: cells.text()?,
        collected: cells.micros()?,
        collected_currency: cells.currency()?,
        paid: cells.instant()?,
        fee_usd: cells.micros()?,
        fee_percent: cells.micros()?,
        api_estimate: cells.get()?,
        recognized: cells.get()?,
        statuses: Statuses { commission: cells.text()?, platform: cells.text()?, referral: cells.text()? },
    })
}

/// The transaction as it can be held. The statuses stay as sent: a blank one is not the same as none (the latter leaves a
/// payment open, contract section 11).
fn as_held(transaction: &Transaction) -> Transaction {
    let text = |text: &Option<String>| filled(text.as_deref());
    Transaction {
        date: to_the_millisecond(transaction.date),
        customer: text(&transaction.customer),
        case_reference: text(&transaction.case_reference),
        debtor: text(&transaction.debtor),
        paid: to_the_millisecond(transaction.paid),
        ..transaction.clone()
    }
}

static SELECT: LazyLock<String> =
    LazyLock::new(|| format!("SELECT {}, gone_at, absent_at FROM transactions WHERE id = ?1", COLUMNS.join(", ")));
static UPSERT: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = COLUMNS.iter().chain(DERIVED).chain(&["first_seen_at"]).copied().collect();
    upsert_sql("transactions", &columns, "")
});

fn watched(transaction: &Transaction) -> Vec<Watched> {
    let statuses = &transaction.statuses;
    vec![
        (ChangedField::Commission, statuses.commission.clone()),
        (ChangedField::Platform, statuses.platform.clone()),
        (ChangedField::Referral, statuses.referral.clone()),
    ]
}

/// See [`Writer::upsert_transactions`].
pub(crate) fn upsert(writer: &Writer<'_>, rows: &[Transaction], now: Instant) -> Result<Upserted, StoreError> {
    let mut payments = Payments::of_transactions(writer.conn);
    let upsert = Upsert {
        table: Table::Transactions,
        select: &SELECT,
        upsert: &UPSERT,
        read,
        key: |transaction: &Transaction| blob(transaction.id.0).to_vec().into(),
        watched,
    };
    let upserted = upsert.run(writer, rows.iter().map(as_held), now, |transaction, before| {
        payments.transaction(transaction, before)?;
        Ok(facts(transaction).into_iter().chain(derived(transaction, writer.collation)).collect())
    })?;
    payments.settle()?;
    Ok(upserted)
}

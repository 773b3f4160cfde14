//! What the explanation of fees looks at in each transaction of some clients or cases.

use desk_core::ids::{CaseId, ClientKey};
use desk_core::money::Micros;
use desk_core::stage::Statuses;
use desk_core::time::Instant;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::columns::{Cells, blob};
use crate::error::StoreError;
use crate::narrow::of_clients;
use crate::reader::Reader;
use crate::sql::{places, plan};

/// What the explanation looks at in a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentBrief {
    /// The statuses that its stage derives from.
    pub statuses: Statuses,
    /// The partner's fee in USD.
    pub fee_usd: Option<Micros>,
    /// The partner's share.
    pub fee_percent: Option<Micros>,
    /// When it was paid.
    pub paid: Option<Instant>,
}

const COLUMNS: &str = "commission, platform, referral, fee_usd, fee_percent, paid";

impl PaymentBrief {
    fn read(cells: &mut Cells<'_, '_>) -> rusqlite::Result<Self> {
        Ok(Self {
            statuses: Statuses { commission: cells.text()?, platform: cells.text()?, referral: cells.text()? },
            fee_usd: cells.micros()?,
            fee_percent: cells.micros()?,
            paid: cells.instant()?,
        })
    }
}

/// Hands on each transaction of some clients, with the client, in one statement.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each_of_clients(
    reader: &Reader<'_>,
    clients: &[ClientKey],
    mut receive: impl FnMut(&ClientKey, &PaymentBrief),
) -> Result<(), StoreError> {
    let table = ("transactions", "transactions_by_tenant", "transactions_by_creditor");
    let Some((sql, values)) = of_clients(COLUMNS, table, clients) else { return Ok(()) };
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let client = cells.client()?;
        let payment = PaymentBrief::read(&mut cells)?;
        if let Some(client) = client {
            receive(&client, &payment);
        }
    }
    Ok(())
}

/// Hands on each transaction of some listed cases, with the case, in one statement: the same transactions as
/// [`of_case`](super::of_case) gives for each.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn each_of_cases(
    reader: &Reader<'_>,
    cases: &[CaseId],
    mut receive: impl FnMut(CaseId, &PaymentBrief),
) -> Result<(), StoreError> {
    if cases.is_empty() {
        return Ok(());
    }
    let ids = || cases.iter().map(|case| Value::from(blob(case.0).to_vec()));
    let mut statement = reader.conn.prepare_cached(&of_cases_sql(cases.len()))?;
    let mut rows = statement.query(params_from_iter(ids().chain(ids())))?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let case = CaseId(cells.id()?);
        receive(case, &PaymentBrief::read(&mut cells)?);
    }
    Ok(())
}

/// A payment belongs to a case by its id or, where no listed case has that id, by a reference that this case alone has.
fn of_cases_sql(count: usize) -> String {
    let (ids, by_id, by_reference) = (places(count), qualified("own"), qualified("named"));
    format!(
        "SELECT own.case_id, {by_id} FROM transactions AS own INDEXED BY transactions_by_case
         WHERE own.case_id IN ({ids}) AND own.gone_at IS NULL
         UNION ALL
         SELECT cases.id, {by_reference}
         FROM cases CROSS JOIN transactions AS named INDEXED BY transactions_by_reference
         WHERE cases.id IN ({ids}) AND named.case_reference = cases.reference AND named.gone_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM cases AS known WHERE known.id = named.case_id AND known.gone_at IS NULL)
            AND NOT EXISTS (
                SELECT 1 FROM cases AS other INDEXED BY cases_by_reference
                WHERE other.reference_folded = cases.reference_folded AND other.reference = cases.reference
                    AND other.id <> cases.id AND other.gone_at IS NULL
            )"
    )
}

fn qualified(table: &str) -> String {
    COLUMNS.split(", ").map(|column| format!("{table}.{column}")).collect::<Vec<_>>().join(", ")
}

/// How SQLite goes about the transactions of a page of cases: for tests and measurements.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn plan_of_cases(reader: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    plan(reader.conn, &of_cases_sql(3))
}

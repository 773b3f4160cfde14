//! The filters beside search and tab as clauses. The rows of one client are found by its tenant id and read in the table,
//! since they are few; what the other filters compare stands in an index of their own.

use desk_core::ids::{ClientId, ClientKey};
use desk_core::query::{CaseFilter, ClientFilter, EarningsFilter, Span};
use desk_core::stage::{InvoicingMode, Stage};
use rusqlite::types::Value;

use crate::columns::{blob, millis};
use crate::earnings::stage_sql;
use crate::filter::Filter;
use crate::sql::places;

impl Filter {
    /// Narrows it to some cases.
    pub(crate) fn cases(self, narrow: &CaseFilter) -> Self {
        let filter = self
            .of_client(narrow.client.as_ref(), "cases_by_tenant", "cases_by_creditor")
            .of_names("customer", &narrow.customers)
            .of_names("collection_partner", &narrow.collection_partners)
            .of_names("debtor_country", &narrow.countries)
            .of_span("created", narrow.created)
            .held_by("cases_by_filter");
        if narrow.needs_info { filter.narrowed("needs_info = 1", []) } else { filter }
    }

    /// Narrows it to some clients.
    pub(crate) fn clients(self, narrow: &ClientFilter) -> Self {
        let filter = match narrow.attributed {
            None => self,
            Some(attributed) => self.narrowed("attributed = ?", [Value::from(attributed)]),
        };
        filter.of_names("country", &narrow.countries)
    }

    /// Narrows it to some transactions, whatever their stage.
    pub(crate) fn transactions(self, narrow: &EarningsFilter) -> Self {
        self.of_client(narrow.client.as_ref(), "transactions_by_tenant", "transactions_by_creditor")
            .of_names("customer", &narrow.customers)
            .of_span("paid", narrow.paid)
            .held_by("transactions_by_filter")
    }

    fn of_client(self, client: Option<&ClientKey>, by_tenant: &'static str, by_creditor: &'static str) -> Self {
        match client.map(ClientKey::id) {
            None => self,
            Some(Some(ClientId::Tenant(tenant))) => {
                self.narrowed("tenant = ?", [Value::from(tenant.to_owned())]).found_by(by_tenant)
            }
            Some(Some(ClientId::Creditor(id))) => {
                let id = Value::from(blob(id.0).to_vec());
                self.narrowed("tenant IS NULL AND creditor = ?", [id]).found_by(by_creditor)
            }
            // No key of a client: no rows are its. A plain 0 would leave the planner no use for an index that it was told.
            Some(None) => self.narrowed("?", [Value::from(false)]),
        }
    }

    fn of_names(self, column: &'static str, names: &[Option<String>]) -> Self {
        if names.is_empty() {
            return self;
        }
        let known: Vec<Value> = names.iter().flatten().cloned().map(Value::from).collect();
        let mut ways = Vec::new();
        if !known.is_empty() {
            ways.push(format!("{column} IN ({})", vec!["?"; known.len()].join(", ")));
        }
        if known.len() < names.len() {
            ways.push(format!("{column} IS NULL"));
        }
        self.narrowed(&format!("({})", ways.join(" OR ")), known)
    }

    fn of_span(self, column: &'static str, span: Span) -> Self {
        let mut filter = self;
        if let Some(from) = span.from {
            filter = filter.narrowed(&format!("{column} >= ?"), [Value::from(millis(from))]);
        }
        if let Some(before) = span.before {
            filter = filter.narrowed(&format!("{column} < ?"), [Value::from(millis(before))]);
        }
        filter
    }
}

/// The rows of some clients, each with its tenant and its id at Debitura in front of these columns; nothing when no key is one
/// of a client.
pub(crate) fn of_clients(
    columns: &str,
    (table, by_tenant, by_creditor): (&str, &str, &str),
    clients: &[ClientKey],
) -> Option<(String, Vec<Value>)> {
    let (mut tenants, mut creditors) = (Vec::new(), Vec::new());
    for id in clients.iter().filter_map(ClientKey::id) {
        match id {
            ClientId::Tenant(tenant) => tenants.push(Value::from(tenant.to_owned())),
            ClientId::Creditor(id) => creditors.push(Value::from(blob(id.0).to_vec())),
        }
    }
    let select = |index: &str, clause: &str, ids: &[Value]| {
        let places = places(ids.len());
        format!(
            "SELECT tenant, creditor, {columns} FROM {table} INDEXED BY {index}
             WHERE {clause} IN ({places}) AND gone_at IS NULL"
        )
    };
    let mut parts = Vec::new();
    if !tenants.is_empty() {
        parts.push(select(by_tenant, "tenant", &tenants));
    }
    if !creditors.is_empty() {
        parts.push(select(by_creditor, "tenant IS NULL AND creditor", &creditors));
    }
    let values = tenants.into_iter().chain(creditors).collect();
    (!parts.is_empty()).then(|| (parts.join(" UNION ALL "), values))
}

/// The rows at one of these stages; nothing when every row is meant.
pub(crate) fn stages(stages: &[Option<Stage>], mode: InvoicingMode) -> Option<String> {
    if stages.is_empty() {
        return None;
    }
    // One call of the function a row: rows at no stage have a number of their own here.
    let numbers: Vec<String> =
        stages.iter().map(|stage| stage.map_or(-1, |stage| i64::from(stage.number())).to_string()).collect();
    Some(format!("ifnull({}, -1) IN ({})", stage_sql(mode), numbers.join(", ")))
}

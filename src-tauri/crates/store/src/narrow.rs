//! The filters beside search and tab as clauses. What they compare stands in the table and in no index of the search, so a
//! narrowed question reads the table: through the index of a client's rows where one client is asked for, else in one pass.

use desk_core::ids::{ClientId, ClientKey};
use desk_core::query::{CaseFilter, ClientFilter, EarningsFilter, Span};
use desk_core::stage::{InvoicingMode, Stage};
use rusqlite::types::Value;

use crate::columns::{blob, millis};
use crate::earnings::stage_sql;
use crate::sql::Filter;

impl Filter {
    /// Narrows it to some cases.
    pub(crate) fn cases(self, narrow: &CaseFilter) -> Self {
        let filter = self
            .of_client(narrow.client.as_ref(), "cases_by_tenant")
            .of_names("customer", &narrow.customers)
            .of_names("collection_partner", &narrow.collection_partners)
            .of_names("debtor_country", &narrow.countries)
            .of_span("created", narrow.created);
        if narrow.needs_info { filter.in_table("needs_info = 1", []) } else { filter }
    }

    /// Narrows it to some clients.
    pub(crate) fn clients(self, narrow: &ClientFilter) -> Self {
        let filter = match narrow.attributed {
            None => self,
            Some(attributed) => self.in_table("attributed = ?", [Value::from(attributed)]),
        };
        filter.of_names("country", &narrow.countries)
    }

    /// Narrows it to some transactions, their stages derived under a mode.
    pub(crate) fn transactions(self, narrow: &EarningsFilter, mode: InvoicingMode) -> Self {
        let filter = self
            .of_client(narrow.client.as_ref(), "transactions_by_tenant")
            .of_names("customer", &narrow.customers)
            .of_span("paid", narrow.paid);
        match stages(&narrow.stages, mode) {
            None => filter,
            // The statuses are in the index of the search.
            Some(clause) => filter.in_search(&clause),
        }
    }

    fn of_client(self, client: Option<&ClientKey>, index: &'static str) -> Self {
        match client.map(ClientKey::id) {
            None => self,
            Some(Some(ClientId::Tenant(tenant))) => {
                self.in_table("tenant = ?", [Value::from(tenant.to_owned())]).through_index(index)
            }
            Some(Some(ClientId::Creditor(id))) => {
                self.in_table("tenant IS NULL AND creditor = ?", [Value::from(blob(id.0).to_vec())])
            }
            // No key of a client: no rows are its.
            Some(None) => self.in_table("0", []),
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
        self.in_table(&format!("({})", ways.join(" OR ")), known)
    }

    fn of_span(self, column: &'static str, span: Span) -> Self {
        let mut filter = self;
        if let Some(from) = span.from {
            filter = filter.in_table(&format!("{column} >= ?"), [Value::from(millis(from))]);
        }
        if let Some(before) = span.before {
            filter = filter.in_table(&format!("{column} < ?"), [Value::from(millis(before))]);
        }
        filter
    }
}

/// The rows at one of these stages; nothing when every row is meant.
pub(crate) fn stages(stages: &[Option<Stage>], mode: InvoicingMode) -> Option<String> {
    if stages.is_empty() {
        return None;
    }
    let stage = stage_sql(mode);
    let numbers: Vec<String> = stages.iter().flatten().map(|stage| stage.number().to_string()).collect();
    let mut ways = Vec::new();
    if !numbers.is_empty() {
        ways.push(format!("{stage} IN ({})", numbers.join(", ")));
    }
    if numbers.len() < stages.len() {
        ways.push(format!("{stage} IS NULL"));
    }
    Some(format!("({})", ways.join(" OR ")))
}

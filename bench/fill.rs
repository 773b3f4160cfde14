//! A cache that is filled past the network: for portfolios whose sync would take longer than the bench.

use desk::Desk;
use desk_core::ids::{CaseId, CreditorId, TenantId};
use desk_core::money::{Currency, Micros};
use desk_core::rows::Case;
use desk_core::secret::Secret;
use desk_core::time::Instant;
use desk_store::{CacheKey, OpenOptions, Store};
use partner_desk_sandbox::{SandboxConfig, State};

use crate::memory_vault::MemoryVault;

/// Rows in one write.
const BATCH: usize = 2_000;

/// Puts so many of the sandbox's cases into the cache of whoever is logged in.
pub(crate) fn fill(desk: &Desk, vault: &MemoryVault, folder: &std::path::Path, cases: usize, now: Instant) {
    let item: serde_json::Value = serde_json::from_str(&vault.items()[0].1).unwrap();
    let key = CacheKey::from_secret(&Secret::new(item["cache_key"].as_str().unwrap().to_owned())).unwrap();
    let path = folder.join(item["cache_file"].as_str().unwrap());
    // Random ids touch every page of their indexes again and again, so all of them are to be at hand.
    let options = OpenOptions { memory_budget_bytes: 4 << 30, ..OpenOptions::new(desk.locale()) };
    let store = Store::open(&path, &key, &options).unwrap().store;
    let state = State::generate(&SandboxConfig::new(cases, 1));
    let rows: Vec<Case> = state.cases().map(|row| converted(&state, row)).collect();
    drop(state);
    for batch in rows.chunks(BATCH) {
        let batch = batch.to_vec();
        store.write(move |writer| writer.upsert_cases(&batch, now)).wait().unwrap();
    }
    store.close().unwrap();
}

/// As the API would send it.
fn converted(state: &State, row: &partner_desk_sandbox::CaseRow) -> Case {
    let client = state.client(row.creditor_id).filter(|_| !row.client_hidden);
    let validation = row.validation.clone().unwrap_or_default();
    Case {
        id: CaseId(row.id),
        reference: row.reference.clone(),
        creditor_reference: row.creditor_reference.clone(),
        tenant: client.and_then(|client| client.tenant.clone()).map(TenantId),
        creditor: client.map(|client| CreditorId(client.id)),
        customer: client.and_then(|client| client.company_name.clone()),
        debtor: row.debtor_name.clone(),
        debtor_country: row.country.as_deref().map(str::to_owned),
        amount: Some(Micros(row.gross_amount)),
        remaining: Some(Micros(row.remainder)),
        currency: row.currency.as_deref().and_then(Currency::new),
        lifecycle: row.lifecycle.as_deref().map(str::to_owned),
        close_code: row.close_code.as_deref().map(str::to_owned),
        phase: row.phase.as_deref().map(str::to_owned),
        created: Some(row.date_created),
        due: Some(row.due_date),
        collection_started: row.date_collection_started,
        closed: row.date_finished,
        needs_info: validation.needs_info,
        client_answered: validation.creditor_responded_at,
        missing_items: Vec::new(),
        collection_partner: row.collection_partner.as_deref().map(str::to_owned),
        expected_fee_percent: row.expected_rate.map(Micros),
    }
}

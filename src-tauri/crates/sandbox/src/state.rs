//! The state machine: rows, how they change, and what they add up to.
//!
//! Tests use it in process, beside or behind the HTTP server, and ask it what the truth is.
//! Every change bumps a generation, which throws away the sorted orders that pages are cut from.

use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::config::{InvoicingMode, SandboxConfig};
use crate::generate;
use crate::labels::{Tab, tab_of};
use crate::lists::Cache;
use crate::readings::Reading;
use crate::rng::Rng;
use crate::rows::{CaseRow, ClientRow, TransactionRow};
use crate::stage::stage_of;

/// Rows with an index by id.
#[derive(Debug, Default)]
pub(crate) struct Table<R> {
    pub(crate) rows: Vec<R>,
    at: HashMap<Uuid, usize>,
}

impl<R> Table<R> {
    fn new(rows: Vec<R>, id: fn(&R) -> Uuid) -> Self {
        let at = rows.iter().enumerate().map(|(at, row)| (id(row), at)).collect();
        Self { rows, at }
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&R> {
        self.rows.get(*self.at.get(&id)?)
    }

    fn get_mut(&mut self, id: Uuid) -> Option<&mut R> {
        self.rows.get_mut(*self.at.get(&id)?)
    }

    fn put(&mut self, row: R, id: fn(&R) -> Uuid) {
        let key = id(&row);
        if let Some(old) = self.get_mut(key) {
            *old = row;
        } else {
            self.at.insert(key, self.rows.len());
            self.rows.push(row);
        }
    }

    fn retain(&mut self, id: fn(&R) -> Uuid, keep: impl FnMut(&R) -> bool) -> usize {
        let before = self.rows.len();
        self.rows.retain(keep);
        if self.rows.len() != before {
            self.at = self.rows.iter().enumerate().map(|(at, row)| (id(row), at)).collect();
        }
        before - self.rows.len()
    }
}

/// A Debitura in memory, for one partner.
pub struct State {
    config: SandboxConfig,
    pub(crate) cases: Table<CaseRow>,
    pub(crate) clients: Table<ClientRow>,
    pub(crate) transactions: Table<TransactionRow>,
    pub(crate) rng: Rng,
    serial: usize,
    generation: u64,
    pub(crate) cache: Mutex<Cache>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("config", &self.config)
            .field("cases", &self.cases.rows.len())
            .field("clients", &self.clients.rows.len())
            .field("transactions", &self.transactions.rows.len())
            .finish_non_exhaustive()
    }
}

impl State {
    /// The portfolio of a configuration. The same configuration gives the same state.
    #[must_use]
    pub fn generate(config: &SandboxConfig) -> Self {
        let mut rng = Rng::new(config.seed);
        let made = generate::portfolio(config, &mut rng);
        let clients = made.clients.len();
        Self {
            config: config.clone(),
            cases: Table::new(made.cases, |row| row.id),
            clients: Table::new(made.clients, |row| row.id),
            transactions: Table::new(made.transactions, |row| row.id),
            rng,
            // Beyond every serial number that a row has: a small portfolio has more clients than cases.
            serial: config.cases.max(clients),
            generation: 0,
            cache: Mutex::new(Cache::default()),
        }
    }

    /// What the state was made from, with the mode of today.
    #[must_use]
    pub fn config(&self) -> &SandboxConfig {
        &self.config
    }

    /// Counts the changes so far.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Every case that `/cases` lists, in no order. Q14 decides about those of archived links.
    pub fn cases(&self) -> impl Iterator<Item = &CaseRow> {
        self.cases.rows.iter().filter(|row| self.is_listed(row))
    }

    /// Every client that `/clients` lists, in no order.
    pub fn clients(&self) -> impl Iterator<Item = &ClientRow> {
        self.clients.rows.iter().filter(|row| !row.archived)
    }

    /// Every transaction, in no order.
    pub fn transactions(&self) -> impl Iterator<Item = &TransactionRow> {
        self.transactions.rows.iter()
    }

    /// A case by id, listed or not.
    #[must_use]
    pub fn case(&self, id: Uuid) -> Option<&CaseRow> {
        self.cases.get(id)
    }

    /// A client by `client.id`, archived or not.
    #[must_use]
    pub fn client(&self, id: Uuid) -> Option<&ClientRow> {
        self.clients.get(id)
    }

    /// The live client of a tenant id.
    #[must_use]
    pub fn client_of(&self, tenant: &str) -> Option<&ClientRow> {
        self.clients().find(|row| row.tenant.as_deref() == Some(tenant))
    }

    /// A transaction by id.
    #[must_use]
    pub fn transaction(&self, id: Uuid) -> Option<&TransactionRow> {
        self.transactions.get(id)
    }

    /// The tab of a case (contract section 9).
    #[must_use]
    pub fn tab(&self, row: &CaseRow) -> Tab {
        tab_of(row.lifecycle.as_deref())
    }

    /// The stage 0 to 6 of a transaction under the mode of today (contract section 11).
    #[must_use]
    pub fn stage(&self, row: &TransactionRow) -> Option<u8> {
        stage_of(
            row.commission.as_deref(),
            row.platform.as_deref(),
            row.referral.as_deref(),
            self.config.mode,
            &self.config.readings,
        )
    }

    pub(crate) fn is_listed(&self, row: &CaseRow) -> bool {
        self.config.readings.q14 == Reading::B
            || self.clients.get(row.creditor_id).is_none_or(|client| !client.archived)
    }

    /// Changes the partner's invoicing mode.
    pub fn set_mode(&mut self, mode: InvoicingMode) {
        self.config.mode = mode;
        self.generation += 1;
    }

    /// Moves the present, which new rows and "this month" use.
    pub fn set_now(&mut self, now: DateTime<Utc>) {
        self.config.now = now;
        self.generation += 1;
    }

    /// Adds a case, or replaces the one with its id.
    pub fn insert_case(&mut self, row: CaseRow) {
        self.cases.put(row, |row| row.id);
        self.generation += 1;
    }

    /// Changes a case in place; false when there is none. The id must not change.
    pub fn update_case(&mut self, id: Uuid, change: impl FnOnce(&mut CaseRow)) -> bool {
        self.generation += 1;
        self.cases.get_mut(id).map(change).is_some()
    }

    /// Removes a case and its transactions.
    pub fn remove_case(&mut self, id: Uuid) -> bool {
        self.remove_cases(&[id]) == 1
    }

    /// Removes cases and their transactions in one go; the number of cases that were there.
    pub fn remove_cases(&mut self, ids: &[Uuid]) -> usize {
        self.generation += 1;
        self.transactions.retain(|row| row.id, |row| !ids.contains(&row.case_id));
        self.cases.retain(|row| row.id, |row| !ids.contains(&row.id))
    }

    /// Adds a client, or replaces the one with its id.
    pub fn insert_client(&mut self, row: ClientRow) {
        self.clients.put(row, |row| row.id);
        self.generation += 1;
    }

    /// Changes a client in place; false when there is none. The id must not change.
    pub fn update_client(&mut self, id: Uuid, change: impl FnOnce(&mut ClientRow)) -> bool {
        self.generation += 1;
        self.clients.get_mut(id).map(change).is_some()
    }

    /// Removes a client with its cases and transactions, without a trace.
    pub fn remove_client(&mut self, id: Uuid) -> bool {
        self.generation += 1;
        self.transactions.retain(|row| row.id, |row| row.creditor_id != id);
        self.cases.retain(|row| row.id, |row| row.creditor_id != id);
        self.clients.retain(|row| row.id, |row| row.id != id) == 1
    }

    /// Adds a transaction, or replaces the one with its id.
    pub fn insert_transaction(&mut self, row: TransactionRow) {
        self.transactions.put(row, |row| row.id);
        self.generation += 1;
    }

    /// Changes a transaction in place; false when there is none. The id must not change.
    pub fn update_transaction(&mut self, id: Uuid, change: impl FnOnce(&mut TransactionRow)) -> bool {
        self.generation += 1;
        self.transactions.get_mut(id).map(change).is_some()
    }

    /// Removes a transaction.
    pub fn remove_transaction(&mut self, id: Uuid) -> bool {
        self.generation += 1;
        self.transactions.retain(|row| row.id, |row| row.id != id) == 1
    }

    /// The next serial number of a generated row.
    pub(crate) fn next_serial(&mut self) -> usize {
        let serial = self.serial;
        self.serial += 1;
        serial
    }

    /// An instant after every earlier one: new rows come one second apart.
    pub(crate) fn tick(&mut self) -> DateTime<Utc> {
        self.config.now += chrono::TimeDelta::seconds(1);
        self.config.now
    }
}

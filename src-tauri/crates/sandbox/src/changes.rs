//! Changes as a day at Debitura brings them, made from the state's own seed.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::generate;
use crate::labels::{CLOSE_CODES, Tab};
use crate::rows::{CaseRow, ClientRow, TransactionRow};
use crate::state::State;

impl State {
    /// A believable new case of a signed client, not inserted. None without a signed client.
    pub fn draft_case(&mut self) -> Option<CaseRow> {
        let signed: Vec<usize> = (0..self.clients.rows.len())
            .filter(|at| self.clients.rows.get(*at).is_some_and(|row| row.onboarding_done && !row.archived))
            .collect();
        let owner = self.clients.rows.get(self.rng.pick(&signed)).filter(|_| !signed.is_empty())?.clone();
        let (serial, now) = (self.next_serial(), self.tick());
        let config = self.config().clone();
        Some(generate::case(&mut self.rng, &config, serial, &owner, Some(now)))
    }

    /// A believable new client, not inserted.
    pub fn draft_client(&mut self) -> ClientRow {
        let (serial, now) = (self.next_serial(), self.tick());
        let config = self.config().clone();
        let mut row = generate::client(&mut self.rng, &config, serial);
        row.date_linked = now;
        row
    }

    /// A believable payment on a case, not inserted. None for an unknown case.
    pub fn draft_transaction(&mut self, case_id: Uuid) -> Option<TransactionRow> {
        let case = self.cases.get(case_id)?.clone();
        let client = self.clients.get(case.creditor_id)?.clone();
        let (serial, now) = (self.next_serial(), self.tick());
        let config = self.config().clone();
        let amount = generate::to_cents((case.gross_amount / 5).clamp(1_000_000, 5_000_000_000_000));
        Some(generate::transaction(&mut self.rng, &config, serial, &case, &client, amount, Some(now)))
    }

    /// New open cases, one second apart, newest last.
    pub fn insert_new_cases(&mut self, count: usize) -> Vec<Uuid> {
        let mut ids = Vec::new();
        while let (true, Some(row)) = (ids.len() < count, self.draft_case()) {
            ids.push(row.id);
            self.insert_case(row);
        }
        ids
    }

    /// New clients, one second apart.
    pub fn insert_new_clients(&mut self, count: usize) -> Vec<Uuid> {
        (0..count)
            .map(|_| {
                let row = self.draft_client();
                let id = row.id;
                self.insert_client(row);
                id
            })
            .collect()
    }

    /// New transactions on random cases, one second apart.
    pub fn insert_new_transactions(&mut self, count: usize) -> Vec<Uuid> {
        let mut ids = Vec::new();
        let all: Vec<Uuid> = self.cases().map(|row| row.id).collect();
        while ids.len() < count {
            let case = self.rng.pick(&all);
            let Some(row) = self.draft_transaction(case) else {
                break;
            };
            ids.push(row.id);
            self.insert_transaction(row);
        }
        ids
    }

    /// Closes the first `count` active or paused cases in the order of their ids. An unknown
    /// close code counts as `Other`.
    pub fn close_many(&mut self, count: usize, close_code: &str) -> Vec<Uuid> {
        let code = CLOSE_CODES.iter().find(|code| **code == close_code).copied().unwrap_or("Other");
        let ids = self.first_cases(count, |tab| matches!(tab, Tab::Active | Tab::Paused));
        let at = self.tick();
        let mut rng = self.rng.clone();
        for id in &ids {
            self.update_case(*id, |row| generate::close(&mut rng, row, code, at));
        }
        self.rng = rng;
        ids
    }

    /// Removes the first `count` cases in the order of their ids.
    pub fn remove_many(&mut self, count: usize) -> Vec<Uuid> {
        let ids = self.first_cases(count, |_| true);
        self.remove_cases(&ids);
        ids
    }

    /// Takes something off the remainder of the first `count` cases that are not closed.
    pub fn touch_many(&mut self, count: usize) -> Vec<Uuid> {
        let ids = self.first_cases(count, |tab| tab != Tab::Closed);
        for id in &ids {
            self.update_case(*id, |row| row.remainder = row.remainder.saturating_sub(10_000));
        }
        ids
    }

    /// Pays the first `count` transactions of stages 3 and 4 in the order of their ids.
    pub fn pay_many(&mut self, count: usize) -> Vec<Uuid> {
        let due = |row: &&TransactionRow| matches!(self.stage(row), Some(3 | 4));
        let mut ids: Vec<Uuid> = self.transactions().filter(due).map(|row| row.id).collect();
        ids.sort_unstable();
        ids.truncate(count);
        for id in &ids {
            self.update_transaction(*id, |row| row.referral = Some("Paid".into()));
        }
        ids
    }

    /// Archives a link (contract section 14): its waiting cases close. The client's id.
    pub fn archive_client(&mut self, tenant: &str) -> Option<Uuid> {
        let id = self.client_of(tenant)?.id;
        let at = self.tick();
        let waiting: Vec<Uuid> =
            self.cases().filter(|row| row.creditor_id == id && is_waiting(row)).map(|row| row.id).collect();
        let mut rng = self.rng.clone();
        for case in waiting {
            self.update_case(case, |row| {
                generate::close(&mut rng, row, "Case never started - Internal", at);
            });
        }
        self.update_client(id, |row| row.archived = true);
        Some(id)
    }

    /// Brings a tenant back as a new client with another id, archiving a live one first.
    pub fn recreate_client(&mut self, tenant: &str) -> Option<Uuid> {
        let _ = self.archive_client(tenant);
        let old = self.clients.rows.iter().rfind(|row| row.tenant.as_deref() == Some(tenant))?.clone();
        self.tick();
        let config = self.config().clone();
        let row = generate::reborn(&mut self.rng, &old, &config);
        let id = row.id;
        self.insert_client(row);
        Some(id)
    }

    /// Signs a tenant's agreements; its waiting cases go on to verification.
    pub fn sign_client(&mut self, tenant: &str) -> Option<Uuid> {
        let id = self.client_of(tenant)?.id;
        self.update_client(id, |row| {
            row.onboarding_done = true;
            row.link_url = None;
        });
        let waiting: Vec<Uuid> =
            self.cases().filter(|row| row.creditor_id == id && is_waiting(row)).map(|row| row.id).collect();
        for case in waiting {
            self.update_case(case, |row| row.lifecycle = Some("Pending Verification".into()));
        }
        Some(id)
    }

    /// A day later, for tests that need the present to move.
    pub fn next_day(&mut self) {
        let now = self.config().now + TimeDelta::days(1);
        self.set_now(now);
    }

    fn first_cases(&self, count: usize, wanted: impl Fn(Tab) -> bool) -> Vec<Uuid> {
        let mut ids: Vec<Uuid> = self.cases().filter(|row| wanted(self.tab(row))).map(|row| row.id).collect();
        ids.sort_unstable();
        ids.truncate(count);
        ids
    }
}

fn is_waiting(row: &CaseRow) -> bool {
    row.lifecycle.as_deref().is_some_and(|label| label.eq_ignore_ascii_case("Pending contract signing"))
}

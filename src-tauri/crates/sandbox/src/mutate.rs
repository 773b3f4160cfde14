//! Changes as a day at Debitura brings them, made from the state's own seed.
//!
//! The same changes travel over the control route as JSON, see [`Mutation`].

use chrono::TimeDelta;
use serde::Deserialize;
use uuid::Uuid;

use crate::config::InvoicingMode;
use crate::generate;
use crate::labels::{CLOSE_CODES, Tab};
use crate::rows::{CaseRow, ClientRow, Text, TransactionRow};
use crate::state::State;

/// One change over the control route: `{"op":"close_cases","count":3}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Mutation {
    /// New open cases of signed clients.
    InsertCases {
        /// How many.
        count: usize,
    },
    /// New transactions, paid and pending ones.
    InsertTransactions {
        /// How many.
        count: usize,
    },
    /// New clients with onboarding open.
    InsertClients {
        /// How many.
        count: usize,
    },
    /// Closes open cases.
    CloseCases {
        /// How many.
        count: usize,
        /// A label of contract section 10; `Paid` when absent.
        close_code: Option<String>,
    },
    /// Lets cases vanish, with their transactions.
    RemoveCases {
        /// How many.
        count: usize,
    },
    /// Changes open cases: a part of the remainder comes in.
    TouchCases {
        /// How many.
        count: usize,
    },
    /// Changes one case. Absent fields stay.
    UpdateCase {
        /// The case.
        id: Uuid,
        /// A label, known or not.
        lifecycle: Option<String>,
        /// A new debtor name.
        debtor_name: Option<String>,
        /// A new remainder in millionths.
        remainder: Option<i64>,
    },
    /// Removes one case.
    RemoveCase {
        /// The case.
        id: Uuid,
    },
    /// Changes the three statuses of one transaction; an absent one becomes null.
    UpdateTransaction {
        /// The transaction.
        id: Uuid,
        /// C, known or not.
        commission: Option<String>,
        /// P, known or not.
        platform: Option<String>,
        /// R, known or not.
        referral: Option<String>,
    },
    /// Removes one transaction.
    RemoveTransaction {
        /// The transaction.
        id: Uuid,
    },
    /// Pays the partner: ready and invoiced transactions become paid.
    PayTransactions {
        /// How many.
        count: usize,
    },
    /// Archives the link of a tenant.
    ArchiveClient {
        /// The tenant id.
        tenant: String,
    },
    /// Brings a tenant back as a new client.
    RecreateClient {
        /// The tenant id.
        tenant: String,
    },
    /// Signs the agreements of a tenant.
    SignClient {
        /// The tenant id.
        tenant: String,
    },
    /// Removes a client with everything that belongs to it.
    RemoveClient {
        /// `client.id`.
        id: Uuid,
    },
    /// Changes the invoicing mode.
    SetMode {
        /// `PayWhenPaid` or `ConfirmedPipeline`.
        mode: InvoicingMode,
    },
}

impl State {
    /// Applies a change; the ids of the rows that it concerned.
    pub fn apply(&mut self, mutation: &Mutation) -> Vec<Uuid> {
        let only = |done: bool, id: &Uuid| if done { vec![*id] } else { Vec::new() };
        match mutation {
            Mutation::InsertCases { count } => self.insert_new_cases(*count),
            Mutation::InsertTransactions { count } => self.insert_new_transactions(*count),
            Mutation::InsertClients { count } => self.insert_new_clients(*count),
            Mutation::CloseCases { count, close_code } => {
                self.close_many(*count, close_code.as_deref().unwrap_or("Paid"))
            }
            Mutation::RemoveCases { count } => self.remove_many(*count),
            Mutation::TouchCases { count } => self.touch_many(*count),
            Mutation::UpdateCase { id, lifecycle, debtor_name, remainder } => {
                let done = self.update_case(*id, |row| {
                    if let Some(label) = lifecycle {
                        row.lifecycle = Some(label.clone().into());
                    }
                    if let Some(name) = debtor_name {
                        row.debtor_name = Some(name.clone());
                    }
                    row.remainder = remainder.unwrap_or(row.remainder);
                });
                only(done, id)
            }
            Mutation::RemoveCase { id } => only(self.remove_case(*id), id),
            Mutation::UpdateTransaction { id, commission, platform, referral } => {
                let text = |status: &Option<String>| status.clone().map(Text::from);
                let done = self.update_transaction(*id, |row| {
                    row.commission = text(commission);
                    row.platform = text(platform);
                    row.referral = text(referral);
                });
                only(done, id)
            }
            Mutation::RemoveTransaction { id } => only(self.remove_transaction(*id), id),
            Mutation::PayTransactions { count } => self.pay_many(*count),
            Mutation::ArchiveClient { tenant } => self.archive_client(tenant).into_iter().collect(),
            Mutation::RecreateClient { tenant } => self.recreate_client(tenant).into_iter().collect(),
            Mutation::SignClient { tenant } => self.sign_client(tenant).into_iter().collect(),
            Mutation::RemoveClient { id } => only(self.remove_client(*id), id),
            Mutation::SetMode { mode } => {
                self.set_mode(*mode);
                Vec::new()
            }
        }
    }

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

//! Changes as the control route spells them. What they do is in `changes`.

use serde::Deserialize;
use uuid::Uuid;

use crate::config::InvoicingMode;
use crate::rows::Text;
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
}

//! Debitura: the sandbox's state machine, changed between answers and while they are on their way, with a memory of what was
//! true when. Requests wait until the history decides to work one out or to deliver it, in whichever order.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_api::wire;
use desk_core::ids::{CaseId, ClientKey, CreditorId, TenantId, TransactionId};
use desk_core::lifecycle::{OPEN_STATUSES, group_of};
use desk_core::remote::{
    BadBody, CaseScope, CasesPage, ClientsPage, Order, PageRequest, RemoteError, TransactionScope, TransactionsPage,
};
use desk_core::rows::{CaseRead, Client};
use desk_store::{RowKey, Table};
use desk_sync::Source;
use partner_desk_sandbox::{InvoicingMode, Mutation, PageFault, Reading, Request, SandboxConfig, State};
use tokio::sync::oneshot;

use crate::dice::Dice;

pub(crate) type Row = (Table, RowKey);
/// The values that the change log watches, in its order.
pub(crate) type Version = Vec<Option<String>>;
type Body = Result<String, RemoteError>;

pub(crate) struct Pending {
    target: String,
    list: bool,
    answer: Option<Body>,
    sender: oneshot::Sender<Body>,
}

/// One thing that became true of a row: a version, or that it is not listed.
type Epoch = (u64, Option<Version>);

pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) tick: u64,
    pub(crate) pending: Vec<Pending>,
    pub(crate) requests: usize,
    past: HashMap<Row, Vec<Epoch>>,
    faults: usize,
    lies: usize,
}

impl World {
    pub(crate) fn new(seed: u64, dice: &mut Dice) -> Self {
        let size = [0, 3, 40, 120, 230, 420][dice.below(6)];
        let mut config = SandboxConfig::new(size, seed);
        for (reading, per_mille) in
            [(&mut config.readings.q14, 300), (&mut config.readings.q5, 300), (&mut config.readings.q6, 300)]
        {
            *reading = if dice.chance(per_mille) { Reading::B } else { Reading::A };
        }
        if dice.chance(200) {
            config.mode = InvoicingMode::ConfirmedPipeline;
        }
        let mut state = State::generate(&config);
        if dice.chance(250) {
            // A bulk import: many rows of one date.
            let ids: Vec<_> = state.cases().map(|row| row.id).collect();
            let at = state.cases().next().map(|row| row.date_created);
            for id in ids {
                if dice.chance(700) {
                    state.update_case(id, |row| row.date_created = at.unwrap_or(row.date_created));
                }
            }
        }
        let faults = [0, 0, 15, 60][dice.below(4)];
        let mut world =
            Self { state, tick: 0, pending: Vec::new(), requests: 0, past: HashMap::new(), faults, lies: 0 };
        world.show_companies();
        world.look();
        world
    }

    /// Every listed row with its version.
    pub(crate) fn listed(&self) -> HashMap<Row, Version> {
        let text = |text: Option<&str>| text.filter(|text| !text.trim().is_empty()).map(str::to_owned);
        let flag = |on: bool| Some(u8::from(on).to_string());
        let cases = self.state.cases().map(|row| {
            let needs_info = row.validation.as_ref().is_some_and(|validation| validation.needs_info);
            let version = vec![
                text(row.lifecycle.as_deref()),
                text(row.close_code.as_deref()),
                text(row.phase.as_deref()),
                text(row.collection_partner.as_deref()),
                Some(row.remainder.to_string()),
                flag(needs_info),
            ];
            ((Table::Cases, CaseId(row.id).into()), version)
        });
        let clients = self.state.clients().filter_map(|row| {
            let tenant = row.tenant.clone().map(TenantId);
            let key = ClientKey::of(tenant.as_ref(), Some(CreditorId(row.id)))?;
            let version = vec![flag(row.onboarding_done), Some(row.id.to_string())];
            Some(((Table::Clients, RowKey::from(&key)), version))
        });
        let transactions = self.state.transactions().map(|row| {
            let status = |status: &Option<partner_desk_sandbox::Text>| status.as_deref().map(str::to_owned);
            let version = vec![status(&row.commission), status(&row.platform), status(&row.referral)];
            ((Table::Transactions, TransactionId(row.id).into()), version)
        });
        cases.chain(clients).chain(transactions).collect()
    }

    /// Notes what is true from this tick on.
    pub(crate) fn look(&mut self) {
        self.tick += 1;
        let mut listed = self.listed();
        for (row, epochs) in &mut self.past {
            let now = listed.remove(row);
            if epochs.last().is_none_or(|(_, last)| *last != now) {
                epochs.push((self.tick, now));
            }
        }
        for (row, version) in listed {
            self.past.insert(row, vec![(self.tick, Some(version))]);
        }
    }

    /// What was true of a row at some moment since a tick; `None` among them when it was not listed for a while.
    pub(crate) fn versions(&self, row: &Row, since: u64) -> Vec<Option<&Version>> {
        let Some(epochs) = self.past.get(row) else { return vec![None] };
        let first = epochs.iter().rposition(|(tick, _)| *tick <= since);
        let before = if first.is_none() { Some(None) } else { None };
        before.into_iter().chain(epochs[first.unwrap_or(0)..].iter().map(|(_, version)| version.as_ref())).collect()
    }

    /// The rows that were listed at every moment since a tick.
    pub(crate) fn throughout(&self, since: u64) -> Vec<&Row> {
        self.past.keys().filter(|row| self.versions(row, since).iter().all(Option::is_some)).collect()
    }

    pub(crate) fn is_open(version: &Version) -> bool {
        group_of(version[0].as_deref()).is_open()
    }

    /// A day at Debitura, in one blow.
    pub(crate) fn happen(&mut self, dice: &mut Dice) {
        for _ in 0..=dice.below(2) {
            self.one_change(dice);
        }
        self.show_companies();
        self.look();
    }

    /// Whether a client without a company can be kept at all is another question.
    fn show_companies(&mut self) {
        let hidden: Vec<_> = self.state.clients().filter(|row| row.company_hidden).map(|row| row.id).collect();
        for id in hidden {
            self.state.update_client(id, |row| row.company_hidden = false);
        }
    }

    fn one_change(&mut self, dice: &mut Dice) {
        let tenants: Vec<String> = self.state.clients().filter_map(|row| row.tenant.clone()).collect();
        let tenant = tenants.get(dice.below(tenants.len())).cloned();
        let cases: Vec<_> = self.state.cases().map(|row| row.id).collect();
        let transactions: Vec<_> = self.state.transactions().map(|row| row.id).collect();
        let few = 1 + dice.below(3);
        let mutation = match dice.below(24) {
            0..=3 => Mutation::InsertCases { count: few },
            4 | 5 => Mutation::InsertTransactions { count: few },
            6 => Mutation::InsertClients { count: 1 },
            7 | 8 => Mutation::CloseCases { count: few, close_code: None },
            9 if dice.chance(150) => Mutation::CloseCases { count: 90, close_code: Some("Other".to_owned()) },
            10 | 11 => match dice.pick(&cases) {
                Some(id) => Mutation::RemoveCase { id },
                None => return,
            },
            12 if dice.chance(100) => Mutation::RemoveCases { count: 60 },
            13..=15 => match dice.pick(&cases) {
                Some(id) => {
                    let status = OPEN_STATUSES[dice.below(8)];
                    let label = if dice.chance(30) { "Awaiting Court Date" } else { label_of(status) };
                    let remainder = Some(i64::try_from(dice.below(1_000)).unwrap() * 1_000_000);
                    Mutation::UpdateCase { id, lifecycle: Some(label.to_owned()), debtor_name: None, remainder }
                }
                None => return,
            },
            16 => match dice.pick(&transactions) {
                Some(id) => Mutation::RemoveTransaction { id },
                None => return,
            },
            17 => Mutation::PayTransactions { count: few },
            18 => match dice.pick(&transactions) {
                Some(id) => {
                    let some = |text: &str| Some(text.to_owned());
                    let referral = ["Pending", "Invoiced", "Paid", "Disputed"][dice.below(4)];
                    Mutation::UpdateTransaction {
                        id,
                        commission: some("Paid"),
                        platform: some("InvoiceIssued"),
                        referral: some(referral),
                    }
                }
                None => return,
            },
            19 if dice.chance(400) => match tenant {
                Some(tenant) => Mutation::ArchiveClient { tenant },
                None => return,
            },
            20 if dice.chance(400) => match tenant {
                Some(tenant) => Mutation::RecreateClient { tenant },
                None => return,
            },
            21 => match tenant {
                Some(tenant) => Mutation::SignClient { tenant },
                None => return,
            },
            22 => {
                // Entered late: it lands in the middle.
                if let (Some(mut case), Some(old)) = (self.state.draft_case(), dice.pick(&cases)) {
                    case.date_created = self.state.case(old).unwrap().date_created;
                    self.state.insert_case(case);
                }
                return;
            }
            23 if dice.chance(100) => Mutation::SetMode {
                mode: if dice.chance(500) { InvoicingMode::PayWhenPaid } else { InvoicingMode::ConfirmedPipeline },
            },
            _ => return,
        };
        self.state.apply(&mutation);
    }

    /// Works out an answer as it is at this moment. It may be a while until it arrives.
    pub(crate) fn work_out(&mut self, at: usize, dice: &mut Dice) {
        let fault = if dice.chance(self.faults) { Some(dice.below(10)) } else { None };
        let pending = &mut self.pending[at];
        let failure = match fault {
            Some(0) => Some(RemoteError::Server { status: 500 }),
            Some(1) => Some(RemoteError::Timeout),
            Some(2) => Some(RemoteError::RateLimited { retry_after: None }),
            Some(3) => Some(RemoteError::BadBody(BadBody::Cut)),
            _ => None,
        };
        if fault == Some(4) {
            self.lies = 1 + dice.below(5);
        }
        let lie = self.lies > 0 && pending.list;
        self.lies -= usize::from(lie);
        let twist = match fault {
            _ if lie => Some(PageFault::LyingTotal([-7, -1, 1, 3][dice.below(4)])),
            Some(5 | 6) => Some(PageFault::Shift),
            Some(7) => Some(PageFault::Duplicate),
            Some(8 | 9) => Some(PageFault::Drop),
            _ => None,
        };
        pending.answer = Some(match failure {
            Some(error) => Err(error),
            None => {
                let request = Request::get(&pending.target, &self.state.config().key());
                let reply = self.state.answer_with(&request, twist.filter(|_| pending.list));
                match reply.status {
                    200 => Ok(String::from_utf8(reply.body).unwrap()),
                    404 => Err(RemoteError::NotFound),
                    status => panic!("{status} to {}", pending.target),
                }
            }
        });
    }

    /// Answers that are worked out, and requests that are not, by their places.
    pub(crate) fn places(&self, worked_out: bool) -> Vec<usize> {
        (0..self.pending.len()).filter(|at| self.pending[*at].answer.is_some() == worked_out).collect()
    }

    pub(crate) fn deliver(&mut self, at: usize) {
        let pending = self.pending.remove(at);
        // Who asked may have been stopped.
        let _ = pending.sender.send(pending.answer.unwrap());
    }

    /// From now on Debitura is at its best.
    pub(crate) fn calm(&mut self) {
        (self.faults, self.lies) = (0, 0);
        self.pending.clear();
    }
}

fn label_of(status: &str) -> &'static str {
    match status {
        "PendingContractSigning" => "Pending contract signing",
        "PendingVerificationInternal" => "Pending Verification Internal",
        "PendingVerification" => "Pending Verification",
        "NeedsAdditionalDetails" => "More Info Required",
        "Leads" => "Collecting Quotes",
        "LeadsQuoteGiven" => "Pending Quote Selection",
        "Paused" => "Paused",
        _ => "Active",
    }
}

/// What the engine reads through.
pub(crate) struct Wire(pub(crate) Arc<Mutex<World>>);

impl Wire {
    async fn ask<T>(
        &self,
        target: String,
        list: bool,
        read: fn(&str) -> Result<T, RemoteError>,
    ) -> Result<T, RemoteError> {
        let (sender, answer) = oneshot::channel();
        {
            let mut world = self.0.lock().unwrap();
            world.requests += 1;
            world.pending.push(Pending { target, list, answer: None, sender });
        }
        read(&answer.await.map_err(|_| RemoteError::Unreachable)??)
    }
}

fn page(path: &str, page: PageRequest, sort: &str, from: &str, filters: &str) -> String {
    let direction = if page.order == Order::OldestFirst { "asc" } else { "desc" };
    let from = page.from.map_or_else(String::new, |at| format!("&{from}={}", at.format("%Y-%m-%dT%H:%M:%S%.3fZ")));
    format!("{path}?Page={}&PageSize={}&Sort={sort}:{direction}{from}{filters}", page.page, page.page_size)
}

#[async_trait]
impl Source for Wire {
    async fn clients(&self, request: PageRequest) -> Result<ClientsPage, RemoteError> {
        let target = page("/clients", request, "dateCreated", "DateCreatedFrom", "");
        self.ask(target, true, wire::clients_page).await
    }

    async fn cases(&self, request: PageRequest, scope: CaseScope) -> Result<CasesPage, RemoteError> {
        let filters = match scope {
            CaseScope::All => String::new(),
            CaseScope::Open => OPEN_STATUSES.map(|status| format!("&Statuses={status}")).concat(),
        };
        self.ask(page("/cases", request, "DateCreated", "FromDate", &filters), true, wire::cases_page).await
    }

    async fn transactions(
        &self,
        request: PageRequest,
        scope: TransactionScope,
    ) -> Result<TransactionsPage, RemoteError> {
        let filters = match scope {
            TransactionScope::All => String::new(),
            TransactionScope::Unpaid => [0, 1, 2, 3, 4, 6].map(|stage| format!("&RevenueStages={stage}")).concat(),
            TransactionScope::Search(text) => format!("&Search={text}"),
        };
        let target = page("/reporting/transactions", request, "collectionDate", "FromDate", &filters);
        self.ask(target, true, wire::transactions_page).await
    }

    async fn case(&self, id: CaseId) -> Result<CaseRead, RemoteError> {
        self.ask(format!("/cases/{id}"), false, wire::case).await
    }

    async fn client(&self, tenant: TenantId) -> Result<Client, RemoteError> {
        let encoded: String = tenant.0.bytes().map(|byte| format!("%{byte:02X}")).collect();
        self.ask(format!("/clients/{encoded}"), false, wire::client).await
    }
}

//! Debitura: the sandbox's state machine, changed between answers and while they are on their way, with a memory of what was
//! true when. Requests wait until the history decides to work one out or to deliver it, in whichever order.

use std::collections::HashMap;

use desk_core::ids::{CaseId, ClientKey, CreditorId, TenantId, TransactionId};
use desk_core::lifecycle::group_of;
use desk_core::remote::{BadBody, RemoteError};
use desk_store::{RowKey, Table};
use partner_desk_sandbox::{InvoicingMode, PageFault, Reading, Reply, Request, SandboxConfig, State, TransactionRow};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::dice::Dice;

pub(crate) type Row = (Table, RowKey);
/// The values that the change log watches, in its order.
pub(crate) type Version = Vec<Option<String>>;
type Body = Result<String, RemoteError>;

pub(crate) struct Pending {
    pub(crate) target: String,
    pub(crate) list: bool,
    /// Of a person, not of a pass.
    pub(crate) by_hand: bool,
    pub(crate) answer: Option<Body>,
    pub(crate) sender: oneshot::Sender<Body>,
}

/// What the lists say of a row.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Listed(Version),
    /// It is there, as a read of it alone shows; the list lags behind.
    Hidden,
    Gone,
}

impl Seen {
    fn version(&self) -> Option<&Version> {
        match self {
            Self::Listed(version) => Some(version),
            Self::Hidden | Self::Gone => None,
        }
    }
}

/// One thing that became true of a row.
type Epoch = (u64, Seen);

pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) tick: u64,
    pub(crate) pending: Vec<Pending>,
    pub(crate) requests: usize,
    past: HashMap<Row, Vec<Epoch>>,
    faults: usize,
    lies: usize,
    /// Cases that the lists leave out for so many answers.
    hidden: Vec<CaseId>,
    lag: usize,
    lags: bool,
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
        let mut world = Self {
            state,
            tick: 0,
            pending: Vec::new(),
            requests: 0,
            past: HashMap::new(),
            faults,
            lies: 0,
            hidden: Vec::new(),
            lag: 0,
            lags: dice.chance(300),
        };
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
        let mut listed: HashMap<Row, Seen> =
            self.listed().into_iter().map(|(row, version)| (row, Seen::Listed(version))).collect();
        for id in &self.hidden {
            // One that went while it was hidden is gone.
            listed.entry((Table::Cases, RowKey::from(*id))).and_modify(|seen| *seen = Seen::Hidden);
        }
        for (row, epochs) in &mut self.past {
            let now = listed.remove(row).unwrap_or(Seen::Gone);
            if epochs.last().is_none_or(|(_, last)| *last != now) {
                epochs.push((self.tick, now));
            }
        }
        for (row, seen) in listed {
            self.past.insert(row, vec![(self.tick, seen)]);
        }
    }

    /// Whether a row was there all the time since a tick, listed or not.
    pub(crate) fn was_there_since(&self, row: &Row, since: u64) -> bool {
        let Some(epochs) = self.past.get(row) else { return false };
        let first = epochs.iter().rposition(|(tick, _)| *tick <= since);
        first.is_some_and(|first| epochs[first..].iter().all(|(_, seen)| *seen != Seen::Gone))
    }

    /// The lists begin to lag behind, or have lagged long enough.
    fn hide(&mut self, dice: &mut Dice) {
        if self.lag > 0 {
            self.lag -= 1;
            if self.lag == 0 {
                self.hidden.clear();
                self.look();
            }
        } else if self.lags && dice.chance(10) {
            let ids: Vec<CaseId> = self.state.cases().map(|row| CaseId(row.id)).collect();
            self.hidden = (0..1 + dice.below(2)).filter_map(|_| dice.pick(&ids)).collect();
            self.lag = 10 + dice.below(80);
            self.look();
        }
    }

    /// An answer as the lists have it. `slide`: how far the page's window has slid, as when rows before it went and came back.
    fn reply(&mut self, target: &str, twist: Option<PageFault>, slide: usize) -> Reply {
        let request = Request::get(target, &self.state.config().key());
        let mut without: Vec<Uuid> = Vec::new();
        if target.starts_with("/cases?") {
            without.extend(self.hidden.iter().map(|id| id.0));
        }
        // Of a list's beginning nothing is known that a slid one could be measured by.
        if slide > 0 && target.contains("Page=1&") && target.contains("FromDate=") {
            let body = self.state.answer(&request).body;
            let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
            let rows = ["cases", "transactions"].iter().find_map(|name| body[name].as_array());
            let ids = rows.into_iter().flatten().take(slide).map(|row| row["id"].as_str().unwrap().parse::<Uuid>());
            without.extend(ids.map(Result::unwrap));
        }
        if without.is_empty() {
            return self.state.answer_with(&request, twist);
        }
        let cases: Vec<_> = without.iter().filter_map(|id| self.state.case(*id).cloned()).collect();
        let is_without = |row: &&TransactionRow| without.contains(&row.id) || without.contains(&row.case_id);
        let transactions: Vec<_> = self.state.transactions().filter(is_without).cloned().collect();
        self.state.remove_cases(&without);
        for id in &without {
            self.state.remove_transaction(*id);
        }
        let reply = self.state.answer_with(&request, twist);
        cases.into_iter().for_each(|row| self.state.insert_case(row));
        transactions.into_iter().for_each(|row| self.state.insert_transaction(row));
        reply
    }

    /// What was true of a row at some moment since a tick; `None` among them when it was not listed for a while.
    pub(crate) fn versions(&self, row: &Row, since: u64) -> Vec<Option<&Version>> {
        let Some(epochs) = self.past.get(row) else { return vec![None] };
        let first = epochs.iter().rposition(|(tick, _)| *tick <= since);
        let before = if first.is_none() { Some(None) } else { None };
        before.into_iter().chain(epochs[first.unwrap_or(0)..].iter().map(|(_, seen)| seen.version())).collect()
    }

    /// The rows that were listed at every moment since a tick.
    pub(crate) fn throughout(&self, since: u64) -> Vec<&Row> {
        self.past.keys().filter(|row| self.versions(row, since).iter().all(Option::is_some)).collect()
    }

    pub(crate) fn is_open(version: &Version) -> bool {
        group_of(version[0].as_deref()).is_open()
    }

    /// Works out an answer as it is at this moment. It may be a while until it arrives.
    pub(crate) fn work_out(&mut self, at: usize, dice: &mut Dice) {
        self.hide(dice);
        let fault = if dice.chance(self.faults) { Some(dice.below(12)) } else { None };
        let slide = if matches!(fault, Some(10 | 11)) { 1 + dice.below(4) } else { 0 };
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
            _ if lie => Some(PageFault::LyingTotal([-60, -7, -1, 1, 3][dice.below(5)])),
            Some(5 | 6) => Some(PageFault::Shift),
            Some(7) => Some(PageFault::Duplicate),
            Some(8 | 9) => Some(PageFault::Drop),
            _ => None,
        };
        let (target, list) = (pending.target.clone(), pending.list);
        let answer = match failure {
            Some(error) => Err(error),
            None => {
                let reply = if list {
                    self.reply(&target, twist, slide)
                } else {
                    self.state.answer(&Request::get(&target, &self.state.config().key()))
                };
                match reply.status {
                    200 => Ok(String::from_utf8(reply.body).unwrap()),
                    404 => Err(RemoteError::NotFound),
                    status => panic!("{status} to {target}"),
                }
            }
        };
        self.pending[at].answer = Some(answer);
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
        (self.faults, self.lies, self.lags, self.lag) = (0, 0, false, 0);
        self.pending.clear();
        self.hidden.clear();
        self.look();
    }
}

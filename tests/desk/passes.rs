//! A pass over the sandbox's state machine in process, without HTTP: what it claims against what is true.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_api::wire;
use desk_core::ids::CaseId;
use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery};
use desk_core::remote::{BadBody, CasesPage, ClientsPage, Order, PageRequest, RemoteError, TransactionsPage};
use desk_store::{CacheKey, OpenOptions, Store, Table, cases, clients, earnings};
use desk_sync::{Outcome, Pass, Progress, Source};
use partner_desk_sandbox::{Mutation, PageFault, Request, SandboxConfig, State};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::computer::ALL;
use crate::hand_clock::HandClock;

type Fault = Box<dyn FnMut(&str, u32) -> Option<PageFault> + Send>;

struct InProcess {
    state: Mutex<State>,
    fault: Mutex<Fault>,
}

impl InProcess {
    fn ask<T>(
        &self,
        path: &str,
        page: PageRequest,
        sort: &str,
        read: fn(&str) -> Result<T, RemoteError>,
    ) -> Result<T, RemoteError> {
        let state = self.state.lock().unwrap();
        let direction = if page.order == Order::OldestFirst { "asc" } else { "desc" };
        let target = format!("{path}?Page={}&PageSize={}&Sort={sort}:{direction}", page.page, page.page_size);
        let fault = (self.fault.lock().unwrap())(path, page.page);
        let reply = state.answer_with(&Request::get(&target, &state.config().key()), fault);
        assert_eq!(reply.status, 200, "{target}");
        let body = String::from_utf8(reply.body).map_err(|_| RemoteError::BadBody(BadBody::NotJson))?;
        read(&body)
    }
}

#[async_trait]
impl Source for InProcess {
    async fn clients(&self, page: PageRequest) -> Result<ClientsPage, RemoteError> {
        self.ask("/clients", page, "dateCreated", wire::clients_page)
    }

    async fn cases(&self, page: PageRequest) -> Result<CasesPage, RemoteError> {
        self.ask("/cases", page, "DateCreated", wire::cases_page)
    }

    async fn transactions(&self, page: PageRequest) -> Result<TransactionsPage, RemoteError> {
        self.ask("/reporting/transactions", page, "collectionDate", wire::transactions_page)
    }
}

struct Bench {
    _dir: TempDir,
    store: Store,
    source: Arc<InProcess>,
    changed: Mutex<Vec<Table>>,
}

impl Bench {
    fn new(cases: usize, seed: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let options = OpenOptions::new("en");
        let store = Store::open(&dir.path().join("cache.db"), &CacheKey::new([3; 32]), &options).unwrap().store;
        let mut state = State::generate(&SandboxConfig::new(cases, seed));
        let hidden: Vec<Uuid> = state.clients().filter(|row| row.company_hidden).map(|row| row.id).collect();
        for id in hidden {
            // Whether such a row can be kept is another question.
            state.update_client(id, |row| row.company_hidden = false);
        }
        let state = Mutex::new(state);
        let source = Arc::new(InProcess { state, fault: Mutex::new(Box::new(|_, _| None)) });
        Self { _dir: dir, store, source, changed: Mutex::default() }
    }

    fn fault(&self, fault: impl FnMut(&str, u32) -> Option<PageFault> + Send + 'static) {
        *self.source.fault.lock().unwrap() = Box::new(fault);
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.source.state.lock().unwrap())
    }

    async fn pass(&self) -> Outcome {
        let first = self.store.read(|reader| reader.count(Table::Cases)).await.unwrap() == 0;
        let changed = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&changed);
        let observer = move |progress| {
            if let Progress::Page { at, changed: true } = progress {
                heard.lock().unwrap().push(at.table);
            }
        };
        let source: Arc<InProcess> = Arc::clone(&self.source);
        let (clock, cancel) = (HandClock::default(), CancellationToken::new());
        let outcome =
            Pass { source, store: &self.store, clock: &clock, cancel: &cancel, observer: &observer, first }.run().await;
        *self.changed.lock().unwrap() = changed.lock().unwrap().clone();
        outcome
    }

    /// Ids of cases and of transactions, and how many clients there are.
    async fn held(&self) -> (BTreeSet<Uuid>, BTreeSet<Uuid>, u64) {
        let cases = self.store.read(|reader| cases::page(reader, &CaseQuery::default(), ALL)).await.unwrap().rows;
        let fees = self.store.read(|reader| earnings::page(reader, &EarningsQuery::default(), ALL)).await.unwrap().rows;
        let clients = self.store.read(|reader| clients::page(reader, &ClientQuery::default(), ALL)).await.unwrap();
        let cases = cases.into_iter().map(|row| row.case.id.0).collect();
        (cases, fees.into_iter().map(|row| row.transaction.id.0).collect(), clients.total)
    }

    fn truth(&self) -> (BTreeSet<Uuid>, BTreeSet<Uuid>, u64) {
        self.change(|state| {
            let cases = state.cases().map(|row| row.id).collect();
            (cases, state.transactions().map(|row| row.id).collect(), state.clients().count() as u64)
        })
    }
}

fn partial(outcome: &Outcome, table: Table) -> Option<&str> {
    assert!(outcome.error.is_none(), "{:?}", outcome.error);
    outcome.tables.iter().find(|one| one.table == table).unwrap().partial.as_deref()
}

#[tokio::test]
async fn two_thousand_cases_and_then_what_happens_to_them() {
    let bench = Bench::new(2_000, 5);
    assert!(bench.pass().await.is_complete());
    assert_eq!(bench.held().await, bench.truth());
    assert!(!bench.changed.lock().unwrap().is_empty());

    assert!(bench.pass().await.is_complete());
    assert_eq!(*bench.changed.lock().unwrap(), [], "nothing happened");

    let closed = bench.change(|state| {
        state.apply(&Mutation::InsertCases { count: 150 });
        state.apply(&Mutation::InsertTransactions { count: 40 });
        state.apply(&Mutation::InsertClients { count: 3 });
        state.apply(&Mutation::CloseCases { count: 25, close_code: Some("Paid".to_owned()) })
    });
    assert!(bench.pass().await.is_complete());
    assert_eq!(bench.held().await, bench.truth());
    let changed: BTreeSet<String> = bench.changed.lock().unwrap().iter().map(|table| format!("{table:?}")).collect();
    assert_eq!(changed.len(), 3, "{changed:?}");
    for id in closed {
        let row = bench.store.read(move |reader| cases::by_id(reader, CaseId(id))).await.unwrap().unwrap();
        assert_eq!(row.case.close_code.as_deref(), Some("Paid"));
    }
}

#[tokio::test]
async fn rows_that_vanish_are_kept_and_do_not_keep_a_pass_from_being_complete() {
    let bench = Bench::new(450, 6);
    assert!(bench.pass().await.is_complete());
    let removed = bench.change(|state| state.apply(&Mutation::RemoveCases { count: 5 }));
    let outcome = bench.pass().await;
    assert!(outcome.is_complete());
    let (cases, _, _) = bench.held().await;
    assert!(removed.iter().all(|id| cases.contains(id)), "nothing is marked as gone before there is proof");
}

#[tokio::test]
async fn pages_that_are_wrong_are_found_out() {
    for fault in
        [PageFault::Shift, PageFault::Duplicate, PageFault::Drop, PageFault::LyingTotal(7), PageFault::LyingTotal(-7)]
    {
        // Once: the list is read again. Always: it is partial, and says so.
        for always in [false, true] {
            let bench = Bench::new(350, 8);
            let mut played = 0;
            bench.fault(move |path, page| {
                let now = path == "/cases" && page == 2 && (always || played == 0);
                played += i32::from(now);
                now.then_some(fault)
            });
            let outcome = bench.pass().await;
            let what = format!("{fault:?}, always: {always}");
            assert_eq!(partial(&outcome, Table::Cases).is_some(), always, "{what}");
            assert_eq!(partial(&outcome, Table::Transactions), None, "{what}");
            if !always {
                assert_eq!(bench.held().await, bench.truth(), "{what}");
            }
            let state = bench.store.read(|reader| reader.freshness()).await.unwrap().cases;
            assert_eq!(state.last_complete.is_none(), always, "{what}");
        }
    }
}

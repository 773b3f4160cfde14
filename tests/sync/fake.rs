//! A Debitura in memory: three lists in their stable order, a script that is run before every answer, and a record of what
//! was asked.

use std::sync::Mutex;

use async_trait::async_trait;
use desk_core::ids::{CaseId, TenantId};
use desk_core::money::Micros;
use desk_core::remote::{
    CaseScope, CasesPage, ClientsPage, EarningsSummary, Order, Page, PageRequest, RemoteError, TransactionScope,
    TransactionsPage,
};
use desk_core::rows::{Case, CaseRead, Client, Transaction};
use desk_core::time::Instant;
use desk_store::Table;
use desk_sync::Source;

use crate::rows::{self, Dice};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lists {
    pub(crate) cases: Vec<Case>,
    pub(crate) clients: Vec<Client>,
    pub(crate) transactions: Vec<Transaction>,
    /// A server that takes no notice of dates: its lists can only be read by offsets.
    pub(crate) ignores_dates: bool,
    dice: u64,
}

impl Lists {
    pub(crate) fn new(seed: u64, cases: usize, clients: u64, transactions: usize) -> Self {
        let mut dice = Dice::new(seed);
        let mut cases: Vec<Case> = (0..cases).map(|_| rows::case(&mut dice, clients.max(1))).collect();
        let mut clients: Vec<Client> = (0..clients).map(|tenant| rows::client(&mut dice, tenant)).collect();
        let mut transactions: Vec<Transaction> = (0..transactions)
            .map_while(|_| (!cases.is_empty()).then(|| rows::transaction(&mut dice, &cases)))
            .collect();
        cases.iter_mut().enumerate().for_each(|(at, case)| case.created = Some(minute(at)));
        clients.iter_mut().enumerate().for_each(|(at, client)| client.linked = Some(minute(at)));
        transactions.iter_mut().enumerate().for_each(|(at, row)| row.date = Some(minute(at)));
        Self { cases, clients, transactions, ignores_dates: false, dice: dice.next() }
    }

    /// The same, of a server that takes no notice of dates.
    pub(crate) fn by_offsets(self) -> Self {
        Self { ignores_dates: true, ..self }
    }

    /// A case that no list has yet.
    pub(crate) fn new_case(&mut self) -> Case {
        self.dice += 1;
        Case { created: Some(minute(self.cases.len() + 100)), ..rows::case(&mut Dice::new(self.dice), 9) }
    }

    /// At the end, where new rows stand in the stable order.
    pub(crate) fn append_case(&mut self) -> CaseId {
        let case = self.new_case();
        let id = case.id;
        self.cases.push(case);
        id
    }
}

/// What the script makes of one answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Twist {
    /// This instead of a page.
    pub(crate) error: Option<RemoteError>,
    /// This instead of the list's own length.
    pub(crate) total: Option<Option<u64>>,
    /// The page that is sent, whichever was asked for.
    pub(crate) page: Option<u32>,
    /// Rows at the end of the page that come without a usable id.
    pub(crate) unusable: usize,
    /// No answer at all.
    pub(crate) silent: bool,
}

/// One request, as the script sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) table: Table,
    pub(crate) page: PageRequest,
    /// How many of this table came before it.
    pub(crate) nth: usize,
}

type Script = Box<dyn FnMut(Asked, &mut Lists) -> Twist + Send>;

struct Inside {
    lists: Lists,
    script: Script,
    asked: Vec<Asked>,
    in_flight: usize,
    in_flight_max: usize,
}

pub(crate) struct Fake(Mutex<Inside>);

impl Fake {
    pub(crate) fn new(
        lists: Lists,
        script: impl FnMut(Asked, &mut Lists) -> Twist + Send + 'static,
    ) -> std::sync::Arc<Self> {
        let script = Box::new(script);
        std::sync::Arc::new(Self(Mutex::new(Inside {
            lists,
            script,
            asked: Vec::new(),
            in_flight: 0,
            in_flight_max: 0,
        })))
    }

    pub(crate) fn still(lists: Lists) -> std::sync::Arc<Self> {
        Self::new(lists, |_, _| Twist::default())
    }

    pub(crate) fn lists(&self) -> Lists {
        self.0.lock().unwrap().lists.clone()
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Lists)) {
        change(&mut self.0.lock().unwrap().lists);
    }

    pub(crate) fn script(&self, script: impl FnMut(Asked, &mut Lists) -> Twist + Send + 'static) {
        self.0.lock().unwrap().script = Box::new(script);
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.0.lock().unwrap().asked.clone()
    }

    pub(crate) fn pages_of(&self, table: Table) -> Vec<u32> {
        self.asked().iter().filter(|asked| asked.table == table).map(|asked| asked.page.page).collect()
    }

    pub(crate) fn forget(&self) {
        self.0.lock().unwrap().asked.clear();
    }

    pub(crate) fn in_flight_max(&self) -> usize {
        self.0.lock().unwrap().in_flight_max
    }

    async fn answer<T: Clone, S>(
        &self,
        table: Table,
        page: PageRequest,
        list: fn(&Lists) -> &Vec<T>,
        date: fn(&T) -> Option<Instant>,
    ) -> Result<Page<T, S>, RemoteError> {
        self.count_in_flight(1);
        // Long enough for every other request that is to be under way to be so.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        self.count_in_flight(-1);
        match self.answer_now(table, page, list, date) {
            Some(answer) => answer,
            None => std::future::pending().await,
        }
    }

    /// Nothing: there is no answer.
    fn answer_now<T: Clone, S>(
        &self,
        table: Table,
        page: PageRequest,
        list: fn(&Lists) -> &Vec<T>,
        date: fn(&T) -> Option<Instant>,
    ) -> Option<Result<Page<T, S>, RemoteError>> {
        let inside = &mut *self.0.lock().unwrap();
        let nth = inside.asked.iter().filter(|asked| asked.table == table).count();
        let asked = Asked { table, page, nth };
        inside.asked.push(asked);
        let twist = (inside.script)(asked, &mut inside.lists);
        if twist.silent {
            return None;
        }
        if let Some(error) = twist.error {
            return Some(Err(error));
        }
        let from = if inside.lists.ignores_dates { None } else { page.from };
        let all: Vec<T> = list(&inside.lists).iter().filter(|row| date(row) >= from).cloned().collect();
        let skip = (twist.page.unwrap_or(page.page) as usize - 1) * page.page_size as usize;
        let size = page.page_size as usize;
        let mut rows: Vec<T> = match page.order {
            Order::OldestFirst => all.iter().skip(skip).take(size).cloned().collect(),
            Order::NewestFirst => all.iter().rev().skip(skip).take(size).cloned().collect(),
        };
        rows.truncate(rows.len().saturating_sub(twist.unusable));
        let total_results = twist.total.unwrap_or(Some(all.len() as u64));
        let unusable_rows = u32::try_from(twist.unusable).unwrap();
        Some(Ok(Page { rows, unusable_rows, total_results, summary: None }))
    }

    fn count_in_flight(&self, by: isize) {
        let mut inside = self.0.lock().unwrap();
        inside.in_flight = inside.in_flight.saturating_add_signed(by);
        inside.in_flight_max = inside.in_flight_max.max(inside.in_flight);
    }
}

/// Rows stand in the order of their dates, a minute apart.
pub(crate) fn minute(at: usize) -> Instant {
    crate::fixture::at("2024-01-01T00:00:00Z") + chrono::TimeDelta::minutes(i64::try_from(at).unwrap())
}

#[async_trait]
impl Source for Fake {
    async fn clients(&self, page: PageRequest) -> Result<ClientsPage, RemoteError> {
        self.answer(Table::Clients, page, |lists| &lists.clients, |row| row.linked).await
    }

    async fn cases(&self, page: PageRequest, _: CaseScope) -> Result<CasesPage, RemoteError> {
        self.answer(Table::Cases, page, |lists| &lists.cases, |row| row.created).await
    }

    async fn transactions(&self, page: PageRequest, _: TransactionScope) -> Result<TransactionsPage, RemoteError> {
        let answer = self.answer(Table::Transactions, page, |lists| &lists.transactions, |row| row.date).await;
        answer.map(|answer| Page { summary: Some(summary_of(page.page, answer.total_results)), ..answer })
    }

    async fn case(&self, id: CaseId) -> Result<CaseRead, RemoteError> {
        let lists = self.lists();
        let case = lists.cases.into_iter().find(|case| case.id == id).ok_or(RemoteError::NotFound)?;
        Ok(CaseRead { case, potential: None })
    }

    async fn client(&self, tenant: TenantId) -> Result<Client, RemoteError> {
        let lists = self.lists();
        lists.clients.into_iter().find(|client| client.tenant.as_ref() == Some(&tenant)).ok_or(RemoteError::NotFound)
    }
}

/// The totals that come with a page of transactions: they tell which page it was.
pub(crate) fn summary_of(page: u32, total: Option<u64>) -> EarningsSummary {
    let mut summary = EarningsSummary { fee_usd: [Some(Micros(page.into())); 7], ..EarningsSummary::default() };
    summary.count[3] = total.map(u64::cast_signed);
    summary
}

/// Twists the n-th answer for a table, counted from 0, and no other.
pub(crate) fn once(table: Table, nth: usize, twist: Twist) -> impl FnMut(Asked, &mut Lists) -> Twist + Send + 'static {
    move |asked, _| if asked.table == table && asked.nth == nth { twist.clone() } else { Twist::default() }
}

pub(crate) fn failing(error: RemoteError) -> Twist {
    Twist { error: Some(error), ..Twist::default() }
}

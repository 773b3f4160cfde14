//! What the engine reads through: requests that wait until the history answers them.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use desk_api::wire;
use desk_core::ids::{CaseId, TenantId};
use desk_core::lifecycle::OPEN_STATUSES;
use desk_core::remote::{
    CaseScope, CasesPage, ClientsPage, Order, PageRequest, RemoteError, TransactionScope, TransactionsPage,
};
use desk_core::rows::{CaseRead, Client};
use desk_sync::Source;
use tokio::sync::oneshot;

use crate::world::{Pending, World};

pub(crate) struct Wire {
    pub(crate) world: Arc<Mutex<World>>,
    pub(crate) by_hand: bool,
}

impl Wire {
    async fn ask<T>(
        &self,
        target: String,
        list: bool,
        read: fn(&str) -> Result<T, RemoteError>,
    ) -> Result<T, RemoteError> {
        let (sender, answer) = oneshot::channel();
        {
            let mut world = self.world.lock().unwrap();
            world.requests += 1;
            world.pending.push(Pending { target, list, by_hand: self.by_hand, answer: None, sender });
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

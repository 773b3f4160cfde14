//! What the three lists of the API are to a pass: how to read a page, key its rows and write them.

use std::sync::Arc;

use async_trait::async_trait;
use desk_core::remote::{
    CaseScope, CasesSummary, ClientsSummary, EarningsSummary, Page, PageRequest, RemoteError, TransactionScope,
};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::time::Instant;
use desk_store::{RowKey, StoreError, Table, Upserted, Writer};

use crate::source::Source;
use crate::walk::{Fact, Facts};

/// One of the lists, by the type of its rows.
#[async_trait]
pub(crate) trait List: Sized + Send + 'static {
    type Scope: Clone + Default + Send + Sync + 'static;
    type Summary: Copy + Send + Sync + 'static;
    const TABLE: Table;

    async fn read(
        source: Arc<dyn Source>,
        page: PageRequest,
        scope: Self::Scope,
    ) -> Result<Page<Self, Self::Summary>, RemoteError>;
    fn fact(&self) -> Fact;
    fn write(writer: &mut Writer<'_>, rows: &[Self], now: Instant) -> Result<Upserted, StoreError>;
    /// Keeps the totals that came with a complete pass, where the cache has a use for them.
    fn keep(writer: &mut Writer<'_>, summary: &Self::Summary, at: Instant) -> Result<(), StoreError>;
}

#[async_trait]
impl List for Client {
    type Scope = ();
    type Summary = ClientsSummary;
    const TABLE: Table = Table::Clients;

    async fn read(
        source: Arc<dyn Source>,
        page: PageRequest,
        (): (),
    ) -> Result<Page<Self, ClientsSummary>, RemoteError> {
        source.clients(page).await
    }

    fn fact(&self) -> Fact {
        Fact { key: RowKey::from(&self.key), date: self.linked }
    }

    fn write(writer: &mut Writer<'_>, rows: &[Self], now: Instant) -> Result<Upserted, StoreError> {
        writer.upsert_clients(rows, now)
    }

    fn keep(_: &mut Writer<'_>, _: &ClientsSummary, _: Instant) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl List for Case {
    type Scope = CaseScope;
    type Summary = CasesSummary;
    const TABLE: Table = Table::Cases;

    async fn read(
        source: Arc<dyn Source>,
        page: PageRequest,
        scope: CaseScope,
    ) -> Result<Page<Self, CasesSummary>, RemoteError> {
        source.cases(page, scope).await
    }

    fn fact(&self) -> Fact {
        Fact { key: self.id.into(), date: self.created }
    }

    fn write(writer: &mut Writer<'_>, rows: &[Self], now: Instant) -> Result<Upserted, StoreError> {
        writer.upsert_cases(rows, now)
    }

    fn keep(_: &mut Writer<'_>, _: &CasesSummary, _: Instant) -> Result<(), StoreError> {
        Ok(())
    }
}

#[async_trait]
impl List for Transaction {
    type Scope = TransactionScope;
    type Summary = EarningsSummary;
    const TABLE: Table = Table::Transactions;

    async fn read(
        source: Arc<dyn Source>,
        page: PageRequest,
        scope: TransactionScope,
    ) -> Result<Page<Self, EarningsSummary>, RemoteError> {
        source.transactions(page, scope).await
    }

    fn fact(&self) -> Fact {
        Fact { key: self.id.into(), date: self.date }
    }

    fn write(writer: &mut Writer<'_>, rows: &[Self], now: Instant) -> Result<Upserted, StoreError> {
        writer.upsert_transactions(rows, now)
    }

    fn keep(writer: &mut Writer<'_>, summary: &EarningsSummary, at: Instant) -> Result<(), StoreError> {
        writer.set_earnings_summary(summary, at)
    }
}

/// What an answer said, for whoever decides what to ask next.
pub(crate) fn facts<L: List>(page: &Page<L, L::Summary>) -> Facts {
    Facts {
        rows: page.rows.iter().map(List::fact).collect(),
        unusable: page.unusable_rows.into(),
        total: page.total_results,
    }
}

//! Where a pass reads from.

use async_trait::async_trait;
use desk_core::ids::{CaseId, TenantId};
use desk_core::remote::{
    CaseScope, CasesPage, ClientsPage, PageRequest, RemoteError, TransactionScope, TransactionsPage,
};
use desk_core::rows::{CaseRead, Client};

/// The reads of the API that a pass needs. Implementations retry by themselves; an error that arrives here ends what was
/// being read.
#[async_trait]
pub trait Source: Send + Sync {
    /// A page of `GET /clients`.
    async fn clients(&self, page: PageRequest) -> Result<ClientsPage, RemoteError>;
    /// A page of `GET /cases`.
    async fn cases(&self, page: PageRequest, scope: CaseScope) -> Result<CasesPage, RemoteError>;
    /// A page of `GET /reporting/transactions`.
    async fn transactions(&self, page: PageRequest, scope: TransactionScope) -> Result<TransactionsPage, RemoteError>;
    /// `GET /cases/{id}`.
    async fn case(&self, id: CaseId) -> Result<CaseRead, RemoteError>;
    /// `GET /clients/{externalTenantId}`.
    async fn client(&self, tenant: TenantId) -> Result<Client, RemoteError>;
}

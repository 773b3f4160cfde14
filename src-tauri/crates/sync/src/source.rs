//! Where a pass reads from.

use async_trait::async_trait;
use desk_core::remote::{CasesPage, ClientsPage, PageRequest, RemoteError, TransactionsPage};

/// The three lists of the API as a pass needs them. Implementations retry by themselves; an error that arrives here ends
/// the table's sweep.
#[async_trait]
pub trait Source: Send + Sync {
    /// A page of `GET /clients`.
    async fn clients(&self, page: PageRequest) -> Result<ClientsPage, RemoteError>;
    /// A page of `GET /cases`.
    async fn cases(&self, page: PageRequest) -> Result<CasesPage, RemoteError>;
    /// A page of `GET /reporting/transactions`.
    async fn transactions(&self, page: PageRequest) -> Result<TransactionsPage, RemoteError>;
}

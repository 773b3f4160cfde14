//! The HTTP client behind the traits of `sync` and `session`.

use std::pin::Pin;
use std::time::Duration;

use async_trait::async_trait;
use desk_api::{Api, Options, Origin};
use desk_core::ids::{CaseId, TenantId};
use desk_core::remote::{
    CaseScope, CasesPage, ClientsPage, PageRequest, RemoteError, TransactionScope, TransactionsPage,
};
use desk_core::rows::{CaseRead, Client, Partner};
use desk_session::{Authenticator, Credential};
use desk_sync::Source;
use tokio::task::JoinSet;

/// What has arrived waits no longer for an answer that does not come, as while Debitura asks for a pause.
const SILENCE: Duration = Duration::from_secs(1);

/// The moment that a pass listens for an answer before it writes what it has.
pub(crate) fn silence() -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(tokio::time::sleep(SILENCE))
}

/// Reads over HTTP. Each read runs in a task of its own, so that answers are taken apart while others are written; it ends
/// with whoever waits for it.
pub(crate) struct HttpSource(pub(crate) Api);

async fn apart<T: Send + 'static>(
    read: impl Future<Output = Result<T, RemoteError>> + Send + 'static,
) -> Result<T, RemoteError> {
    // Dropping the set ends what is in it.
    let mut task = JoinSet::new();
    task.spawn(read);
    match task.join_next().await {
        Some(Ok(answer)) => answer,
        _ => Err(RemoteError::Cancelled),
    }
}

#[async_trait]
impl Source for HttpSource {
    async fn clients(&self, page: PageRequest) -> Result<ClientsPage, RemoteError> {
        let api = self.0.clone();
        apart(async move { api.clients(&page).await }).await
    }

    async fn cases(&self, page: PageRequest, scope: CaseScope) -> Result<CasesPage, RemoteError> {
        let api = self.0.clone();
        apart(async move { api.cases(&page, scope).await }).await
    }

    async fn transactions(&self, page: PageRequest, scope: TransactionScope) -> Result<TransactionsPage, RemoteError> {
        let api = self.0.clone();
        apart(async move { api.transactions(&page, &scope).await }).await
    }

    async fn case(&self, id: CaseId) -> Result<CaseRead, RemoteError> {
        self.0.case(id).await
    }

    async fn client(&self, tenant: TenantId) -> Result<Client, RemoteError> {
        self.0.client(&tenant).await
    }
}

/// Asks `/me` of one origin who a credential is.
pub(crate) struct HttpAuthenticator {
    pub(crate) origin: Origin,
    pub(crate) options: Options,
}

#[async_trait]
impl Authenticator for HttpAuthenticator {
    async fn who_am_i(&self, credential: &Credential) -> Result<Partner, RemoteError> {
        Api::new(self.origin.clone(), credential.key().clone(), self.options.clone())?.me().await
    }
}

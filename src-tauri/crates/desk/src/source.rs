//! The HTTP client behind the traits of `sync` and `session`.

use async_trait::async_trait;
use desk_api::{Api, Options, Origin};
use desk_core::remote::{CasesPage, ClientsPage, PageRequest, RemoteError, TransactionsPage};
use desk_core::rows::Partner;
use desk_session::{Authenticator, Credential};
use desk_sync::Source;

/// Reads lists over HTTP.
pub(crate) struct HttpSource(pub(crate) Api);

#[async_trait]
impl Source for HttpSource {
    async fn clients(&self, page: PageRequest) -> Result<ClientsPage, RemoteError> {
        self.0.clients(&page).await
    }

    async fn cases(&self, page: PageRequest) -> Result<CasesPage, RemoteError> {
        self.0.cases(&page).await
    }

    async fn transactions(&self, page: PageRequest) -> Result<TransactionsPage, RemoteError> {
        self.0.transactions(&page).await
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

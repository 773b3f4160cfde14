//! [`Api`]: the questions, and the loop that every one of them goes through.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use chrono::SecondsFormat;
use desk_core::ids::{CaseId, TenantId};
use desk_core::lifecycle::OPEN_STATUSES;
use desk_core::remote::{
    BadBody, CaseScope, CasesPage, ClientsPage, Order, PAGE_ROWS_MAX, PageRequest, RemoteError, TransactionScope,
    TransactionsPage,
};
use desk_core::rows::{CaseRead, Client, Partner};
use desk_core::secret::Secret;
use desk_core::stage::Stage;
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect;
use tokio::sync::watch;
use tokio::time::sleep;
use url::Url;

use crate::exchange::exchange;
use crate::options::Options;
use crate::origin::Origin;
use crate::pace::Pace;
use crate::retry::Next;
use crate::wire;

/// The header that carries the secret (contract section 1).
const KEY_HEADER: HeaderName = HeaderName::from_static("xapikey");

/// Silence on a connection in use after which it is probed, and the longest wait for the probe's answer.
const DEAD_AFTER: Duration = Duration::from_secs(8);

/// Longest time for which an unused connection is kept.
const IDLE_MAX: Duration = Duration::from_secs(30);

/// Redirects within the origin that are followed.
const REDIRECTS_MAX: usize = 3;

/// A connection to the Referral Partner API with one credential. Clones share everything: connections, pace, rate limit.
#[derive(Clone)]
pub struct Api {
    inner: Arc<Inner>,
    /// Whether what this clone asks for keeps the slower pace of reads that nobody waits for. Clones of it share the wish.
    background: Arc<AtomicBool>,
}

struct Inner {
    origin: Origin,
    options: Options,
    http: reqwest::Client,
    pace: Pace,
    requests: AtomicU64,
}

impl Api {
    /// Prepares a client; nothing is sent yet.
    ///
    /// # Errors
    /// [`RemoteError::Unauthorized`] when the key holds something that no header can carry, so that no server could ever
    /// accept it; [`RemoteError::Tls`] when this computer has no certificates to check an https origin against.
    pub fn new(origin: Origin, key: Secret, options: Options) -> Result<Self, RemoteError> {
        let mut key = HeaderValue::from_str(key.expose()).map_err(|_| RemoteError::Unauthorized)?;
        key.set_sensitive(true);
        let headers = HeaderMap::from_iter([(KEY_HEADER, key), (ACCEPT, HeaderValue::from_static("application/json"))]);
        let http = http_client(&origin, &options, headers)?;
        let pace = Pace::new(&options);
        let inner = Arc::new(Inner { origin, options, http, pace, requests: AtomicU64::new(0) });
        Ok(Self { inner, background: Arc::default() })
    }

    /// The same connection for reads that nobody waits for: they go out at most at the background's pace, inside the pace
    /// of all, so that a read that somebody does wait for finds the way free.
    #[must_use]
    pub fn in_background(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), background: Arc::new(AtomicBool::new(true)) }
    }

    /// Somebody waits for this clone's reads now: from here on they keep the pace of all alone.
    pub fn hurry(&self) {
        self.background.store(false, Ordering::Relaxed);
    }

    /// The only origin that the key is sent to.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.inner.origin
    }

    /// Requests sent so far by all clones, retries included.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.inner.requests.load(Ordering::Relaxed)
    }

    /// Tells of waits for the rate limit: the instant before which nothing is sent. An instant that is past means no wait.
    #[must_use]
    pub fn waits(&self) -> watch::Receiver<Option<Instant>> {
        self.inner.pace.waits()
    }

    /// `GET /me` (contract section 5): the cheapest read that proves a key.
    ///
    /// # Errors
    /// [`RemoteError`]; [`RemoteError::NotFound`] when the key is accepted but its partner is missing or misconfigured.
    pub async fn me(&self) -> Result<Partner, RemoteError> {
        self.read(self.url("/me", &[]), wire::me).await
    }

    /// A page of `GET /cases` (contract sections 4, 6 and 9).
    ///
    /// # Errors
    /// [`RemoteError`].
    pub async fn cases(&self, request: &PageRequest, scope: CaseScope) -> Result<CasesPage, RemoteError> {
        let filters = match scope {
            CaseScope::All => Vec::new(),
            CaseScope::Open => OPEN_STATUSES.map(|status| ("Statuses", status)).to_vec(),
        };
        let url = self.page_url("/cases", request, ("DateCreated", "FromDate"), &filters);
        self.read(url, wire::cases_page).await
    }

    /// A page of `GET /clients` (contract sections 4 and 8).
    ///
    /// # Errors
    /// [`RemoteError`].
    pub async fn clients(&self, request: &PageRequest) -> Result<ClientsPage, RemoteError> {
        let url = self.page_url("/clients", request, ("dateCreated", "DateCreatedFrom"), &[]);
        self.read(url, wire::clients_page).await
    }

    /// A page of `GET /reporting/transactions` (contract sections 4 and 11).
    ///
    /// # Errors
    /// [`RemoteError`].
    pub async fn transactions(
        &self,
        request: &PageRequest,
        scope: &TransactionScope,
    ) -> Result<TransactionsPage, RemoteError> {
        let unpaid =
            Stage::ALL.into_iter().filter(|stage| *stage != Stage::Paid).map(|stage| stage.number().to_string());
        let unpaid: Vec<String> = if *scope == TransactionScope::Unpaid { unpaid.collect() } else { Vec::new() };
        let mut filters: Vec<(&str, &str)> = unpaid.iter().map(|stage| ("RevenueStages", stage.as_str())).collect();
        if let TransactionScope::Search(text) = scope {
            filters.push(("Search", text));
        }
        let url = self.page_url("/reporting/transactions", request, ("collectionDate", "FromDate"), &filters);
        self.read(url, wire::transactions_page).await
    }

    /// `GET /cases/{id}` (contract section 7): the case and what it would earn if all of it were collected.
    ///
    /// # Errors
    /// [`RemoteError`]; an answer about another case is [`BadBody::Shape`].
    pub async fn case(&self, id: CaseId) -> Result<CaseRead, RemoteError> {
        let read = self.read(self.url(&format!("/cases/{id}"), &[]), wire::case).await?;
        if read.case.id == id { Ok(read) } else { Err(RemoteError::BadBody(BadBody::Shape)) }
    }

    /// `GET /clients/{externalTenantId}` (contract section 8). The tenant id is sent as it is, percent-encoded.
    ///
    /// # Errors
    /// [`RemoteError`]; [`RemoteError::NotFound`] for one that was never created, is archived or belongs to another
    /// partner, and, without a request, for one that no path can hold: nothing at all, `.` and `..`.
    pub async fn client(&self, tenant: &TenantId) -> Result<Client, RemoteError> {
        if matches!(tenant.0.as_str(), "" | "." | "..") {
            return Err(RemoteError::NotFound);
        }
        let mut url = self.url("/clients", &[]);
        url.path_segments_mut().map_err(|()| RemoteError::NotFound)?.push(&tenant.0);
        self.read(url, wire::client).await
    }

    /// Any read as plain JSON, for the `doctor` command alone, which has to see what the tolerant reading hides (which
    /// spelling, which scale, null or absent). Key, pace, retry and limits are the same as everywhere. `path` begins with
    /// a slash.
    ///
    /// # Errors
    /// [`RemoteError`].
    pub async fn read_json(&self, path: &str, query: &[(&str, &str)]) -> Result<serde_json::Value, RemoteError> {
        self.read(self.url(path, query), wire::json).await
    }

    fn url(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.inner.origin.base().clone();
        url.set_path(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    /// `by` names the date of the list: how the sort and how the filter call it.
    fn page_url(&self, path: &str, request: &PageRequest, by: (&str, &str), filters: &[(&str, &str)]) -> Url {
        let direction = match request.order {
            Order::OldestFirst => "asc",
            Order::NewestFirst => "desc",
        };
        let mut url = self.url(path, &[]);
        url.query_pairs_mut()
            .append_pair("Page", &request.page.max(1).to_string())
            .append_pair("PageSize", &request.page_size.clamp(1, PAGE_ROWS_MAX).to_string())
            .append_pair("Sort", &format!("{}:{direction}", by.0))
            .extend_pairs(request.from.map(|from| (by.1, from.to_rfc3339_opts(SecondsFormat::Millis, true))))
            .extend_pairs(filters);
        url
    }

    /// Asks until there is an answer that can be read, or a reason to stop. Reading belongs to the attempt: a body that
    /// ends too early is a broken connection, however complete it claims to be.
    async fn read<T>(&self, url: Url, parse: fn(&str) -> Result<T, RemoteError>) -> Result<T, RemoteError> {
        let mut attempts = self.inner.options.retry_policy().start();
        loop {
            let error = match self.attempt(url.clone()).await.and_then(|body| parse(&body)) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            match attempts.after(&error) {
                Next::Retry { after, shared: true } => self.inner.pace.close_for(after),
                Next::Retry { after, shared: false } => sleep(after).await,
                Next::GiveUp => {
                    if let RemoteError::RateLimited { retry_after: Some(wait) } = error {
                        self.inner.pace.close_for(wait);
                    }
                    return Err(error);
                }
            }
        }
    }

    async fn attempt(&self, url: Url) -> Result<String, RemoteError> {
        let _slot = self.inner.pace.enter(&self.background).await?;
        self.inner.requests.fetch_add(1, Ordering::Relaxed);
        exchange(&self.inner.http, url, self.inner.options.body_bytes_max).await
    }
}

/// Without the key: neither it nor anything that holds it is a part of this text.
impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api")
            .field("origin", &self.inner.origin)
            .field("options", &self.inner.options)
            .finish_non_exhaustive()
    }
}

fn http_client(origin: &Origin, options: &Options, headers: HeaderMap) -> Result<reqwest::Client, RemoteError> {
    install_crypto();
    let builder = reqwest::Client::builder()
        .default_headers(headers)
        .user_agent(&options.user_agent)
        .connect_timeout(options.connect_timeout)
        .timeout(options.request_timeout)
        .redirect(within(origin.base().origin()))
        // A connection that died while the computer slept is found out in time for another attempt, not by every one.
        .http2_keep_alive_interval(DEAD_AFTER)
        .http2_keep_alive_timeout(DEAD_AFTER)
        .pool_idle_timeout(IDLE_MAX)
        // Every repetition goes through our own loop, is counted and keeps the pace.
        .retry(reqwest::retry::never())
        .referer(false);
    let builder = if origin.is_plain() {
        // This computer only: no proxy may carry the key away, `localhost` is what it says, and no certificates are
        // needed, so that tests and the demo run on machines that have none.
        let here = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), SocketAddr::from((Ipv6Addr::LOCALHOST, 0))];
        builder.no_proxy().resolve_to_addrs("localhost", &here).tls_certs_only([])
    } else {
        builder.https_only(true)
    };
    builder.build().map_err(|_| RemoteError::Tls)
}

/// Follows a redirect only to the same scheme, host and port: the key is in a header that the HTTP client does not know
/// as a secret and would carry anywhere. Other redirects stay unfollowed and become [`RemoteError::Redirected`].
fn within(origin: url::Origin) -> redirect::Policy {
    redirect::Policy::custom(move |attempt| {
        let next = attempt.url();
        let same = next.origin() == origin && next.username().is_empty() && next.password().is_none();
        if same && attempt.previous().len() <= REDIRECTS_MAX { attempt.follow() } else { attempt.stop() }
    })
}

/// Chooses ring as the process's crypto, once. Somebody else's earlier choice is as good.
fn install_crypto() {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    INSTALLED.get_or_init(|| rustls::crypto::ring::default_provider().install_default().is_ok());
}

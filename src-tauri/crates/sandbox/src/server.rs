//! The state behind HTTP on the loopback interface, with faults and a record of what was asked.
//!
//! The server lives in a runtime of its own on a thread of its own. When it stops, that runtime
//! is dropped, and with it the listener and every open connection, at once: a graceful shutdown
//! would wait for connections that a client keeps alive, and a test of "the server is gone" would
//! never see it go.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::answer::Request;
use crate::config::SandboxConfig;
use crate::control;
use crate::faults::{Fault, Faults};
use crate::play::{answer, cut, whole};
use crate::state::State;

/// Requests whose queries are remembered.
const SEEN_MAX: usize = 10_000;

/// A request that was answered, without its key.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Seen {
    /// The path, percent-encoded.
    pub path: String,
    /// Decoded query pairs.
    pub query: Vec<(String, String)>,
    /// Whether a fault was played.
    pub faulty: bool,
}

/// What was asked so far.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) requests: u64,
    pub(crate) by_path: BTreeMap<String, u64>,
    pub(crate) seen: VecDeque<Seen>,
}

/// Everything that a request handler sees.
#[derive(Debug, Clone)]
pub(crate) struct Inside {
    pub(crate) state: Arc<Mutex<State>>,
    pub(crate) faults: Faults,
    pub(crate) record: Arc<Mutex<Record>>,
}

/// Locks, also after a test thread panicked with the lock held.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running sandbox. Dropping it stops it.
pub struct Server {
    address: SocketAddr,
    guid: Uuid,
    inside: Inside,
    stop: Option<oneshot::Sender<()>>,
    stopped: Option<oneshot::Receiver<()>>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Generates the portfolio and serves it on 127.0.0.1. Port 0 takes any free one.
    ///
    /// # Errors
    /// When the port is taken or the thread cannot be started.
    pub async fn try_start(config: SandboxConfig, port: u16) -> io::Result<Self> {
        Self::serve(State::generate(&config), port).await
    }

    /// [`Server::try_start`] for tests.
    ///
    /// # Panics
    /// When the port is taken or the thread cannot be started.
    #[expect(clippy::panic, reason = "a test has nothing to do without its server")]
    pub async fn start(config: SandboxConfig, port: u16) -> Self {
        match Self::try_start(config, port).await {
            Ok(server) => server,
            Err(error) => panic!("the sandbox cannot listen on port {port}: {error}"),
        }
    }

    /// Serves a state that was made elsewhere.
    ///
    /// # Errors
    /// When the port is taken or the thread cannot be started.
    pub async fn serve(state: State, port: u16) -> io::Result<Self> {
        let guid = state.config().guid;
        let inside = Inside { state: Arc::new(Mutex::new(state)), faults: Faults::default(), record: Arc::default() };
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let (stop, stopping) = oneshot::channel();
        let (done, stopped) = oneshot::channel();
        let app = router(inside.clone());
        std::thread::Builder::new().name("sandbox".to_owned()).spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = TcpListener::from_std(listener) else {
                    return;
                };
                let listener = listener.tap_io(|stream| {
                    // Small answers must not wait for the peer's acknowledgement.
                    let _ = stream.set_nodelay(true);
                });
                tokio::select! {
                    _ = axum::serve(listener, app) => {}
                    _ = stopping => {}
                }
            });
            runtime.shutdown_timeout(Duration::from_secs(5));
            let _ = done.send(());
        })?;
        Ok(Self { address, guid, inside, stop: Some(stop), stopped: Some(stopped) })
    }

    /// The base address, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The Partner GUID that logs in.
    #[must_use]
    pub fn guid(&self) -> Uuid {
        self.guid
    }

    /// The value of the header `XApiKey`; it differs from the GUID under Q1=B.
    #[must_use]
    pub fn key(&self) -> String {
        lock(&self.inside.state).config().key()
    }

    /// The state, shared with the server: change it between two requests, or ask it for the truth.
    #[must_use]
    pub fn state(&self) -> Arc<Mutex<State>> {
        Arc::clone(&self.inside.state)
    }

    /// Looks at or changes the state.
    pub fn with_state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut lock(&self.inside.state))
    }

    /// The faults that wait for requests.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.inside.faults.clone()
    }

    /// Requests so far, control routes not counted.
    #[must_use]
    pub fn requests(&self) -> u64 {
        lock(&self.inside.record).requests
    }

    /// Requests so far by path.
    #[must_use]
    pub fn requests_by_path(&self) -> BTreeMap<String, u64> {
        lock(&self.inside.record).by_path.clone()
    }

    /// The last 10,000 requests, oldest first.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.inside.record).seen.iter().cloned().collect()
    }

    /// Forgets counts and queries.
    pub fn forget_requests(&self) {
        *lock(&self.inside.record) = Record::default();
    }

    /// Closes the listener and every connection, and returns when they are closed.
    ///
    /// The state survives in [`Server::state`] for a last look.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if let Some(stopped) = self.stopped.take() {
            let _ = stopped.await;
        }
    }
}

fn router(inside: Inside) -> Router {
    Router::new().nest("/_control", control::router()).fallback(respond).with_state(inside)
}

async fn respond(Shared(inside): Shared<Inside>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let mut request = Request::get(uri.path_and_query().map_or("/", |target| target.as_str()), "");
    request.api_key = headers.get("XApiKey").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let fault = inside.faults.take(&request.path);
    record(&inside, &request, fault.is_some());
    match fault {
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::SlowMs(delay_ms)) => {
            tokio::time::sleep(Duration::from_millis(delay_ms)).await;
            whole(answer(&inside, &request, None))
        }
        Some(Fault::CutBody) => cut(answer(&inside, &request, None)),
        fault => whole(answer(&inside, &request, fault.as_ref())),
    }
}

fn record(inside: &Inside, request: &Request, faulty: bool) {
    let mut record = lock(&inside.record);
    record.requests += 1;
    *record.by_path.entry(request.path.clone()).or_default() += 1;
    if record.seen.len() == SEEN_MAX {
        record.seen.pop_front();
    }
    let seen = Seen { path: request.path.clone(), query: request.query.clone(), faulty };
    record.seen.push_back(seen);
}

//! What a read of the API can ask for, answer and fail with: plain values, so that the HTTP client, the sync and the
//! session agree without knowing each other.

use std::time::Duration;

use thiserror::Error;

use crate::rows::{Case, Client, Transaction};
use crate::time::Instant;

/// Rows in one page: the API's maximum (contract section 4).
pub const PAGE_ROWS_MAX: u32 = 100;

/// Why an answer's body could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadBody {
    /// The connection ended in the middle of it.
    Cut,
    /// Not JSON.
    NotJson,
    /// A web page: a captive portal or a proxy answered in Debitura's place.
    WebPage,
    /// JSON of another shape.
    Shape,
    /// Larger than any real answer.
    TooLarge,
}

/// Every way in which a read can fail. `Display` is a sentence for a person, without any secret or personal data.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RemoteError {
    /// No connection: the name does not resolve, nothing answers, or the connection broke.
    #[error("Debitura could not be reached. Check the internet connection.")]
    Unreachable,
    /// The server's certificate was not accepted.
    #[error("The secure connection to Debitura could not be set up: the server's certificate was not accepted.")]
    Tls,
    /// No answer in time.
    #[error("Debitura did not answer in time.")]
    Timeout,
    /// 401.
    #[error("Debitura did not accept this Partner GUID. Ask Debitura for updated credentials.")]
    Unauthorized,
    /// 403.
    #[error("Debitura does not allow this Partner GUID to read this. Ask Debitura for updated credentials.")]
    Forbidden,
    /// 404.
    #[error("Debitura does not know what was asked for.")]
    NotFound,
    /// 429 and the attempts are used up; the wait that Debitura asked for.
    #[error("Debitura asks to wait before the next request.")]
    RateLimited {
        /// How long, when it was said.
        retry_after: Option<Duration>,
    },
    /// 400 and other refusals of the request itself.
    #[error("Debitura refused the request (status {status}).")]
    Rejected {
        /// The HTTP status.
        status: u16,
    },
    /// 5xx.
    #[error("Debitura has a problem of its own (status {status}).")]
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// The answer could not be read.
    #[error("{}", bad_body_sentence(*.0))]
    BadBody(BadBody),
    /// A redirect to another host, which would have taken the secret along.
    #[error("Debitura's address sent the request on to another server, which was refused for safety.")]
    Redirected,
    /// The user stopped it.
    #[error("Stopped.")]
    Cancelled,
}

fn bad_body_sentence(body: BadBody) -> &'static str {
    match body {
        BadBody::Cut => "The answer from Debitura broke off in the middle.",
        BadBody::NotJson => "The answer from Debitura could not be read.",
        BadBody::WebPage => {
            "Something between this computer and Debitura answered with a web page: a network log-in page or a proxy."
        }
        BadBody::Shape => "The answer from Debitura had an unexpected form.",
        BadBody::TooLarge => "The answer from Debitura was larger than any real answer can be.",
    }
}

impl RemoteError {
    /// Whether the same request may succeed later without anybody changing anything (contract section 2).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable | Self::Timeout | Self::RateLimited { .. } | Self::Server { .. } => true,
            // A cut body is a broken connection; a web page goes away once the portal's log-in is done, not sooner.
            Self::BadBody(body) => *body == BadBody::Cut,
            Self::Tls
            | Self::Unauthorized
            | Self::Forbidden
            | Self::NotFound
            | Self::Rejected { .. }
            | Self::Redirected
            | Self::Cancelled => false,
        }
    }

    /// Whether it says that there is no way to Debitura at present: the app calls itself offline.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Timeout | Self::BadBody(BadBody::WebPage))
    }
}

/// One page of a list (contract section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, S> {
    /// The rows that could be read.
    pub rows: Vec<T>,
    /// Rows without a usable id, which no cache can hold.
    pub unusable_rows: u32,
    /// `totalResults`, following the filters; nothing when the answer had none.
    pub total_results: Option<u64>,
    /// The totals sent along.
    pub summary: Option<S>,
}

/// `summary` of the cases (contract section 6). Whether it follows the filters is open (question Q5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CasesSummary {
    /// All cases.
    pub total: Option<i64>,
    /// Created this month.
    pub this_month: Option<i64>,
    /// `byLifecycle.active`.
    pub active: Option<i64>,
    /// `byLifecycle.pending`.
    pub pending: Option<i64>,
    /// `byLifecycle.closed`.
    pub closed: Option<i64>,
    /// `byLifecycle.paused`.
    pub paused: Option<i64>,
}

/// `summary` of the clients (contract section 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientsSummary {
    /// All clients.
    pub total: Option<i64>,
    /// Attributed ones.
    pub attributed: Option<i64>,
    /// Onboarding complete.
    pub complete: Option<i64>,
    /// Onboarding pending.
    pub pending: Option<i64>,
    /// Cases of all of them.
    pub cases: Option<i64>,
}

/// `summary.revenue` of the transactions (contract section 11): fee in USD and count per stage 0 to 6.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EarningsSummary {
    /// Fees in USD by stage number.
    pub fee_usd: [Option<crate::money::Micros>; 7],
    /// Counts by stage number.
    pub count: [Option<i64>; 7],
}

/// A page of cases.
pub type CasesPage = Page<Case, CasesSummary>;
/// A page of clients.
pub type ClientsPage = Page<Client, ClientsSummary>;
/// A page of transactions.
pub type TransactionsPage = Page<Transaction, EarningsSummary>;

/// Order of a full read: the stable one, in which new rows come last (contract section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Oldest first: survives inserts.
    OldestFirst,
    /// Newest first: what a person wants to see first.
    NewestFirst,
}

/// Which page of a list to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// 1-based.
    pub page: u32,
    /// 1 to [`PAGE_ROWS_MAX`].
    pub page_size: u32,
    /// By date of creation, of the link, or of collection.
    pub order: Order,
    /// Only rows of that date or later, in the same sense of *date*; the bound itself is included.
    pub from: Option<Instant>,
}

impl PageRequest {
    /// A full page in the stable order.
    #[must_use]
    pub fn stable(page: u32) -> Self {
        Self { page, page_size: PAGE_ROWS_MAX, order: Order::OldestFirst, from: None }
    }
}

/// Which cases a list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseScope {
    /// All that the partner may see.
    #[default]
    All,
    /// Those whose status is known and not an end ([`OPEN_STATUSES`](crate::lifecycle::OPEN_STATUSES)).
    Open,
}

/// Which transactions a list is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum TransactionScope {
    /// All that the partner may see.
    #[default]
    All,
    /// Those in any stage but *Paid*, as Debitura derives it. Rows that fit no stage (contract section 11) are in none.
    Unpaid,
    /// Those whose case reference or client name holds this text, in any case of letters.
    Search(String),
}

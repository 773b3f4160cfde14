//! From a request to a reply, without a network: every GET that a reading client needs.

use std::fmt;

use serde::Serialize;
use uuid::Uuid;

use crate::errors::Refusal;
use crate::lists;
use crate::params::Params;
use crate::state::State;
use crate::wire;

/// A request as the server sees it.
#[derive(Clone, Default)]
pub struct Request {
    /// The path as on the wire, percent-encoding included: `/clients/a%2Fb`.
    pub path: String,
    /// Decoded query pairs in their order.
    pub query: Vec<(String, String)>,
    /// The header `XApiKey`.
    pub api_key: Option<String>,
}

impl Request {
    /// A request from path and query in one: `/cases?Page=2`.
    #[must_use]
    pub fn get(target: &str, api_key: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(key, true), decode(value, true))
            })
            .collect();
        Self { path: path.to_owned(), query, api_key: Some(api_key.to_owned()) }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("path", &self.path)
            .field("query", &self.query)
            .field("api_key", &self.api_key.as_ref().map(|_| "[hidden]"))
            .finish()
    }
}

/// A reply, ready to be written to a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![("content-type".to_owned(), format!("{content_type}; charset=utf-8"))];
        Self { status, headers, body }
    }

    fn json<T: Serialize>(body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self::new(200, "application/json", body),
            Err(_) => Refusal::status(500).reply(),
        }
    }

    /// A header by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A way to get a page wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFault {
    /// The window slides by one, as after a removal before it: the page's first row is skipped.
    Shift,
    /// The page's first row is there twice, its last one is missing.
    Duplicate,
    /// The page's last row is missing.
    Drop,
    /// `totalResults` is off by so many.
    LyingTotal(i32),
}

impl State {
    /// Answers a request as the contract says.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Reply {
        self.answer_with(request, None)
    }

    /// Answers a request; a list gets its page wrong as told.
    #[must_use]
    pub fn answer_with(&self, request: &Request, fault: Option<PageFault>) -> Reply {
        self.route(request, fault).unwrap_or_else(|refusal| refusal.reply())
    }

    fn route(&self, request: &Request, fault: Option<PageFault>) -> Result<Reply, Refusal> {
        match request.api_key.as_deref() {
            None | Some("") => return Err(Refusal::no_key()),
            Some(key) if self.config().accepts(key) => {}
            Some(key) => return Err(Refusal::wrong_key(Uuid::try_parse(key).is_ok())),
        }
        let params = Params::new(&request.query, &self.config().readings);
        let mut parts = request.path.trim_start_matches('/').splitn(2, '/');
        match (parts.next().unwrap_or_default(), parts.next()) {
            ("me", None) => Ok(Reply::json(&wire::partner(self))),
            ("cases", None) => Ok(Reply::json(&lists::cases(self, &params, fault)?)),
            ("cases", Some(id)) => {
                let row = Uuid::try_parse(id).ok().and_then(|id| self.case(id));
                let row = row.filter(|row| self.is_listed(row));
                let row = row.ok_or_else(|| Refusal::not_found("case"))?;
                Ok(Reply::json(&wire::case_detail(self, row)))
            }
            ("clients", None) => Ok(Reply::json(&lists::clients(self, &params, fault)?)),
            ("clients", Some(tenant)) if !tenant.contains('/') => {
                let row = self.client_of(&decode(tenant, false));
                let row = row.ok_or_else(|| Refusal::not_found("client"))?;
                Ok(Reply::json(&wire::client(self, row)))
            }
            ("reporting", Some("transactions")) => Ok(Reply::json(&lists::transactions(self, &params, fault)?)),
            ("referral-partner", Some("filter-options")) => Ok(Reply::json(&wire::filter_options(self))),
            _ => Err(Refusal::no_such_path()),
        }
    }
}

/// Undoes percent-encoding; in a query a plus is a blank.
fn decode(text: &str, query: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match (*first, pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            (b'+', _) if query => bytes.push(b' '),
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

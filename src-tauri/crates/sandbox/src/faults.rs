//! Faults on demand: what the network, a proxy or a tired server does to a client.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;

use crate::answer::PageFault;

/// One way for a request to go wrong.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This status with an error body: 500, 502, 503, 403 …
    Status(u16),
    /// 429 as of contract section 3.
    RateLimited {
        /// Seconds, may be fractional.
        retry_after_s: f64,
        /// Whether the body carries `retryAfter`.
        body: bool,
        /// Whether the header `Retry-After` is sent (Q17=B sends it anyway), in whole seconds.
        header: bool,
        /// Whether both carry nonsense instead of a number.
        garbage: bool,
    },
    /// Takes the request and never answers.
    Hang,
    /// Answers rightly after so many milliseconds.
    SlowMs(u64),
    /// Announces the whole body, sends half of it and closes the connection.
    CutBody,
    /// 200 without a body.
    EmptyBody,
    /// 200 with the page of a captive portal.
    HtmlBody,
    /// 200 with half a JSON document.
    InvalidJson,
    /// 302 to this address.
    Redirect(String),
    /// 401 although the key is right.
    Unauthorized,
    /// The page's window slides by one: a row is skipped, as after a removal before it.
    ShiftPage,
    /// The page's first row comes twice, its last one not at all.
    DuplicateRow,
    /// The page's last row is missing.
    DropRow,
    /// `totalResults` is off by so many.
    LyingTotal(i32),
}

impl Fault {
    /// How the state gets a page wrong, for the faults that need the state.
    pub(crate) fn of_page(&self) -> Option<PageFault> {
        match self {
            Self::ShiftPage => Some(PageFault::Shift),
            Self::DuplicateRow => Some(PageFault::Duplicate),
            Self::DropRow => Some(PageFault::Drop),
            Self::LyingTotal(by) => Some(PageFault::LyingTotal(*by)),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct Rule {
    prefix: String,
    skip: u32,
    count: u32,
    fault: Fault,
}

/// The faults that wait for requests. Clones share one queue.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Rule>>>);

impl Faults {
    /// The next `count` requests whose path starts with `prefix` go wrong.
    ///
    /// Rules are used up in the order in which they were added, one per request.
    pub fn add(&self, prefix: &str, fault: Fault, count: u32) {
        self.add_after(prefix, 0, fault, count);
    }

    /// The same, after `skip` matching requests went well.
    pub fn add_after(&self, prefix: &str, skip: u32, fault: Fault, count: u32) {
        let rule = Rule { prefix: prefix.to_owned(), skip, count, fault };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(rule);
    }

    /// Forgets every rule.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Requests that are still to go wrong.
    #[must_use]
    pub fn pending(&self) -> u64 {
        let rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rules.iter().map(|rule| u64::from(rule.count)).sum()
    }

    /// The fault of a request, which it uses up.
    pub(crate) fn take(&self, path: &str) -> Option<Fault> {
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = None;
        for rule in rules.iter_mut().filter(|rule| rule.count > 0 && path.starts_with(&rule.prefix)) {
            if rule.skip > 0 {
                rule.skip -= 1;
                continue;
            }
            rule.count -= 1;
            taken = Some(rule.fault.clone());
            break;
        }
        rules.retain(|rule| rule.count > 0);
        taken
    }
}

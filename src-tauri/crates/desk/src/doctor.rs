//! Which readings of the API's open questions (contract section 16) the connected API shows, so that the first real key
//! settles them.
//!
//! A finding holds no name, no reference and no amount: it can be sent to whoever looks after the program. Everything is
//! asked of the API itself, in fewer than 40 requests; the cache was rejected as a witness, because it is as old as the
//! last sync and holds what the tolerant reading made of the answers.

mod answers;
mod cases;
mod clients;
mod earnings;

use desk_core::remote::RemoteError;
use serde_json::Value;

use crate::error::DeskError;
use crate::open::Desk;
use answers::{Asker, rows};

/// Which reading the API shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The first of the contract's table.
    A,
    /// The second.
    B,
    /// The API shows neither, or no longer.
    CannotTell,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The question's number in contract section 16, such as `Q5`.
    pub question: &'static str,
    /// What the API shows.
    pub reading: Reading,
    /// By which sign, in a sentence without personal data.
    pub because: String,
}

/// Every question with its finding, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doctor {
    /// One per question.
    pub findings: Vec<Finding>,
    /// Requests that it took, retries included.
    pub requests: u64,
}

/// A reading and its reason.
type Verdict = (Reading, String);

fn a(because: &str) -> Verdict {
    (Reading::A, because.to_owned())
}

fn b(because: &str) -> Verdict {
    (Reading::B, because.to_owned())
}

fn unknown(because: &str) -> Verdict {
    (Reading::CannotTell, because.to_owned())
}

/// What is read once and looked at by several questions.
struct Seen {
    me: Value,
    /// The newest cases, with the totals of all.
    cases: Value,
    /// The newest clients, two pages of them.
    clients: Vec<Value>,
    /// The totals of all clients.
    clients_first: Value,
    /// The newest transactions, with the totals of all.
    transactions: Value,
    /// What follows the name of a parameter that is repeated; nothing when neither spelling has an effect (Q12).
    arrays: Option<&'static str>,
}

impl Desk {
    /// Asks the API about its own open questions.
    ///
    /// # Errors
    /// When nobody is signed in, or Debitura cannot be asked at all. A single answer that fails is a finding.
    pub async fn doctor(&self) -> Result<Doctor, DeskError> {
        let api = self.opened()?.api;
        let key_differs = self.state().session.active().is_some_and(|active| active.credential().api_key.is_some());
        let before = api.requests();
        let ask = Asker { api: api.clone() };
        let (seen, q12) = look(&ask).await?;
        let mut findings = vec![Finding { question: "Q12", reading: q12.0, because: q12.1 }];
        let mut note = |question, verdict| {
            conclude(question, verdict).map(|finding| findings.push(finding)).map_err(DeskError::from)
        };
        note("Q1", Ok(key(key_differs)))?;
        note("Q2", Ok(clients::kyc_spelling(&seen)))?;
        note("Q3", Ok(earnings::scale(&seen)))?;
        note("Q4", cases::pending_group(&ask, &seen).await)?;
        note("Q5", cases::summary_follows(&ask, &seen).await)?;
        note("Q6", earnings::summary_follows(&ask, &seen).await)?;
        note("Q7", earnings::confirmed(&ask, &seen).await)?;
        note("Q8", earnings::credited_invoices(&ask, &seen).await)?;
        note("Q9", cases::plain_end(&ask, &seen).await)?;
        note("Q10", cases::zone(&ask, &seen).await)?;
        note("Q11", cases::unknown_sort(&ask).await)?;
        note("Q13", Ok(clients::done_links(&seen)))?;
        note("Q14", Ok(unknown("A link would have to be archived between two syncs, and its cases looked for.")))?;
        note("Q15", clients::earnings_counted(&ask, &seen).await)?;
        note("Q16", Ok(unknown("The day's allowance would have to be used up to see when it is renewed.")))?;
        note("Q17", Ok(unknown("No request was refused for coming too fast, and none should be provoked.")))?;
        note("Q18", Ok(cases::reference_form(&seen)))?;
        note("Q19", cases::projection(&ask, &seen).await)?;
        note("Q20", Ok(unknown("The API does not tell when Debitura pays.")))?;
        note(
            "Q21",
            Ok(unknown("Only a call that creates a client could meet the conflict; this program writes nothing.")),
        )?;
        note("Q22", earnings::invoice_id(&ask, &seen).await)?;
        note("Q23", earnings::corrections(&ask).await)?;
        findings.sort_by_key(|finding| finding.question.trim_start_matches('Q').parse::<u32>().unwrap_or(u32::MAX));
        Ok(Doctor { findings, requests: api.requests() - before })
    }
}

/// The reads that everything else rests on; here a failure is the doctor's own.
async fn look(ask: &Asker) -> Result<(Seen, Verdict), DeskError> {
    let me = ask.get("/me", &[]).await?;
    let cases = ask.page("/cases", "DateCreated:desc", &[]).await?;
    let clients_first = ask.page("/clients", "dateCreated:desc", &[]).await?;
    let more = ask.get("/clients", &[("Page", "2"), ("PageSize", "100"), ("Sort", "dateCreated:desc")]).await?;
    let clients = rows(&clients_first, "clients").iter().chain(rows(&more, "clients")).cloned().collect();
    let transactions = ask.page("/reporting/transactions", "collectionDate:desc", &[]).await?;
    let (arrays, q12) = cases::array_syntax(ask, &cases).await?;
    Ok((Seen { me, cases, clients, clients_first, transactions, arrays }, q12))
}

fn key(differs: bool) -> Verdict {
    if differs {
        b("Debitura accepted an API key that differs from the Partner GUID.")
    } else {
        a("Debitura accepted the Partner GUID itself as the API key.")
    }
}

/// An answer that the API refused or garbled leaves its question open; a failure that every further request would meet too
/// ends the whole.
fn conclude(question: &'static str, verdict: Result<Verdict, RemoteError>) -> Result<Finding, RemoteError> {
    let (reading, because) = match verdict {
        Ok(verdict) => verdict,
        Err(error) => match error {
            RemoteError::NotFound
            | RemoteError::Rejected { .. }
            | RemoteError::Server { .. }
            | RemoteError::BadBody(_)
            | RemoteError::Forbidden => (Reading::CannotTell, format!("The question could not be asked. {error}")),
            RemoteError::Unreachable
            | RemoteError::Tls
            | RemoteError::Timeout
            | RemoteError::Unauthorized
            | RemoteError::RateLimited { .. }
            | RemoteError::Redirected
            | RemoteError::Cancelled => return Err(error),
        },
    };
    Ok(Finding { question, reading, because })
}

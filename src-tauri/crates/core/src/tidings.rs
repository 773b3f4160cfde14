//! What one sync brought, as numbers alone, and the words of a notification about it.
//!
//! A notification stands on a lock screen and in front of whoever looks over a shoulder. So the type that it is made of has room
//! for numbers and for nothing else: no name, no reference, no amount.

/// Parts of a sentence before the rest is summed up.
const PARTS_MAX: usize = 4;

/// How many rows of each kind changed. Each row is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tidings {
    /// Fees that can be invoiced now and could not before.
    pub ready: u64,
    /// Fees that came under dispute.
    pub disputed: u64,
    /// Open cases for which the client has to supply something, and had not before.
    pub wanting: u64,
    /// Cases that ended.
    pub closed: u64,
    /// Cases with another status.
    pub moved: u64,
    /// Clients whose agreement is signed now.
    pub signed: u64,
    /// Cases that are new.
    pub new_cases: u64,
    /// Payments that are new.
    pub payments: u64,
    /// Fees at another stage.
    pub fees: u64,
    /// Clients that are new.
    pub new_clients: u64,
    /// Rows of which something else changed: told beside the rest, and never by itself.
    pub other: u64,
}

impl Tidings {
    /// One sentence for a notification, what needs somebody first; nothing where there is nothing worth one.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let all = [
            (self.ready, "fee is ready to invoice", "fees are ready to invoice"),
            (self.disputed, "fee is disputed", "fees are disputed"),
            (self.wanting, "case waits for the customer’s information", "cases wait for the customer’s information"),
            (self.closed, "case ended", "cases ended"),
            (self.moved, "case changed status", "cases changed status"),
            (self.signed, "customer signed", "customers signed"),
            (self.new_cases, "case is new", "cases are new"),
            (self.payments, "payment is new", "payments are new"),
            (self.fees, "fee moved on", "fees moved on"),
            (self.new_clients, "customer is new", "customers are new"),
        ];
        let told: Vec<_> = all.into_iter().filter(|(rows, ..)| *rows > 0).collect();
        if told.is_empty() {
            return None;
        }
        let said = if told.len() > PARTS_MAX { PARTS_MAX - 1 } else { PARTS_MAX };
        let rest = told.iter().skip(said).fold(self.other, |rest, (rows, ..)| rest.saturating_add(*rows));
        let mut parts: Vec<String> = told
            .iter()
            .take(said)
            .map(|(rows, one, many)| format!("{rows} {}", if *rows == 1 { one } else { many }))
            .collect();
        if rest > 0 {
            parts.push(format!("{rest} other {}", if rest == 1 { "change" } else { "changes" }));
        }
        let last = parts.pop()?;
        Some(if parts.is_empty() { format!("{last}.") } else { format!("{} and {last}.", parts.join(", ")) })
    }
}

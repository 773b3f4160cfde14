//! Which of two answers about one row is the newer one. Answers overtake one another: a page that was asked for before a
//! case was read by itself may arrive after it, and must not put an older value back.
//!
//! A request takes a ticket when it is sent and keeps it until its answer is written. Of two answers about a row the one
//! with the later ticket wins, whichever is written first. A stamp per row in the file was rejected: each pass would write
//! every row, and the wall clock that it would need can be set back. So this holds within one process; another process on
//! the same cache is kept away by the folder's lock for all but single reads, whose older value the next pass mends.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::passes::Table;

/// Rows remembered before those that no open request can be older than are let go.
const REMEMBERED_MAX: usize = 4_096;

/// The order in which requests were sent.
#[derive(Debug, Default)]
pub(crate) struct Tickets(Mutex<Numbers>);

#[derive(Debug, Default)]
struct Numbers {
    next: u64,
    open: BTreeSet<u64>,
}

impl Tickets {
    pub(crate) fn take(self: &Arc<Self>) -> Ticket {
        let mut numbers = self.numbers();
        let number = numbers.next;
        numbers.next += 1;
        numbers.open.insert(number);
        drop(numbers);
        Ticket(Arc::new(Held { number, tickets: Arc::clone(self) }))
    }

    fn oldest_open(&self) -> Option<u64> {
        self.numbers().open.first().copied()
    }

    fn numbers(&self) -> MutexGuard<'_, Numbers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request's place among all requests. Taken when it is sent, kept until its answer is written or given up. Clones are
/// the same place.
#[derive(Clone, Debug)]
pub struct Ticket(Arc<Held>);

#[derive(Debug)]
struct Held {
    number: u64,
    tickets: Arc<Tickets>,
}

impl Ticket {
    pub(crate) fn number(&self) -> u64 {
        self.0.number
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.tickets.numbers().open.remove(&self.number);
    }
}

/// A row of a table by the bytes of its key.
pub(crate) type RowKey = (Table, Vec<u8>);

/// The newest ticket by which a row was written, for as long as an older one is open.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    tickets: Arc<Tickets>,
    written: HashMap<RowKey, u64>,
}

impl Ledger {
    pub(crate) fn new(tickets: Arc<Tickets>) -> Self {
        Self { tickets, written: HashMap::new() }
    }

    /// Whether a newer answer about the row has been written.
    pub(crate) fn is_stale(&self, row: &RowKey, ticket: u64) -> bool {
        self.written.get(row).is_some_and(|newest| *newest > ticket)
    }

    /// Remembers what a committed transaction wrote.
    pub(crate) fn remember(&mut self, rows: Vec<RowKey>, ticket: u64) {
        let Some(oldest) = self.tickets.oldest_open() else {
            self.written.clear();
            return;
        };
        if self.written.len() + rows.len() > REMEMBERED_MAX {
            self.written.retain(|_, newest| *newest > oldest);
        }
        if ticket > oldest {
            for row in rows {
                let newest = self.written.entry(row).or_insert(ticket);
                *newest = ticket.max(*newest);
            }
        }
    }
}

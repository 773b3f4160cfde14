//! The threads that own the connections. Each takes jobs from a channel until it is closed; a job that panics fails alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use desk_core::collate::Collation;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::files;
use crate::lane::Cancel;
use crate::reader::Reader;
use crate::tickets::{Ledger, Tickets};
use crate::writer::Writer;

/// Steps of SQLite's machine between two looks at the flag: some tens of microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1_000;

/// What the writer's thread owns.
pub(crate) struct WriterSide {
    pub(crate) conn: Connection,
    pub(crate) collation: Collation,
    pub(crate) ledger: Ledger,
}

pub(crate) type WriteJob = Box<dyn FnOnce(&mut WriterSide) + Send>;
pub(crate) type ReadJob = Box<dyn FnOnce(&mut Connection) + Send>;

/// What all threads know of the cache as a whole.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) path: PathBuf,
    /// Set when the cache closes: running reads stop.
    pub(crate) closing: Cancel,
    pub(crate) tickets: Arc<Tickets>,
}

impl Shared {
    pub(crate) fn new(path: &Path) -> Arc<Self> {
        Arc::new(Self { path: path.to_owned(), closing: Cancel::default(), tickets: Arc::default() })
    }

    /// Runs a job's body, turns a panic into an error, and marks the file when it turned out to be damaged.
    fn guard<T>(&self, body: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let result = catch_unwind(AssertUnwindSafe(body)).unwrap_or(Err(StoreError::OURS));
        if matches!(result, Err(StoreError::Corrupt)) {
            files::suspect(&self.path);
        }
        result
    }
}

/// A job that runs a closure in one `IMMEDIATE` transaction: committed when it succeeds, rolled back when it does not.
pub(crate) fn write_job<T, F>(shared: Arc<Shared>, answer: oneshot::Sender<Result<T, StoreError>>, f: F) -> WriteJob
where
    T: Send + 'static,
    F: FnOnce(&mut Writer<'_>) -> Result<T, StoreError> + Send + 'static,
{
    Box::new(move |side| {
        let result = shared.guard(|| {
            let transaction = side.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut writer = Writer::new(&transaction, &side.collation, &side.ledger);
            let value = f(&mut writer)?;
            let wrote = writer.wrote();
            transaction.commit()?;
            // Only what is in the file is news.
            if let Some((ticket, rows)) = wrote {
                side.ledger.remember(rows, ticket);
            }
            Ok(value)
        });
        // The caller may have gone; what was written stays written.
        let _ = answer.send(result);
    })
}

/// A job that runs a closure on one unchanging view of the data, and stops when it is cancelled.
pub(crate) fn read_job<T, F>(
    shared: Arc<Shared>,
    cancel: Cancel,
    answer: oneshot::Sender<Result<T, StoreError>>,
    f: F,
) -> ReadJob
where
    T: Send + 'static,
    F: FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
{
    Box::new(move |conn| {
        let result = shared.guard(|| {
            stop_if(&shared, &cancel)?;
            let (closing, wish) = (shared.closing.clone(), cancel.clone());
            conn.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || wish.is_cancelled() || closing.is_cancelled()))?;
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let value = f(&Reader::new(&transaction))?;
            // Too late to stop it, but what it found is no longer the answer.
            stop_if(&shared, &cancel)?;
            Ok(value)
        });
        // The flag belongs to this job alone: the next one must not look at it. Removing a handler cannot fail.
        let _ = conn.progress_handler(0, None::<fn() -> bool>);
        let _ = answer.send(result);
    })
}

fn stop_if(shared: &Shared, cancel: &Cancel) -> Result<(), StoreError> {
    if cancel.is_cancelled() || shared.closing.is_cancelled() { Err(StoreError::Interrupted) } else { Ok(()) }
}

/// Starts the writer. When its channel closes it does what is queued and ends, giving the connection back.
pub(crate) fn start_writer(
    mut side: WriterSide,
    jobs: Receiver<WriteJob>,
) -> Result<JoinHandle<Connection>, StoreError> {
    let run = move || {
        for job in jobs {
            job(&mut side);
        }
        side.conn
    };
    Builder::new().name("store-writer".to_owned()).spawn(run).map_err(|error| StoreError::of_io(&error))
}

/// Starts one reader on the queue that all readers share: whoever is free takes the next job, so that a long export holds up
/// no keystroke.
pub(crate) fn start_reader(
    number: usize,
    mut conn: Connection,
    jobs: Arc<Mutex<Receiver<ReadJob>>>,
) -> Result<JoinHandle<()>, StoreError> {
    let run = move || {
        loop {
            let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            match next {
                Ok(job) => job(&mut conn),
                Err(_) => break,
            }
        }
    };
    Builder::new().name(format!("store-reader-{number}")).spawn(run).map_err(|error| StoreError::of_io(&error))
}

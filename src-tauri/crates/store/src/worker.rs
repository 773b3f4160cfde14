//! The threads that own the connections. Each takes jobs from a channel until it is closed; a job that panics fails alone.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use desk_core::collate::Collation;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::files;
use crate::helper::Helper;
use crate::lane::Cancel;
use crate::memory::{Listener, Memory};
use crate::reader::Reader;
use crate::room::Room;
use crate::tickets::{Ledger, Tickets};
use crate::writer::Writer;

/// Steps of SQLite's machine between two looks at the flag: some tens of microseconds.
const STEPS_BETWEEN_LOOKS: i32 = 1_000;

/// What the writer's thread owns.
pub(crate) struct WriterSide {
    pub(crate) conn: Connection,
    pub(crate) collation: Collation,
    pub(crate) ledger: Ledger,
    pub(crate) touched: Listener,
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
    pub(crate) memory: Arc<Memory>,
    pub(crate) helper: Helper,
}

impl Shared {
    pub(crate) fn new(path: &Path) -> Arc<Self> {
        Arc::new(Self {
            path: path.to_owned(),
            closing: Cancel::default(),
            tickets: Arc::default(),
            memory: Arc::default(),
            helper: Helper::default(),
        })
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
            // What a transaction touched that was rolled back.
            side.touched.take();
            let mut writer = Writer::new(&transaction, &side.collation, &side.ledger, &side.touched);
            let value = f(&mut writer)?;
            let wrote = writer.wrote();
            let step = shared.memory.committing(&transaction, &side.touched.take())?;
            transaction.commit()?;
            if let Some(step) = step {
                shared.memory.committed(step);
            }
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

/// A job that makes what is in memory beside the file.
pub(crate) fn prepare_job(shared: Arc<Shared>) -> WriteJob {
    Box::new(move |side| {
        // Without it the file answers. Whoever asks next wishes again.
        let _ = shared.guard(|| shared.memory.prepare(&side.conn));
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
            let (transaction, view) = shared.memory.begin(conn)?;
            let value = f(&Reader::with_view(&transaction, view, &shared.helper))?;
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

/// Whoever types is answered first: a sync fills this thread for minutes, and a processor that it has is one that neither a
/// reader nor the window's engine gets. Not on macOS, where the call would be about the whole program.
fn step_back() {
    #[cfg(not(target_os = "macos"))]
    {
        use thread_priority::{ThreadPriority, set_current_thread_priority};
        // Linux: nice 8. Windows: below normal. Where it is refused, everything works as before, less smoothly.
        if let Ok(lower) = 30_u8.try_into() {
            let _ = set_current_thread_priority(ThreadPriority::Crossplatform(lower));
        }
    }
}

/// Starts the writer. When its channel closes it does what is queued and ends, giving the connection back.
pub(crate) fn start_writer(
    mut side: WriterSide,
    mut room: Room,
    jobs: Receiver<WriteJob>,
) -> Result<JoinHandle<Connection>, StoreError> {
    let run = move || {
        step_back();
        loop {
            match jobs.recv_timeout(room.patience()) {
                Ok(job) => {
                    let before = side.conn.total_changes();
                    job(&mut side);
                    room.after(&side.conn, side.conn.total_changes() - before);
                }
                Err(RecvTimeoutError::Timeout) => room.give_back(&side.conn),
                Err(RecvTimeoutError::Disconnected) => return side.conn,
            }
        }
    };
    Builder::new().name("store-writer".to_owned()).spawn(run).map_err(|error| StoreError::of_io(&error))
}

/// The jobs of the readers. The first reader takes whatever it can, so that its page cache is the warm one; the others take what
/// comes while it is busy, so that a long export holds up no keystroke.
#[derive(Default)]
pub(crate) struct ReadQueue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<ReadJob>,
    is_first_busy: bool,
    is_closed: bool,
}

impl std::fmt::Debug for ReadQueue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReadQueue")
    }
}

impl ReadQueue {
    fn change(&self, change: impl FnOnce(&mut Waiting)) {
        change(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }

    pub(crate) fn push(&self, job: ReadJob) {
        self.change(|waiting| waiting.jobs.push_back(job));
    }

    /// What waits is dropped unanswered, and the readers end.
    pub(crate) fn close(&self) {
        self.change(|waiting| {
            waiting.is_closed = true;
            waiting.jobs.clear();
        });
    }

    /// The next job of a reader; nothing when the queue is closed.
    fn next(&self, is_first: bool) -> Option<ReadJob> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let has_none = |waiting: &mut Waiting| {
            !waiting.is_closed && (waiting.jobs.is_empty() || !(is_first || waiting.is_first_busy))
        };
        let mut waiting = self.changed.wait_while(waiting, has_none).unwrap_or_else(PoisonError::into_inner);
        let job = waiting.jobs.pop_front()?;
        if is_first {
            waiting.is_first_busy = true;
            self.changed.notify_all();
        }
        Some(job)
    }
}

/// Starts one reader; the one of number 1 is the first.
pub(crate) fn start_reader(
    number: usize,
    mut conn: Connection,
    queue: Arc<ReadQueue>,
) -> Result<JoinHandle<()>, StoreError> {
    let run = move || {
        let is_first = number == 1;
        while let Some(job) = queue.next(is_first) {
            job(&mut conn);
            if is_first {
                queue.change(|waiting| waiting.is_first_busy = false);
            }
        }
    };
    Builder::new().name(format!("store-reader-{number}")).spawn(run).map_err(|error| StoreError::of_io(&error))
}

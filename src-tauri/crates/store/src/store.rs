//! The handle on an open cache. Cheap to clone; the last clone to go closes the cache.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::JoinHandle;

use desk_core::collate::Collation;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::lane::{Cancel, Lane};
use crate::memory::Listener;
use crate::reader::Reader;
use crate::room::Room;
use crate::tickets::{Ledger, Ticket};
use crate::worker::{
    ReadQueue, Shared, WriteJob, WriterSide, prepare_job, read_job, start_reader, start_writer, write_job,
};
use crate::writer::Writer;

/// An open cache.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    shared: Arc<Shared>,
    engine: Mutex<Option<Engine>>,
}

/// Who does the work.
enum Engine {
    /// The usual way.
    Threads(Threads),
    /// Whoever asks, at once, on one connection: for simulations, whose course no scheduler may decide.
    Caller(Box<WriterSide>),
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Threads(_) => "Threads",
            Self::Caller(_) => "Caller",
        })
    }
}

#[derive(Debug)]
struct Threads {
    writes: Sender<WriteJob>,
    reads: Arc<ReadQueue>,
    writer: JoinHandle<Connection>,
    readers: Vec<JoinHandle<()>>,
}

/// An answer on its way: await it, or [`Answer::wait`] for it on a thread that may block. The question was asked when this
/// was made, not when it is first awaited. Dropping the answer of a read stops the read.
#[must_use = "the answer says whether it worked"]
#[derive(Debug)]
pub struct Answer<T> {
    answer: oneshot::Receiver<Result<T, StoreError>>,
    /// Of a read; a write that was asked for is done.
    cancel: Option<Cancel>,
}

impl<T> Answer<T> {
    /// Blocks until the answer is there. Not inside asynchronous code: it would hold up a thread of the runtime.
    ///
    /// # Errors
    /// What the question failed with.
    pub fn wait(mut self) -> Result<T, StoreError> {
        let (_, never) = oneshot::channel();
        let answer = std::mem::replace(&mut self.answer, never);
        answer.blocking_recv().unwrap_or(Err(StoreError::Closed))
    }
}

impl<T> Future for Answer<T> {
    type Output = Result<T, StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.answer).poll(context).map(|answer| answer.unwrap_or(Err(StoreError::Closed)))
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        if let Some(cancel) = &self.cancel {
            cancel.cancel();
        }
    }
}

impl Store {
    pub(crate) fn start(
        path: PathBuf,
        writer: Connection,
        room: Room,
        collation: Collation,
        readers: Vec<Connection>,
        helper: Connection,
    ) -> Result<Self, StoreError> {
        let shared = Shared::new(&path);
        shared.helper.give(helper);
        let ledger = Ledger::new(Arc::clone(&shared.tickets));
        let (writes, write_jobs) = channel();
        let reads = Arc::<ReadQueue>::default();
        let readers = (1..)
            .zip(readers)
            .map(|(number, conn)| start_reader(number, conn, Arc::clone(&reads)))
            .collect::<Result<_, _>>()?;
        let touched = Listener::default();
        touched.listen(&writer)?;
        let writer = start_writer(WriterSide { conn: writer, collation, ledger, touched }, room, write_jobs)?;
        let engine = Mutex::new(Some(Engine::Threads(Threads { writes, reads, writer, readers })));
        Ok(Self(Arc::new(Inner { shared, engine })))
    }

    pub(crate) fn without_threads(path: &Path, conn: Connection, collation: Collation) -> Self {
        let shared = Shared::new(path);
        let ledger = Ledger::new(Arc::clone(&shared.tickets));
        let engine = Mutex::new(Some(Engine::Caller(Box::new(WriterSide {
            conn,
            collation,
            ledger,
            touched: Listener::default(),
        }))));
        Self(Arc::new(Inner { shared, engine }))
    }

    /// Where the cache is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.shared.path
    }

    /// A place among the requests, for one that is about to be sent.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        self.0.shared.tickets.take()
    }

    /// Runs a closure in one transaction on the writer's thread, after the writes asked for before it. All or nothing: what
    /// it returns as an error is rolled back.
    ///
    /// The answer's error is the closure's, or [`StoreError::DiskFull`], [`StoreError::Locked`] and their like.
    pub fn write<T, F>(&self, f: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Writer<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let job = write_job(Arc::clone(&self.0.shared), sender, f);
        match &mut *self.0.engine.lock().unwrap_or_else(PoisonError::into_inner) {
            // When the thread is gone the job is dropped with its sender, and the answer is `Closed`.
            Some(Engine::Threads(threads)) => drop(threads.writes.send(job)),
            Some(Engine::Caller(side)) => job(side),
            None => {}
        }
        Answer { answer, cancel: None }
    }

    /// From now on what lists look at is held in memory beside the file, and kept in step with it: for whoever asks many
    /// questions. It is made on the writer's thread, a second for 100,000 cases; until then the file answers.
    /// Asked again it does nothing.
    pub fn hold_in_memory(&self) {
        if self.0.shared.memory.want() {
            self.prepare();
        }
    }

    fn prepare(&self) {
        if let Some(Engine::Threads(threads)) = &*self.0.engine.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = threads.writes.send(prepare_job(Arc::clone(&self.0.shared)));
        }
    }

    /// Runs a closure on a reader's thread. All it reads is one state of the data, whatever is written meanwhile.
    pub fn read<T, F>(&self, f: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.ask(Cancel::default(), f)
    }

    /// The same, and stops the question asked before it in the same lane, which ends as [`StoreError::Interrupted`].
    pub fn read_latest<T, F>(&self, lane: &Lane, f: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.ask(lane.take_over(), f)
    }

    fn ask<T, F>(&self, cancel: Cancel, f: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        if self.0.shared.memory.is_wanting() {
            self.prepare();
        }
        let (sender, answer) = oneshot::channel();
        let job = read_job(Arc::clone(&self.0.shared), cancel.clone(), sender, f);
        match &mut *self.0.engine.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(Engine::Threads(threads)) => threads.reads.push(job),
            Some(Engine::Caller(side)) => job(&mut side.conn),
            None => {}
        }
        Answer { answer, cancel: Some(cancel) }
    }

    /// Stops the reads, finishes the writes that were asked for, merges the `-wal` and ends the threads. Clones that are
    /// left answer [`StoreError::Closed`]. Blocks; closing twice is no error.
    ///
    /// # Errors
    /// When the `-wal` could not be merged: nothing is lost, the next opening does it.
    pub fn close(&self) -> Result<(), StoreError> {
        self.0.close()
    }
}

impl Inner {
    fn close(&self) -> Result<(), StoreError> {
        let Threads { writes, reads, writer, readers } =
            match self.engine.lock().unwrap_or_else(PoisonError::into_inner).take() {
                Some(Engine::Threads(threads)) => threads,
                Some(Engine::Caller(side)) => return side.conn.close().map_err(|(_, error)| StoreError::from(error)),
                None => return Ok(()),
            };
        self.shared.closing.cancel();
        drop(writes);
        reads.close();
        // A closure may hold the last clone, and then this runs on a thread of its own: that one cannot wait for itself.
        let here = std::thread::current().id();
        for reader in readers.into_iter().filter(|reader| reader.thread().id() != here) {
            let _ = reader.join();
        }
        self.shared.helper.close();
        if writer.thread().id() == here {
            return Ok(());
        }
        let conn = writer.join().map_err(|_| StoreError::OURS)?;
        // Now: the writer may have been asked to make it just before.
        self.shared.memory.forget();
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        conn.close().map_err(|(_, error)| StoreError::from(error))
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Nobody is left to be told; an unmerged -wal is merged by the next opening.
        let _ = self.close();
    }
}

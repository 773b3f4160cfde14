//! Exports: what the table shows, all matching rows, streamed from a reader of the cache into the file.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{channel, sync_channel};

use chrono::Local;
use desk_core::lifecycle::CaseTab;
use desk_core::query::{
    CaseColumn, CaseQuery, ClientColumn, ClientQuery, ClientTab, EarningsColumn, EarningsQuery, Window,
};
use desk_core::stage::EarningsTab;
use desk_export::{CsvFile, ExportError, Line, Profile, file_name, with_extension};
use desk_store::{Reader, StoreError, Table, cases, clients, earnings};
use tokio_util::sync::CancellationToken;

use crate::columns::{case_cells, case_headings, client_cells, client_headings, earnings_cells, earnings_headings};
use crate::error::DeskError;
use crate::fees::{self, Ground};
use crate::journal::Entry;
use crate::open::{Desk, Event, blocking};

/// Rows that are handed on together; between two batches progress is reported and the wish to stop is heard.
const BATCH_ROWS: usize = 1_000;

/// Batches that may wait to be written.
const BATCHES_AHEAD: usize = 2;

/// Nothing but the counts.
const NO_ROWS: Window = Window { offset: 0, limit: 0 };

/// What to export: a view's question and its visible columns in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportJob {
    /// Cases.
    Cases {
        /// Search, tab, sort.
        query: CaseQuery,
        /// Columns.
        columns: Vec<CaseColumn>,
    },
    /// Clients.
    Clients {
        /// Search, tab, sort.
        query: ClientQuery,
        /// Columns.
        columns: Vec<ClientColumn>,
    },
    /// Transactions.
    Earnings {
        /// Search, tab, sort; the invoicing mode is the partner's, whatever stands here.
        query: EarningsQuery,
        /// Columns.
        columns: Vec<EarningsColumn>,
    },
}

/// Where and how.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    /// The file; `.csv` is added when it is missing.
    pub path: PathBuf,
    /// For Excel in this computer's region, else plain.
    pub excel: bool,
    /// Stops it; no file stays behind.
    pub cancel: CancellationToken,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// Its name without the folder.
    pub name: String,
    /// Rows, the heading not counted.
    pub rows: u64,
}

/// Why a running export ended early.
enum Stop {
    Store(StoreError),
    File(ExportError),
    Cancelled,
    /// The session ended meanwhile.
    Ended(DeskError),
}

impl From<Stop> for DeskError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Store(error) => error.into(),
            Stop::File(error) => error.into(),
            Stop::Cancelled => Self::cancelled(),
            Stop::Ended(error) => error,
        }
    }
}

impl Desk {
    /// The name that the save dialog proposes: view, tab and today's date.
    #[must_use]
    pub fn export_name(&self, job: &ExportJob) -> String {
        let today = self.now().with_timezone(&Local).date_naive();
        match job {
            ExportJob::Cases { query, .. } => {
                file_name("cases", CaseTab::name(query.tab), !query.search.trim().is_empty(), today)
            }
            ExportJob::Clients { query, .. } => {
                file_name("clients", ClientTab::name(query.tab), !query.search.trim().is_empty(), today)
            }
            ExportJob::Earnings { query, .. } => {
                file_name("earnings", EarningsTab::name(query.tab), !query.search.trim().is_empty(), today)
            }
        }
    }

    /// Writes the file. It appears under its name only when it is whole.
    ///
    /// # Errors
    /// When nobody is signed in or the session ends meanwhile, the cache fails, the file cannot be written, or it was
    /// cancelled. No file is left then, and one that had the name before is untouched.
    pub async fn export(&self, job: ExportJob, options: ExportOptions) -> Result<ExportedFile, DeskError> {
        let started = std::time::Instant::now();
        let exported = self.write_export(job, options).await;
        self.note(match &exported {
            Ok(file) => Entry::Exported { rows: file.rows, milliseconds: started.elapsed().as_millis() },
            Err(error) => Entry::ExportFailed { code: error.code },
        });
        exported
    }

    async fn write_export(&self, mut job: ExportJob, options: ExportOptions) -> Result<ExportedFile, DeskError> {
        if let ExportJob::Earnings { query, .. } = &mut job {
            query.mode = self.invoicing_mode().await?;
        }
        let store = self.opened()?.store;
        let path = with_extension(&options.path, "csv");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let profile = if options.excel { Profile::excel_for(self.locale()) } else { Profile::Plain };
        let headings = headings(&job);
        let file = blocking(move || Ok(CsvFile::create(&path, profile, &headings)?)).await?;
        let desk = self.clone();
        let writing = Writing { file, desk, cancel: options.cancel, total: 0 };
        let written = match store.read(move |reader| Ok(writing.run(reader, &job))).await {
            Ok(written) => written?,
            Err(error) => {
                // The end of the session closes the cache under the read: then that is what to say.
                self.opened()?;
                return Err(error.into());
            }
        };
        // Outside the read: a file under its final name is never the remains of a read that was stopped after all.
        let rows = blocking(move || Ok(written.file.finish()?)).await?;
        Ok(ExportedFile { name, rows })
    }
}

fn headings(job: &ExportJob) -> Vec<&'static str> {
    match job {
        ExportJob::Cases { columns, .. } => case_headings(columns),
        ExportJob::Clients { columns, .. } => client_headings(columns),
        ExportJob::Earnings { columns, .. } => earnings_headings(columns),
    }
}

struct Writing {
    file: CsvFile,
    desk: Desk,
    cancel: CancellationToken,
    total: u64,
}

/// A row's line, or why there is none.
type Made = Result<Line, ExportError>;

/// Takes lines with their places, as long as it goes on.
type Receive<'r> = dyn FnMut(u32, Made) -> ControlFlow<()> + 'r;

impl Writing {
    /// Runs on a reader's thread, in one transaction: all rows are of one moment.
    fn run(mut self, reader: &Reader<'_>, job: &ExportJob) -> Result<Self, Stop> {
        let freshness = reader.freshness().map_err(Stop::Store)?;
        let age = |table| freshness.of(table).last_complete.map(|pass| pass.started);
        let form = self.file.form().clone();
        match job {
            ExportJob::Cases { query, columns } => {
                let as_of = age(Table::Cases);
                self.total = cases::page(reader, query, NO_ROWS).map_err(Stop::Store)?.total;
                let ground = columns.contains(&CaseColumn::FeeOutlook).then(|| Ground::plain(reader));
                let ground = ground.transpose().map_err(Stop::Store)?;
                let line = |row| form.line(&case_cells(&row, columns, as_of));
                self.stream(|receive| match ground {
                    None => cases::each_made(reader, query, columns, line, receive),
                    Some(ground) => fees::in_batches(
                        |receive| cases::each(reader, query, columns, receive),
                        |rows| fees::look_out(reader, ground, rows),
                        &mut |place, row| receive(place, line(row)),
                    ),
                })
            }
            ExportJob::Clients { query, columns } => {
                let as_of = age(Table::Clients);
                self.total = clients::page(reader, query, NO_ROWS).map_err(Stop::Store)?.total;
                let ground = columns.contains(&ClientColumn::FeeOutlook).then(|| Ground::plain(reader));
                let ground = ground.transpose().map_err(Stop::Store)?;
                self.stream(|receive| {
                    let mut receive = |place, row| receive(place, form.line(&client_cells(&row, columns, as_of)));
                    match ground {
                        None => clients::each(reader, query, receive),
                        Some(ground) => fees::in_batches(
                            |receive| clients::each(reader, query, receive),
                            |rows| fees::look_out_clients(reader, ground, rows),
                            &mut receive,
                        ),
                    }
                })
            }
            ExportJob::Earnings { query, columns } => {
                let as_of = age(Table::Transactions);
                self.total = earnings::page(reader, query, NO_ROWS).map_err(Stop::Store)?.total;
                self.stream(|receive| {
                    let line = |row| form.line(&earnings_cells(&row, columns, as_of));
                    earnings::each(reader, query, |place, row| receive(place, line(row)))
                })
            }
        }
    }

    /// Lines are made where rows are read and decrypted, and put into their places on another thread, some hundreds behind.
    fn stream(self, each: impl FnOnce(&mut Receive<'_>) -> Result<(), StoreError>) -> Result<Self, Stop> {
        self.look_up(0)?;
        let Self { mut file, desk, cancel, total } = self;
        let watch = Watch { desk: &desk, cancel: &cancel, total };
        let written = std::thread::scope(|scope| {
            let (ready, batches) = sync_channel::<Vec<(u32, Made)>>(BATCHES_AHEAD);
            let (written, done) = channel::<Vec<(u32, Made)>>();
            let writer = scope.spawn(move || {
                for mut batch in batches {
                    for (place, line) in &mut batch {
                        match line {
                            Ok(line) => file.put(*place, line)?,
                            Err(error) => return Err(*error),
                        }
                    }
                    // Nobody takes them any more where reading is over.
                    let _ = written.send(batch);
                }
                Ok(file)
            });
            let (mut batch, mut read, mut outcome) = (Vec::new(), 0_u64, Ok(()));
            let ended = each(&mut |place, line| {
                batch.push((place, line));
                read += 1;
                if batch.len() < BATCH_ROWS {
                    return ControlFlow::Continue(());
                }
                outcome = watch.look_up(read);
                // Memory is freed where it was taken, or both threads would wait for one another at every line.
                let mut empty = done.try_iter().last().unwrap_or_default();
                empty.clear();
                // Where nobody takes the batch, writing has failed, and that is what there is to say.
                match (&outcome, ready.send(std::mem::replace(&mut batch, empty))) {
                    (Ok(()), Ok(())) => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            });
            let _ = ready.send(batch);
            drop(ready);
            let written = writer.join().unwrap_or(Err(ExportError::Other(std::io::ErrorKind::Other)));
            outcome?;
            ended.map_err(Stop::Store)?;
            written.map_err(Stop::File)
        })?;
        let done = Self { file: written, desk, cancel, total };
        done.look_up(done.file.rows_written())?;
        Ok(done)
    }

    fn look_up(&self, rows: u64) -> Result<(), Stop> {
        Watch { desk: &self.desk, cancel: &self.cancel, total: self.total }.look_up(rows)
    }
}

/// What is looked at between some rows.
struct Watch<'w> {
    desk: &'w Desk,
    cancel: &'w CancellationToken,
    total: u64,
}

impl Watch<'_> {
    /// May it go on? And how far it is.
    fn look_up(&self, rows: u64) -> Result<(), Stop> {
        if self.cancel.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        self.desk.opened().map_err(Stop::Ended)?;
        self.desk.tell(Event::Exported { rows, total: self.total });
        Ok(())
    }
}

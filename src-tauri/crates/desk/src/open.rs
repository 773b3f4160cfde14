//! The program's state: who is signed in, the open cache, the running sync.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk_api::Origin;
use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery};
use desk_core::tidings::Tidings;
use desk_core::time::Clock;
use desk_session::State::{KeyringUnavailable, Locked, SignedIn, SignedOut};
use desk_session::{Persistence, Session, SignOutReason, Vault, VaultItem};
use desk_store::StoreError;
use tokio::sync::broadcast;

use crate::cache::Open;
use crate::clock::SystemClock;
use crate::closing::Closings;
use crate::error::DeskError;
use crate::folder;
use crate::journal::{Entry, Journal, Keep};
use crate::keyring::KeyringVault;
use crate::preferences::ChartMonths;
use crate::running::SyncState;
use crate::seals::FolderSeals;
use crate::settings::{Environment, Settings};
use crate::typing::Typing;

/// Reports that a slow listener may fall behind before it misses some.
const EVENTS_MAX: usize = 256;

/// [`desk_store::erase`] or its like.
pub type Erase = fn(&Path) -> Result<(), StoreError>;

/// What the program is opened with.
#[derive(Clone)]
pub struct Options {
    /// The data folder.
    pub folder: PathBuf,
    /// Another API than Debitura's own two; nothing for the environment of the settings.
    pub origin: Option<Origin>,
    /// BCP 47 tag that text sorts by and files are written for.
    pub locale: String,
    /// Where the secret is kept.
    pub vault: Arc<dyn Vault>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Time-outs, attempts and pace of the HTTP client.
    pub api: desk_api::Options,
    /// How a closed cache is deleted. A test stands in for another system with it.
    pub erase: Erase,
}

impl Options {
    /// The real keyring, clock and locale of this computer.
    ///
    /// # Errors
    /// When the address is refused, or when the system does not say where data is kept.
    pub fn new(folder: Option<PathBuf>, api_url: Option<&str>) -> Result<Self, DeskError> {
        let origin = api_url.map(Origin::parse).transpose().map_err(|error| DeskError::invalid(error.to_string()))?;
        let folder = folder.or_else(folder::default_folder).ok_or_else(DeskError::no_data_folder)?;
        Ok(Self {
            folder,
            origin,
            locale: sys_locale::get_locale().unwrap_or_else(|| "en".to_owned()),
            vault: Arc::new(KeyringVault::new()),
            clock: Arc::new(SystemClock),
            api: desk_api::Options::default(),
            erase: desk_store::erase,
        })
    }
}

/// What happened that nobody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The session began or ended.
    Session,
    /// A sync moved.
    Sync,
    /// Rows of these tables changed.
    Changed(Vec<desk_store::Table>),
    /// A sync has ended that brought something, and the person wants to be notified of that.
    News(Tidings),
    /// An export wrote rows.
    Exported {
        /// Rows written.
        rows: u64,
        /// Rows to write.
        total: u64,
    },
}

/// The program. Clones share everything.
#[derive(Clone)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) options: Options,
    pub(crate) state: Mutex<State>,
    /// Never taken while `state` is wanted next.
    pub(crate) settings: Mutex<Settings>,
    pub(crate) sync: Mutex<SyncState>,
    /// Held around every use of the keyring, and taken before `state`: between reading and writing an item no log-out may
    /// erase it, and while the keyring asks its owner for a password nobody waits for `state`.
    pub(crate) keyring: Mutex<()>,
    pub(crate) closings: Closings,
    pub(crate) journal: Journal,
    pub(crate) events: broadcast::Sender<Event>,
    pub(crate) typing: Views,
    /// Whether many questions are to be expected, of which each is answered at once.
    pub(crate) holds_lists: AtomicBool,
}

/// Key presses, view by view.
#[derive(Default)]
pub(crate) struct Views {
    pub(crate) cases: Typing<CaseQuery>,
    pub(crate) clients: Typing<ClientQuery>,
    pub(crate) earnings: Typing<EarningsQuery>,
    pub(crate) chart: Typing<(EarningsQuery, ChartMonths)>,
    /// The palette's, which looks into all three and ends no question of theirs.
    pub(crate) find: Typing<String>,
}

pub(crate) struct State {
    pub(crate) session: Session,
    pub(crate) environment: Option<Environment>,
    pub(crate) open: Option<Open>,
    /// Said once on the log-in page or in the window: a cache that had to be rebuilt, a cache that could not be opened.
    pub(crate) notice: Option<DeskError>,
}

impl Desk {
    /// Restores the session from the keyring and opens its cache. Touches no network.
    ///
    /// # Errors
    /// When the data folder cannot be made. A missing keyring or an unreadable cache is a state, not an error.
    pub async fn open(mut options: Options) -> Result<Self, DeskError> {
        options.folder = folder::prepare(&options.folder).map_err(|error| DeskError::folder(&error))?;
        blocking(move || {
            let settings = Settings::load(&options.folder);
            let environment = options.origin.is_none().then_some(settings.environment);
            let origin = origin_of(&options, environment);
            let item = VaultItem::new(origin.as_str(), &options.folder);
            let found = folder::caches(&options.folder);
            let seals = FolderSeals::new(&options.folder);
            let now = options.clock.now();
            let session = Session::restore(options.vault.as_ref(), &seals, item, origin.as_str(), now);
            let (events, _) = broadcast::channel(EVENTS_MAX);
            let state = State { session, environment, open: None, notice: None };
            let inner = Inner {
                journal: Journal::new(&options.folder),
                options,
                state: Mutex::new(state),
                settings: Mutex::new(settings),
                sync: Mutex::default(),
                keyring: Mutex::default(),
                closings: Closings::default(),
                events,
                typing: Views::default(),
                holds_lists: AtomicBool::new(false),
            };
            let desk = Self { inner: Arc::new(inner) };
            if desk.state().session.is_seal_due() {
                // Where the keyring does not answer, the next look tries again.
                let _ = desk.reconcile_blocking();
            }
            desk.sweep_leftovers(&found);
            // What goes wrong here is kept as the notice.
            let _ = desk.open_cache();
            let status = desk.session();
            desk.note(Entry::Started { session: status.state, notice: status.notice.map(|notice| notice.code) });
            desk.forget_log_of_nobody();
            Ok(desk)
        })
        .await
    }

    /// Hears what happens from now on.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// The locale that text sorts by.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.inner.options.locale
    }

    /// Whether the data comes from this computer itself, which only a demo or a test does.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.inner.options.origin.as_ref().is_some_and(Origin::is_plain)
    }

    /// The environment of the session or, signed out, of the last one; nothing when an address of its own was given.
    #[must_use]
    pub fn environment(&self) -> Option<Environment> {
        self.state().environment
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked with the lock held left a whole state behind: every change is a single assignment.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a line into the log; onto the disk only while somebody is logged in who lets something be kept.
    pub(crate) fn note(&self, entry: Entry) {
        let keep = match self.state().session.state() {
            SignedIn(active) if active.persistence() == Persistence::ThisSessionOnly => Keep::InMemory,
            SignedIn(_) | Locked { .. } => Keep::OnDisk,
            SignedOut { .. } | KeyringUnavailable { .. } => Keep::InMemory,
        };
        self.inner.journal.note(self.now(), keep, entry);
    }

    /// Another process that logged out may have been too early for a line of this one.
    fn forget_log_of_nobody(&self) {
        use SignOutReason::{LoggedOut, LoggedOutElsewhere};
        let state = self.state().session.state().clone();
        if matches!(state, SignedOut { reason: None | Some(LoggedOut | LoggedOutElsewhere) }) {
            // It holds nothing about anybody; the next start tries again.
            let _ = self.inner.journal.remove();
        }
    }

    /// The session changed without anybody asking: into the log, and to whoever listens.
    pub(crate) fn tell_session(&self) {
        self.note(Entry::Session { state: self.standing() });
        self.tell(Event::Session);
    }

    pub(crate) fn tell(&self, event: Event) {
        // Nobody listening is no failure.
        let _ = self.inner.events.send(event);
    }

    pub(crate) fn now(&self) -> desk_core::time::Instant {
        self.inner.options.clock.now()
    }

    /// Writes the session's mark to the keyring, off this thread, because the keyring may block. What cannot be written is
    /// tried again later.
    pub(crate) fn save_session(&self) {
        let desk = self.clone();
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(move || desk.reconcile_blocking())),
            Err(_) => drop(desk.reconcile_blocking()),
        }
    }

    /// Compares the session with the keyring: the mark is saved, and a log-in or log-out by another process is noticed. What
    /// that process could not delete, because it was open here, is deleted here.
    ///
    /// # Errors
    /// When the keyring does not answer; the session goes on as it is.
    pub async fn reconcile(&self) -> Result<(), DeskError> {
        let desk = self.clone();
        blocking(move || desk.reconcile_blocking()).await
    }

    pub(crate) fn reconcile_blocking(&self) -> Result<(), DeskError> {
        let _keyring = self.keyring();
        let found = folder::caches(&self.inner.options.folder);
        let Some(question) = self.state().session.begin_reconcile(self.now()) else { return Ok(()) };
        let answer = question.run(self.inner.options.vault.as_ref(), &self.seals())?;
        let (changed, closed) = {
            let mut state = self.state();
            let checked = state.session.settle(answer, self.now());
            let closed = if checked.changed { self.take_open(&mut state) } else { None };
            (checked.changed, closed)
        };
        if changed {
            self.cancel_sync();
            // At once: the other process may be about to delete the file.
            self.close_all(closed);
        }
        // Nobody signed in, before as after, is no word of the keyring's: it may hold an item that only a newer program reads.
        if changed || self.state().session.active().is_some() {
            self.sweep_leftovers(&found);
        }
        if changed {
            self.reload_settings();
            let opened = self.open_cache();
            self.forget_log_of_nobody();
            self.tell_session();
            opened?;
        }
        Ok(())
    }

    pub(crate) fn seals(&self) -> FolderSeals {
        FolderSeals::new(&self.inner.options.folder)
    }

    pub(crate) fn keyring(&self) -> MutexGuard<'_, ()> {
        self.inner.keyring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn origin_of(options: &Options, environment: Option<Environment>) -> Origin {
    options.origin.clone().unwrap_or_else(|| environment.unwrap_or_default().origin())
}

/// Runs what may block (the keyring can ask its owner for a password) off the threads that serve everybody.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| DeskError::internal())?
}

//! A computer: a folder, a keyring, a clock, and a Debitura that it can reach. Programs come and go on it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use desk::{CaseRow, Desk, DeskError, Erase, Event, LogIn, Options, SessionStatus, SyncReport, Table};
use desk_api::Origin;
use desk_core::query::{CaseQuery, Window};
use desk_core::secret::Secret;
use partner_desk_sandbox::{Fault, SandboxConfig, Server};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::hand_clock::HandClock;
use crate::memory_vault::MemoryVault;

pub(crate) const ALL: Window = Window { offset: 0, limit: 100_000 };

pub(crate) struct Computer {
    dir: TempDir,
    pub(crate) vault: MemoryVault,
    pub(crate) clock: HandClock,
    pub(crate) server: Server,
    pub(crate) api: desk_api::Options,
    pub(crate) erase: Erase,
    url: String,
}

impl Computer {
    /// With a Debitura of so many cases.
    pub(crate) async fn new(cases: usize) -> Self {
        Self::of(SandboxConfig::new(cases, 11)).await
    }

    /// With this Debitura.
    pub(crate) async fn of(config: SandboxConfig) -> Self {
        let server = Server::start(config, 0).await;
        Self {
            dir: tempfile::tempdir().unwrap(),
            vault: MemoryVault::default(),
            clock: HandClock::default(),
            url: server.url(),
            server,
            api: desk_api::Options::for_tests(),
            erase: desk_store::erase,
        }
    }

    pub(crate) fn options(&self) -> Options {
        Options {
            folder: self.folder(),
            origin: Some(Origin::parse(&self.url).unwrap()),
            locale: "en".to_owned(),
            vault: Arc::new(self.vault.clone()),
            clock: Arc::new(self.clock.clone()),
            api: self.api.clone(),
            erase: self.erase,
        }
    }

    /// Starts the program.
    pub(crate) async fn start(&self) -> Desk {
        let desk = Desk::open(self.options()).await.unwrap();
        desk.hold_lists();
        desk
    }

    /// A program that is signed in, with everything synced.
    pub(crate) async fn synced(&self) -> Desk {
        let desk = self.start().await;
        self.log_in(&desk).await.unwrap();
        let report = desk.sync().await.unwrap();
        assert_eq!(report.error, None);
        desk
    }

    /// A program whose first sync is slow, and has just brought the first cases.
    pub(crate) async fn syncing(&self) -> (Desk, JoinHandle<Result<SyncReport, DeskError>>) {
        let desk = self.start().await;
        self.log_in(&desk).await.unwrap();
        self.server.faults().add("/cases", Fault::SlowMs(30), 1_000);
        let mut events = desk.events();
        let running = tokio::spawn({
            let desk = desk.clone();
            async move { desk.sync().await }
        });
        while events.recv().await != Ok(Event::Changed(vec![Table::Cases])) {}
        (desk, running)
    }

    pub(crate) async fn log_in(&self, desk: &Desk) -> Result<SessionStatus, DeskError> {
        desk.log_in(of(&self.server.guid().to_string())).await
    }

    /// Debitura is gone; its address stays.
    pub(crate) async fn unplugged(self) -> Unplugged {
        let Self { dir, vault, clock, server, api, erase, url } = self;
        server.stop().await;
        Unplugged { dir, vault, clock, api, erase, url }
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Names of the files in the data folder.
    pub(crate) fn files(&self) -> BTreeSet<String> {
        files(&self.folder())
    }

    /// Ids of all cases that Debitura has.
    pub(crate) fn truth(&self) -> BTreeSet<Uuid> {
        self.server.with_state(|state| state.cases().map(|case| case.id).collect())
    }
}

/// The same without a Debitura.
pub(crate) struct Unplugged {
    dir: TempDir,
    pub(crate) vault: MemoryVault,
    pub(crate) clock: HandClock,
    api: desk_api::Options,
    erase: Erase,
    url: String,
}

impl Unplugged {
    pub(crate) async fn start(&self) -> Desk {
        let options = Options {
            folder: self.dir.path().join("data"),
            origin: Some(Origin::parse(&self.url).unwrap()),
            locale: "en".to_owned(),
            vault: Arc::new(self.vault.clone()),
            clock: Arc::new(self.clock.clone()),
            api: self.api.clone(),
            erase: self.erase,
        };
        let desk = Desk::open(options).await.unwrap();
        desk.hold_lists();
        desk
    }

    /// Another Debitura at the same address, with another partner.
    pub(crate) async fn plugged(self, config: SandboxConfig) -> Computer {
        let port = self.url.rsplit(':').next().unwrap().parse().unwrap();
        let server = Server::start(config, port).await;
        let Self { dir, vault, clock, api, erase, url } = self;
        Computer { dir, vault, clock, server, api, erase, url }
    }
}

pub(crate) fn files(folder: &std::path::Path) -> BTreeSet<String> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
        Err(_) => BTreeSet::new(),
    }
}

pub(crate) fn of(guid: &str) -> LogIn {
    LogIn { guid: Secret::new(guid.to_owned()), api_key: None, environment: None, this_session_only: false }
}

pub(crate) async fn rows(desk: &Desk) -> Result<Vec<CaseRow>, DeskError> {
    Ok(desk.cases(CaseQuery::default(), ALL).await?.rows)
}

pub(crate) async fn ids(desk: &Desk) -> BTreeSet<Uuid> {
    rows(desk).await.unwrap().into_iter().map(|row| row.case.id.0).collect()
}

/// A question about a part of a debtor's name.
pub(crate) fn search(text: &str) -> CaseQuery {
    CaseQuery { search: text.to_owned(), ..CaseQuery::default() }
}

/// Puts this in place of what is kept under its name, as another version might have left it.
pub(crate) async fn keep<T: desk::Kept>(desk: &Desk, what: T) {
    desk.rearrange::<T>(move |kept| *kept = what).await.unwrap();
}

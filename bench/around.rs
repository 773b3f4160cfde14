//! What a bench measures: a Debitura on this computer and a program that is logged in to it.

use std::sync::Arc;
use std::time::Duration;

use desk::{Desk, LogIn, Options};
use desk_api::Origin;
use desk_core::query::{CaseQuery, Window};
use desk_core::secret::Secret;
use partner_desk_sandbox::{SandboxConfig, Server};
use tempfile::TempDir;

use crate::clock::RunningClock;
use crate::fill::fill;
use crate::memory_vault::MemoryVault;

/// A program with a data folder of its own.
pub(crate) struct Around {
    pub(crate) desk: Desk,
    pub(crate) clock: RunningClock,
    vault: MemoryVault,
    folder: TempDir,
}

/// A Debitura with so many cases.
pub(crate) async fn server(cases: usize) -> Server {
    Server::start(SandboxConfig::new(cases, 1), 0).await
}

impl Around {
    /// Logged in, with nothing synced.
    pub(crate) async fn logged_in(server: &Server, api: desk_api::Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, vault) = (RunningClock::default(), MemoryVault::default());
        let options = Options {
            folder: folder.path().join("data"),
            origin: Some(Origin::parse(&server.url()).unwrap()),
            locale: "en".to_owned(),
            vault: Arc::new(vault.clone()),
            clock: Arc::new(clock.clone()),
            api,
            erase: desk_store::erase,
        };
        let desk = Desk::open(options).await.unwrap();
        desk.hold_lists();
        let guid = Secret::new(server.guid().to_string());
        desk.log_in(LogIn { guid, api_key: None, environment: None, this_session_only: false }).await.unwrap();
        Self { desk, clock, vault, folder }
    }

    /// With so many cases, put in past the network.
    pub(crate) async fn filled(cases: usize) -> Self {
        let server = server(1).await;
        let around = Self::logged_in(&server, ungoverned()).await;
        let folder = around.folder.path().join("data");
        // On a thread that may wait.
        std::thread::scope(|scope| {
            scope.spawn(|| fill(&around.desk, &around.vault, &folder, cases, chrono::Utc::now())).join()
        })
        .unwrap();
        around
    }

    /// Closes the program; its folder is left.
    pub(crate) fn close(self) -> TempDir {
        drop(self.desk);
        self.folder
    }

    /// Waits until what lists look at is in memory.
    pub(crate) async fn held(&self) {
        loop {
            // The first question makes that it is wanted, and each tells whether it is there.
            self.desk.cases(CaseQuery::default(), Window { offset: 0, limit: 1 }).await.unwrap();
            if self.desk.is_in_memory().await.unwrap() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The same, with everything synced as fast as it goes.
    pub(crate) async fn synced(server: &Server, api: desk_api::Options) -> Self {
        let around = Self::logged_in(server, api).await;
        let report = around.desk.sync().await.unwrap();
        assert!(report.complete, "{report:?}");
        around
    }
}

/// No governor: the server is this computer's own.
pub(crate) fn ungoverned() -> desk_api::Options {
    desk_api::Options {
        requests_per_minute: 6_000_000,
        background_per_minute: 6_000_000,
        burst: 10_000,
        ..desk_api::Options::default()
    }
}

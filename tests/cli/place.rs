//! A data folder, a keyring in memory and a sandbox: everything that a command needs inside this process.

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk::{Desk, Erase, Options, Vault, VaultError, VaultItem};
use desk_core::secret::Secret;
use partner_desk_cli::{Streams, run, run_on};
use partner_desk_sandbox::{SandboxConfig, Server};
use tempfile::TempDir;

/// A keyring that forgets with the test.
#[derive(Default)]
struct MemoryVault(Mutex<HashMap<VaultItem, String>>);

impl Vault for MemoryVault {
    fn load(&self, item: &VaultItem) -> Result<Option<Secret>, VaultError> {
        Ok(self.0.lock().unwrap().get(item).cloned().map(Secret::new))
    }

    fn store(&self, item: &VaultItem, text: &Secret) -> Result<(), VaultError> {
        self.0.lock().unwrap().insert(item.clone(), text.expose().to_owned());
        Ok(())
    }

    fn delete(&self, item: &VaultItem) -> Result<(), VaultError> {
        self.0.lock().unwrap().remove(item);
        Ok(())
    }
}

/// What a command did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    /// Its output, if it was a success without complaint.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }
}

/// One installation of the program beside one sandbox.
pub(crate) struct Place {
    pub(crate) server: Server,
    pub(crate) folder: TempDir,
    pub(crate) locale: &'static str,
    /// Another way to delete a cache than the real one.
    pub(crate) erase: Option<Erase>,
    vault: Arc<MemoryVault>,
}

impl Place {
    pub(crate) async fn new(config: SandboxConfig) -> Self {
        Self {
            server: Server::start(config, 0).await,
            folder: tempfile::tempdir().unwrap(),
            locale: "en",
            erase: None,
            vault: Arc::default(),
        }
    }

    /// The same, logged in and synced.
    pub(crate) async fn synced(config: SandboxConfig) -> Self {
        let place = Self::new(config).await;
        place.log_in().await;
        place.sync().await;
        place
    }

    pub(crate) async fn log_in(&self) {
        let (guid, key) = (self.server.guid().to_string(), self.server.key());
        let done = if key == guid {
            self.run(&["login"], &format!("{guid}\n")).await
        } else {
            self.run(&["login", "--api-key"], &format!("{guid}\n{key}\n")).await
        };
        assert!(done.fine().starts_with("Logged in as "));
    }

    pub(crate) async fn sync(&self) {
        let report = self.run(&["sync", "--json"], "").await.fine();
        assert!(report.contains(r#""complete":true,"#), "{report}");
    }

    fn prepare(&self, options: &mut Options) {
        options.vault = self.vault.clone();
        options.erase = self.erase.unwrap_or(options.erase);
        options.api.backoff_base = Duration::from_millis(1);
        options.api.backoff_max = Duration::from_millis(4);
        options.api.requests_per_minute = 6_000_000;
        options.api.burst = 10_000;
    }

    fn globals(&self) -> Vec<OsString> {
        let folder = self.folder.path().as_os_str().to_owned();
        let url = self.server.url();
        vec!["--data-dir".into(), folder, "--api-url".into(), url.into(), "--locale".into(), self.locale.into()]
    }

    /// One command, from opening the program to closing it.
    pub(crate) async fn run(&self, arguments: &[&str], input: &str) -> Done {
        let arguments: Vec<OsString> = self.globals().into_iter().chain(arguments.iter().map(Into::into)).collect();
        streamed(input, async |streams| run(arguments, streams, |options| self.prepare(options)).await).await
    }

    /// The program itself, kept open for many commands.
    pub(crate) async fn open(&self) -> Desk {
        let mut options = Options::new(Some(self.folder.path().to_owned()), Some(&self.server.url())).unwrap();
        options.locale = self.locale.to_owned();
        self.prepare(&mut options);
        Desk::open(options).await.unwrap()
    }
}

/// A command on a program that is open.
pub(crate) async fn on(desk: &Desk, arguments: &[&str]) -> Done {
    let arguments: Vec<OsString> = arguments.iter().map(Into::into).collect();
    streamed("", async |streams| run_on(desk, arguments, streams).await).await
}

async fn streamed(input: &str, run: impl AsyncFnOnce(&mut Streams<'_>) -> u8) -> Done {
    let (mut input, mut out, mut err) = (input.as_bytes(), Vec::new(), Vec::new());
    let mut streams = Streams { input: &mut input, out: &mut out, err: &mut err, typed: false, watched: false };
    let code = run(&mut streams).await;
    Done { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

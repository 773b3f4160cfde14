//! A window without a screen: Tauri's mock runtime around the real commands and a real program, on a sandbox of its own.

use std::sync::Arc;

use desk::{Desk, Options};
use partner_desk::Timeline;
use partner_desk::commands::{Exports, Picks, Shown, Updates, handler};
use partner_desk_sandbox::{SandboxConfig, Server};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, AppHandle, WebviewWindow, WebviewWindowBuilder};

use crate::hand_clock::HandClock;
use crate::memory_vault::MemoryVault;

/// The program, its window, and the server that it talks to.
pub(crate) struct Bench {
    pub(crate) server: Server,
    pub(crate) desk: Desk,
    pub(crate) clock: HandClock,
    window: WebviewWindow<MockRuntime>,
    app: App<MockRuntime>,
    folder: tempfile::TempDir,
}

impl Bench {
    pub(crate) async fn start(cases: usize) -> Self {
        Self::start_with(cases, None).await
    }

    /// The same, configured to look for newer versions.
    pub(crate) async fn start_with(cases: usize, updater: Option<Value>) -> Self {
        let server = Server::start(SandboxConfig::new(cases, 5), 0).await;
        let folder = tempfile::tempdir().expect("a folder");
        let clock = HandClock::default();
        let mut options = Options::new(Some(folder.path().join("data")), Some(&server.url())).expect("an address");
        options.vault = Arc::new(MemoryVault::default());
        options.clock = Arc::new(clock.clone());
        options.locale = "en".to_owned();
        let desk = Desk::open(options).await.expect("the program opens");
        let mut context = mock_context(noop_assets());
        context.config_mut().plugins.0.extend(updater.map(|config| ("updater".to_owned(), config)));
        let mut builder = mock_builder();
        if let Some(updater) = partner_desk::updater(&context.config().plugins) {
            builder = builder.plugin(updater);
        }
        let app = builder
            .invoke_handler(handler())
            .manage(desk.clone())
            .manage(Exports::default())
            .manage(Picks::default())
            .manage(Shown::default())
            .manage(Updates::default())
            .manage(Timeline::default())
            .build(context)
            .expect("an app");
        let window = WebviewWindowBuilder::new(&app, "main", Default::default()).build().expect("a window");
        Self { server, desk, clock, window, app, folder }
    }

    /// The program around the window.
    pub(crate) fn app(&self) -> &AppHandle<MockRuntime> {
        self.app.handle()
    }

    /// The answer of a command, or its error.
    pub(crate) async fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().expect("a URL"),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let window = self.window.clone();
        let answer = tokio::task::spawn_blocking(move || get_ipc_response(&window, request)).await.expect("an answer");
        answer.map(|body| body.deserialize().expect("JSON"))
    }

    /// Logs in with the right GUID and waits for the first sync.
    pub(crate) async fn signed_in(&self) {
        let view = self.call("log_in", log_in(&self.server.guid().to_string())).await.expect("accepted");
        assert_eq!(view["state"], "signedIn");
        let mut events = self.desk.events();
        loop {
            let status = self.desk.sync_status().await;
            if status.as_of.is_some() && !status.running {
                return;
            }
            events.recv().await.expect("an event");
        }
    }

    /// The names of the files in the data folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path().join("data")).expect("the data folder");
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

pub(crate) fn log_in(guid: &str) -> Value {
    json!({ "request": { "guid": guid, "apiKey": null, "environment": "custom", "thisSessionOnly": false } })
}

/// The question of a view with all its filters unset.
pub(crate) fn question(search: &str, tab: &str, column: &str) -> Value {
    let filters = json!({
        "client": null, "customers": [], "collectionPartners": [], "countries": [], "createdFrom": null, "createdTo": null,
        "needsInfo": false,
    });
    ask(search, tab, column, &filters)
}

/// The same for clients.
pub(crate) fn clients(search: &str, tab: &str, column: &str) -> Value {
    ask(search, tab, column, &json!({ "attributed": null, "countries": [] }))
}

/// The same for transactions.
pub(crate) fn earnings(search: &str, tab: &str, column: &str) -> Value {
    let filters = json!({ "client": null, "stages": [], "customers": [], "paidFrom": null, "paidTo": null });
    ask(search, tab, column, &filters)
}

fn ask(search: &str, tab: &str, column: &str, filters: &Value) -> Value {
    json!({ "request": {
        "seq": 7, "search": search, "tab": tab, "filters": filters, "sort": { "column": column, "descending": false },
        "offset": 0, "limit": 100,
    } })
}

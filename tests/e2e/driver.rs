//! A thin client of the WebDriver protocol: WebKitWebDriver speaks to the real window, nothing else is needed on Linux.
//!
//! A library was passed over: of the protocol a dozen calls are used, and WebKitGTK's own capabilities have to be sent raw.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// WebDriver's code points of keys that are held.
pub(crate) const CONTROL: &str = "\u{e009}";
pub(crate) const SHIFT: &str = "\u{e008}";

/// What would lead out of a home folder.
pub(crate) const XDG: [&str; 4] = ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"];

/// The longest that anything in the window may take before the test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The driver's process and one running window.
pub(crate) struct Window {
    driver: Child,
    http: reqwest::Client,
    session: String,
}

impl Window {
    /// Starts the program with these arguments under a driver of its own.
    /// What the program starts by itself is looked for in `path` first.
    /// With a `home`, everything that it writes by itself lands below that; with a `theme`, the desktop has that one.
    pub(crate) async fn open(
        program: &Path,
        arguments: &[&str],
        path: &Path,
        home: Option<&Path>,
        theme: Option<&str>,
    ) -> Self {
        // Take a free port and give it back: the driver has no way to choose one and tell.
        let port = free_port();
        let mut driver = driver(port);
        if let Some(home) = home {
            driver.env("HOME", home).env("TMPDIR", home.join("tmp"));
            for name in XDG {
                driver.env_remove(name);
            }
        }
        if let Some(theme) = theme {
            driver.env("GTK_THEME", theme);
        }
        let driver = driver
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("PATH", before(path))
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver (package webkit2gtk-driver), on Windows tauri-driver, starts");
        // The client wants a TLS library even for plain HTTP; a second installation is refused, which is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().unwrap();
        let base = format!("http://127.0.0.1:{port}/session");
        let wanted = if cfg!(windows) {
            json!({ "browserName": "wry", "tauri:options": { "application": program, "args": arguments } })
        } else {
            json!({ "webkitgtk:browserOptions": { "binary": program, "args": arguments } })
        };
        let capabilities = json!({ "capabilities": { "alwaysMatch": wanted } });
        let started = Instant::now();
        let answer = loop {
            match http.post(&base).json(&capabilities).send().await {
                Ok(answer) => break answer.json::<Value>().await.unwrap(),
                Err(error) if started.elapsed() > PATIENCE => panic!("the driver does not answer: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        };
        let id = answer["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        Self { driver, session: format!("{base}/{id}"), http }
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value, Value> {
        let mut request = self.http.request(method, format!("{}{path}", self.session));
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        let value = answer["value"].clone();
        if value.get("error").is_some() { Err(value) } else { Ok(value) }
    }

    /// Runs a function body in the page and answers what it returns.
    pub(crate) async fn run(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.call(Method::POST, "/execute/sync", Some(body)).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same for a function body that answers by calling its last argument.
    pub(crate) async fn run_async(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.call(Method::POST, "/execute/async", Some(body)).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script until it returns something true.
    pub(crate) async fn until(&self, what: &str, script: &str) -> Value {
        let started = Instant::now();
        loop {
            let body = json!({ "script": script, "args": [] });
            let value = self.call(Method::POST, "/execute/sync", Some(body)).await;
            match value {
                Ok(value) if !matches!(value, Value::Null | Value::Bool(false)) => return value,
                _ if started.elapsed() > PATIENCE => {
                    picture("gave-up");
                    panic!("waited in vain until {what}: {value:?}");
                }
                _ => tokio::time::sleep(Duration::from_millis(25)).await,
            }
        }
    }

    /// Does something to an element as soon as it is there and can be used: a window that is not shown yet, a row that was
    /// just drawn anew and a dialog that just opens refuse for a moment, as they would a person.
    async fn act(&self, selector: &str, action: &str, body: Value) {
        let started = Instant::now();
        loop {
            let query = json!({ "using": "css selector", "value": selector });
            let done = match self.call(Method::POST, "/element", Some(query)).await {
                Ok(found) => {
                    let id = found[ELEMENT].as_str().unwrap_or_default();
                    self.call(Method::POST, &format!("/element/{id}/{action}"), Some(body.clone())).await
                }
                Err(error) => Err(error),
            };
            match done {
                Ok(_) => return,
                Err(error) if started.elapsed() > PATIENCE => {
                    picture("gave-up");
                    panic!("{action} on {selector}: {error}");
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Clicks as a person would: at the element's middle, scrolled into view.
    pub(crate) async fn click(&self, selector: &str) {
        self.act(selector, "click", json!({})).await;
    }

    /// Types into an element, after what stands there.
    pub(crate) async fn type_into(&self, selector: &str, text: &str) {
        self.act(selector, "value", json!({ "text": text })).await;
    }

    /// Presses one key wherever the focus is; `key` is a character or a WebDriver code point.
    pub(crate) async fn press(&self, key: &str) {
        let strokes = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.call(Method::POST, "/actions", Some(body)).await.unwrap();
    }

    /// Presses a key while Control is held.
    pub(crate) async fn press_with_control(&self, key: &str) {
        self.press_with(&[CONTROL], key).await;
    }

    /// Presses a key while others are held.
    pub(crate) async fn press_with(&self, held: &[&str], key: &str) {
        let down = held.iter().map(|key| ("keyDown", *key));
        let up = held.iter().rev().map(|key| ("keyUp", *key));
        let strokes = down.chain([("keyDown", key), ("keyUp", key)]).chain(up);
        let strokes: Vec<Value> = strokes.map(|(kind, key)| json!({ "type": kind, "value": key })).collect();
        let body = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.call(Method::POST, "/actions", Some(body)).await.unwrap();
    }

    /// Ends the program the way its close button does, and the driver.
    pub(crate) async fn close(mut self) {
        let _ = self.call(Method::DELETE, "", None).await;
        // The driver answers before it has ended the program: killed in between, it would leave the program's window behind.
        let children = format!("/proc/{0}/task/{0}/children", self.driver.id());
        patiently("the program has ended", || std::fs::read_to_string(&children).unwrap_or_default().trim().is_empty())
            .await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// What drives this system's webview: on Windows tauri-driver, which speaks to Edge's driver.
fn driver(port: u16) -> Command {
    let mut driver = Command::new(if cfg!(windows) { "tauri-driver" } else { "WebKitWebDriver" });
    if cfg!(windows) {
        driver.args(["--port", &port.to_string(), "--native-port", &free_port().to_string()]);
        // Where GitHub's machines have it.
        if let Some(folder) = std::env::var_os("EDGEWEBDRIVER") {
            driver.arg("--native-driver").arg(Path::new(&folder).join("msedgedriver.exe"));
        }
    } else {
        driver.arg(format!("--port={port}"));
    }
    driver
}

/// The search path with a folder in front.
fn before(folder: &Path) -> std::ffi::OsString {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(folder.to_owned()).chain(std::env::split_paths(&rest))).unwrap()
}

impl Drop for Window {
    fn drop(&mut self) {
        // A test that failed leaves no window to those that come after it.
        let _ = Command::new("pkill").args(["-P", &self.driver.id().to_string()]).status();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Waits for something outside of the window.
pub(crate) async fn patiently(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

/// Takes a picture of the whole screen, into the folder that the environment names.
pub(crate) fn picture(name: &str) {
    if let Some(folder) = std::env::var_os("PARTNER_DESK_SHOTS") {
        std::fs::create_dir_all(&folder).unwrap();
        let file = Path::new(&folder).join(format!("{name}.png"));
        let status = Command::new("import").args(["-window", "root"]).arg(file).status();
        assert!(status.is_ok_and(|status| status.success()), "no picture could be taken");
    }
}

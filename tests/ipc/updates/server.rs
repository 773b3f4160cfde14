//! Where newer versions come from: a server of this computer that says and sends what a test wants, and keys to sign with.

use std::io::{BufRead as _, BufReader, Cursor, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

use minisign::KeyPair;
use serde_json::{Value, json};

/// A key pair of the makers, or of somebody else.
pub(super) struct Keys(KeyPair);

impl Keys {
    pub(super) fn new() -> Self {
        Self(KeyPair::generate_unencrypted_keypair().expect("keys"))
    }

    /// As the updater wants it.
    fn public(&self) -> String {
        base64(self.0.pk.to_box().expect("a key").into_string().as_bytes())
    }

    /// As the bundler signs: the version is in what is signed.
    pub(super) fn sign(&self, package: &[u8], version: &str) -> String {
        self.sign_as(package, &format!("timestamp:1750000000\tfile:package\tversion:{version}"))
    }

    pub(super) fn sign_as(&self, package: &[u8], comment: &str) -> String {
        let signed = minisign::sign(Some(&self.0.pk), &self.0.sk, Cursor::new(package), Some(comment), None);
        base64(signed.expect("a signature").into_string().as_bytes())
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let wide = chunk.iter().fold(0_u32, |wide, byte| (wide << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let digit = DIGITS[(wide >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= chunk.len() { digit as char } else { '=' });
        }
    }
    text
}

#[derive(Default)]
struct Says {
    answer: Value,
    package: Vec<u8>,
    /// Half of the package is all that comes.
    cut: bool,
    /// The package does not come before this ends.
    held: bool,
    asked: Vec<String>,
}

/// The server. It ends with the test's process.
pub(super) struct Releases {
    url: String,
    says: Arc<(Mutex<Says>, Condvar)>,
}

impl Releases {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let says = Arc::<(Mutex<Says>, Condvar)>::default();
        let shared = Arc::clone(&says);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let says = Arc::clone(&shared);
                std::thread::spawn(move || serve(&stream, &says));
            }
        });
        Self { url, says }
    }

    /// What a bundle would be configured with.
    pub(super) fn configuration(&self, keys: &Keys) -> Value {
        json!({
            "pubkey": keys.public(), "endpoints": [format!("{}/latest.json", self.url)], "requireSignedVersion": true,
        })
    }

    fn with<T>(&self, change: impl FnOnce(&mut Says) -> T) -> T {
        let answer = change(&mut self.says.0.lock().unwrap());
        self.says.1.notify_all();
        answer
    }

    pub(super) fn offer(&self, version: &str, signature: &str, package: &[u8]) {
        let platform = json!({ "url": format!("{}/package", self.url), "signature": signature });
        let systems = ["linux", "darwin", "windows"]
            .iter()
            .flat_map(|os| ["x86_64", "aarch64"].map(|cpu| (format!("{os}-{cpu}"), platform.clone())));
        let platforms = Value::Object(systems.collect());
        self.with(|says| {
            let notes = says.answer["notes"].as_str().map(str::to_owned);
            says.answer = json!({ "version": version, "notes": notes, "platforms": platforms });
            says.package = package.to_vec();
        });
    }

    /// Changes some of the answer; what is no object takes its place.
    pub(super) fn tell(&self, more: Value) {
        self.with(|says| match (&mut says.answer, more) {
            (Value::Object(answer), Value::Object(more)) => answer.extend(more),
            (answer, more) => *answer = more,
        });
    }

    pub(super) fn answer(&self, answer: Value) {
        self.with(|says| says.answer = answer);
    }

    pub(super) fn lead_to(&self, url: &str) {
        self.with(|says| {
            for platform in says.answer["platforms"].as_object_mut().expect("platforms").values_mut() {
                platform["url"] = json!(url);
            }
        });
    }

    pub(super) fn cut(&self) {
        self.with(|says| says.cut = true);
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    pub(super) fn hold(&self) {
        self.with(|says| says.held = true);
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    pub(super) fn release(&self) {
        self.with(|says| says.held = false);
    }

    /// Paths, in their order.
    pub(super) fn asked(&self) -> Vec<String> {
        self.with(|says| says.asked.clone())
    }
}

fn serve(stream: &TcpStream, says: &(Mutex<Says>, Condvar)) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| line.split(' ').nth(1).map(str::to_owned)) else { return };
    // The rest of the head.
    while lines.next().is_some_and(|line| !line.is_empty()) {}
    let mut now = says.0.lock().unwrap();
    now.asked.push(path.clone());
    let is_package = path == "/package";
    while is_package && now.held {
        now = says.1.wait(now).unwrap();
    }
    let body = if is_package { now.package.clone() } else { now.answer.to_string().into_bytes() };
    let sent = if is_package && now.cut { body.len() / 2 } else { body.len() };
    drop(now);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let mut stream = stream;
    // Whoever stopped listening needs nothing.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body[..sent]));
}

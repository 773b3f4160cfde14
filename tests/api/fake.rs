//! A server of raw bytes: what it answers need not be HTTP, nor finish, nor come at all.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use desk_api::{Api, Options, Origin};
use desk_core::secret::Secret;

/// A key that occurs nowhere else.
pub(crate) const KEY: &str = "5ca1ab1e-0000-4000-8000-00000000c0de";

/// What becomes of one connection.
pub(crate) enum Answer {
    /// These bytes, then the end.
    Bytes(Vec<u8>),
    /// These bytes, and then nothing more, with the connection left open.
    Hang(Vec<u8>),
}

/// The server; it ends with the value.
pub(crate) struct Fake {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    stopped: Arc<AtomicBool>,
}

impl Fake {
    /// Answers the n-th request, counted from 0, with what `answer` makes of n and of the request's head.
    pub(crate) fn start(answer: impl Fn(usize, &str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (seen, stop, answer) = (Arc::clone(&heads), Arc::clone(&stopped), Arc::new(answer));
        thread::spawn(move || {
            let mut hung = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                hung.extend(converse(stream, &seen, answer.as_ref()));
            }
        });
        Self { address, heads, stopped }
    }

    /// The same answer to every request.
    pub(crate) fn always(bytes: Vec<u8>) -> Self {
        Self::start(move |_, _| Answer::Bytes(bytes.clone()))
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The heads of all requests so far, as received.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// The n-th request's target: path and query.
    pub(crate) fn target(&self, n: usize) -> String {
        self.heads()[n].split(' ').nth(1).unwrap().to_owned()
    }

    pub(crate) fn api(&self) -> Api {
        self.api_with(Options::for_tests())
    }

    pub(crate) fn api_with(&self, options: Options) -> Api {
        Api::new(Origin::parse(&self.url()).unwrap(), Secret::new(KEY.to_owned()), options).unwrap()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

/// Reads one head, answers it, and gives the connection back when it is to stay open. The peer may leave at any moment.
fn converse(
    mut stream: TcpStream,
    heads: &Mutex<Vec<String>>,
    answer: &(impl Fn(usize, &str) -> Answer + ?Sized),
) -> Option<TcpStream> {
    let mut head = Vec::new();
    let mut byte = [0_u8];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let n = {
        let mut heads = heads.lock().unwrap();
        heads.push(head.clone());
        heads.len() - 1
    };
    match answer(n, &head) {
        Answer::Bytes(bytes) => {
            stream.write_all(&bytes).ok()?;
            None
        }
        Answer::Hang(bytes) => {
            stream.write_all(&bytes).ok()?;
            Some(stream)
        }
    }
}

/// An answer with any status line and extra header lines.
pub(crate) fn http(status: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let extra: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\n{extra}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

/// A plain good answer.
pub(crate) fn ok(body: &str) -> Vec<u8> {
    http("200 OK", &["content-type: application/json; charset=utf-8"], body)
}

/// A body for `/me`.
pub(crate) const ME: &str =
    r#"{"id":"11111111-1111-4111-8111-111111111111","companyName":"Northwind","isActive":true}"#;

/// A page without rows.
pub(crate) const NO_CASES: &str = r#"{"cases":[],"page":{"totalResults":0}}"#;

//! Asking in process and over a bare socket.

use partner_desk_sandbox::{Readings, Reply, Request, SandboxConfig, Server, State};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A state of so many cases with readings such as `Q5=B`.
pub(crate) fn state(cases: usize, readings: &[&str]) -> State {
    State::generate(&config(cases, readings))
}

pub(crate) fn config(cases: usize, readings: &[&str]) -> SandboxConfig {
    SandboxConfig { readings: Readings::parse(readings).unwrap(), ..SandboxConfig::new(cases, 7) }
}

pub(crate) fn reply(state: &State, target: &str) -> Reply {
    state.answer(&Request::get(target, &state.config().key()))
}

/// The JSON of a 200.
pub(crate) fn json(state: &State, target: &str) -> Value {
    let reply = reply(state, target);
    assert_eq!(reply.status, 200, "{target}: {}", String::from_utf8_lossy(&reply.body));
    serde_json::from_slice(&reply.body).unwrap()
}

pub(crate) fn status(state: &State, target: &str) -> u16 {
    reply(state, target).status
}

/// Name of the rows property of a list.
pub(crate) fn rows_name(path: &str) -> &'static str {
    match path {
        "/cases" => "cases",
        "/clients" => "clients",
        _ => "data",
    }
}

/// Every row of a list, page by page. `query` has no page and no size.
pub(crate) fn all(state: &State, path: &str, query: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for number in 1.. {
        let mut page = json(state, &format!("{path}?PageSize=100&Page={number}&{query}"));
        let part = page[rows_name(path)].as_array_mut().unwrap();
        if part.is_empty() {
            assert_eq!(page["page"]["totalResults"].as_u64().unwrap(), rows.len() as u64);
            break;
        }
        rows.append(part);
    }
    rows
}

pub(crate) fn texts(rows: &[Value], pointer: &str) -> Vec<String> {
    rows.iter().filter_map(|row| row.pointer(pointer)?.as_str().map(str::to_owned)).collect()
}

/// What came over a socket: status, header block in lower case, body as far as it came.
pub(crate) struct Raw {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// One GET over a connection of its own.
pub(crate) async fn get(server: &Server, target: &str) -> Raw {
    send(server, &format!("GET {target} HTTP/1.1\r\nXApiKey: {}\r\n", server.key()), "").await
}

pub(crate) async fn post(server: &Server, target: &str, body: &str) -> Raw {
    let head =
        format!("POST {target} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    send(server, &head, body).await
}

async fn send(server: &Server, head: &str, body: &str) -> Raw {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).await.unwrap();
    let text = format!("{head}Host: sandbox\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // A cut body may end in a reset connection: what came before it is what counts.
    let _ = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole header block");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap().to_lowercase();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Raw { status, head, body: bytes[end + 4..].to_vec() }
}

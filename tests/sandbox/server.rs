//! The state over HTTP.

use partner_desk_sandbox::Server;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::ask::{config, get, post};

#[tokio::test]
async fn answers_over_http_are_the_answers_in_process() {
    let server = Server::start(config(200, &[]), 0).await;
    for target in ["/me", "/cases?PageSize=7&Query=m%C3%BCller", "/clients", "/reporting/transactions", "/nowhere"] {
        let raw = get(&server, target).await;
        let reply = server.with_state(|state| crate::ask::reply(state, target));
        assert_eq!((raw.status, raw.body), (reply.status, reply.body), "{target}");
    }
    assert!(get(&server, "/me").await.head.contains("content-type: application/json"));
    server.stop().await;
}

#[tokio::test]
async fn requests_are_counted_and_remembered_without_the_key() {
    let server = Server::start(config(50, &[]), 0).await;
    get(&server, "/cases?Page=2&Query=a+b").await;
    get(&server, "/cases").await;
    get(&server, "/me").await;
    assert_eq!(server.requests(), 3);
    assert_eq!(server.requests_by_path()["/cases"], 2);
    let seen = server.seen();
    assert_eq!(seen[0].query, [("Page".to_owned(), "2".to_owned()), ("Query".to_owned(), "a b".to_owned())]);
    assert!(!format!("{seen:?}").contains(&server.key()));
    server.forget_requests();
    assert_eq!((server.requests(), server.seen().len()), (0, 0));
    server.stop().await;
}

#[tokio::test]
async fn a_stopped_server_refuses_and_drops_open_connections() {
    let server = Server::start(config(20, &[]), 0).await;
    let port = server.port();
    let mut idle = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let text = format!("GET /me HTTP/1.1\r\nHost: x\r\nXApiKey: {}\r\n\r\n", server.key());
    idle.write_all(text.as_bytes()).await.unwrap();
    let mut first = [0_u8; 16];
    idle.read_exact(&mut first).await.unwrap();
    server.stop().await;
    let mut rest = Vec::new();
    let _ = idle.read_to_end(&mut rest).await;
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    let again = Server::start(config(20, &[]), port).await;
    assert_eq!(get(&again, "/me").await.status, 200);
    again.stop().await;
}

#[tokio::test]
async fn a_taken_port_is_an_error_and_not_a_panic() {
    let server = Server::start(config(5, &[]), 0).await;
    assert!(Server::try_start(config(5, &[]), server.port()).await.is_err());
    server.stop().await;
}

#[tokio::test]
async fn nothing_but_get_is_answered() {
    let server = Server::start(config(5, &[]), 0).await;
    assert_eq!(post(&server, "/clients", "{}").await.status, 405);
    assert_eq!(server.requests(), 0);
    server.stop().await;
}

//! Plays faults: replies and bodies that a healthy server would not send.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::stream;

use crate::answer::{Reply, Request};
use crate::errors::Refusal;
use crate::faults::Fault;
use crate::readings::Reading;
use crate::server::{Inside, lock};

pub(crate) fn answer(inside: &Inside, request: &Request, fault: Option<&Fault>) -> Reply {
    let plain = |status, kind: &str, body: &str| Reply::new(status, kind, body.as_bytes().to_vec());
    match fault {
        Some(Fault::Status(status)) => Refusal::status(*status).reply(),
        Some(Fault::Unauthorized) => Refusal::status(401).reply(),
        Some(Fault::RateLimited { retry_after_s, body, header, garbage }) => {
            let header = *header || lock(&inside.state).config().readings.q17 == Reading::B;
            rate_limited(*retry_after_s, *body, header, *garbage)
        }
        Some(Fault::EmptyBody) => plain(200, "application/json", ""),
        Some(Fault::HtmlBody) => {
            plain(200, "text/html", "<!doctype html><title>Hotel Wi-Fi</title><p>Please accept the terms of use.</p>")
        }
        Some(Fault::InvalidJson) => plain(200, "application/json", "{\"page\":{\"totalResults\":12,"),
        Some(Fault::Redirect(to)) => {
            let mut reply = plain(302, "text/plain", "");
            reply.headers.push(("location".to_owned(), to.clone()));
            reply
        }
        other => lock(&inside.state).answer_with(request, other.and_then(Fault::of_page)),
    }
}

/// 429 (contract section 3).
fn rate_limited(retry_after_s: f64, body: bool, header: bool, garbage: bool) -> Reply {
    let wait = match (body, garbage) {
        (false, _) => String::new(),
        (true, true) => ",\"retryAfter\":\"soon\"".to_owned(),
        (true, false) => format!(",\"retryAfter\":{retry_after_s:?}"),
    };
    let text = format!("{{\"error\":\"rate_limit_exceeded\",\"message\":\"Too many requests.\"{wait}}}");
    let mut reply = Reply::new(429, "application/json", text.into_bytes());
    if header {
        let value = if garbage { "soon".to_owned() } else { format!("{:.0}", retry_after_s.ceil()) };
        reply.headers.push(("retry-after".to_owned(), value));
    }
    reply
}

pub(crate) fn whole(reply: Reply) -> Response {
    let body = Body::from(reply.body);
    finish(reply.status, &reply.headers, body)
}

/// The whole length in the header, half the body, then a broken connection.
pub(crate) fn cut(reply: Reply) -> Response {
    let length = reply.body.len();
    let mut half = reply.body;
    half.truncate(length / 2);
    let parts = stream::iter([Ok::<_, io::Error>(Bytes::from(half))]);
    // A pause between half and break, so that the half is on its way before the connection closes.
    let broken = stream::once(async {
        tokio::time::sleep(Duration::from_millis(5)).await;
        Err(io::Error::other("cut on purpose"))
    });
    let mut headers = reply.headers;
    headers.push((header::CONTENT_LENGTH.to_string(), length.to_string()));
    finish(reply.status, &headers, Body::from_stream(stream::StreamExt::chain(parts, broken)))
}

fn finish(status: u16, headers: &[(String, String)], body: Body) -> Response {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(body).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

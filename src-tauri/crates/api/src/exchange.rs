//! One request and its answer: statuses, bodies and failures of the connection, each turned into the one
//! [`RemoteError`] that says what happened.

use std::error::Error as StdError;
use std::io;
use std::time::{Duration, SystemTime};

use desk_core::remote::{BadBody, RemoteError};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderName, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode};
use url::Url;

use crate::retry_after::{asked_wait, http_date};

/// Bytes of a refusal's body that are looked at.
const REFUSAL_BYTES_MAX: usize = 64 * 1024;

/// Longest wait for the body of a refusal, which may say how long to wait but is not worth waiting for.
const REFUSAL_TIMEOUT: Duration = Duration::from_secs(3);

/// Reads one address once and gives the text of a successful answer's body.
pub(crate) async fn exchange(http: &Client, url: Url, body_bytes_max: usize) -> Result<String, RemoteError> {
    let response = http.get(url).send().await.map_err(|error| connection_error(&error))?;
    match response.status() {
        status if status.is_success() => {}
        StatusCode::TOO_MANY_REQUESTS => return Err(rate_limited(response).await),
        status => return Err(refusal(status.as_u16())),
    }
    let media_type = header(&response, &CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    if media_type.contains("html") {
        return Err(RemoteError::BadBody(BadBody::WebPage));
    }
    let text = text(body(response, body_bytes_max).await?);
    // Portals that call their page JSON, or call it nothing.
    if text.trim_start().starts_with('<') {
        return Err(RemoteError::BadBody(BadBody::WebPage));
    }
    Ok(text)
}

/// The error of a status outside 200 to 299 (contract section 2). 511 is how a network's log-in page should announce
/// itself (RFC 6585).
fn refusal(status: u16) -> RemoteError {
    match status {
        300..=399 => RemoteError::Redirected,
        401 => RemoteError::Unauthorized,
        403 => RemoteError::Forbidden,
        404 => RemoteError::NotFound,
        511 => RemoteError::BadBody(BadBody::WebPage),
        500.. => RemoteError::Server { status },
        _ => RemoteError::Rejected { status },
    }
}

async fn rate_limited(response: Response) -> RemoteError {
    let retry_after = header(&response, &RETRY_AFTER).map(str::to_owned);
    let now = header(&response, &DATE).and_then(http_date).unwrap_or_else(|| SystemTime::now().into());
    let bytes = tokio::time::timeout(REFUSAL_TIMEOUT, body(response, REFUSAL_BYTES_MAX)).await;
    let body = bytes.ok().and_then(Result::ok).map(text).unwrap_or_default();
    RemoteError::RateLimited { retry_after: asked_wait(&body, retry_after.as_deref(), now) }
}

fn header<'r>(response: &'r Response, name: &HeaderName) -> Option<&'r str> {
    response.headers().get(name)?.to_str().ok()
}

/// The body, decompressed, up to a size. Counted while it arrives: neither a length that lies nor a small body that
/// unpacks into a huge one gets past.
async fn body(mut response: Response, bytes_max: usize) -> Result<Vec<u8>, RemoteError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| body_error(&error))? {
        if bytes.len().saturating_add(chunk.len()) > bytes_max {
            return Err(RemoteError::BadBody(BadBody::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// UTF-8 without its byte order mark. A stray byte becomes U+FFFD in one name and does not fail a page.
fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// A failure before the answer's body began.
fn connection_error(error: &reqwest::Error) -> RemoteError {
    if error.is_redirect() {
        RemoteError::Redirected
    } else if is_tls(error) {
        RemoteError::Tls
    } else if error.is_timeout() {
        RemoteError::Timeout
    } else {
        RemoteError::Unreachable
    }
}

/// A failure in the middle of the body.
fn body_error(error: &reqwest::Error) -> RemoteError {
    let corrupt = |error: &io::Error| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput);
    if error.is_timeout() {
        RemoteError::Timeout
    } else if causes(error).any(|cause| cause.downcast_ref::<io::Error>().is_some_and(corrupt)) {
        // Compressed data that does not unpack.
        RemoteError::BadBody(BadBody::NotJson)
    } else {
        RemoteError::BadBody(BadBody::Cut)
    }
}

/// Whether the secure connection is what failed: the platform's verdict on a certificate, or a peer that does not speak it.
pub(crate) fn is_tls(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| cause.is::<rustls::Error>())
}

/// An error and what lies under it. `io::Error` hides the error that it wraps from `source`, so it is opened by hand.
fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| {
        let error: &'e (dyn StdError + 'static) = *error;
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        }
    })
}

//! Refusals in the shapes that the contract knows (section 2): three for 400, and none fixed for 401.

use serde_json::{Value, json};

use crate::answer::Reply;

/// A request that is not answered with rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal {
    status: u16,
    body: Option<Value>,
}

impl Refusal {
    /// A parameter that is not of its type: RFC 7807.
    pub(crate) fn unreadable(name: &str, text: &str) -> Self {
        let detail = format!("The value '{text}' is not valid for {name}.");
        Self { status: 400, body: Some(problem(400, "Bad Request", &detail)) }
    }

    /// A number outside its limits: field name to messages.
    pub(crate) fn out_of_range(name: &str, most: i32) -> Self {
        let message = format!("The field {name} must be between 1 and {most}.");
        Self { status: 400, body: Some(json!({ name: [message] })) }
    }

    /// An unknown sort field under Q11=B: the current shape.
    pub(crate) fn unknown_sort(field: &str) -> Self {
        let message = format!("'{field}' cannot be sorted by.");
        Self { status: 400, body: Some(current("Bad Request", "InvalidSortField", &message)) }
    }

    /// No key: RFC 7807.
    pub(crate) fn no_key() -> Self {
        let body = problem(401, "Unauthorized", "The header XApiKey is missing.");
        Self { status: 401, body: Some(body) }
    }

    /// A key that could be one and is not ours: the current shape. Anything else: no body.
    pub(crate) fn wrong_key(plausible: bool) -> Self {
        let body = plausible.then(|| current("Unauthorized", "InvalidApiKey", "The API key is not valid."));
        Self { status: 401, body }
    }

    pub(crate) fn not_found(what: &str) -> Self {
        let message = format!("The {what} was not found.");
        Self { status: 404, body: Some(current("Not Found", "NotFound", &message)) }
    }

    /// The older shape of 404, for paths that do not exist.
    pub(crate) fn no_such_path() -> Self {
        Self { status: 404, body: Some(problem(404, "Not Found", "No such resource.")) }
    }

    /// Any status that a fault asks for, in the current shape.
    pub(crate) fn status(status: u16) -> Self {
        let (error, kind) = match status {
            401 => ("Unauthorized", "InvalidApiKey"),
            403 => ("Forbidden", "AccessDenied"),
            404 => ("Not Found", "NotFound"),
            503 => ("Service Unavailable", "ServiceUnavailable"),
            _ => ("Internal Server Error", "UnhandledError"),
        };
        Self { status, body: Some(current(error, kind, "The request could not be handled.")) }
    }

    pub(crate) fn reply(&self) -> Reply {
        let text = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let problem = self.body.as_ref().is_some_and(|body| body.get("title").is_some());
        let kind = if problem { "application/problem+json" } else { "application/json" };
        Reply::new(self.status, kind, text.into_bytes())
    }
}

fn current(error: &str, kind: &str, message: &str) -> Value {
    let business = json!({ "type": kind, "message": message, "solutionUrl": Value::Null });
    json!({ "error": error, "message": message, "businessErrors": [business] })
}

fn problem(status: u16, title: &str, detail: &str) -> Value {
    let kind = format!("https://httpstatuses.io/{status}");
    json!({ "type": kind, "title": title, "status": status, "detail": detail, "instance": Value::Null })
}

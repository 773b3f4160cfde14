//! Wire JSON to the rows of `desk-core`, without a network: text in, rows out.
//!
//! The contract declares no property as required and leaves the nullability of objects open (section 1, *Nullability*), so
//! a property that is missing, null or of an unexpected type is simply not there, and a row is lost only when it has no id.
//! Derived structs were rejected: one duplicate or mistyped property would fail the whole page with all its good rows.

mod case;
mod client;
mod fee;
mod me;
pub(crate) mod object;
mod page;
mod text;
mod transaction;

use desk_core::remote::{BadBody, CasesPage, ClientsPage, RemoteError, TransactionsPage};
use desk_core::rows::{CaseRead, Client, Partner};
use object::Object;
use serde_json::error::Category;

/// The body of `GET /me`.
///
/// # Errors
/// [`RemoteError::BadBody`] when it is no JSON object.
pub fn me(body: &str) -> Result<Partner, RemoteError> {
    Ok(me::partner(&top(body)?))
}

/// The body of `GET /cases/{id}`.
///
/// # Errors
/// [`RemoteError::BadBody`] when it is no JSON object with a case id.
pub fn case(body: &str) -> Result<CaseRead, RemoteError> {
    case::read(&top(body)?).ok_or(RemoteError::BadBody(BadBody::Shape))
}

/// The body of `GET /clients/{externalTenantId}`.
///
/// # Errors
/// [`RemoteError::BadBody`] when it is no JSON object with an id.
pub fn client(body: &str) -> Result<Client, RemoteError> {
    client::row(&top(body)?).ok_or(RemoteError::BadBody(BadBody::Shape))
}

/// The body of `GET /cases`.
///
/// # Errors
/// [`RemoteError::BadBody`] when its frame is not that of a page.
pub fn cases_page(body: &str) -> Result<CasesPage, RemoteError> {
    page::page(&top(body)?, "cases", case::row, case::summary)
}

/// The body of `GET /clients`.
///
/// # Errors
/// [`RemoteError::BadBody`] when its frame is not that of a page.
pub fn clients_page(body: &str) -> Result<ClientsPage, RemoteError> {
    page::page(&top(body)?, "clients", client::row, client::summary)
}

/// The body of `GET /reporting/transactions`.
///
/// # Errors
/// [`RemoteError::BadBody`] when its frame is not that of a page.
pub fn transactions_page(body: &str) -> Result<TransactionsPage, RemoteError> {
    page::page(&top(body)?, "data", transaction::row, transaction::summary)
}

/// Any body, for the `doctor` command.
pub(crate) fn json(body: &str) -> Result<serde_json::Value, RemoteError> {
    serde_json::from_str(body).map_err(|error| bad_body(&error))
}

fn top(body: &str) -> Result<Object<'_>, RemoteError> {
    Object::parse(body).map_err(|error| bad_body(&error))
}

/// JSON that ends too early was cut on its way, whatever its length header said.
fn bad_body(error: &serde_json::Error) -> RemoteError {
    RemoteError::BadBody(match error.classify() {
        Category::Eof | Category::Io => BadBody::Cut,
        Category::Syntax => BadBody::NotJson,
        Category::Data => BadBody::Shape,
    })
}

//! Plain JSON as the API sends it, and the few ways in which the questions look at it.

use desk_api::Api;
use desk_core::money::Micros;
use desk_core::remote::RemoteError;
use serde_json::Value;

/// Asks the API.
pub(super) struct Asker {
    pub(super) api: Api,
}

impl Asker {
    pub(super) async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, RemoteError> {
        self.api.read_json(path, query).await
    }

    /// The first 100 rows of a list.
    pub(super) async fn page(&self, path: &str, sort: &str, filters: &[(&str, &str)]) -> Result<Value, RemoteError> {
        let mut query = vec![("Page", "1"), ("PageSize", "100"), ("Sort", sort)];
        query.extend_from_slice(filters);
        self.get(path, &query).await
    }

    /// A list under filters, for its totals alone.
    pub(super) async fn totals(&self, path: &str, filters: &[(&str, &str)]) -> Result<Value, RemoteError> {
        let mut query = vec![("Page", "1"), ("PageSize", "1")];
        query.extend_from_slice(filters);
        self.get(path, &query).await
    }
}

/// The rows of a list.
pub(super) fn rows<'v>(page: &'v Value, name: &str) -> &'v [Value] {
    page.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// `page.totalResults`.
pub(super) fn total(page: &Value) -> Option<i64> {
    whole(page, "/page/totalResults")
}

pub(super) fn whole(value: &Value, pointer: &str) -> Option<i64> {
    value.pointer(pointer).and_then(Value::as_i64)
}

pub(super) fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

/// A number in millionths, from its text. Amounts are compared here and never shown.
pub(super) fn micros(value: &Value, pointer: &str) -> Option<Micros> {
    value
        .pointer(pointer)
        .filter(|number| number.is_number())
        .and_then(|number| Micros::parse(&number.to_string()).ok())
}

/// Whether something is there: neither left out nor null.
pub(super) fn there(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).is_some_and(|value| !value.is_null())
}

/// A repeated parameter in the spelling that has an effect.
pub(super) fn array(name: &str, arrays: &str) -> String {
    format!("{name}{arrays}")
}

//! What only the wire tells: which optional objects a row leaves out, and, under Q10=B, what a zoneless timestamp says to
//! somebody who can only read it as UTC.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use partner_desk_sandbox::{Reading, Request, State};
use serde_json::Value;

/// The rows of a list as sent, by whatever identifies them.
pub(crate) struct Wire(HashMap<String, Value>);

impl Wire {
    pub(crate) fn read(state: &State, path: &str, list: &str, id: fn(&Value) -> Option<&str>) -> Self {
        let key = state.config().key();
        let mut rows = HashMap::new();
        for page in 1.. {
            let reply = state.answer(&Request::get(&format!("{path}?PageSize=100&Page={page}"), &key));
            assert_eq!(reply.status, 200);
            let body: Value = serde_json::from_slice(&reply.body).unwrap();
            let sent = body[list].as_array().unwrap();
            rows.extend(sent.iter().filter_map(|row| Some((id(row)?.to_owned(), row.clone()))));
            if sent.len() < 100 {
                break;
            }
        }
        Self(rows)
    }

    pub(crate) fn row(&self, id: &str) -> &Value {
        &self.0[id]
    }
}

/// Instants as they can be read.
pub(crate) struct Times(Option<Wire>);

impl Times {
    /// Under Q10=A everything that is sent is the truth.
    pub(crate) fn of(state: &State, path: &str, list: &str, id: fn(&Value) -> Option<&str>) -> Self {
        Self((state.config().readings.q10 == Reading::B).then(|| Wire::read(state, path, list, id)))
    }

    /// The instant `truth`, which stands at this place of the row.
    pub(crate) fn read(&self, id: &str, place: &str, truth: DateTime<Utc>) -> DateTime<Utc> {
        let Some(wire) = &self.0 else { return truth };
        let text = wire.row(id).pointer(place).and_then(Value::as_str).unwrap();
        let zoneless = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").unwrap().and_utc();
        DateTime::parse_from_rfc3339(text).map_or_else(|_| zoneless(), |zoned| zoned.with_timezone(&Utc))
    }
}

//! Control routes under `/_control/`: faults, mutations, the truth, and what was asked.
//!
//! They exist on the sandbox alone, need no key and are not counted as requests.
//!
//! | route | body | answer |
//! |---|---|---|
//! | `POST faults` | `{"path":"/cases","fault":"hang","count":1,"skip":0}`, `{"fault":{"status":500}}` | `{}` |
//! | `POST faults/clear` | none | `{}` |
//! | `POST mutate` | [`crate::Mutation`], one or a list | `{"ids":[…]}` |
//! | `GET state` | none | every row with tab and stage, money in millionths |
//! | `GET stats` | none | counts and the last requests |
//! | `POST stats/clear` | none | `{}` |

use axum::extract::State as Shared;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::config::InvoicingMode;
use crate::faults::Fault;
use crate::labels::Tab;
use crate::mutate::Mutation;
use crate::rows::{CaseRow, ClientRow, TransactionRow};
use crate::server::{Inside, Record, lock};
use crate::state::State;

pub(crate) fn router() -> Router<Inside> {
    Router::new()
        .route("/faults", post(add_fault))
        .route("/faults/clear", post(clear_faults))
        .route("/mutate", post(mutate))
        .route("/state", get(dump))
        .route("/stats", get(stats))
        .route("/stats/clear", post(clear_stats))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultOrder {
    #[serde(default)]
    path: String,
    fault: Fault,
    #[serde(default = "one")]
    count: u32,
    #[serde(default)]
    skip: u32,
}

const fn one() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Box<Mutation>),
    Many(Vec<Mutation>),
}

async fn add_fault(Shared(inside): Shared<Inside>, Json(order): Json<FaultOrder>) -> Json<Value> {
    inside.faults.add_after(&order.path, order.skip, order.fault, order.count);
    Json(json!({}))
}

async fn clear_faults(Shared(inside): Shared<Inside>) -> Json<Value> {
    inside.faults.clear();
    Json(json!({}))
}

async fn mutate(Shared(inside): Shared<Inside>, Json(order): Json<OneOrMany>) -> Json<Value> {
    let mut state = lock(&inside.state);
    let ids: Vec<_> = match &order {
        OneOrMany::One(one) => state.apply(one),
        OneOrMany::Many(many) => many.iter().flat_map(|one| state.apply(one)).collect(),
    };
    Json(json!({ "ids": ids }))
}

async fn stats(Shared(inside): Shared<Inside>) -> Json<Value> {
    let record = lock(&inside.record);
    Json(json!({
        "requests": record.requests,
        "byPath": record.by_path,
        "seen": record.seen,
        "faultsPending": inside.faults.pending(),
    }))
}

async fn clear_stats(Shared(inside): Shared<Inside>) -> Json<Value> {
    *lock(&inside.record) = Record::default();
    Json(json!({}))
}

#[derive(Serialize)]
struct CaseTruth<'a> {
    #[serde(flatten)]
    row: &'a CaseRow,
    tab: Tab,
    company_name: Option<&'a str>,
    tenant: Option<&'a str>,
}

#[derive(Serialize)]
struct TransactionTruth<'a> {
    #[serde(flatten)]
    row: &'a TransactionRow,
    stage: Option<u8>,
}

#[derive(Serialize)]
struct Truth<'a> {
    mode: InvoicingMode,
    generation: u64,
    cases: Vec<CaseTruth<'a>>,
    clients: Vec<&'a ClientRow>,
    transactions: Vec<TransactionTruth<'a>>,
}

fn truth_of<'a>(state: &'a State, row: &'a CaseRow) -> CaseTruth<'a> {
    let client = state.client(row.creditor_id);
    CaseTruth {
        row,
        tab: state.tab(row),
        company_name: client.and_then(|client| client.company_name.as_deref()),
        tenant: client.and_then(|client| client.tenant.as_deref()),
    }
}

fn truth(state: &State) -> Truth<'_> {
    Truth {
        mode: state.config().mode,
        generation: state.generation(),
        cases: state.cases().map(|row| truth_of(state, row)).collect(),
        clients: state.clients().collect(),
        transactions: state.transactions().map(|row| TransactionTruth { row, stage: state.stage(row) }).collect(),
    }
}

async fn dump(Shared(inside): Shared<Inside>) -> Response {
    let state = lock(&inside.state);
    Json(truth(&state)).into_response()
}

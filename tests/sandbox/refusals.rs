//! Error shapes (contract section 2).

use partner_desk_sandbox::Request;
use serde_json::Value;

use crate::ask::{reply, state, status};

fn body(state: &partner_desk_sandbox::State, target: &str) -> Value {
    serde_json::from_slice(&reply(state, target).body).unwrap()
}

#[test]
fn a_bad_request_has_one_of_three_shapes() {
    let state = state(50, &["Q11=B"]);
    assert!(body(&state, "/cases?PageSize=101")["PageSize"][0].is_string());
    assert_eq!(body(&state, "/cases?FromDate=x")["status"], 400);
    assert_eq!(body(&state, "/cases?Sort=Nonsense")["businessErrors"][0]["type"], "InvalidSortField");
}

#[test]
fn nothing_is_told_without_the_key() {
    let state = state(50, &[]);
    for path in ["/me", "/cases", "/clients", "/reporting/transactions", "/referral-partner/filter-options", "/x"] {
        let ask = |key: Option<&str>| {
            let reply = state.answer(&Request { api_key: key.map(str::to_owned), ..Request::get(path, "") });
            assert_eq!(reply.status, 401, "{path} {key:?}");
            reply.body
        };
        let problem: Value = serde_json::from_slice(&ask(None)).unwrap();
        assert_eq!(problem["title"], "Unauthorized");
        let current: Value = serde_json::from_slice(&ask(Some("00000000-0000-4000-8000-000000000000"))).unwrap();
        assert!(current["businessErrors"].is_array());
        assert!(ask(Some("not a key")).is_empty(), "an empty body is allowed too");
    }
}

#[test]
fn a_guid_is_the_key_in_any_spelling() {
    let state = state(10, &[]);
    let guid = state.config().guid;
    for spelling in
        [guid.to_string(), guid.to_string().to_uppercase(), guid.simple().to_string(), guid.braced().to_string()]
    {
        assert_eq!(state.answer(&Request::get("/me", &spelling)).status, 200, "{spelling}");
    }
}

#[test]
fn what_is_not_there_is_404() {
    let state = state(50, &[]);
    let case = state.cases().next().unwrap();
    for path in [
        "/cases/00000000-0000-4000-8000-000000000000".to_owned(),
        format!("/cases/{}", case.reference.as_ref().unwrap()),
        "/clients/nobody".to_owned(),
        "/clients/TENANT-00000".to_owned(),
        "/oauth/token".to_owned(),
        "/".to_owned(),
    ] {
        assert_eq!(status(&state, &path), 404, "{path}");
    }
    assert_eq!(status(&state, &format!("/cases/{}", case.id)), 200);
}

#[test]
fn neither_key_nor_guid_is_ever_printed() {
    let state = state(10, &["Q1=B"]);
    let key = state.config().key();
    let guid = state.config().guid.to_string();
    let request = Request::get("/me", &key);
    for text in [format!("{request:?}"), format!("{state:?}"), format!("{:?}", state.config())] {
        assert!(!text.contains(&key) && !text.contains(&guid), "{text}");
    }
}

//! The state changes as Debitura does, and the next answer shows it.

use partner_desk_sandbox::{Mutation, Tab};

use crate::ask::{all, json, state, status};

#[test]
fn new_rows_are_newest_and_counted() {
    let mut state = state(300, &[]);
    let before = json(&state, "/cases")["page"]["totalResults"].clone();
    assert_eq!(before, 300);
    let ids = state.insert_new_cases(3);
    let page = json(&state, "/cases?PageSize=3");
    assert_eq!(page["page"]["totalResults"], 303);
    let newest: Vec<_> =
        page["cases"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(newest, ids.iter().rev().map(ToString::to_string).collect::<Vec<_>>());
    let paid = state.insert_new_transactions(2);
    assert_eq!(json(&state, "/reporting/transactions")["data"][0]["transactionId"], paid[1].to_string());
    let clients = state.insert_new_clients(2);
    assert_eq!(json(&state, "/clients")["page"]["totalResults"], state.clients().count());
    assert!(state.client(clients[0]).is_some());
}

#[test]
fn a_change_of_one_row_shows_at_once_in_list_sort_and_summary() {
    let mut state = state(300, &[]);
    let id = state.cases().find(|row| state.tab(row) == Tab::Active).unwrap().id;
    let active = json(&state, "/cases")["summary"]["byLifecycle"]["active"].as_u64().unwrap();
    assert!(state.update_case(id, |row| {
        row.lifecycle = Some("Paused".into());
        row.gross_amount = i64::MAX;
    }));
    assert_eq!(json(&state, "/cases")["summary"]["byLifecycle"]["active"], active - 1);
    assert_eq!(json(&state, "/cases?Sort=GrossAmount:desc&PageSize=1")["cases"][0]["id"], id.to_string());
    assert!(state.remove_case(id));
    assert!(!state.remove_case(id));
    assert_eq!(status(&state, &format!("/cases/{id}")), 404);
    assert!(state.transactions().all(|row| row.case_id != id));
}

#[test]
fn many_cases_close_change_or_vanish() {
    let mut state = state(500, &[]);
    for id in state.close_many(4, "Paid") {
        let row = state.case(id).unwrap();
        assert_eq!((row.close_code.as_deref(), row.remainder), (Some("Paid"), 0));
        assert!(row.date_finished.is_some());
    }
    let before: Vec<_> = state.cases().map(|row| (row.id, row.remainder)).collect();
    let touched = state.touch_many(5);
    assert_eq!(touched.len(), 5);
    assert!(touched.iter().all(|id| before.contains(&(*id, state.case(*id).unwrap().remainder + 10_000))));
    assert_eq!(state.remove_many(3).len(), 3);
    assert_eq!(all(&state, "/cases", "").len(), 497);
    let paid = state.pay_many(2);
    assert!(paid.iter().all(|id| state.stage(state.transaction(*id).unwrap()) == Some(5)));
}

#[test]
fn a_client_signs_leaves_and_returns_as_another() {
    let mut state = state(2_000, &[]);
    let unsigned =
        state.clients().find(|row| !row.onboarding_done && state.cases().any(|case| case.creditor_id == row.id));
    let tenant = unsigned.unwrap().tenant.clone().unwrap();
    let id = state.sign_client(&tenant).unwrap();
    assert_eq!(json(&state, &format!("/clients/{tenant}"))["onboardingDone"], true);
    assert!(
        state
            .cases()
            .filter(|row| row.creditor_id == id)
            .all(|row| row.lifecycle.as_deref() == Some("Pending Verification"))
    );
    assert_eq!(state.archive_client(&tenant), Some(id));
    assert_eq!(status(&state, &format!("/clients/{tenant}")), 404);
    assert_eq!(state.archive_client(&tenant), None);
    let new = state.recreate_client(&tenant).unwrap();
    assert_ne!(new, id);
    let row = json(&state, &format!("/clients/{tenant}"));
    assert_eq!(row["onboardingDone"], false);
    assert!(row["onboardingLinks"]["url"].is_string());
}

#[test]
fn the_waiting_cases_of_an_archived_client_close() {
    let mut state = state(2_000, &["Q14=B"]);
    let unsigned =
        state.clients().find(|row| !row.onboarding_done && state.cases().any(|case| case.creditor_id == row.id));
    let (id, tenant) = unsigned.map(|row| (row.id, row.tenant.clone().unwrap())).unwrap();
    state.archive_client(&tenant);
    let codes: Vec<_> = state.cases().filter(|row| row.creditor_id == id).map(|row| row.close_code.clone()).collect();
    assert!(!codes.is_empty());
    assert!(codes.iter().all(|code| code.as_deref() == Some("Case never started - Internal")));
}

#[test]
fn removing_a_client_takes_everything_along() {
    let mut state = state(500, &[]);
    let id = state.cases().next().unwrap().creditor_id;
    assert!(state.remove_client(id));
    assert!(state.cases().all(|row| row.creditor_id != id));
    assert!(state.transactions().all(|row| row.creditor_id != id));
}

#[test]
fn unknown_statuses_can_be_made() {
    let mut state = state(200, &[]);
    let id = state.transactions().next().unwrap().id;
    let change =
        serde_json::json!({ "op": "update_transaction", "id": id, "commission": "OnHold", "platform": "NotInvoiced" });
    let mutation: Mutation = serde_json::from_value(change).unwrap();
    assert_eq!(state.apply(&mutation), [id]);
    let rows = all(&state, "/reporting/transactions", "");
    assert!(rows.iter().any(|row| row["status"]["commissionPaymentStatus"] == "OnHold"));
    assert_eq!(state.stage(state.transaction(id).unwrap()), None);
    assert!(serde_json::from_value::<Mutation>(serde_json::json!({ "op": "explode" })).is_err());
}

#[test]
fn the_present_moves_the_month() {
    let mut state = state(500, &[]);
    for _ in 0..40 {
        state.next_day();
    }
    assert_eq!(json(&state, "/cases")["summary"]["casesThisMonth"], 0);
}

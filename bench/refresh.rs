//! `refresh`: HTTP requests for bringing a portfolio up to date in which a little changed, against a full read; and whether
//! the cache is the server's, exactly, after the next full pass.

use std::collections::BTreeMap;

use desk::{Kind, Why};
use desk_core::query::{CaseQuery, ClientQuery, EarningsQuery, Window};
use partner_desk_sandbox::{Mutation, Server};
use serde_json::json;

use crate::around::{Around, server, ungoverned};
use crate::report::Report;

const ALL: Window = Window { offset: 0, limit: 10_000_000 };

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("refresh", cases);
    let server = server(cases).await;
    let around = Around::synced(&server, ungoverned()).await;
    let rows =
        server.with_state(|state| state.cases().count() + state.clients().count() + state.transactions().count());
    report.tell("rows", json!(rows));
    let open = around.desk.cases(CaseQuery::default(), Window { offset: 0, limit: 0 }).await.unwrap().counts;
    report.tell("open_cases", json!(open.active + open.pending + open.paused));
    change(&server);
    server.forget_requests();
    let pass = around.desk.sync_because(Why::Asked).await.unwrap();
    assert!(pass.complete && pass.kind == Kind::Refresh, "{pass:?}");
    let requests = server.requests();
    report.tell("requests", json!(requests));
    report.tell("by_path", json!(by_path(&server)));
    let full = u32::try_from(rows.div_ceil(100)).unwrap();
    report.tell("full_read", json!(full));
    report.at_most("ratio", f64::from(u32::try_from(requests).unwrap()) / f64::from(full), 0.25);
    let (missing, extra) = differences(&around, &server).await;
    report.tell("differences_after_refresh", json!({ "on_server": missing, "in_cache": extra }));
    let pass = around.desk.sync_because(Why::AskedFull).await.unwrap();
    assert!(pass.complete && pass.kind == Kind::Full, "{pass:?}");
    report.holds("exact_after_full", differences(&around, &server).await == (0, 0));
    report
}

/// A quarter of an hour at Debitura.
fn change(server: &Server) {
    server.with_state(|state| {
        let tenants: Vec<String> =
            state.clients().filter(|row| !row.onboarding_done).filter_map(|row| row.tenant.clone()).collect();
        state.touch_many(40);
        state.apply(&Mutation::CloseCases { count: 10, close_code: None });
        for tenant in tenants.into_iter().take(5) {
            state.apply(&Mutation::SignClient { tenant });
        }
        state.pay_many(20);
        state.insert_new_cases(20);
        state.remove_many(3);
    });
}

/// Requests by what was asked, the ids of single reads left out.
fn by_path(server: &Server) -> BTreeMap<String, u64> {
    let mut paths = BTreeMap::new();
    for (path, count) in server.requests_by_path() {
        let kind = match path.split('/').collect::<Vec<_>>()[..] {
            ["", "cases" | "clients", _] => path.rsplit_once('/').map_or(path.clone(), |(list, _)| format!("{list}/…")),
            _ => path,
        };
        *paths.entry(kind).or_default() += count;
    }
    paths
}

/// Rows of the server that the cache has not, or not so; and rows of the cache that the server has not, or not so.
async fn differences(around: &Around, server: &Server) -> (usize, usize) {
    type Rows = BTreeMap<String, Vec<String>>;
    let text = |text: Option<&str>| text.filter(|text| !text.trim().is_empty()).unwrap_or_default().to_owned();
    let mut held = Rows::new();
    for row in around.desk.cases(CaseQuery::default(), ALL).await.unwrap().rows {
        let case = row.case;
        let remaining = case.remaining.map_or(0, |amount| amount.0).to_string();
        let texts = [case.lifecycle, case.close_code, case.collection_partner].map(Option::unwrap_or_default);
        held.insert(case.id.to_string(), texts.into_iter().chain([remaining]).collect());
    }
    for row in around.desk.clients(ClientQuery::default(), ALL).await.unwrap().rows {
        // Rows without a tenant id are few, and known by another one.
        if let Some(tenant) = row.client.tenant {
            held.insert(tenant.0, vec![row.client.onboarding_done.to_string()]);
        }
    }
    for row in around.desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows {
        let statuses = row.transaction.statuses;
        let texts = [statuses.commission, statuses.platform, statuses.referral].map(Option::unwrap_or_default);
        held.insert(row.transaction.id.to_string(), texts.to_vec());
    }
    let truth: Rows = server.with_state(|state| {
        let cases = state.cases().map(|row| {
            let texts = [&row.lifecycle, &row.close_code, &row.collection_partner].map(|one| text(one.as_deref()));
            (row.id.to_string(), texts.into_iter().chain([row.remainder.to_string()]).collect())
        });
        let clients =
            state.clients().filter_map(|row| Some((row.tenant.clone()?, vec![row.onboarding_done.to_string()])));
        let transactions = state.transactions().map(|row| {
            let texts = [&row.commission, &row.platform, &row.referral].map(|one| text(one.as_deref()));
            (row.id.to_string(), texts.to_vec())
        });
        cases.chain(clients).chain(transactions).collect()
    });
    let missing = truth.iter().filter(|(id, row)| held.get(*id) != Some(row)).count();
    let extra = held.iter().filter(|(id, row)| truth.get(*id) != Some(row)).count();
    (missing, extra)
}

//! Everything that the sandbox holds arrives: row for row and field for field, under every reading of an open question
//! that the client can meet.

use std::collections::HashMap;

use chrono::{Datelike, Timelike};
use desk_api::Api;
use desk_core::ids::{ClientKey, CreditorId, TenantId};
use desk_core::money::Micros;
use desk_core::remote::{CaseScope, PageRequest, TransactionScope};
use desk_core::rows::{Case, Client, Transaction};
use desk_core::stage::InvoicingMode;
use desk_core::time::Instant;
use partner_desk_sandbox::{CaseRow, ClientRow, Readings, SandboxConfig, Server, State, TransactionRow};

use crate::sandbox::api_of;

const CASES: usize = 450;

/// Readings that change what a row looks like, one at a time. Q10=B is left out: the server's zone cannot be seen.
const READINGS: [&str; 10] = ["Q1=A", "Q1=B", "Q2=B", "Q3=B", "Q4=B", "Q13=B", "Q17=B", "Q18=B", "Q22=B", "Q23=B"];

async fn sandbox(reading: &str) -> (Server, Api) {
    let config = SandboxConfig { readings: Readings::parse([reading]).unwrap(), ..SandboxConfig::new(CASES, 11) };
    let server = Server::start(config, 0).await;
    let api = api_of(&server);
    (server, api)
}

/// The wire has milliseconds.
fn millis(at: Instant) -> Instant {
    at.with_nanosecond(at.nanosecond() / 1_000_000 * 1_000_000).unwrap()
}

fn kept(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

macro_rules! all_pages {
    ($read:expr) => {{
        let (mut rows, mut unusable, mut number) = (Vec::new(), 0, 1);
        loop {
            let page = $read(PageRequest::stable(number)).await.unwrap();
            rows.extend(page.rows);
            unusable += page.unusable_rows as usize;
            number += 1;
            if (rows.len() + unusable) as u64 >= page.total_results.unwrap() {
                break (rows, unusable);
            }
        }
    }};
}

fn same_case(state: &State, truth: &CaseRow, read: &Case) {
    let client = state.client(truth.creditor_id).filter(|_| !truth.client_hidden);
    assert_eq!(read.reference.as_deref(), kept(truth.reference.as_deref()));
    assert_eq!(read.creditor_reference.as_deref(), kept(truth.creditor_reference.as_deref()));
    assert_eq!(read.tenant.as_ref().map(|t| t.0.as_str()), client.and_then(|c| kept(c.tenant.as_deref())));
    assert_eq!(read.creditor.map(|id| id.0), client.map(|c| c.id));
    assert_eq!(read.customer.as_deref(), client.and_then(|c| kept(c.company_name.as_deref())));
    assert_eq!(read.debtor.as_deref(), kept(truth.debtor_name.as_deref()));
    assert_eq!(read.debtor_country.as_deref(), kept(truth.country.as_deref()));
    assert_eq!((read.amount, read.remaining), (Some(Micros(truth.gross_amount)), Some(Micros(truth.remainder))));
    assert_eq!(read.currency.as_ref().map(|c| c.as_str()), kept(truth.currency.as_deref()));
    assert_eq!(read.lifecycle.as_deref(), kept(truth.lifecycle.as_deref()));
    assert_eq!(read.close_code.as_deref(), kept(truth.close_code.as_deref()));
    assert_eq!(read.phase.as_deref(), kept(truth.phase.as_deref()));
    // The platform writes year 1 for a date that it does not have.
    let due = Some(truth.due_date).filter(|date| date.year() > 1);
    assert_eq!((read.created, read.due), (Some(millis(truth.date_created)), due));
    assert_eq!(read.collection_started, truth.date_collection_started.map(millis));
    assert_eq!(read.closed, truth.date_finished.map(millis));
    let validation = truth.validation.clone().unwrap_or_default();
    assert_eq!(read.needs_info, validation.needs_info);
    assert_eq!(read.client_answered, validation.creditor_responded_at.map(millis));
    let items = validation.items.unwrap_or_default();
    let items: Vec<_> = items.iter().filter(|item| item.area.is_some() || item.description.is_some()).collect();
    assert_eq!(read.missing_items.len(), items.len());
    for (read, truth) in read.missing_items.iter().zip(items) {
        assert_eq!(read.area.as_deref(), truth.area.as_deref());
        assert_eq!(read.description.as_deref(), truth.description.as_deref());
    }
    assert_eq!(read.collection_partner.as_deref(), kept(truth.collection_partner.as_deref()));
    assert_eq!(read.expected_fee_percent, truth.expected_rate.map(Micros));
}

/// What a client of the sandbox is held under, as its row on the wire shows it.
fn key_of(row: &ClientRow) -> Option<ClientKey> {
    let tenant = kept(row.tenant.as_deref()).map(|tenant| TenantId(tenant.to_owned()));
    ClientKey::of(tenant.as_ref(), (!row.company_hidden).then_some(CreditorId(row.id)))
}

fn same_client(truth: &ClientRow, read: &Client) {
    let company = (!truth.company_hidden).then_some(truth);
    let text = |field: fn(&ClientRow) -> Option<&str>| kept(company.and_then(field));
    assert_eq!(read.tenant.as_ref().map(|tenant| tenant.0.as_str()), kept(truth.tenant.as_deref()));
    assert_eq!(read.creditor.map(|id| id.0), company.map(|c| c.id));
    assert_eq!(read.name.as_deref(), text(|c| c.company_name.as_deref()));
    assert_eq!(read.email.as_deref(), text(|c| c.office_email.as_deref()));
    assert_eq!(read.country.as_deref(), text(|c| c.country.as_deref()));
    assert_eq!(read.address.as_deref(), text(|c| c.address.as_deref()));
    assert_eq!(read.city.as_deref(), text(|c| c.city.as_deref()));
    assert_eq!(read.zip_code.as_deref(), text(|c| c.zip_code.as_deref()));
    assert_eq!(read.registration_number.as_deref(), text(|c| c.registration_number.as_deref()));
    assert_eq!((read.onboarding_done, read.attributed), (truth.onboarding_done, truth.is_attributed));
    assert_eq!(read.onboarding_url.as_deref(), truth.link_url.as_deref().filter(|_| !truth.onboarding_done));
    assert_eq!(read.linked, Some(millis(truth.date_linked)));
    assert_eq!(read.kyc_status.as_deref(), truth.kyc_status.as_deref());
    for name in truth.kyc.iter().flat_map(|kyc| [&kyc.director_full_name, &kyc.director_home_address]).flatten() {
        assert!(!format!("{read:?}").contains(name.as_str()));
    }
}

fn same_transaction(state: &State, truth: &TransactionRow, read: &Transaction) {
    let hidden = truth.hidden;
    let client = state.client(truth.creditor_id).filter(|_| !hidden.client);
    let case = state.case(truth.case_id).filter(|_| !hidden.case);
    assert_eq!(read.date, Some(millis(truth.date)));
    assert_eq!(read.tenant.as_ref().map(|t| t.0.as_str()), client.and_then(|c| kept(c.tenant.as_deref())));
    assert_eq!(read.creditor.map(|id| id.0), client.map(|c| c.id));
    assert_eq!(read.customer.as_deref(), client.and_then(|c| kept(c.company_name.as_deref())));
    assert_eq!(read.case.is_some(), case.is_some());
    assert_eq!(read.case_reference.as_deref(), case.and_then(|c| kept(c.reference.as_deref())));
    assert_eq!(read.debtor.as_deref(), case.and_then(|c| kept(c.debtor_name.as_deref())));
    assert_eq!(read.collected, (!hidden.payment).then_some(Micros(truth.amount)));
    assert_eq!(
        read.collected_currency.as_ref().map(|c| c.as_str()),
        truth.currency.as_deref().filter(|_| !hidden.payment)
    );
    assert_eq!(read.paid, (!hidden.payment).then_some(millis(truth.payment_date)));
    assert_eq!(read.fee_usd, (!hidden.earnings).then_some(Micros(truth.fee_usd)));
    assert_eq!(read.fee_percent, (!hidden.earnings).then_some(Micros(truth.fee_percentage)));
    assert_eq!(read.api_estimate, (!hidden.earnings).then_some(truth.commission.as_deref() != Some("Paid")));
    let recognized = truth.platform.as_deref() == Some("PaymentReceived");
    assert_eq!(read.recognized, (!hidden.recognition).then_some(recognized));
    let sent = (truth.commission.as_deref(), truth.platform.as_deref(), truth.referral.as_deref());
    let statuses = &read.statuses;
    assert_eq!((statuses.commission.as_deref(), statuses.platform.as_deref(), statuses.referral.as_deref()), sent);
    let stage = statuses.stage(InvoicingMode::PayWhenPaid).map(desk_core::stage::Stage::number);
    assert_eq!(stage, state.stage(truth), "{sent:?}");
}

#[tokio::test]
async fn every_row_under_every_reading() {
    for reading in READINGS {
        let (server, api) = sandbox(reading).await;
        let (cases, lost) = all_pages!(|page| {
            let api = api.clone();
            async move { api.cases(&page, CaseScope::All).await }
        });
        assert_eq!((cases.len(), lost), (server.with_state(|state| state.cases().count()), 0), "{reading}");
        server.with_state(|state| cases.iter().for_each(|read| same_case(state, state.case(read.id.0).unwrap(), read)));

        let (clients, lost) = all_pages!(|page| {
            let api = api.clone();
            async move { api.clients(&page).await }
        });
        server.with_state(|state| {
            let truth: HashMap<_, _> = state.clients().filter_map(|row| Some((key_of(row)?, row))).collect();
            assert_eq!((clients.len(), clients.len() + lost), (truth.len(), state.clients().count()), "{reading}");
            clients.iter().for_each(|read| same_client(truth[&read.key], read));
        });

        let (paid, lost) = all_pages!(|page| {
            let api = api.clone();
            async move { api.transactions(&page, &TransactionScope::All).await }
        });
        assert_eq!((paid.len(), lost), (server.with_state(|state| state.transactions().count()), 0), "{reading}");
        assert!(paid.len() > 100, "a portfolio with payments");
        server.with_state(|state| {
            paid.iter().for_each(|read| same_transaction(state, state.transaction(read.id.0).unwrap(), read));
        });
    }
}

#[tokio::test]
async fn totals_and_the_partner() {
    let (server, api) = sandbox("Q1=A").await;
    let (cases, clients, earnings) =
        server.with_state(|state| (state.cases_summary(), state.clients_summary(), state.transactions_summary()));
    let read = api.cases(&PageRequest::stable(1), CaseScope::All).await.unwrap().summary.unwrap();
    let whole = |n: usize| i64::try_from(n).ok();
    assert_eq!((read.total, read.this_month), (whole(cases.total), whole(cases.this_month)));
    assert_eq!((read.active, read.pending), (whole(cases.active), whole(cases.pending)));
    assert_eq!((read.closed, read.paused), (whole(cases.closed), whole(cases.paused)));

    let read = api.clients(&PageRequest::stable(1)).await.unwrap().summary.unwrap();
    assert_eq!((read.total, read.attributed), (whole(clients.total), whole(clients.attributed)));
    assert_eq!((read.complete, read.pending), (whole(clients.complete), whole(clients.pending)));
    assert_eq!(read.cases, whole(clients.cases));

    let read = api.transactions(&PageRequest::stable(1), &TransactionScope::All).await.unwrap().summary.unwrap();
    assert_eq!(read.count, earnings.stages.map(|stage| whole(stage.count)));
    assert_eq!(read.fee_usd, earnings.stages.map(|stage| i64::try_from(stage.fee_usd).ok().map(Micros)));

    let partner = api.me().await.unwrap();
    assert!(partner.is_active && partner.name().is_some() && partner.id.is_some());
    assert_eq!(partner.invoicing_mode, Some(InvoicingMode::PayWhenPaid));
}

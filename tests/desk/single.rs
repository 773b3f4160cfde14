//! One case and one client: from the cache at once, afresh when there is a Debitura, and nothing lost when there is none.

use chrono::TimeDelta;
use desk::{Code, Desk, SessionState};
use desk_core::ids::{CaseId, ClientKey, TenantId};
use desk_core::link::LinkTrouble;
use desk_core::query::{CaseFilter, CaseQuery, ClientQuery, ClientTab};
use partner_desk_sandbox::Fault;
use uuid::Uuid;

use crate::computer::{ALL, Computer};

fn key(tenant: &str) -> ClientKey {
    ClientKey::of(Some(&TenantId(tenant.to_owned())), None).unwrap()
}

/// A client whose agreement is not signed, with a link: its tenant id and its id at Debitura.
fn pending(computer: &Computer) -> (String, Uuid) {
    let found = computer.server.with_state(|state| {
        let mut clients = state.clients();
        clients.find_map(|row| {
            let open = !row.onboarding_done && row.link_url.is_some() && !row.archived;
            open.then(|| Some((row.tenant.as_deref()?.to_owned(), row.id))).flatten()
        })
    });
    found.unwrap()
}

async fn any_case(desk: &Desk) -> CaseId {
    crate::computer::rows(desk).await.unwrap()[0].case.id
}

#[tokio::test]
async fn a_fresh_read_brings_one_case_up_to_date_and_keeps_its_projection() {
    let computer = Computer::new(200).await;
    let desk = computer.synced().await;
    let id = computer.server.with_state(|state| {
        let found = state.cases().find(|case| case.collection_partner.is_some() && case.expected_rate.is_some());
        found.unwrap().id
    });
    let before = desk.case_detail(CaseId(id)).await.unwrap();
    assert_eq!(before.potential, None, "lists carry no projection");
    computer.server.with_state(|state| state.update_case(id, |case| case.debtor_name = Some("Änderung GmbH".into())));
    computer.clock.advance(TimeDelta::minutes(7));
    computer.server.forget_requests();
    desk.refresh_case(CaseId(id)).await.unwrap();
    assert_eq!(computer.server.requests(), 1);
    let after = desk.case_detail(CaseId(id)).await.unwrap();
    assert_eq!(after.row.case.debtor.as_deref(), Some("Änderung GmbH"));
    let (potential, read_at) = after.potential.unwrap();
    assert!(potential.referral_usd.is_some() && potential.gross_usd.is_some());
    assert_eq!(after.confirmed, Some(read_at), "the read of its own is newer than the pass");
    assert!(after.confirmed > before.confirmed);
    // What was read is found by the search as well.
    assert_eq!(desk.cases(crate::computer::search("anderung"), ALL).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_failed_read_leaves_what_is_held() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let id = any_case(&desk).await;
    let before = desk.case_detail(id).await.unwrap();
    for (fault, code) in [
        (Fault::Status(500), Code::Server),
        (Fault::CutBody, Code::BadAnswer),
        (Fault::Status(404), Code::NotFound),
        (Fault::Status(400), Code::BadAnswer),
    ] {
        computer.server.faults().add("/cases/", fault.clone(), 20);
        let error = desk.refresh_case(id).await.unwrap_err();
        assert_eq!(error.code, code, "{fault:?}: {error}");
        assert!(error.message.ends_with('.'), "{error}");
        computer.server.faults().clear();
        assert_eq!(desk.case_detail(id).await.unwrap(), before);
    }
    let unknown = CaseId(Uuid::from_u128(77));
    assert_eq!(desk.case_detail(unknown).await.unwrap_err().code, Code::InvalidRequest);
    assert_eq!(desk.refresh_case(unknown).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn a_case_opens_without_a_debitura() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let id = any_case(&desk).await;
    drop(desk);
    let unplugged = computer.unplugged().await;
    let desk = unplugged.start().await;
    assert!(desk.case_detail(id).await.is_ok());
    assert_eq!(desk.refresh_case(id).await.unwrap_err().code, Code::Offline);
    assert_eq!(desk.sync_status().await.online, Some(false), "a single read learns of it too");
    assert!(desk.case_detail(id).await.is_ok());
}

#[tokio::test]
async fn a_refused_key_locks_the_session_from_a_single_read_too() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let id = any_case(&desk).await;
    computer.server.faults().add("/", Fault::Status(401), 20);
    assert_eq!(desk.refresh_case(id).await.unwrap_err().code, Code::Refused);
    assert_eq!(desk.session().state, SessionState::Refused);
    assert_eq!(desk.case_detail(id).await.unwrap_err().code, Code::NotSignedIn);
}

#[tokio::test]
async fn the_page_of_a_case_has_its_client_and_its_payments() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (case, payments) = computer.server.with_state(|state| {
        let paid = state.transactions().next().unwrap().case_id;
        (paid, state.transactions().filter(|row| row.case_id == paid).map(|row| row.id).collect::<Vec<_>>())
    });
    let detail = desk.case_detail(CaseId(case)).await.unwrap();
    let mut shown: Vec<Uuid> = detail.transactions.iter().map(|row| row.transaction.id.0).collect();
    let mut expected = payments;
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);
    assert_eq!(detail.sums.all.count, expected.len() as u64);
    assert!(detail.transactions.windows(2).all(|pair| pair[0].transaction.paid >= pair[1].transaction.paid));
    let tenant = detail.row.case.tenant.clone();
    assert_eq!(detail.client.and_then(|client| client.client.tenant), tenant);
}

/// The Cases view's questions end one another, since only the newest matters while somebody types. A page beside it is none
/// of them: during a sync both are asked again at the same moment.
#[tokio::test]
async fn the_page_of_a_client_has_its_newest_cases_and_ends_no_question_of_the_view() {
    let computer = Computer::new(2_000).await;
    let desk = computer.synced().await;
    let client = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows;
    let client = client.into_iter().max_by_key(|row| row.cases_total).unwrap();
    assert!(client.cases_total > 50, "more than a page shows");
    let key = client.client.key.clone();
    let filter = CaseFilter { client: Some(key.clone()), ..CaseFilter::default() };
    let all = desk.cases(CaseQuery { filter, ..CaseQuery::default() }, ALL).await.unwrap().rows;
    assert_eq!(desk.client_detail(key.clone()).await.unwrap().cases, all[..50]);
    for turn in 0..40 {
        let query = crate::computer::search(&format!("e{}", "n".repeat(turn % 3)));
        let (table, page) = tokio::join!(desk.cases(query, ALL), desk.client_detail(key.clone()));
        assert!(table.is_ok() && page.is_ok(), "{turn}: {:?} {:?}", table.err(), page.err());
    }
}

#[tokio::test]
async fn a_link_is_read_afresh_and_goes_away_once_the_agreement_is_signed() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (tenant, id) = pending(&computer);
    let before = desk.onboarding(key(&tenant)).await.unwrap();
    let link = before.row.client.onboarding_url.clone().unwrap();
    assert_eq!(before.trouble, None);
    assert!(before.message.unwrap().contains(&link));
    assert_eq!(desk.onboarding_link(key(&tenant)).await.unwrap(), link);
    let other = "https://referral.debitura.com/companydetails/another";
    computer.server.with_state(|state| state.update_client(id, |row| row.link_url = Some(other.into())));
    computer.clock.advance(TimeDelta::minutes(3));
    desk.refresh_client(key(&tenant)).await.unwrap();
    let after = desk.onboarding(key(&tenant)).await.unwrap();
    assert_eq!(after.row.client.onboarding_url.as_deref(), Some(other));
    assert!(after.confirmed > before.confirmed);
    computer.server.with_state(|state| state.sign_client(&tenant));
    desk.refresh_client(key(&tenant)).await.unwrap();
    let signed = desk.onboarding(key(&tenant)).await.unwrap();
    assert!(signed.row.client.onboarding_done);
    assert_eq!((signed.trouble, signed.message), (Some(LinkTrouble::Missing), None));
    let unsigned = desk.clients(ClientQuery { tab: ClientTab::Unsigned, ..ClientQuery::default() }, ALL).await.unwrap();
    assert!(unsigned.rows.iter().all(|row| row.client.key != key(&tenant)));
}

#[tokio::test]
async fn a_link_that_leads_elsewhere_is_shown_and_neither_copied_nor_opened() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (tenant, id) = pending(&computer);
    for (link, trouble) in [
        ("http://referral.debitura.com/companydetails/1", LinkTrouble::NotHttps),
        ("https://debitura.com.evil.example/companydetails/1", LinkTrouble::ForeignHost),
        ("https://debitura.com@evil.example/", LinkTrouble::Malformed),
        ("javascript:alert(1)", LinkTrouble::NotHttps),
    ] {
        computer.server.with_state(|state| state.update_client(id, |row| row.link_url = Some(link.into())));
        desk.refresh_client(key(&tenant)).await.unwrap();
        let onboarding = desk.onboarding(key(&tenant)).await.unwrap();
        assert_eq!(onboarding.row.client.onboarding_url.as_deref(), Some(link), "shown");
        assert_eq!((onboarding.trouble, onboarding.message), (Some(trouble), None), "{link}");
        for refused in [desk.onboarding_link(key(&tenant)).await, desk.onboarding_message(key(&tenant)).await] {
            let error = refused.unwrap_err();
            assert_eq!((error.code, error.message), (Code::InvalidRequest, trouble.to_string()));
        }
    }
}

#[tokio::test]
async fn a_client_that_debitura_no_longer_lists_says_so_and_stays() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (tenant, _) = pending(&computer);
    computer.server.with_state(|state| state.archive_client(&tenant));
    let error = desk.refresh_client(key(&tenant)).await.unwrap_err();
    assert_eq!(error.code, Code::NotFound);
    assert!(error.message.contains("no longer lists"), "{error}");
    assert!(desk.client_detail(key(&tenant)).await.is_ok());
    let nobody = key("nobody");
    assert_eq!(desk.client_detail(nobody.clone()).await.unwrap_err().code, Code::InvalidRequest);
    assert_eq!(desk.refresh_client(nobody).await.unwrap_err().code, Code::InvalidRequest);
}

#[tokio::test]
async fn debituras_sums_are_compared_and_a_difference_is_named() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let cards = desk.earnings_cards().await.unwrap();
    assert!(cards.check.at.is_some());
    assert_eq!(cards.check.differences, []);
    // A fee that moved at Debitura after the last sync is in its next summary, and not here: only a partial sync tells.
    let moved = computer.server.with_state(|state| {
        let id = state.transactions().find(|row| state.stage(row) == Some(3)).unwrap().id;
        state.update_transaction(id, |row| row.referral = Some("Paid".into()));
        id
    });
    desk.sync().await.unwrap();
    let cards = desk.earnings_cards().await.unwrap();
    assert_eq!(cards.check.differences, [], "{moved} moved on both sides");
}

#[tokio::test]
async fn a_summary_of_a_case_holds_its_facts_and_no_trick() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let id = any_case(&desk).await;
    let hostile = "\u{202e}moc.live\r\nBcc: somebody@example.com";
    computer.server.with_state(|state| {
        state.update_case(id.0, |case| {
            case.debtor_name = Some(hostile.into());
            case.creditor_reference = Some("x".repeat(10_000));
        })
    });
    desk.refresh_case(id).await.unwrap();
    let text = desk.case_summary(id).await.unwrap();
    let reference = desk.case_detail(id).await.unwrap().row.case.reference.unwrap();
    assert!(text.contains(&reference) && text.contains("As of "));
    assert!(!text.contains('\u{202e}') && !text.contains('\r'));
    assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
    assert!(text.lines().all(|line| line.chars().count() < 600), "a name of any length stays one line of the mail");
}
